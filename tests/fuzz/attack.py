"""Lay an input over the content, and see that the gate answers with messages, soon."""

import time
from functools import cache

from endingwell.check import check_project
from endingwell.problem import report, report_github, report_json
from endingwell.project import load
from tests.fuzz.inputs import OF_REAL, ROOT, SMALL, Contents
from tests.mutation.content import Content

# Seconds: the limit is for one changed file on a busy machine.
LIMIT = 5.0


@cache
def _real() -> Content:
    return Content(ROOT)


def attack(name: str, contents: Contents) -> None:
    """Check the content with these files; raises AssertionError if the report is late or not one line a problem."""
    started = time.process_time()
    problems = _real().check(contents) if name in OF_REAL else check_project(load(SMALL, contents))
    text = report(problems)
    text.encode("utf-8")
    report_json(problems, "").encode("utf-8")
    report_github(problems).encode("utf-8")
    lines = [line for line in text.split("\n") if line]
    assert len(lines) == len(problems) + 1
    assert all(problem.line >= 1 for problem in problems)
    assert time.process_time() - started < LIMIT
