"""The letters: each language has every letter, channel, line and blank of the shape, and damage to any is named."""

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from endingwell.check import check
from endingwell.letters import Letters, in_form, paragraphs, pieces, read_letters
from endingwell.problem import failures
from endingwell.project import CHANNELS, Project
from endingwell.yamlfile import parse_yaml
from tests.conftest import LOCALES, copy_project


@pytest.fixture(scope="module")
def shape(project: Project) -> Letters:
    letters, problems = read_letters(project.data["docs/letters.yml"])
    assert problems == []
    return letters


def test_there_are_at_least_sixteen_letters_and_none_is_missing(shape: Letters, project: Project) -> None:
    assert len(shape.letters) >= 16
    count = 0
    for locale in LOCALES:
        for letter in shape.letters.values():
            page = project.pages[locale, f"letters/{letter.id}"]
            for channel in CHANNELS:
                assert len(paragraphs(page, channel)) == len(letter.channels[channel])
                count += 1
    assert count == len(shape.letters) * 3 * 5


def test_every_outcome_of_the_checklist_has_a_letter(shape: Letters, project: Project) -> None:
    for outcome in project.data["docs/checklist.yml"].data["outcomes"]:
        assert shape.for_outcome(outcome), outcome


def test_a_line_is_cut_at_its_blanks() -> None:
    assert pieces("Hello {client}, bye") == [("text", "Hello "), ("blank", "client"), ("text", ", bye")]
    assert pieces("{you}") == [("blank", "you")]


def test_a_line_takes_the_chosen_form_of_address() -> None:
    assert in_form("<<La|Ti>> ringrazio", 0, {}) == "La ringrazio"
    assert in_form("<<La|Ti>> ringrazio", 1, {}) == "Ti ringrazio"
    form = {"label": "x", "goi": "chị", "xung": "em", "a": " ạ"}
    assert in_form("{Xung} chào {goi}{a}.", 0, form) == "Em chào chị ạ."


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("  you: text\n", "  you: words\n", 'the blank "you" is of no known kind'),
        ("answers: [last-reminder, answer-pushback]", "answers: [gone]", 'there is no letter "gone"'),
        ("blanks: [client, you, project]", "blanks: [client, you, projekt]", 'there is no blank "projekt"'),
        ("answers: [last-reminder, answer-pushback]", "answers: last-reminder", 'has no list "answers"'),
    ],
)
def test_a_faulty_shape_is_named(project: Project, old: str, new: str, fault: str) -> None:
    text = (project.root / "docs/letters.yml").read_text("utf-8")
    assert old in text
    _, problems = read_letters(parse_yaml(text.replace(old, new, 1), "docs/letters.yml"))
    assert any(fault in problem.fault for problem in problems)


BUT = {"en": "however", "ar": "لكن", "fa": "اما", "it": "però", "vi": "nhưng"}


def drop_blank(text: str, locale: str) -> tuple[str, str]:
    """Every {project} of the email becomes words."""
    head, mail, rest = re.split(r"(?<=\{#email\}\n)|(?=\n## .*\{#chat\})", text)
    return head + mail.replace("{project}", "x") + rest, "the blank {project} does not stand in the email"


def rename_blank(text: str, locale: str) -> tuple[str, str]:
    return text.replace("{client}", "{cliente}", 1), "the blank {cliente} is not planned here"


def drop_line(text: str, locale: str) -> tuple[str, str]:
    return re.sub(r"(\{#chat\}\n\n).+?\n\n", r"\1", text, count=1, flags=re.DOTALL), '"chat" has'


def add_line(text: str, locale: str) -> tuple[str, str]:
    return re.sub(r"(\{#call\}\n\n)", r"\1…\n\n", text, count=1), '"call" has'


def drop_channel(text: str, locale: str) -> tuple[str, str]:
    return re.sub(r"## [^\n]*\{#chat\}.*?(?=\n## )", "", text, flags=re.DOTALL), 'the section "chat" is missing'


def write_but(text: str, locale: str) -> tuple[str, str]:
    return re.sub(r"(\{#call\}\n\n)", rf"\1{BUT[locale]} ", text, count=1), "a word for “but”"


def drop_answer(text: str, locale: str) -> tuple[str, str]:
    head, back = text.split("{#what-may-come-back}")
    name = re.search(r"\]\((hand-over|answer-pushback|first-reminder)\.md", back)
    assert name
    return head + "{#what-may-come-back}" + back.replace(f"{name[1]}.md", "index.md"), "is not linked"


def leave_open(text: str, locale: str) -> tuple[str, str]:
    return text.replace("{client}", "{client", 1), "is not closed"


Mutant = Callable[[str, str], tuple[str, str]]
MUTANTS: list[Mutant] = [
    drop_blank,
    rename_blank,
    drop_line,
    add_line,
    drop_channel,
    write_but,
    drop_answer,
    leave_open,
]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_project(tmp_path_factory.mktemp("letters") / "project")


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.__name__)
def test_damage_to_a_letter_is_named_in_its_file(copy: Path, mutant: Mutant, locale: str) -> None:
    chance = random.Random(f"{mutant.__name__} {locale}")  # noqa: S311 - a fixed seed, no secret
    name = chance.choice(["end-with-notice", "no-longer-a-fit", "hand-over", "answer-pushback", "when-they-leave"])
    path = copy / f"docs/{locale}/letters/{name}.md"
    text = path.read_text("utf-8")
    damaged, fault = mutant(text, locale)
    assert damaged != text
    path.write_text(damaged, "utf-8")
    try:
        found = failures(check(copy))
    finally:
        path.write_text(text, "utf-8")
    assert any(p.path == f"docs/{locale}/letters/{name}.md" and fault in p.fault and p.line > 1 for p in found), found
