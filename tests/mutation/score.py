"""Damage the content in every way and every language, and count what the gate catches."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from endingwell.problem import Problem, failures
from tests.mutation.content import Change, Content
from tests.mutation.damage import KINDS
from tests.mutation.harmless import EDITS


@dataclass
class Score:
    """How many mutants there were, and those that were missed; how many harmless edits, and those that were stopped."""

    mutants: int = 0
    missed: list[str] = field(default_factory=list)
    edits: int = 0
    stopped: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        caught = self.mutants - len(self.missed)
        passed = self.edits - len(self.stopped)
        return (
            f"{caught} of {self.mutants} mutants of {len(KINDS)} kinds caught with file and line, "
            f"{passed} of {self.edits} harmless edits of {len(EDITS)} kinds let through"
        )


def caught(change: Change, problems: list[Problem]) -> bool:
    """Whether a failure names the file and a line where the damage is."""
    return any(p.path == change.path and p.line in change.lines for p in failures(problems))


def cases(content: Content, rounds: int) -> Iterator[tuple[str, str, int]]:
    """Every kind in every language, so many times: kind, code, round."""
    for turn in range(rounds):
        for code in content.codes:
            for name in KINDS:
                yield name, code, turn


def rng_of(seed: int, *case: object) -> random.Random:
    """A source of chance of its own for each case, so that one can be repeated alone."""
    return random.Random(f"{seed} {case}")  # noqa: S311 - no secret is made here


def mutate(content: Content, seed: int, name: str, code: str, turn: int) -> str | None:
    """Apply one kind of damage; None if it is caught, or what was found instead."""
    change = KINDS[name](content, rng_of(seed, name, code, turn), code)
    problems = content.check(change.contents)
    if caught(change, problems):
        return None
    found = "; ".join(map(str, failures(problems)[:3])) or "nothing"
    return f"{name} in {code} (seed {seed}, round {turn}): {change.path}:{sorted(change.lines)[:9]}, but found {found}"


def edit(content: Content, seed: int, name: str, code: str, turn: int) -> str | None:
    """Make one harmless edit; None if it is let through, or the failures."""
    found = failures(content.check(EDITS[name](content, rng_of(seed, name, code, turn), code)))
    return f"{name} in {code} (seed {seed}, round {turn}): {'; '.join(map(str, found[:3]))}" if found else None


def score(content: Content, seed: int, rounds: int = 1) -> Score:
    """The score of `rounds` mutants and three times as many harmless edits of every kind in every language."""
    result = Score()
    for name, code, turn in cases(content, rounds):
        result.mutants += 1
        if missed := mutate(content, seed, name, code, turn):
            result.missed.append(missed)
    for turn in range(3 * rounds):
        for code in content.codes:
            for name in EDITS:
                result.edits += 1
                if stopped := edit(content, seed, name, code, turn):
                    result.stopped.append(stopped)
    return result
