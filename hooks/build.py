"""Bind the package `endingwell` to MkDocs events. Nothing else in this project imports MkDocs.

mkdocs-static-i18n runs every event once a language, the other languages inside the first one's
`on_post_build`. So the check and the view of the content are made once, in the first `on_config`.
"""

import logging
from functools import cache, partial
from pathlib import Path
from typing import Any

from jinja2 import ChainableUndefined, FileSystemBytecodeCache
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from endingwell.addresses import source_of
from endingwell.assets import Assets
from endingwell.cards import Cards
from endingwell.check import check_project
from endingwell.doors import write_doors
from endingwell.metadata import og_locale
from endingwell.offline.worker import write_manifests
from endingwell.policy import door_policy, headers_file, policy
from endingwell.problem import Problem, failures, report
from endingwell.project import load
from endingwell.searchindex import search_index
from endingwell.view import Views, template_of

# The inline scripts of the site, which its policy names by their digests: in every door, and in pages.
DOOR = ("choice.js", "door.js")
LATE = "late.js"
log = logging.getLogger("mkdocs.hooks.endingwell")


class _Build:
    """What one build of all languages shares."""

    serving = False
    views: Views
    assets: Assets
    env: Any
    cards: Cards
    problems: list[Problem]


def _i18n(config: MkDocsConfig) -> Any:
    """The plugin mkdocs-static-i18n; its attributes are not part of MkDocs' types."""
    return config.plugins["i18n"]


def on_startup(command: str, dirty: bool) -> None:
    """Remember whether this is a preview, which goes on in spite of problems."""
    _Build.serving = command == "serve"


def on_config(config: MkDocsConfig) -> None:
    """Load and check the content; with problems a build ends here, a preview shows them."""
    if _i18n(config).building:
        return
    root = Path(config.config_file_path).parent
    project = load(root)
    folder = root / "overrides" / "assets"
    fonts = {"latin", *config.extra.get("fonts", {}).values()}
    _Build.problems = [*check_project(project), *Assets(folder).missing(fonts)]
    failed = failures(_Build.problems)
    if failed and not _Build.serving:
        raise Abort(f"The content has problems; nothing was built.\n\n{report(failed)}")
    if failed:
        log.warning("The content has problems; a build would fail.\n\n%s\n", report(failed))
    _Build.views = Views(project)
    indexes = {f"search-{locale.code}.js": search_index(project, locale.code) for locale in project.locales}
    _Build.assets = Assets(folder, indexes)


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Leave out the theme's styles, scripts and pictures: pages carry their own."""
    for file in list(files):
        if file.src_dir != config.docs_dir:
            files.remove(file)


def on_env(env: Any, config: MkDocsConfig, files: Files) -> None:
    """Give the templates their helpers."""
    compiled = Path(config.config_file_path).parent / ".cache" / "templates"  # once, not once a language
    compiled.mkdir(parents=True, exist_ok=True)
    env.bytecode_cache = FileSystemBytecodeCache(str(compiled))
    env.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": True, "separators": (",", ":")}
    env.globals |= {
        "style": cache(_Build.assets.style),
        "asset": _Build.assets.path,
        "colours": cache(_Build.assets.colours),
        "data_uri": cache(_Build.assets.data_uri),
        "policy": policy,
        "late": _Build.assets.script(LATE),
        "fonts": config.extra.get("fonts", {}),
        "og_locale": og_locale,
        "preview": _Build.serving,
        "problems": failures(_Build.problems) if _Build.serving else [],
    }
    if _Build.serving:  # what is missing is named on the page and renders as nothing, however deep it is asked for
        env.undefined = ChainableUndefined
    if not _i18n(config).building:
        _Build.env = env
        root = Path(config.config_file_path).parent
        fonts = _Build.assets.folder / "fonts"
        draw = env.get_template("partials/card.svg").render
        _Build.cards = Cards(fonts, env.globals["fonts"], root / ".cache" / "cards", draw)
        for view in _Build.views.cards():
            _Build.cards.add(view)


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> None:
    """Choose the page's template."""
    _, name = source_of(page.file.src_uri)
    page.meta["template"] = template_of(_Build.views.project, name)


def on_page_context(context: dict, page: Page, config: MkDocsConfig, nav: Any) -> dict:
    """Give the page's template its view."""
    code, name = source_of(page.file.src_uri)
    views = _Build.views
    view = views.page(code, name, page.content or "")
    card = _Build.cards.of(code, name)
    return context | view | {"card": card, "data": views.metadata(code, name, config.site_url or "", card.address)}


def on_template_context(context: dict, template_name: str, config: MkDocsConfig) -> dict:
    """Give the templates that are not pages (404, sitemap) the words of every language.

    They lie at the root once, so they are in the default language, though each language's build
    writes them again.
    """
    views = _Build.views
    code = views.project.default.code
    return (
        context
        | views.site(code)
        | {
            "name": template_name,
            "sites": {locale.code: views.site(locale.code) for locale in views.project.locales},
            "alternates": views.alternates(code, "index"),
            "every_page": [views.alternates(views.project.default.code, page) for page in views.project.nav],
        }
    )


def on_post_build(config: MkDocsConfig) -> None:
    """Publish fonts, scripts, pictures, doors, cards and the headers for hosts, once for all languages."""
    if _i18n(config).building:
        return
    site = Path(config.site_dir)
    _Build.assets.write(site)
    if not _Build.serving:  # nobody shares a preview
        _Build.cards.write(site)
    script = _Build.assets.script(*DOOR)
    render = partial(_Build.env.get_template("go.html").render, script=script, policy=door_policy(script))
    write_doors(site, _Build.views.project, config.site_url or "", render, _Build.cards)
    write_manifests(site, _Build.views.project, _Build.assets)
    headers = headers_file(_Build.views.project, _Build.assets, script, _Build.assets.script(LATE))
    (site / "_headers").write_text(headers, "utf-8")
