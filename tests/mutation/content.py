"""The real content, held in memory, and random places in it."""

import random
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from endingwell.check import check_project
from endingwell.markdownfile import Page, Section
from endingwell.problem import Problem
from endingwell.project import Project, load
from endingwell.yamlfile import KeyPath

Contents = dict[str, bytes | None]


@dataclass(frozen=True)
class Change:
    """Changed files, and where the gate should see it: a path and the lines of which one must be named."""

    contents: Contents
    path: str = ""
    lines: frozenset[int] = frozenset()


@dataclass
class Content:
    """All files of the project, read once."""

    root: Path

    def __post_init__(self) -> None:
        self.project: Project = load(self.root)
        self.files: Contents = {path: (self.root / path).read_bytes() for path in self.project.files}
        self.files["mkdocs.yml"] = (self.root / "mkdocs.yml").read_bytes()

    @cached_property
    def codes(self) -> list[str]:
        """The codes of all languages."""
        return [locale.code for locale in self.project.locales]

    def check(self, change: Contents) -> list[Problem]:
        """The problems of the content with some files changed."""
        return check_project(load(self.root, self.files | change))

    def text(self, path: str) -> str:
        """The text of a file."""
        return self.project.texts[path]

    def page(self, rng: random.Random, code: str, letters: bool | None = None, sections: int = 1) -> Page:
        """A page of a language with at least so many sections; a letter or none of them, if `letters` says so."""
        return rng.choice(
            [
                page
                for (c, name), page in self.project.pages.items()
                if c == code
                and len(page.sections) >= sections
                and letters in (None, name.startswith("letters/") and name != "letters/index")
            ]
        )

    def other(self, page: Page, code: str) -> Page:
        """The same page in another language."""
        return self.project.pages[code, page.path.split("/", 2)[2].removesuffix(".md")]

    def section(self, rng: random.Random, page: Page, first: int = 1) -> tuple[int, Section]:
        """A section of a page with text, its lead excepted, and its index."""
        places = [(i, s) for i, s in enumerate(page.sections) if i >= first and s.text]
        return rng.choice(places)

    def line(self, rng: random.Random, page: Page, words: int = 5, plain: bool = True) -> int:
        """The index of a line of a page's file with so many words; a paragraph, if it is to be plain."""
        lines = self.text(page.path).split("\n")
        headings = {s.line for s in page.sections}
        return rng.choice(
            [
                number - 1
                for number, line in page.prose_lines()
                if len(line.split()) >= words
                and number not in headings
                and (not plain or line[0] not in " >|-!#*0123456789")
                and lines[number - 1] == line
            ]
        )

    def key(self, rng: random.Random, path: str, depth: int | None = None) -> tuple[KeyPath, int]:
        """A key of a data file that holds a text, alone on its line, and the index of that line."""
        file = self.project.data[path]
        lines = self.text(path).split("\n")
        found = []
        for key, number in file.lines.items():
            value = file.data
            for part in key:
                value = value[part]
            line = lines[number - 1].strip()
            if isinstance(value, str) and line.startswith(f"{key[-1]}:") and depth in (None, len(key)):
                found.append((key, number - 1))
        return rng.choice(found)

    def edit(self, path: str, lines: list[str]) -> Contents:
        """The change that gives a file these lines."""
        return {path: "\n".join(lines).encode()}

    def lines(self, path: str) -> list[str]:
        """The lines of a file, to be changed."""
        return self.text(path).split("\n")
