"""One file a language: every page, styles, scripts and fonts in one document that asks for nothing.

Pages are sections of the document, addressed by the ids they have on the site. What can be read without a script is
plain HTML; what only a script shows (tools, letters in five languages, the search index) is compressed and put back by
overrides/assets/js/unpack.js.
"""

import base64
import json
import zlib
from copy import deepcopy
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from lxml import html

from endingwell.addresses import page_id
from endingwell.assets import Assets
from endingwell.locales import date_text, direction
from endingwell.offline.built import (
    ONLINE,
    BuiltPage,
    font_of,
    fragment_of,
    letter_as_text,
    markup,
    read_page,
    rewrite_links,
    site_url,
)
from endingwell.policy import single_file_policy
from endingwell.project import Locale, Project
from endingwell.searchindex import search_index

_STYLES = (
    "base",
    "dialogs",
    "search",
    "guide",
    "tools",
    "path",
    "home",
    "letters",
    "checklist",
    "calculator",
    "single",
)
_BUNDLES = ("site.js", "checklist.js", "calculator.js", "letter.js", "search.js")
# What only a script shows; the letters' own section is packed with its form.
_PACKED = "//main//*[@hidden][not(ancestor::*[@hidden])] | //main//template | //main//script[@type='application/json']"
_WORTH_PACKING = 200


@dataclass
class Pack:
    """What only a script shows: parts of pages as HTML, letters by language and id; and all scripts."""

    parts: dict[str, str] = field(default_factory=dict)
    letters: dict[str, dict[str, object]] = field(default_factory=dict)
    code: str = ""

    def slot(self, key: str, content: str) -> html.HtmlElement:
        """Take a part in; the element that stands in its place."""
        self.parts[key] = content
        return html.Element("div", {"data-packed": key})

    def compressed(self) -> str:
        """All as JSON, deflated (RFC 1951), in base64. Like stands beside like: deflate looks back 32 KB."""
        packer = zlib.compressobj(9, zlib.DEFLATED, -15, 9)
        text = json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))
        return base64.b64encode(packer.compress(text.encode()) + packer.flush()).decode()


def single_file(site: Path, project: Project, locale: Locale, assets: Assets, day: date) -> str:
    """The document that holds everything in one language, as text. `day` is the date of its content."""
    pages = [read_page(site, locale, name) for name in project.nav if name not in ONLINE]
    home = pages[0]
    public = site_url(home)
    pack = Pack()
    font = font_of(site, home)
    for page in pages:
        rewrite_links(page, project, locale, public)
        _thin(page)
        if page.tree.xpath("//article[@data-letter]"):
            _take_letter_apart(page, pack)
        else:
            _pack(page, pack)
        for section in page.tree.xpath("//main//section[@aria-labelledby]"):
            own = fragment_of(project, page.name, section.get("aria-labelledby"))
            section.set("aria-labelledby", own)
            section.xpath(".//h2")[0].set("id", own)
    dialog = home.one("//dialog[@id='search']")
    own = f"folding-{locale.code}.js"  # what a language adds to the search
    rules = assets.script(own) if (assets.folder / "js" / own).exists() else ""
    index = rules + search_index(project, locale.code, ONLINE)
    pack.code = assets.script(*assets.bundled(*_BUNDLES)) + index + assets.script("pages.js")
    for name in ("data-root", "data-code", "data-index"):
        del dialog.attrib[name]
    dialog.set("data-addresses", "single")
    button = home.one("//form[@class='search-open']")
    button.set("hidden", "")  # without a script it would send nothing: the copy's policy lets no form go anywhere
    button.set("action", "#path")
    script = f"/*\n{assets.licence('fflate')}\n*/\n{assets.vendored('fflate-inflate')}{assets.script('unpack.js')}"
    path = next(page for page in pages if page.tree.xpath("//nav[@class='path slim']"))
    environment = Environment(  # noqa: S701 - the template escapes what is text; the rest is HTML of the built site
        loader=FileSystemLoader(project.root / "overrides"), undefined=StrictUndefined, trim_blocks=True
    )
    return environment.get_template("offline/single.html").render(
        locale=locale,
        direction=direction(locale.code),
        labels=project.labels(locale.code),
        day=day.isoformat(),
        day_text=date_text(day, locale.code),
        public=public,
        head=[
            html.tostring(element, encoding="unicode", with_tail=False)
            for element in home.tree.xpath("//head/meta[@name!='description'] | //head/link[@rel='icon']")
        ],
        description=home.one("//meta[@name='description']").get("content"),
        header=markup(home.one("//header")),
        path=markup(path.one("//nav[@class='path slim']")).replace(' aria-current="page"', ""),
        pages=[
            {
                "id": page_id(page.name),
                "class": page.one("//body").get("class"),
                "path": page.path.removeprefix(home.path),
                "title": page.one("//h1").text_content(),
                "html": "".join(markup(child) for child in page.one("//main") if "slim" not in child.get("class", "")),
            }
            for page in pages
        ],
        search=markup(dialog),
        footer=markup(home.one("//footer")),
        style=assets.style(*_STYLES),
        font=_data_uri(font) if font else "",
        policy=single_file_policy(script, pack.code),
        script=script,
        pack=pack.compressed(),
    )


