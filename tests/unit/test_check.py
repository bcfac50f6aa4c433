"""The gate, case by case: each file in cases/ says what is changed in the small project and what is then found."""

from pathlib import Path

import pytest
import yaml

from endingwell.check import RULES, check_project
from endingwell.problem import Problem, failures
from endingwell.project import load

HERE = Path(__file__).parent
SMALL = HERE / "project"
CASES = sorted((HERE / "cases").glob("*.yml"))


def changed(files: dict) -> dict[str, bytes | None]:
    """Changed files: null deletes, a pair replaces its first text by its second, text is the whole new file."""
    contents: dict[str, bytes | None] = {}
    for name, what in files.items():
        if isinstance(what, list):
            old, new = what
            text = (SMALL / name).read_text("utf-8")
            assert old in text, f"{name} does not hold {old!r}"
            what = text.replace(old, new, 1)
        contents[name] = None if what is None else what.encode()
    return contents


def found_in(contents: dict[str, bytes | None]) -> list[Problem]:
    """The problems of the small project with these changes."""
    return check_project(load(SMALL, contents))


def test_the_small_project_has_no_problem() -> None:
    assert found_in({}) == []


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_problems_are_named(case: Path) -> None:
    expected = yaml.safe_load(case.read_text("utf-8"))
    found = found_in(changed(expected["change"]))
    if expected.get("warnings") is False:
        found = failures(found)
    assert [str(problem) for problem in found] == expected["problems"]


def test_bytes_that_are_not_utf8_are_named_with_their_line() -> None:
    path = "docs/fa/tell.md"
    found = found_in({path: (SMALL / path).read_bytes() + b"\nbad \xff byte\n"})
    assert f'{path}:20: byte 0xFF is not UTF-8. Save the file as "UTF-8".' in map(str, found)


def test_every_rule_says_in_a_paragraph_what_it_holds() -> None:
    for rule in RULES:
        assert rule.__doc__
        assert len(rule.__doc__.split()) >= 6
