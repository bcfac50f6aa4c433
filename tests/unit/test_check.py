"""The gate, case by case: each file in cases/ says what is changed in the small project and what is then found."""

import shutil
from pathlib import Path

import pytest
import yaml

from endingwell.check import RULES, check
from endingwell.problem import failures

HERE = Path(__file__).parent
CASES = sorted((HERE / "cases").glob("*.yml"))


def change(root: Path, files: dict) -> None:
    """Change files: null deletes, a pair replaces its first text by its second, text is the whole new file."""
    for name, what in files.items():
        path = root / name
        if what is None:
            path.unlink()
        elif isinstance(what, list):
            old, new = what
            text = path.read_text("utf-8")
            assert old in text, f"{name} does not hold {old!r}"
            path.write_text(text.replace(old, new, 1), "utf-8")
        else:
            path.write_text(what, "utf-8", newline="")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A copy of the small project."""
    return Path(shutil.copytree(HERE / "project", tmp_path / "project"))


def test_the_small_project_has_no_problem(small: Path) -> None:
    assert check(small) == []


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_problems_are_named(case: Path, small: Path) -> None:
    expected = yaml.safe_load(case.read_text("utf-8"))
    change(small, expected["change"])
    found = check(small)
    if expected.get("warnings") is False:
        found = failures(found)
    assert [str(problem) for problem in found] == expected["problems"]


def test_bytes_that_are_not_utf8_are_named_with_their_line(small: Path) -> None:
    path = small / "docs/fa/tell.md"
    path.write_bytes(path.read_bytes() + b"\nbad \xff byte\n")
    expected = 'docs/fa/tell.md:20: byte 0xFF is not UTF-8. Save the file as "UTF-8".'
    assert expected in [str(problem) for problem in check(small)]


def test_every_rule_says_in_a_paragraph_what_it_holds() -> None:
    for rule in RULES:
        assert rule.__doc__
        assert len(rule.__doc__.split()) >= 6