def _data_uri(font: Path) -> str:
    return "data:font/woff2;base64," + base64.b64encode(font.read_bytes()).decode()


def _thin(page: BuiltPage) -> None:
    """Drop what has no use in a copy: links that copy a public address, links to itself, what a script once hid."""
    for element in page.tree.xpath(
        "//a[@data-copy-link] | //*[@data-back] | //nav[contains(@class, 'menus')]//comment()"
    ):
        element.drop_tree()
    for link in page.tree.xpath("//a[@data-carry]"):
        del link.attrib["data-carry"]  # the answers stand in the fragment, which here is the page's address
    for link in page.tree.xpath("//a[@data-offer]"):
        for name in ("data-offer", "data-dismiss", "data-dir"):  # a copy offers no other language
            del link.attrib[name]
    for table in page.tree.xpath("//section//div[@class='wide']"):
        for name in ("role", "aria-label"):  # the heading above says it; weight counts in a copy sent by chat
            table.attrib.pop(name, None)


def _replace(old: html.HtmlElement, new: html.HtmlElement) -> None:
    new.tail = old.tail
    old.getparent().replace(old, new)


def _pack(page: BuiltPage, pack: Pack) -> None:
    """Take out of a page what only a script shows, as far as it weighs anything."""
    for element in page.tree.xpath(_PACKED):
        content = markup(element)
        if len(content) >= _WORTH_PACKING:
            _replace(element, pack.slot(f"{page.name}.{len(pack.parts)}", content))


def _take_letter_apart(page: BuiltPage, pack: Pack) -> None:
    """Leave the letter as text in all its channels; pack its form, its paper and its data as one part."""
    article = page.one("//article[@data-letter]")
    form, email = page.one("//form[@id='letter-form']"), page.one("//section[@aria-labelledby='email']")
    live = deepcopy(email)
    languages, lines = page.one("//script[@id='languages']"), page.one("//script[@id='lines']")
    letter_as_text(page)
    del article.attrib["data-letter"]  # it is started when it is shown: only one letter is in the document at a time
    for choice in live.xpath(".//p[@data-line]"):
        choice.clear()
        choice.set("data-line", "")  # the script writes the line
    for code, letter in json.loads(languages.text).items():
        pack.letters.setdefault(code, {})[page_id(page.name)] = letter
    languages.text = ""
    slot = pack.slot(page_id(page.name), "".join(markup(element) for element in (form, live, languages, lines)))
    slot.set("data-later", "")
    _replace(form, slot)
    for element in (languages, lines):
        element.drop_tree()
