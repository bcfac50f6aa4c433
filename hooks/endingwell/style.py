"""House style as data: banned strings and typography, one file of rules a language (docs/<language>/style.yml)."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from endingwell.markdownfile import prose
from endingwell.problem import Problem
from endingwell.project import CHANNELS, CHECKLIST, FLAT, LETTERS, STYLE, Project
from endingwell.yamlfile import KeyPath

# Characters that no language may hold: they are not seen, and they break search, copying and direction.
UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_SAY = re.compile(r"\s*>")
# Names and codes isolated from the text around them follow their own rules.
_ISOLATED = re.compile(r"<bdi\b[^>]*>.*?</bdi>")
# The markers of forms of address in letters; the forms themselves are words.
_MARKERS = re.compile(r"<<|>>|(?<=[^|])\|(?=[^|])")
# Stands for markup, so that columns stay true and no expression takes markup for a space or a letter.
_MASK = "\ue000"


@dataclass(frozen=True)
class Line:
    """One line of words: where it stands, and whether it is set apart as words to say."""

    path: str
    number: int
    text: str
    say: bool = False


@dataclass(frozen=True)
class Pattern:
    """A faulty form: a compiled expression, what it is, what to write, and where it counts."""

    expression: re.Pattern[str]
    fault: str
    remedy: str
    where: str


@dataclass(frozen=True)
class Style:
    """The rules of one language, compiled."""

    fold: list[tuple[re.Pattern[str], str]]
    bans: list[tuple[re.Pattern[str], str, str]]
    patterns: list[Pattern]

    def folded(self, text: str) -> str:
        """`text` with spellings made alike: NFC, lower case, single spaces, then the language's own pairs."""
        text = unicodedata.normalize("NFC", text).lower().replace(_MASK, "")
        for expression, replacement in self.fold:
            text = expression.sub(replacement, text)
        return re.sub(r"\s+", " ", text)


_WHERE = {"all", "say", "guide"}


def compile_style(project: Project, locale: str) -> tuple[Style | None, list[Problem]]:
    """The style of a language, and what is wrong with the rules themselves."""
    path = f"docs/{locale}/{STYLE}"
    file = project.data.get(path)
    if file is None or file.problems:
        return None, []
    problems: list[Problem] = []
    data = file.data if isinstance(file.data, dict) else {}

    def compiled(source: object, line: int) -> re.Pattern[str] | None:
        try:
            return re.compile(unicodedata.normalize("NFC", str(source)))
        except re.error as error:
            problems.append(Problem(path, line, f'the pattern "{source}" cannot be read: {error}.', "Mend it."))
            return None

    def rows(key: str) -> list:
        value = data.get(key)
        if not isinstance(value, list):
            problems.append(Problem(path, file.line(key), f'"{key}" is not a list.', "Write it as one, [] if empty."))
            return []
        return value

    fold = []
    for i, pair in enumerate(rows("fold")):
        if isinstance(pair, list) and len(pair) == 2 and (found := compiled(pair[0], file.line("fold", i))):
            fold.append((found, str(pair[1])))
        elif not (isinstance(pair, list) and len(pair) == 2):
            problems.append(Problem(path, file.line("fold", i), "this is not a pair.", "Write [pattern, replacement]."))
    style = Style(fold, [], [])
    border = r"(?<!\w){}(?!\w)" if data.get("words") else "{}"
    for i, row in enumerate(rows("bans")):
        if not (isinstance(row, dict) and isinstance(row.get("bad"), str) and isinstance(row.get("good"), str)):
            problems.append(
                Problem(path, file.line("bans", i), "this ban lacks bad or good.", "Write both, in quotes.")
            )
            continue
        expression = re.compile(border.format(re.escape(style.folded(row["bad"]))))
        style.bans.append((expression, row["bad"], row["good"]))
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


def lines_of(project: Project, locale: str) -> Iterator[Line]:
    """Every line of words that a language prints: page texts, front matter, labels."""
    for (code, _), page in project.pages.items():
        if code != locale:
            continue
        if isinstance(page.meta.data, dict):
            for key, value in page.meta.data.items():
                if isinstance(value, str):
                    yield Line(page.path, page.meta.line(key), value)
        speech = {
            number
            for section in page.sections
            if section.id in CHANNELS and page.path.startswith(f"docs/{locale}/letters/")
            for number in range(section.line + 1, section.line + 1 + len(section.lines))
        }
        for number, line in page.prose_lines():
            words = _printed(_MARKERS.sub(lambda match: _MASK * len(match[0]), line) if number in speech else line)
            yield Line(page.path, number, words, say=number in speech or bool(_SAY.match(line)))
    for name in (*FLAT, CHECKLIST, LETTERS):
        if file := project.data.get(f"docs/{locale}/{name}"):
            for key, value in _strings(file.data):
                yield Line(file.path, file.line(*key), _printed(value))


def _strings(data: object, key: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    """Every text in plain data, with the path of its keys."""
    if isinstance(data, str):
        yield key, data
    elif isinstance(data, dict):
        for name, value in data.items():
            yield from _strings(value, (*key, name))


def _bans(style: Style, lines: list[Line]) -> Iterator[Problem]:
    """Bans are looked for across line ends: paragraphs may be wrapped anywhere."""
    by_path: dict[str, list[Line]] = {}
    for line in lines:
        by_path.setdefault(line.path, []).append(line)
    for path, group in by_path.items():
        text = ""
        starts = []
        for line in group:
            starts.append((len(text), line.number))
            text += style.folded(line.text).strip() + " "
        for expression, bad, good in style.bans:
            for match in expression.finditer(text):
                number = next(n for start, n in reversed(starts) if start <= match.start())
                yield Problem(path, number, f"“{bad}” is not our wording.", f"Write: {good}.")


def style_rules(project: Project) -> Iterator[Problem]:
    """No banned string and no faulty form of docs/<language>/style.yml, in normal form, with no unseen character."""
    for locale in project.locales:
        style, problems = compile_style(project, locale.code)
        yield from problems
        lines = list(lines_of(project, locale.code))
        for line in lines:
            if not unicodedata.is_normalized("NFC", line.text):
                yield Problem(
                    line.path,
                    line.number,
                    "letters are not in normal form (NFC).",
                    "Save the text as NFC; editors can.",
                )
            if match := UNSEEN.search(line.text):
                yield Problem(
                    line.path, line.number, f"the unseen character U+{ord(match[0]):04X} stands here.", "Remove it."
                )
            for pattern in style.patterns if style else []:
                if (pattern.where == "say" and not line.say) or (pattern.where == "guide" and line.say):
                    continue
                if match := pattern.expression.search(line.text):
                    quote = line.text[max(0, match.start() - 12) : match.end() + 12].replace(_MASK, "").strip()
                    yield Problem(line.path, line.number, f"{pattern.fault}: “{quote}”.", pattern.remedy)
        if style:
            yield from _bans(style, lines)
