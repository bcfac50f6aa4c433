"""Links, pictures, raw HTML, and notes that were left in the text."""

import posixpath
import re
from collections.abc import Iterator
from functools import lru_cache

from endingwell.problem import Problem
from endingwell.project import PAGES, SOURCES, Project

_LINK = re.compile(r"(?<!\\)(?P<picture>!?)\[(?P<text>[^\[\]]*)\]\((?P<target>[^()\s]*)(?P<title>\s[^()]*)?\)")
_MAY_LINK = re.compile(r"\]\s*[(:\[]|\.md")
_REFERENCE = re.compile(r"^\s{0,3}\[[^\[\]]+\]:\s*\S|\]\[[^\[\]]*\]")
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
        for number, line in page.text_lines():
            if not _MAY_LINK.search(line):
                continue
            for match in _LINK.finditer(line):
                target, column = match["target"], match.start() + 1

                def fault(what: str, remedy: str, column: int = column, target: str = target) -> Problem:
                    return Problem(page.path, number, what, remedy, column=column, quote=target)  # noqa: B023

                if not match["text"].strip() and not match["picture"]:
                    yield fault(f'the link "{target}" has no words.', "Say where it leads.")
                if match["picture"] or re.match(r"https://[\w-]+(?:\.[\w-]+)+|http://", target, re.IGNORECASE):
                    continue  # plain http is named below, wherever it stands, and scripts by the rule of HTML
                if _SCHEME.match(target):
                    continue
                if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//", target):
                    yield fault(f'the link "{target}" is not https.', "Use https, or no link.")
                    continue
                file, _, anchor = target.partition("#")
                to = name
                if file:
                    to = posixpath.normpath(posixpath.join(posixpath.dirname(name), file)).removesuffix(".md")
                if to in project.nav and (locale, to) not in project.pages:
                    continue  # the page itself is named as missing
                if (file and not file.endswith(".md")) or (locale, to) not in project.pages or not target:
                    yield fault(f'the link "{target}" leads nowhere.', "Write page.md#section of this language.")
                elif anchor and anchor not in ids[locale, to]:
                    what = f'the link "{target}" names a section that {to}.md does not have.'
                    yield fault(what, f"Take an id of docs/{PAGES}.")
            rest = _LINK.sub(lambda match: " " * len(match[0]), line)
            if broken := re.search(r"\]\([^()]*$|\]\s+\((?=[\w/.-]+\.md\b)|(?<!\])\([\w/-]+\.md(?:#[\w-]+)?\)", rest):
                what = "a link is not closed, or has no words."
                yield Problem(
                    page.path,
                    number,
                    what,
                    "Write [words](page.md#section).",
                    column=broken.start() + 1,
                    quote=broken[0],
                )
            if found := _REFERENCE.search(rest):
                what = "a link's address stands elsewhere."
                yield Problem(page.path, number, what, "Write it as [words](address).", column=found.start() + 1)
    for path in (*_printed(project), f"docs/{SOURCES}"):
        yield from _plain_http(path, project.texts.get(path, ""))


@lru_cache(maxsize=4096)
def _plain_http(path: str, text: str) -> list[Problem]:
    return [
        _at(path, text, match, f'the address "{match[0]}" is not https.', "Use https, or no address.")
        for match in _HTTP.finditer(text)
    ]


def pictures(project: Project) -> Iterator[Problem]:
    """A picture says in words what it shows, for those who do not see it, and comes with the site."""
    for page in project.pages.values():
        for number, line in page.text_lines():
            for match in _LINK.finditer(line) if "![" in line else ():
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


@lru_cache(maxsize=4096)
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


@lru_cache(maxsize=4096)
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
