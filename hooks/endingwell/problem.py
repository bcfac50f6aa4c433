"""What is wrong with the content, and how it is told: to the person who can mend it, and to programs."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

_CONTROL = re.compile(
    "[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)
_QUOTE_LENGTH = 60


@dataclass(frozen=True, order=True)
class Problem:
    """One fault in one place.

    `path` is relative to the project's root, with forward slashes. `line` and `column` count from 1, in characters;
    column 0 means the whole line. `fault` says what is wrong; `quote` is the faulty piece as it stands in the file;
    `remedy` says in a sentence what to do. A `warning` is shown but fails nothing. `rule` names the rule that found it.
    """

    path: str
    line: int
    column: int = field(default=0, kw_only=True)
    fault: str
    remedy: str
    warning: bool = False
    quote: str = field(default="", kw_only=True)
    rule: str = field(default="reading", kw_only=True)

    @property
    def message(self) -> str:
        """The fault, with the faulty piece if the fault does not hold it, and the remedy."""
        piece = self.quote if len(self.quote) <= _QUOTE_LENGTH else self.quote[: _QUOTE_LENGTH - 1] + "…"
        if piece and visible(piece) not in visible(self.fault):
            return f"{self.fault.removesuffix('.')}: “{piece}”. {self.remedy}"
        return f"{self.fault} {self.remedy}"

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}:{self.column}:" if self.column else f"{self.path}:{self.line}:"
        return visible(f"{place} {'warning: ' if self.warning else ''}{self.message}")


def visible(text: str) -> str:
    """`text` on one line, with every character that is not seen, or cannot be printed, written as U+XXXX."""
    return _CONTROL.sub(lambda match: f"U+{ord(match[0]):04X}", text)


def failures(problems: Iterable[Problem]) -> list[Problem]:
    """Those of `problems` that fail a check or a build."""
    return [p for p in problems if not p.warning]


def count(problems: Iterable[Problem]) -> str:
    """How many there are: "2 problems, 1 warning"."""
    problems = list(problems)
    failed = len(failures(problems))
    warned = len(problems) - failed
    text = f"{failed} problem{'' if failed == 1 else 's'}"
    return text + (f", {warned} warning{'' if warned == 1 else 's'}" if warned else "")


def report(problems: Iterable[Problem]) -> str:
    """All of `problems` as text: one a line, sorted, a blank line between files, a count at the end."""
    problems = sorted(problems)
    blocks = ["\n".join(map(str, group)) for _, group in groupby(problems, key=lambda p: p.path)]
    return "\n\n".join([*blocks, count(problems)])


def report_json(problems: Iterable[Problem], checked: str) -> str:
    """All of `problems` as JSON; CONTRIBUTING says what the keys mean."""
    problems = sorted(problems)
    rows = [
        {
            "path": p.path,
            "line": p.line,
            "column": p.column or None,
            "severity": "warning" if p.warning else "error",
            "rule": p.rule,
            "fault": p.fault,
            "quote": p.quote or None,
            "remedy": p.remedy,
        }
        for p in problems
    ]
    failed = len(failures(problems))
    whole = {"checked": checked, "failures": failed, "warnings": len(problems) - failed, "problems": rows}
    return json.dumps(whole, indent=2)


def _data(text: str) -> str:
    """A message of a GitHub workflow command, escaped (actions/toolkit, core/src/command.ts: escapeData)."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """A property of a GitHub workflow command, escaped (actions/toolkit, core/src/command.ts: escapeProperty)."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def report_github(problems: Iterable[Problem]) -> str:
    """All of `problems` as GitHub annotations, one a line, and the count (docs.github.com: Workflow commands)."""
    lines = []
    for p in sorted(problems):
        place = {"file": p.path, "line": str(p.line)} | ({"col": str(p.column)} if p.column else {})
        properties = ",".join(f"{k}={_property(visible(v))}" for k, v in (place | {"title": p.rule}).items())
        lines.append(f"::{'warning' if p.warning else 'error'} {properties}::{_data(visible(p.message))}")
    return "\n".join([*lines, count(problems)])
