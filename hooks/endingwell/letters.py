"""The letters: their shape (docs/letters.yml), their words (docs/<language>/letters/*.md), and what both must hold.

A letter's page has a section for each channel; each paragraph of it is one line of the shape, in order. Blanks are
written {client}; where an address has forms, `<<first form|second form>>` holds what differs between them.
"""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass, field
from typing import Any

from endingwell.locales import direction, format_locale
from endingwell.markdownfile import Page
from endingwell.problem import Problem
from endingwell.project import CHANNELS, LETTERS, Project
from endingwell.yamlfile import YamlFile

KINDS = ("text", "date", "amount")
# Forms of address that a language may use as blanks beside the letter's own; docs/<language>/letters.yml fills them.
ADDRESS = ("goi", "Goi", "xung", "Xung", "a")
_BLANK = re.compile(r"\{([^{}]*)\}")
_FORMS = re.compile(r"<<(.*?)>>", re.DOTALL)


@dataclass(frozen=True)
class Line:
    """One line of a letter: its id, the point that says why it is there, what it must say (for its writers)."""

    id: str
    why: str
    says: str


@dataclass(frozen=True)
class Letter:
    """One letter: blanks it may use, letters that answer what comes back, checklist results, lines by channel."""

    id: str
    blanks: list[str] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    outcomes: list[str] = field(default_factory=list)
    channels: dict[str, list[Line]] = field(default_factory=dict)


@dataclass(frozen=True)
class Letters:
    """All letters in order, and what kind of thing each blank holds."""

    blanks: dict[str, str] = field(default_factory=dict)
    letters: dict[str, Letter] = field(default_factory=dict)

    def for_outcome(self, outcome: str) -> list[str]:
        """The letters that fit a result of the checklist."""
        return [letter.id for letter in self.letters.values() if outcome in letter.outcomes]


def read_letters(file: YamlFile | None) -> tuple[Letters, list[Problem]]:
    """The letters that a file declares, and what is wrong with it; no letters if it cannot be read."""
    result = Letters()
    problems: list[Problem] = []
    if file is None or file.problems or not isinstance(file.data, dict):
        return result, problems

    def fault(what: str, remedy: str, *key: str | int) -> None:
        problems.append(Problem(file.path, file.line(*key), what, remedy))

    blanks = file.data.get("blanks")
    for name, kind in (blanks if isinstance(blanks, dict) else {}).items():
        if kind in KINDS:
            result.blanks[name] = kind
        else:
            fault(f'the blank "{name}" is of no known kind.', f"Write one of: {', '.join(KINDS)}.", "blanks", name)
    letters = file.data.get("letters")
    for name, facts in (letters if isinstance(letters, dict) else {}).items():
        letter = Letter(name)
        facts = facts if isinstance(facts, dict) else {}
        for key in ("blanks", "answers", "outcomes"):
            value = facts.get(key)
            if isinstance(value, list) and all(isinstance(i, str) for i in value):
                getattr(letter, key).extend(value)
            else:
                fault(f'the letter "{name}" has no list "{key}".', "Write [] if it is empty.", "letters", name, key)
        for channel in CHANNELS:
            lines = facts.get(channel)
            if not isinstance(lines, dict) or not lines:
                fault(f'the letter "{name}" has no lines for {channel}.', "Write them.", "letters", name, channel)
                continue
            letter.channels[channel] = []
            for line, value in lines.items():
                if isinstance(value, list) and len(value) == 2 and all(isinstance(part, str) for part in value):
                    letter.channels[channel].append(Line(line, *value))
                else:
                    fault(
                        f'the line "{line}" is no pair.', "Write [point, what it says].", "letters", name, channel, line
                    )
        for blank in letter.blanks:
            if blank not in result.blanks:
                fault(f'there is no blank "{blank}".', "Take one of blanks.", "letters", name, "blanks")
        result.letters[name] = letter
    for name, letter in result.letters.items():
        for answer in letter.answers:
            if answer not in result.letters:
                fault(f'there is no letter "{answer}".', "Take an id of letters.", "letters", name, "answers")
    return result, problems


