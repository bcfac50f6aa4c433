"""What is wrong with the content, and how it is told to the person who can mend it."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True, order=True)
class Problem:
    """One fault in one place.

    `path` is relative to the project's root, with forward slashes. `line` counts from 1. `fault`
    says what is wrong and quotes the faulty piece; `remedy` says in a sentence what to do. A
    `warning` is shown but fails nothing.
    """

    path: str
    line: int
    fault: str
    remedy: str
    warning: bool = False

    def __str__(self) -> str:
        kind = "warning: " if self.warning else ""
        return f"{self.path}:{self.line}: {kind}{self.fault} {self.remedy}"


def failures(problems: Iterable[Problem]) -> list[Problem]:
    """Those of `problems` that fail a check or a build."""
    return [p for p in problems if not p.warning]


def report(problems: Iterable[Problem]) -> str:
    """All of `problems` as text: one a line, sorted, a blank line between files, a count at the end."""
    problems = sorted(problems)
    blocks = ["\n".join(map(str, group)) for _, group in groupby(problems, key=lambda p: p.path)]
    failed = len(failures(problems))
    warned = len(problems) - failed
    count = f"{failed} problem{'' if failed == 1 else 's'}"
    if warned:
        count += f", {warned} warning{'' if warned == 1 else 's'}"
    return "\n\n".join([*blocks, count])
