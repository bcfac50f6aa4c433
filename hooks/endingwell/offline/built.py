"""Pages of the built site, and what their links lead to."""

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlparse

from lxml import html

from endingwell.addresses import address, page_id
from endingwell.project import Locale, Project

DOWNLOAD = "download"
# Pages that stand in no copy: the one that offers them, which would have to tell its own size, and the one about links.
ONLINE = (DOWNLOAD, "community")
_BLOCKS = "address|article|aside|blockquote|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header"
_BLOCKS += "|legend|li|main|nav|ol|option|p|section|select|summary|table|tbody|td|th|thead|tr|ul"
_AFTER_BLOCK = re.compile(rf"(</?(?:{_BLOCKS})\b[^<>]*>)\s+")
_BEFORE_BLOCK = re.compile(rf"\s+(?=</?(?:{_BLOCKS})\b)")
_FONT = re.compile(r"src:url\(([^)]+\.woff2)\)")
# End tags that HTML lets out (HTML Living Standard, 13.1.2.4): several kilobytes in a document of a whole language.
_OPTIONAL = re.compile(
    r"</li>(?=<li\b|</[ou]l>)|</t[dh]>(?=<t[dh]\b|</tr>)|</tr>(?=<tr\b|</t)|</d[dt]>(?=<d[dt]\b|</dl>)"
    r"|</option>(?=<option|</select>)"
    r"|</p>(?=<(?:p|ul|ol|dl|div|section|figure|table|h[1-6]|details|blockquote|nav|form|fieldset)\b"
    r"|</(?:div|section|article|blockquote|li|form|figure|details|fieldset)>)"
)


@dataclass(frozen=True)
class BuiltPage:
    """A page of the built site: its name in mkdocs.yml, its path from the site's root, its parsed HTML."""

    name: str
    path: str
    tree: html.HtmlElement

    def one(self, xpath: str) -> html.HtmlElement:
        """The first element that an XPath finds. Raises ValueError if there is none: the templates have changed."""
        found = self.tree.xpath(xpath)
        if not found:
            raise ValueError(f"{self.path}: no {xpath}")
        return found[0]


def read_page(site: Path, locale: Locale, name: str) -> BuiltPage:
    """Read one page of a language."""
    path = address(locale, name)
    text = (site / path / "index.html").read_text("utf-8")
    return BuiltPage(name, path, html.document_fromstring(text, parser=html.HTMLParser(encoding="utf-8")))


def site_url(page: BuiltPage) -> str:
    """The public address of the site, with the closing slash: what stands before the page's own path."""
    return str(page.one("//link[@rel='canonical']").get("href")).removesuffix(page.path)


def fragment_of(project: Project, name: str, fragment: str = "") -> str:
    """The id under which a page, or a section of it, stands where a whole language is one document.

    An id that several pages have, such as "next", follows its page's id and a slash.
    """
    if fragment in project.outline.get(name, []) and fragment not in project.section_page():
        return f"{page_id(name)}/{fragment}"
    return fragment or page_id(name)


def rewrite_links(page: BuiltPage, project: Project, locale: Locale, public: str) -> None:
    """Turn links to this language's pages into fragments of one document, others inside the site into public ones."""
    names = {address(locale, name): name for name in project.nav if name not in ONLINE}
    for link in page.tree.xpath("//a[@href]"):
        url = urlparse(urljoin(f"http://site/{page.path}", link.get("href")))
        if url.netloc != "site":
            continue
        name = names.get(url.path.lstrip("/"))
        if name is None or "hreflang" in link.attrib:
            link.set("href", public + url.path.lstrip("/") + (f"#{url.fragment}" if url.fragment else ""))
        else:
            link.set("href", "#" + fragment_of(project, name, url.fragment))


def font_of(site: Path, page: BuiltPage) -> Path | None:
    """The file of the font that a page is set in."""
    found = _FONT.search(page.one("//style").text or "")
    return (site / page.path / found[1]).resolve() if found else None


def letter_as_text(page: BuiltPage) -> None:
    """On the page of a letter, leave it as text in each channel; on any other page do nothing."""
    for email in page.tree.xpath("//article[@data-letter]//section[@aria-labelledby='email']"):
        static = page.one("//div[@data-static]")
        for extra in email.xpath(".//*[contains(@class, 'actions') or @class='meaning' or @hidden]"):
            extra.drop_tree()
        for element in email.xpath(".//*[@id][not(self::h2)]"):
            del element.attrib["id"]
        for other in static.xpath("section[@aria-labelledby='other-languages']"):
            other.drop_tree()
        email.tail = None
        static.insert(0, email)


def markup(element: html.HtmlElement) -> str:
    """The HTML of an element without what browsers do without: white space between blocks, optional end tags."""
    text = html.tostring(element, encoding="unicode", with_tail=False)
    return _OPTIONAL.sub("", _BEFORE_BLOCK.sub("", _AFTER_BLOCK.sub(r"\1", text)))