def paragraphs(page: Page, channel: str) -> list[tuple[int, str]]:
    """The lines of a channel as they stand on a page: line number in the file and text, line breaks kept."""
    section = next((s for s in page.sections if s.id == channel), None)
    found: list[tuple[int, str]] = []
    open_ = False
    for number, line in enumerate(section.lines if section else [], (section.line if section else 0) + 1):
        text = line.strip()
        if text and open_:
            found[-1] = (found[-1][0], found[-1][1] + "\n" + text)
        elif text:
            found.append((number, text))
        open_ = bool(text)
    return found


def forms(words: dict[str, Any]) -> list[dict[str, str]]:
    """The forms of address that a language's letters offer, each with its label."""
    value = words.get("forms")
    return [form for form in value if isinstance(form, dict)] if isinstance(value, list) else []


def in_form(text: str, index: int, form: dict[str, str]) -> str:
    """A line in one form of address: the index picks among `<<…|…>>`, the form fills {goi}, {Goi}, {xung} and {a}."""

    def choose(match: re.Match[str]) -> str:
        options = match[1].split("|")
        return options[index] if index < len(options) else options[0]

    text = _FORMS.sub(choose, text)
    for name in ADDRESS:
        value = form.get(name.lower())
        if value is not None:
            text = text.replace("{" + name + "}", value[:1].upper() + value[1:] if name[0].isupper() else value)
    return text


def pieces(text: str) -> list[tuple[str, str]]:
    """A line cut into ("text", words) and ("blank", name)."""
    return [("blank" if i % 2 else "text", piece) for i, piece in enumerate(_BLANK.split(text)) if piece]


def letter_rules(project: Project) -> Iterator[Problem]:
    """Every language has every letter, channel, line and blank of docs/letters.yml, and only those."""
    file = project.data.get(f"docs/{LETTERS}")
    if file is None or not isinstance(file.data, dict):
        return
    shape, problems = read_letters(file)
    yield from problems
    if problems or file.problems:
        return
    known = project.section_page()
    for letter in shape.letters.values():
        if letter.id in known or letter.id in project.outline:
            at = file.line("letters", letter.id)
            yield Problem(file.path, at, f'"{letter.id}" is the id of a page or section, too.', "Choose another id.")
        for channel, lines in letter.channels.items():
            for line_ in lines:
                if line_.why not in known:
                    at = file.line("letters", letter.id, channel, line_.id)
                    yield Problem(file.path, at, f'there is no point "{line_.why}".', "Take an id of docs/pages.yml.")
    for words in project.word_files(LETTERS):
        if isinstance(words, Problem):
            yield words
        else:
            yield from _words(words, shape, file)
    for locale in project.locales:
        choices = len(forms(project.words(locale.code, LETTERS)))
        for letter in shape.letters.values():
            page = project.pages.get((locale.code, f"letters/{letter.id}"))
            if page is not None:
                yield from _letter(page, letter, choices)


