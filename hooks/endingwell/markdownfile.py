"""Read a page as its translators see it: front matter, headings, sections, and the words in between."""

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from endingwell.problem import Problem
from endingwell.yamlfile import KEPT, YamlFile, parse_yaml

_FENCE = re.compile(r"\s{0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*$")
_ID = re.compile(r"\s*\{\s*#([^\s}]+)\s*\}\s*$")
_ADMONITION = re.compile(r'(\s*!!!\s+[\w-]+\s+")(.*)"\s*$')
# What of a line is not words for a reader, blanked out so that columns stay true. At its beginning: the markers of
# admonitions, headings, lists and quotations, a rule of a table. Inside: comments, tags, link targets, attribute lists.
_MARKER = re.compile(r"\s*(?:!!!\s+[\w-]+|#{1,6}\s|(?:[-*+]|\d+\.)\s|>\s?|\|?(?:\s*:?-+:?\s*\|)+\s*(?::?-+:?)?\s*$)")
_MARKUP = re.compile(r"<!--[^<>]*-->|</?[A-Za-z][^<>]*>|\](?:\([^)\s]*\))?|\{[^{}]*#[^{}]*\}|\*\*|[\[|`]")


def fingerprint(text: str) -> str:
    """Twelve digits that change with any word of a text, not with its line breaks."""
    return hashlib.sha256(unicodedata.normalize("NFC", " ".join(text.split())).encode()).hexdigest()[:12]


@dataclass(eq=False)
class Section:
    """One heading and the lines under it, up to the next heading of any level."""

    id: str | None
    level: int
    title: str
    line: int
    lines: list[str] = field(default_factory=list)

    @cached_property
    def text(self) -> str:
        """The words under the heading, without markup."""
        return " ".join(" ".join(map(prose, self.lines)).split())

    @cached_property
    def digest(self) -> str:
        """A fingerprint of heading and body that changes with any word, not with line breaks."""
        return fingerprint(" ".join([self.title, *self.lines]))


@dataclass(eq=False)
class Page:
    """A Markdown page: its front matter, its lines, and its sections in order (the lead is the first heading's)."""

    path: str
    meta: YamlFile
    first_line: int
    lines: list[str]
    sections: list[Section]
    problems: list[Problem]

    def text_lines(self) -> Iterator[tuple[int, str]]:
        """Number and source of every line outside code blocks."""
        fenced = False
        for number, line in enumerate(self.lines, self.first_line):
            if _FENCE.match(line):
                fenced = not fenced
            elif not fenced:
                yield number, line

    def prose_lines(self) -> list[tuple[int, str]]:
        """Number and source of every line with words for a reader in it."""
        return [(number, line) for number, line in self.text_lines() if prose(line).strip()]

    @cached_property
    def open_fence(self) -> int | None:
        """The line of a code block that does not end."""
        fences = [number for number, line in enumerate(self.lines, self.first_line) if _FENCE.match(line)]
        return fences[-1] if len(fences) % 2 else None


def prose(line: str, mask: str = " ") -> str:
    """`line` with every sign that is not words for a reader turned into `mask`, at its full length."""
    if admonition := _ADMONITION.match(line):
        return mask * len(admonition[1]) + admonition[2] + mask
    marker = _MARKER.match(line)
    start = marker.end() if marker else 0
    return mask * start + _MARKUP.sub(lambda match: mask * len(match[0]), line[start:])


@lru_cache(maxsize=KEPT)
def parse_page(text: str, path: str) -> Page:
    """Parse a page; faults of its front matter end up in `problems`, nothing is raised.

    Front matter is the YAML between a first line `---` and the next one, as MkDocs reads it.
    """
    lines = text.split("\n")
    problems: list[Problem] = []
    meta = YamlFile(path)
    start = 0
    if lines[0].rstrip() != "---":
        problems.append(
            Problem(path, 1, "front matter is missing.", 'Begin the file with "---", title, description, "---".')
        )
    else:
        end = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
        if end is None:
            problems.append(
                Problem(path, 1, "front matter does not end.", 'Put a line "---" after title and description.')
            )
        else:
            meta = parse_yaml("\n".join(lines[1:end]), path, first_line=2)
            problems.extend(meta.problems)
            start = end + 1

    sections: list[Section] = []
    fenced = False
    for number, line in enumerate(lines[start:], start + 1):
        if _FENCE.match(line):
            fenced = not fenced
        heading = None if fenced else _HEADING.match(line)
        if heading:
            title = heading[2]
            found = _ID.search(title)
            sections.append(Section(found[1] if found else None, len(heading[1]), _ID.sub("", title), number))
        elif sections:
            sections[-1].lines.append(line)
    return Page(path, meta, start + 1, lines[start:], sections, problems)
