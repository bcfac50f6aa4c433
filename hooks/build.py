"""Bind the package `endingwell` to MkDocs events. Nothing else in this project imports MkDocs.

mkdocs-static-i18n runs every event once a language, the other languages inside the first one's
`on_post_build`. So the check and the view of the content are made once, in the first `on_config`.
"""

import logging
from pathlib import Path
from typing import Any

from jinja2 import ChainableUndefined
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from endingwell.addresses import source_of
from endingwell.assets import Assets
from endingwell.check import check_project
from endingwell.offline.worker import write_manifests
from endingwell.problem import Problem, failures, report
from endingwell.project import load
from endingwell.searchindex import search_index
from endingwell.view import Views, template_of

log = logging.getLogger("mkdocs.hooks.endingwell")


class _Build:
    """What one build of all languages shares."""

    serving = False
    views: Views
    assets: Assets
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
    _Build.problems = check_project(project)
    _Build.views = Views(project)
    indexes = {f"search-{locale.code}.js": search_index(project, locale.code) for locale in project.locales}
    _Build.assets = Assets(root / "overrides" / "assets", indexes)
    failed = failures(_Build.problems)
    if failed and not _Build.serving:
        raise Abort(f"The content has problems; nothing was built.\n\n{report(failed)}")
    if failed:
        log.warning("The content has problems; a build would fail.\n\n%s\n", report(failed))


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Leave out the theme's styles, scripts and pictures: pages carry their own."""
    for file in list(files):
        if file.src_dir != config.docs_dir:
            files.remove(file)


def on_env(env: Any, config: MkDocsConfig, files: Files) -> None:
    """Give the templates their helpers."""
    env.globals["style"] = _Build.assets.style
    env.globals["asset"] = _Build.assets.path
    env.globals["data_uri"] = _Build.assets.data_uri
    env.globals["fonts"] = config.extra.get("fonts", {})
    env.globals["preview"] = _Build.serving
    env.globals["problems"] = failures(_Build.problems) if _Build.serving else []
    if _Build.serving:  # what is missing is named on the page and renders as nothing, however deep it is asked for
        env.undefined = ChainableUndefined


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> None:
    """Choose the page's template."""
    _, name = source_of(page.file.src_uri)
    page.meta["template"] = template_of(_Build.views.project, name)


def on_page_context(context: dict, page: Page, config: MkDocsConfig, nav: Any) -> dict:
    """Give the page's template its view."""
    code, name = source_of(page.file.src_uri)
    return context | _Build.views.page(code, name, page.content or "")


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
    """Publish fonts, scripts and pictures, and what makes the site installable."""
    _Build.assets.write(Path(config.site_dir))
    write_manifests(Path(config.site_dir), _Build.views.project, _Build.assets)
