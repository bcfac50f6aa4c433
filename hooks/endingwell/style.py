"""House style as data: banned strings and typography, one file of rules a language (docs/<language>/style.yml)."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from endingwell.markdownfile import Page, prose
from endingwell.problem import Problem
from endingwell.project import CHANNELS, FRONT_MATTER, STYLE, Project
from endingwell.yamlfile import KEPT, KeyPath, YamlFile

_SAY = re.compile(r"\s*>")
# Names and codes isolated from the text around them follow their own rules.
_ISOLATED = re.compile(r"<bdi\b[^<>]*>[^<>]*</bdi>")
# The markers of forms of address in letters; the forms themselves are words.
_MARKERS = re.compile(r"<<|>>|(?<=[^|])\|(?=[^|])")
# Stands for markup, so that columns stay true and no expression takes markup for a space or a letter.
_MASK = "\ue000"


@dataclass(frozen=True)
class Line:
    """One line of words: where it stands, and whether it is set apart as words to say.

    `text` has markup and isolated names masked at full length; `raw` has markup taken out. `exact` says that `text` is
    the whole line of the file, so that columns in it are columns of the file.
    """

    path: str
    number: int
    text: str
    raw: str
    say: bool = False
    exact: bool = False


@dataclass(frozen=True)
class Pattern:
    """A faulty form: a compiled expression, what it is, what to write, and where it counts."""

    expression: re.Pattern[str]
    fault: str
    remedy: str
    where: str


@dataclass(frozen=True)
class Ban:
    """A banned string: as it is written, folded, an expression that finds it whole, and what to write instead."""

    bad: str
    folded: str
    expression: re.Pattern[str]
    good: str


@dataclass(frozen=True, eq=False)
class Style:
    """The rules of one language, compiled.

    `common` are words without which nobody writes the language, `same` those that are right in it though another
    language has them, too.
    """

    fold: list[tuple[re.Pattern[str], str]] = field(default_factory=list)
    bans: list[Ban] = field(default_factory=list)
    patterns: list[Pattern] = field(default_factory=list)
    common: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)

    def folded(self, text: str) -> str:
        """`text` with spellings made alike: NFC, lower case, single spaces, then the language's own pairs."""
        text = unicodedata.normalize("NFC", text).lower().replace(_MASK, "")
        for expression, replacement in self.fold:
            text = expression.sub(replacement, text)
        return re.sub(r"\s+", " ", text)


_WHERE = {"all", "say", "guide"}


_KEYS = {"fold", "words", "bans", "patterns", "common", "same"}


def compile_style(project: Project, locale: str) -> tuple[Style | None, list[Problem]]:
    """The style of a language, and what is wrong with the rules themselves."""
    file = project.data.get(f"docs/{locale}/{STYLE}")
    return (None, []) if file is None or file.problems else _compile(file)


@lru_cache(maxsize=64)
def _compile(file: YamlFile) -> tuple[Style, list[Problem]]:
    path = file.path
    problems: list[Problem] = []
    data = file.data if isinstance(file.data, dict) else {}
    for key in data.keys() - _KEYS:
        problems.append(Problem(path, file.line(key), f'"{key}" is not used.', "Remove it or mend its name."))

    def compiled(source: object, line: int) -> re.Pattern[str] | None:
        try:
            return re.compile(unicodedata.normalize("NFC", str(source)))
        except re.error as error:
            problems.append(Problem(path, line, f'the pattern "{source}" cannot be read: {error}.', "Mend it."))
            return None

    def rows(key: str) -> list:
        value = data.get(key, [])
        if not isinstance(value, list):
            problems.append(Problem(path, file.line(key), f'"{key}" is not a list.', "Write it as one."))
            return []
        return value

    def words(key: str) -> list[str]:
        for i, word in enumerate(rows(key)):
            if not isinstance(word, str):
                what = f'"{word}" of {key} is not text.'
                problems.append(Problem(path, file.line(key, i), what, "Write it in quotes."))
        return [unicodedata.normalize("NFC", word).casefold() for word in rows(key) if isinstance(word, str)]

    fold = []
    for i, pair in enumerate(rows("fold")):
        if isinstance(pair, list) and len(pair) == 2 and (found := compiled(pair[0], file.line("fold", i))):
            fold.append((found, str(pair[1])))
        elif not (isinstance(pair, list) and len(pair) == 2):
            problems.append(Problem(path, file.line("fold", i), "this is not a pair.", "Write [pattern, replacement]."))
    style = Style(fold, common=words("common"), same=words("same"))
    border = r"(?<!\w){}(?!\w)" if data.get("words") else "{}"
    for i, row in enumerate(rows("bans")):
        if not (isinstance(row, dict) and isinstance(row.get("bad"), str) and isinstance(row.get("good"), str)):
            problems.append(
                Problem(path, file.line("bans", i), "this ban lacks bad or good.", "Write both, in quotes.")
            )
            continue
        folded = style.folded(row["bad"])
        expression = re.compile(border.format(re.escape(folded)))
        style.bans.append(Ban(row["bad"], folded, expression, row["good"]))
    for i, row in enumerate(rows("patterns")):
        line = file.line("patterns", i)
        if not (isinstance(row, dict) and {"pattern", "fault", "remedy"} <= set(row)):
            problems.append(Problem(path, line, "this pattern lacks pattern, fault or remedy.", "Write all three."))
        elif str(row.get("where", "all")) not in _WHERE:
            problems.append(Problem(path, line, f'where is "{row["where"]}".', "Write all, say or guide."))
        elif found := compiled(row["pattern"], line):
            style.patterns.append(Pattern(found, row["fault"], row["remedy"], row.get("where", "all")))
    return style, problems


