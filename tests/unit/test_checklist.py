"""The checklist's rules: proved over every kind of answer, and refused where they are not sound."""

import random
from pathlib import Path

import pytest

from endingwell.checklist import Checklist, _deciding_rules, every_kind_of_answer, read_checklist, sound
from endingwell.project import Project
from endingwell.yamlfile import parse_yaml

SMALL = """
groups:
  a: {late: {point: p, weight: 2}, rude: {point: p, weight: 1}, paid: {point: p}}
  b: {tried: {point: p}}
rules:
  - {outcome: end, trouble: 3, any: [tried]}
  - {outcome: mend, trouble: 2}
  - {outcome: keep}
outcomes: {keep: [p], mend: [p], end: [p]}
before:
  deliver: {any: [paid], point: p}
"""


def read(text: str) -> Checklist:
    checklist, problems = read_checklist(parse_yaml(text, "checklist.yml"))
    assert problems == []
    return checklist


@pytest.fixture(scope="module")
def real(project: Project) -> Checklist:
    checklist, problems = read_checklist(project.data["docs/checklist.yml"])
    assert problems == []
    return checklist


def test_the_real_checklist_is_of_the_promised_size(real: Checklist) -> None:
    assert 20 <= len(real.statements) <= 30
    assert len(real.groups) == 10


def test_every_kind_of_answer_ends_in_exactly_one_outcome_and_every_outcome_is_reached(real: Checklist) -> None:
    reached = {real.decide(ticks).outcome for ticks in every_kind_of_answer(real)}
    assert reached == set(real.outcomes)


def test_the_real_rules_are_sound(real: Checklist) -> None:
    assert sound(real) == []


def test_any_answer_equals_the_kind_it_belongs_to(real: Checklist) -> None:
    """The proof stands on this: for the rules, ticks of a class are exchangeable."""
    chance = random.Random(54)  # noqa: S311 - a fixed seed, no secret
    kinds = {counts: real.rules[i].outcome for counts, i in _deciding_rules(real)}
    classes = [set(members) for members in _classes_of(real)]
    for _ in range(20_000):
        ticks = {name for name in real.statements if chance.random() < 0.35}
        counts = tuple(len(ticks & members) for members in classes)
        assert real.decide(ticks).outcome == kinds[counts]


def _classes_of(checklist: Checklist) -> list[list[str]]:
    from endingwell.checklist import _classes

    return _classes(checklist)


def test_abuse_overrides_everything_else(real: Checklist) -> None:
    for ticks in every_kind_of_answer(real):
        for danger in ("abuse", "illegal"):
            assert real.decide(ticks | {danger}).outcome == "end-now"


def test_what_comes_first_is_shown_when_it_applies(real: Checklist) -> None:
    ticks = {"angry-now", "paid-undelivered", "owes-money", "most-income", "running-contract"}
    assert real.decide(ticks).before == ("cool-off", "read-contract", "deliver", "get-paid", "cushion")
    assert real.decide(ticks | {"abuse"}).before == ("keep-proof", "read-contract", "deliver", "get-paid")


def test_reasons_are_the_ticks_that_led_there(real: Checklist) -> None:
    assert real.decide({"abuse", "pays-late"}).reasons == ("abuse",)
    assert real.decide({"low-per-hour", "rush"}).reasons == ("low-per-hour",)
    assert set(real.decide({"pays-late", "angry-now"}).reasons) == {"pays-late"}


def test_unknown_ids_are_ignored(real: Checklist) -> None:
    assert real.decide({"abuse", "<script>"}) == real.decide({"abuse"})


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("  - {outcome: keep}\n", "  - {outcome: keep, any: [late]}\n", "the last rule has a condition"),
        ("trouble: 3, any: [tried]", "trouble: 9, any: [tried]", 'this rule ("end") never decides'),
        ("{outcome: mend, trouble: 2}", "{outcome: mend, trouble: 0}", 'the outcome "keep" is never reached'),
        ("deliver: {any: [paid]", "deliver: {any: [late]", 'ticking "paid" changes no result'),
    ],
)
def test_rules_that_are_not_sound_are_named(old: str, new: str, fault: str) -> None:
    assert old in SMALL
    assert any(what.startswith(fault) for _, what, _ in sound(read(SMALL.replace(old, new))))


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("any: [tried]", "any: [trid]", 'there is no statement "trid"'),
        ("any: [tried]", "any: tried", "this is no list of ids"),
        ("any: [tried]", "all: [tried]", 'this rule has an unknown condition "all"'),
        ("outcome: mend", "outcome: repair", "this rule leads to no outcome of the list"),
        ("weight: 2", "weight: two", 'the weight of "late" is no whole number'),
        ("late: {point: p, weight: 2}", "late: 2", 'the statement "late" names no point'),
        ("tried: {point: p}", "late: {point: p}", 'the statement "late" stands in two groups'),
        ("trouble: 2", "trouble: some", "trouble is no whole number"),
        ("deliver: {any: [paid], point: p}", "deliver: {point: p}", 'the step "deliver" lacks any or point'),
        ("groups:", "group:", '"groups" is missing'),
    ],
)
def test_a_faulty_shape_is_named_with_its_line(old: str, new: str, fault: str) -> None:
    text = SMALL.replace(old, new)
    _, problems = read_checklist(parse_yaml(text, "checklist.yml"))
    line = text[: text.index(new)].count("\n") + 1
    assert any(p.fault.startswith(fault) and p.line in {1, line} for p in problems), problems


def test_the_shape_file_says_what_its_rules_mean(project: Project) -> None:
    text = (Path(project.root) / "docs/checklist.yml").read_text("utf-8")
    assert "the first rule whose every condition holds decides" in text
