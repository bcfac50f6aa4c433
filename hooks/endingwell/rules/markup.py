"""Links, pictures, raw HTML, and notes that were left in the text."""

import posixpath
import re
from collections.abc import Iterator
from functools import lru_cache

from endingwell.markdownfile import Page
from endingwell.problem import Problem
from endingwell.project import PAGES, SOURCES, Project
from endingwell.yamlfile import KEPT

_LINK = re.compile(r"(?<!\\)(?P<picture>!?)\[(?P<text>[^\[\]]*)\]\((?P<target>[^()\s]*)(?P<title>\s[^()]*)?\)")
_MAY_LINK = re.compile(r"\]\s*[(:\[]|\.md")
_REFERENCE = re.compile(r"^\s{0,3}\[[^\[\]]+\]:\s*\S|\]\[[^\[\]]*\]")
_OPEN_LINK = re.compile(r"\]\([^()]*$|\]\s+\((?=[\w/.-]+\.md\b)|(?<!\])\([\w/-]+\.md(?:#[\w-]+)?\)")
_ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
_HTTPS = re.compile(r"https?://[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
# Where an address stands by itself, or as an attribute; a script hides behind no scheme but these.
_SCHEME = re.compile(r"\b(?:(?:java|vb)script\s*:|data\s*:\s*[a-z]+/)[^\s)]*", re.IGNORECASE)
_HTTP = re.compile(r"\bhttp://[^\s)>\"']*", re.IGNORECASE)
# <bdi> isolates names; <<one|other>> holds the forms of a letter.
_TAG = re.compile(r"(?<!<)</?(?P<name>[A-Za-z][A-Za-z0-9-]*)(?P<rest>[^<>]*)>?(?!>)|<[!?][^<>]*>?")
_BDI = re.compile(r'</?bdi>|<bdi (?:dir="(?:ltr|rtl|auto)"|lang="[a-z-]+"|title="[^"<>]*")>')
_NOTES = re.compile(
    r"\b(?:TODO|FIXME|XXX+|TBD|TBC|TK|WIP|CHECKME)\b|\?{3,}|<{7}(?!<)|>{7}(?!>)|^={7}$"
    r"|\[(?:\.\.\.|…|\?|sic|translate|translation|note)[^\[\]\n]{0,40}\]",
    re.MULTILINE,
)
# The same in words, in the languages of the project; looked for in lower case.
_NOTE_WORDS = (
    *("lorem ipsum", "dolor sit amet", "translate this", "translate me", "translate here", "needs translat"),
    *(
        "need translat",
        "to be translated",
        "not translated",
        "not yet translated",
        "untranslated",
        "translation missing",
    ),
    *("missing translation", "coming soon", "placeholder text", "da tradurre", "cần dịch", "chưa dịch"),
    *("قيد الترجمة", "يترجم لاحق", "ترجمه شود", "ترجمه نشده"),
)


def links(project: Project) -> Iterator[Problem]:
    """Links inside the site lead to a page and a heading of the same language; links outside are https; a link has
    words, and its address stands in it."""
    ids = {place: {s.id for s in page.sections} for place, page in project.pages.items()}
    for (locale, name), page in project.pages.items():
        yield from _broken_links(page)
        for number, column, target in _inner_links(page):
            file, _, anchor = target.partition("#")
            to = name
            if file:
                to = posixpath.normpath(posixpath.join(posixpath.dirname(name), file)).removesuffix(".md")
            there = (locale, to) in project.pages
            if not there and to in project.nav:
                continue  # the page itself is named as missing
            if (file and not file.endswith(".md")) or not there or not target:
                what, remedy = f'the link "{target}" leads nowhere.', "Write page.md#section of this language."
                yield Problem(page.path, number, what, remedy, column=column, quote=target)
            elif anchor and anchor not in ids[locale, to]:
                what = f'the link "{target}" names a section that {to}.md does not have.'
                yield Problem(page.path, number, what, f"Take an id of docs/{PAGES}.", column=column, quote=target)
    for path in (*_printed(project), f"docs/{SOURCES}"):
        yield from _plain_http(path, project.texts.get(path, ""))


@lru_cache(maxsize=KEPT)
def _inner_links(page: Page) -> list[tuple[int, int, str]]:
    """Line, column and target of every link of a page that should lead to a page of this site."""
    return [
        (number, match.start() + 1, match["target"])
        for number, line in page.text_lines()
        if _MAY_LINK.search(line)
        for match in _LINK.finditer(line)
        if not match["picture"] and not _ELSEWHERE.match(match["target"])
    ]


@lru_cache(maxsize=KEPT)
def _broken_links(page: Page) -> list[Problem]:
    """Links without words, to hosts by anything but https, or written so that they are none.

    Plain http is found wherever it stands, scripts by the rule of HTML.
    """
    found = []

    def note(number: int, match: re.Match[str], what: str, remedy: str, quote: str) -> None:
        found.append(Problem(page.path, number, what, remedy, column=match.start() + 1, quote=quote))

    for number, line in page.text_lines():
        if not _MAY_LINK.search(line):
            continue
        for match in _LINK.finditer(line):
            target = match["target"]
            if match["picture"]:
                continue
            if not match["text"].strip():
                note(number, match, f'the link "{target}" has no words.', "Say where it leads.", target)
            if _ELSEWHERE.match(target) and not _HTTPS.match(target) and not _SCHEME.match(target):
                note(number, match, f'the link "{target}" is not https.', "Use https, or no link.", target)
        rest = _LINK.sub(lambda match: " " * len(match[0]), line)
        if broken := _OPEN_LINK.search(rest):
            what = "a link is not closed, or has no words."
            note(number, broken, what, "Write [words](page.md#section).", broken[0])
        if broken := _REFERENCE.search(rest):
            note(number, broken, "a link's address stands elsewhere.", "Write it as [words](address).", broken[0])
    return found


@lru_cache(maxsize=KEPT)
def _plain_http(path: str, text: str) -> list[Problem]:
    return [
        _at(path, text, match, f'the address "{match[0]}" is not https.', "Use https, or no address.")
        for match in _HTTP.finditer(text)
    ]


def pictures(project: Project) -> Iterator[Problem]:
    """A picture says in words what it shows, for those who do not see it, and comes with the site."""
    for page in project.pages.values():
        for number, line in page.text_lines() if "![" in project.texts[page.path] else ():
            for match in _LINK.finditer(line):
                if not match["picture"]:
                    continue
                place = (page.path, number)
                at, quote = match.start() + 1, match[0]
                if not match["text"].strip():
                    what = "a picture has no words for those who do not see it."
                    yield Problem(*place, what, "Write them between the brackets.", column=at, quote=quote)
                if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//", match["target"]):
                    what = "a picture comes from another host."
                    yield Problem(*place, what, "Put it into the project.", column=at, quote=quote)


def raw_html(project: Project) -> Iterator[Problem]:
    """Of HTML only <bdi> stands in a text: no script, style, frame, comment or handler reaches a reader, and no
    address runs one."""
    for path in _printed(project):
        yield from _html(path, project.texts[path])
    for page in project.pages.values():
        for number, line in page.text_lines() if "bdi" in project.texts[page.path] else ():
            if line.count("<bdi") != line.count("</bdi>"):
                what = "<bdi> is not closed on its line."
                yield Problem(page.path, number, what, "Write <bdi>name</bdi>.", quote="bdi")


@lru_cache(maxsize=KEPT)
def _html(path: str, text: str) -> list[Problem]:
    found = []
    for match in _TAG.finditer(text):
        if _BDI.fullmatch(match[0]):
            continue
        what = "HTML stands in the text."
        if (match["name"] or "").lower() == "img":
            words = re.search(r"\balt\s*=\s*[\"']?[^\"'\s>]", match[0])
            without = "" if words else ", without words for those who do not see it,"
            what = f"a picture in HTML{without} stands in the text."
        found.append(_at(path, text, match, what, "Write it in Markdown, or remove it; only <bdi> may stand here."))
    for match in _SCHEME.finditer(text):
        found.append(_at(path, text, match, "an address holds a script or data.", "Use https, or no link."))
    return found


def notes(project: Project) -> Iterator[Problem]:
    """No note of a writer to another reaches a reader: TODO, FIXME, TBD, lorem ipsum, "translate this", ???, the marks
    of an unfinished merge, a comment."""
    for path in _printed(project):
        yield from _notes(path, project.texts[path])


@lru_cache(maxsize=KEPT)
def _notes(path: str, text: str) -> list[Problem]:
    what, remedy = "a note was left in the text.", "Do what it asks, then remove it."
    found = [_at(path, text, match, what, remedy) for match in _NOTES.finditer(text)]
    low = text.lower()
    for words in _NOTE_WORDS:
        if words in low:
            found += [_at(path, text, m, what, remedy) for m in re.finditer(re.escape(words), text, re.IGNORECASE)]
    return found


def _printed(project: Project) -> Iterator[str]:
    """The path of every file whose words reach a reader."""
    yield from (page.path for page in project.pages.values())
    yield from (file.path for locale in project.locales for file in project.printed_words(locale.code))


def _at(path: str, text: str, match: re.Match[str], fault: str, remedy: str) -> Problem:
    """The problem that a piece of a whole file's text is, with line and column."""
    start = match.start()
    line_start = text.rfind("\n", 0, start) + 1
    number = text.count("\n", 0, start) + 1
    return Problem(path, number, fault, remedy, column=start - line_start + 1, quote=match[0])
