"""A book a language for reading apps: EPUB 3.3 (https://www.w3.org/TR/epub-33/), one chapter a page of the site."""

import uuid
import zipfile
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urljoin, urlparse

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from lxml import etree, html
from lxml.builder import E

from endingwell.addresses import address
from endingwell.assets import Assets
from endingwell.locales import direction
from endingwell.offline.built import ONLINE, BuiltPage, font_of, letter_as_text, read_page, site_url
from endingwell.project import Locale, Project

# The whole path is the book's own list of contents.
_LEFT_OUT = (*ONLINE, "path")
_ONLY_ON_SCREEN = (
    ".//svg | .//a[@data-copy-link] | .//nav | .//script | .//template | .//button | .//*[@hidden]"
    " | .//*[contains(@class, 'actions')] | .//p[@class='private'] | .//p[@class='up']"
    " | .//span[contains(@class, 'icon')] | .//p[@class='following'] | .//article/details[@class='contents']"
    " | .//ul[@class='tools']"
)
_ROWS = 8


@dataclass(frozen=True)
class Chapter:
    """A page as a file of the book: its name without suffix, its heading, its sections (id, heading), its XHTML."""

    name: str
    title: str
    sections: list[tuple[str, str]]
    xhtml: str


def write_book(site: Path, project: Project, locale: Locale, assets: Assets, day: date, target: Path) -> None:
    """Write the book of a language into the file `target`: the same bytes for the same site and day."""
    pages = [read_page(site, locale, name) for name in project.nav if name not in _LEFT_OUT]
    chapters = [_chapter(page, project, locale) for page in pages]
    environment = Environment(
        loader=FileSystemLoader(project.root / "overrides"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
    )
    public = site_url(pages[0])
    font = font_of(site, pages[0])
    view = {
        "locale": locale,
        "direction": direction(locale.code),
        "labels": project.labels(locale.code),
        "chapters": chapters,
        "public": public + pages[0].path,
        "id": uuid.uuid5(uuid.NAMESPACE_URL, public + pages[0].path),
        "day": day.isoformat(),
        "font": font is not None,
        "style": assets.style("book"),
    }

    def rendered(name: str, **more: object) -> bytes:
        return environment.get_template(f"offline/book/{name}").render(view | more).encode()

    files = {"META-INF/container.xml": rendered("container.xml"), "book/style.css": rendered("style.css")}
    files |= {f"book/{name}": rendered(name) for name in ("book.opf", "nav.xhtml", "cover.xhtml")}
    files |= {f"book/{c.name}.xhtml": rendered("chapter.xhtml", chapter=c) for c in chapters}
    files["book/cover.png"] = assets.picture("cover", 1200)
    if font:
        files["book/font.woff2"] = font.read_bytes()
    with zipfile.ZipFile(target, "w") as packed:
        # The first entry says what the file is, stored as it is (EPUB 3.3, 4.2.2).
        for name, content in [("mimetype", b"application/epub+zip"), *sorted(files.items())]:
            entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            entry.external_attr = 0o100644 << 16
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            packed.writestr(entry, content, compresslevel=9)


def _chapter(page: BuiltPage, project: Project, locale: Locale) -> Chapter:
    article = page.one("//main//article")
    letter_as_text(page)
    if page.name == "checklist":
        _as_list(page.one("//form[@id='checklist']"))
    if page.name == "calculator":
        _as_worksheet(page, page.one("//form[@id='calculator']"))
    for element in article.xpath(_ONLY_ON_SCREEN):
        if element.getparent() is not None:
            element.drop_tree()
    for details in article.xpath(".//details"):
        details.tag = "div"
        details.find("summary").tag = "p"
    _rewrite_links(page, article, project, locale)
    for element in article.iter():
        if "lang" in element.attrib:
            element.set("{http://www.w3.org/XML/1998/namespace}lang", element.get("lang"))
        for key in [key for key in element.attrib if key.startswith("data-")]:
            del element.attrib[key]
    sections = [
        (heading.get("id"), heading.text_content().strip())
        for heading in article.iter("h2")
        if heading.get("id") and not page.name.startswith("letters/")
    ]
    title = page.one("//h1").text_content()
    own = deepcopy(article)
    own.tag = "div"
    html.html_to_xhtml(own)
    etree.cleanup_namespaces(own)
    return Chapter(
        page.name.replace("/", "-"), title, sections, etree.tostring(own, encoding="unicode", with_tail=False)
    )


def _rewrite_links(page: BuiltPage, article: html.HtmlElement, project: Project, locale: Locale) -> None:
    """Lead links to the book's own files; those to the path to its list of contents; all others to the public site."""
    files = {address(locale, name): f"{name.replace('/', '-')}.xhtml" for name in project.nav if name not in _LEFT_OUT}
    files[address(locale, "path")] = "nav.xhtml"
    public = site_url(page)
    for link in article.xpath(".//a[@href]"):
        url = urlparse(urljoin(f"http://site/{page.path}", link.get("href")))
        if url.netloc != "site":
            continue
        path = url.path.lstrip("/")
        if path not in files:
            link.set("href", public + path)
            continue
        # Answers in a fragment, and ids of what stands only on the screen, lead nowhere in a book.
        fragment = url.fragment if url.fragment and not url.fragment.startswith("a=") else ""
        link.set("href", files[path] + (f"#{fragment}" if fragment and path != address(locale, "path") else ""))


def _as_list(form: html.HtmlElement) -> None:
    """The checklist as a list to tick on paper."""
    for fieldset in form.findall("fieldset"):
        fieldset.tag = "div"
        fieldset.find("legend").tag = "h3"
        statements = E.ul(
            {"class": "tick"}, *(E.li(label.text_content().strip()) for label in fieldset.findall("label"))
        )
        for label in fieldset.findall("label"):
            fieldset.remove(label)
        fieldset.append(statements)
    form.tag = "div"
    form.attrib.pop("autocomplete", None)


def _as_worksheet(page: BuiltPage, form: html.HtmlElement) -> None:
    """The calculator as a table to fill in by hand."""
    heads = [page.one(f"//label[@for='{name}-1']").text_content() for name in ("client", "hours", "income")]
    heads.append(page.one("//section[@id='revenue']//thead//th[2]").text_content())
    empty = (E.tr(*(E.td("\u00a0") for _ in heads)) for _ in range(_ROWS))
    table = E.table({"class": "worksheet"}, E.thead(E.tr(*(E.th(head) for head in heads))), E.tbody(*empty))
    table.tail = form.tail
    holder = E.div({"id": form.get("id")}, table)
    form.getparent().replace(form, holder)