def _printed(text: str) -> str:
    """`text` with markup and isolated names masked."""
    return prose(_ISOLATED.sub(lambda match: _MASK * len(match[0]), text), _MASK)


@lru_cache(maxsize=KEPT)
def page_lines(page: Page) -> list[Line]:
    """Every line of words of a page, and the texts of its front matter."""
    found = []
    for key, value in page.meta.data.items() if isinstance(page.meta.data, dict) else ():
        if key in FRONT_MATTER and isinstance(value, str):
            found.append(Line(page.path, page.meta.line(key), value, value))
    speech = {
        number
        for section in page.sections
        if section.id in CHANNELS and "/letters/" in page.path
        for number in range(section.line + 1, section.line + 1 + len(section.lines))
    }
    for number, line in page.prose_lines():
        masked = _MARKERS.sub(lambda match: _MASK * len(match[0]), line) if number in speech else line
        words = _printed(masked)
        raw = prose(_ISOLATED.sub("", masked.replace(_MASK, " "))) if _MASK in words else words
        found.append(Line(page.path, number, words, raw, number in speech or bool(_SAY.match(line)), exact=True))
    return found


@lru_cache(maxsize=KEPT)
def word_lines(file: YamlFile) -> list[Line]:
    """Every text of a data file."""
    return [
        Line(file.path, file.line(*key), _printed(value), prose(_ISOLATED.sub("", value)))
        for key, value in texts(file.data)
    ]


def lines_of(project: Project, locale: str) -> Iterator[Line]:
    """Every line of words that a language prints: page texts, front matter, labels."""
    for (code, _), page in project.pages.items():
        if code == locale:
            yield from page_lines(page)
    for file in project.printed_words(locale):
        yield from word_lines(file)


def texts(data: object, key: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    """Every text in plain data, with the path of its keys."""
    if isinstance(data, str):
        yield key, data
    elif isinstance(data, dict | list):
        for name, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from texts(value, (*key, name))


def style_rules(project: Project) -> Iterator[Problem]:
    """No banned string and no faulty form of docs/<language>/style.yml stands in a page or a label; the rules
    themselves can be read."""
    for locale in project.locales:
        style, problems = compile_style(project, locale.code)
        yield from problems
        if style is None:
            continue
        for (code, _), page in project.pages.items():
            if code == locale.code:
                yield from _faults(page, style)
        for file in project.printed_words(locale.code):
            yield from _faults(file, style)


@lru_cache(maxsize=KEPT)
def _faults(holder: Page | YamlFile, style: Style) -> list[Problem]:
    lines = page_lines(holder) if isinstance(holder, Page) else word_lines(holder)
    found = list(_bans(style, holder.path, lines))
    for pattern in style.patterns:
        search = pattern.expression.search
        for line in lines:
            if (match := search(line.text)) is None:
                continue
            if (pattern.where == "say" and not line.say) or (pattern.where == "guide" and line.say):
                continue
            around = line.text[max(0, match.start() - 12) : match.end() + 12].replace(_MASK, "").strip()
            column = match.start() + 1 if line.exact else 0
            what = f"{pattern.fault}: “{around}”."
            found.append(Problem(line.path, line.number, what, pattern.remedy, column=column, quote=match[0].strip()))
    return found


def _bans(style: Style, path: str, lines: list[Line]) -> Iterator[Problem]:
    """Bans are looked for across line ends: paragraphs may be wrapped anywhere."""
    text = ""
    starts = []
    for line in lines:
        starts.append((len(text), line.number))
        text += style.folded(line.text).strip() + " "
    for ban in style.bans:
        for match in ban.expression.finditer(text) if ban.folded in text else ():
            number = next(n for start, n in reversed(starts) if start <= match.start())
            yield Problem(path, number, f"“{ban.bad}” is not our wording.", f"Write: {ban.good}.", quote=ban.bad)