def _letter(page: Page, letter: Letter, choices: int) -> Iterator[Problem]:
    """What a letter's page has too much or too little of, line by line."""
    comes_back = next((section for section in page.sections if section.id == "what-may-come-back"), None)
    for answer in letter.answers:
        if comes_back and f"]({answer}.md" not in "".join(comes_back.lines):
            what = f'the letter "{answer}", which answers what may come back, is not linked.'
            yield Problem(page.path, comes_back.line, what, f"Write […]({answer}.md) there.")
    for channel, lines in letter.channels.items():
        section = next((s for s in page.sections if s.id == channel), None)
        if section is None:
            continue  # the rule of headings names it
        found = paragraphs(page, channel)
        if len(found) != len(lines):
            ids = ", ".join(line.id for line in lines)
            yield Problem(
                page.path,
                section.line,
                f'"{channel}" has {len(found)} lines where {len(lines)} are due.',
                f"Write one paragraph for each of: {ids}.",
            )
        used: set[str] = set()
        for number, text in found:
            for blank in _BLANK.findall(text):
                if blank in letter.blanks:
                    used.add(blank)
                elif blank not in ADDRESS or not choices:
                    remedy = f"Take one of: {', '.join(letter.blanks)}."
                    yield Problem(page.path, number, f"the blank {{{blank}}} is not planned here.", remedy)
            for options in _FORMS.findall(text):
                if choices and len(options.split("|")) != choices:
                    remedy = f"Write {choices} forms between << and >>, with | between them."
                    yield Problem(page.path, number, f"“<<{options}>>” does not give every form of address.", remedy)
            if re.search(r"[{}]|<<|>>", _FORMS.sub("", _BLANK.sub("", text))):
                yield Problem(page.path, number, "a blank or a form is not closed.", "Write {name} or <<one|other>>.")
            elif "<<" in text and not choices:
                yield Problem(page.path, number, "this language's letters have no forms.", "Write one form.")
        if channel == "email":
            for blank in letter.blanks:
                if blank not in used:
                    yield Problem(
                        page.path,
                        section.line,
                        f"the blank {{{blank}}} does not stand in the email.",
                        "Use it in a line.",
                    )


def _words(file: YamlFile, shape: Letters, shape_file: YamlFile) -> Iterator[Problem]:
    """What a language's letters.yml lacks or has too much of."""
    data = file.data if isinstance(file.data, dict) else {}
    labels = shape_file.data.get("labels") if isinstance(shape_file.data, dict) else None
    wanted: dict[str, Set[str]] = {
        "labels": set(labels if isinstance(labels, dict) else {}),
        "channels": set(CHANNELS),
        "blanks": set(shape.blanks),
    }
    for kind, ids in wanted.items():
        found = data.get(kind)
        found = found if isinstance(found, dict) else {}
        for name in sorted(ids - found.keys()):
            yield Problem(file.path, file.line(kind), f'{kind}: "{name}" is missing.', f"docs/{LETTERS} lists it.")
        for name, value in found.items():
            line = file.line(kind, name)
            if name not in ids:
                yield Problem(file.path, line, f'{kind}: "{name}" is not used.', "Remove it or mend its name.")
            elif kind == "blanks":
                for part in ("label", "prompt"):
                    if not isinstance(value, dict) or not isinstance(value.get(part), str) or not value[part].strip():
                        yield Problem(file.path, line, f'the blank "{name}" has no {part}.', "Write it in quotes.")
            elif not isinstance(value, str) or not value.strip():
                yield Problem(file.path, line, f'{kind}: "{name}" has no text.', "Write it in quotes.")
    for i, form in enumerate(forms(data)):
        line = file.line("forms", i)
        for key, value in form.items():
            if not isinstance(value, str) or (key != "a" and not value.strip()):
                yield Problem(file.path, line, f'"{key}" of the form is not text.', "Write it in quotes.")
        if "label" not in form:
            yield Problem(file.path, line, "the form has no label.", "Add label.")


def for_page(project: Project, letter: Letter) -> dict[str, Any]:
    """What the page of a letter carries for its script: the letter in every language, with prompts and forms.

    Keyed by locale code: name, dir, format (a BCP 47 tag for Intl), prompts by blank, forms, and for each channel
    the list of its lines.
    """
    languages = {}
    for locale in project.locales:
        page = project.pages.get((locale.code, f"letters/{letter.id}"))
        words = project.words(locale.code, LETTERS)
        blanks = words.get("blanks")
        blanks = blanks if isinstance(blanks, dict) else {}
        languages[locale.code] = {
            "name": locale.name,
            "dir": direction(locale.code),
            "format": format_locale(locale.code),
            "prompts": {blank: (blanks.get(blank) or {}).get("prompt", blank) for blank in letter.blanks},
            "forms": forms(words),
            "channels": {c: [text for _, text in paragraphs(page, c)] if page else [] for c in CHANNELS},
        }
    return languages
