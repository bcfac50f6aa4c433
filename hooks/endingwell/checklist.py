"""The checklist: its shape (docs/checklist.yml), what follows from a set of ticks, and the proof of its rules.

The browser runs the same rules: the page carries them as JSON, and overrides/assets/js/checklist.js reads them
the way `decide` does.
"""

from collections.abc import Iterator, Set
from dataclasses import asdict, dataclass, field
from functools import cache, lru_cache
from itertools import compress, product
from math import prod
from operator import mul
from typing import Any

from endingwell.problem import Problem
from endingwell.project import CHECKLIST, Project
from endingwell.yamlfile import YamlFile


@dataclass(frozen=True)
class Statement:
    """One statement to tick: the group it stands in, the point that explains it, how much trouble it tells of."""

    id: str
    group: str
    point: str
    weight: int = 0


@dataclass(frozen=True)
class Rule:
    """An outcome and its conditions; all of them must hold.

    `any`: one of these is ticked (or the tuple is empty). `none`: none of these is. `trouble`: the weights of
    all ticks reach this sum (None: whatever they are).
    """

    outcome: str
    any: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    trouble: int | None = None

    def holds(self, ticks: Set[str], trouble: int) -> bool:
        """Whether every condition holds for these ticks, whose weights make `trouble`."""
        return (
            (not self.any or not ticks.isdisjoint(self.any))
            and ticks.isdisjoint(self.none)
            and (self.trouble is None or trouble >= self.trouble)
        )

    @property
    def outright(self) -> bool:
        """Whether single ticks decide, not how much trouble there is."""
        return self.trouble is None and not self.always

    @property
    def always(self) -> bool:
        """Whether the rule has no condition."""
        return not self.any and not self.none and self.trouble is None


@dataclass(frozen=True)
class Step:
    """Something to do before acting: shown if one of `any` is ticked and none of `unless`."""

    id: str
    point: str
    any: tuple[str, ...]
    unless: tuple[str, ...] = ()


@dataclass(frozen=True)
class Result:
    """What follows from a set of ticks: one outcome, the steps before it, the statements that led there."""

    outcome: str
    before: tuple[str, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Checklist:
    """The whole shape, in the order of the file. `outcomes` maps each outcome to the points to read next."""

    groups: dict[str, list[str]] = field(default_factory=dict)
    statements: dict[str, Statement] = field(default_factory=dict)
    rules: list[Rule] = field(default_factory=list)
    outcomes: dict[str, list[str]] = field(default_factory=dict)
    before: list[Step] = field(default_factory=list)

    def trouble(self, ticks: Set[str]) -> int:
        """The sum of the weights of the ticked statements."""
        return sum(self.statements[tick].weight for tick in ticks)

    def decide(self, ticks: Set[str]) -> Result:
        """The result of a set of ticked statements; ids that do not exist are ignored.

        The first rule that holds decides. Its reasons are the ticks it names or, where it counts trouble, every
        tick that tells of some. Raises StopIteration if no rule holds, which `sound` excludes.
        """
        ticks = ticks & self.statements.keys()
        trouble = self.trouble(ticks)
        rule = next(rule for rule in self.rules if rule.holds(ticks, trouble))
        return Result(
            rule.outcome,
            tuple(step.id for step in self.before if ticks & set(step.any) and ticks.isdisjoint(step.unless)),
            tuple(
                name
                for name, statement in self.statements.items()
                if name in ticks
                and (name in rule.any or ((rule.trouble is not None or rule.always) and statement.weight))
            ),
        )

    def as_json(self) -> dict[str, Any]:
        """The rules as the browser reads them."""
        return {
            "weights": {name: statement.weight for name, statement in self.statements.items()},
            "rules": [asdict(rule) for rule in self.rules],
            "before": [asdict(step) for step in self.before],
        }


def read_checklist(file: YamlFile | None) -> tuple[Checklist, list[Problem]]:
    """The checklist that a file declares, and what is wrong with it; an empty one if it cannot be read."""
    checklist = Checklist()
    problems: list[Problem] = []
    if file is None or file.problems or not isinstance(file.data, dict):
        return checklist, problems
    data = file.data

    def fault(what: str, remedy: str, *key: str | int) -> None:
        problems.append(Problem(file.path, file.line(*key), what, remedy))

    def mapping(key: str) -> dict[str, Any]:
        value = data.get(key)
        if isinstance(value, dict):
            return value
        fault(f'"{key}" is missing or is no group of ids.', "Write it as the comments of the file say.", key)
        return {}

    def ids(value: Any, known: Set[str], *key: str | int) -> tuple[str, ...]:
        if value is None:
            return ()
        if not isinstance(value, list):
            fault(f"this is no list of ids: {value!r}.", "Write [id, id].", *key)
            return ()
        for i in value:
            if str(i) not in known:
                fault(f'there is no statement "{i}".', "Take an id of groups.", *key)
        return tuple(str(i) for i in value if str(i) in known)

    for group, members in mapping("groups").items():
        checklist.groups[group] = []
        for name, facts in members.items() if isinstance(members, dict) else ():
            if not isinstance(facts, dict) or not isinstance(facts.get("point"), str):
                fault(f'the statement "{name}" names no point.', "Write {point: its-id}.", "groups", group, name)
            elif not isinstance(weight := facts.get("weight", 0), int) or isinstance(weight, bool):
                fault(f'the weight of "{name}" is no whole number.', "Write 1, 2 or -2.", "groups", group, name)
            elif name in checklist.statements:
                fault(f'the statement "{name}" stands in two groups.', "Keep one.", "groups", group, name)
            else:
                checklist.statements[name] = Statement(name, group, facts["point"], weight)
                checklist.groups[group].append(name)
    known = checklist.statements.keys()
    for outcome, points in mapping("outcomes").items():
        if not isinstance(points, list) or not all(isinstance(point, str) for point in points):
            fault(f'the outcome "{outcome}" has no list of points.', "Write [point, point].", "outcomes", outcome)
            points = []
        checklist.outcomes[outcome] = points
    rules = data.get("rules")
    for i, row in enumerate(rules if isinstance(rules, list) else []):
        if not isinstance(row, dict) or str(row.get("outcome")) not in checklist.outcomes:
            fault("this rule leads to no outcome of the list.", "Take an id of outcomes.", "rules", i)
            continue
        if unknown := set(row) - {"outcome", "any", "none", "trouble"}:
            fault(f'this rule has an unknown condition "{min(unknown)}".', "Use any, none or trouble.", "rules", i)
        trouble = row.get("trouble")
        if trouble is not None and (not isinstance(trouble, int) or isinstance(trouble, bool)):
            fault("trouble is no whole number.", "Write a sum of weights, such as 4.", "rules", i)
            trouble = None
        checklist.rules.append(
            Rule(
                row["outcome"], ids(row.get("any"), known, "rules", i), ids(row.get("none"), known, "rules", i), trouble
            )
        )
    for name, row in mapping("before").items():
        if not isinstance(row, dict) or not isinstance(row.get("point"), str) or not row.get("any"):
            fault(f'the step "{name}" lacks any or point.', "Write {any: [id], point: its-id}.", "before", name)
            continue
        checklist.before.append(
            Step(
                name,
                row["point"],
                ids(row["any"], known, "before", name),
                ids(row.get("unless"), known, "before", name),
            )
        )
    return checklist, problems


def _classes(checklist: Checklist) -> list[list[str]]:
    """The statements that rules look at, in classes that no rule can tell apart: same weight, same conditions."""
    classes: dict[tuple, list[str]] = {}
    for name, statement in checklist.statements.items():
        named = tuple((name in rule.any, name in rule.none) for rule in checklist.rules)
        if statement.weight or any(map(any, named)):
            classes.setdefault((statement.weight, named), []).append(name)
    return list(classes.values())


def every_kind_of_answer(checklist: Checklist) -> Iterator[frozenset[str]]:
    """One set of ticks for each way the rules can see the answers: so many of this class, so many of that.

    Every one of the 2^n sets of ticks is equal, for every rule, to one of these; so what holds for all of them
    holds for all answers.
    """
    classes = _classes(checklist)
    for counts in product(*(range(len(members) + 1) for members in classes)):
        yield frozenset(name for members, count in zip(classes, counts, strict=True) for name in members[:count])


def _deciding_rules(checklist: Checklist) -> Iterator[tuple[tuple[int, ...], int]]:
    """For every kind of answer, as counts by class, the index of the rule that decides.

    The same as `Checklist.decide`, with sets of classes as bits so that tens of thousands take a blink.
    """
    classes = _classes(checklist)
    weights = [checklist.statements[members[0]].weight for members in classes]
    places = [1 << k for k in range(len(classes))]

    def bits(names: tuple[str, ...]) -> int:
        return sum(1 << k for k, members in enumerate(classes) if members[0] in names)

    rules = [(bits(rule.any), bits(rule.none), rule.trouble) for rule in checklist.rules]

    @cache
    def decides(ticked: int, trouble: int) -> int:
        for i, (wanted, unwanted, least) in enumerate(rules):
            if (not wanted or ticked & wanted) and not ticked & unwanted and (least is None or trouble >= least):
                return i
        raise AssertionError("the last rule holds always")

    for counts in product(*(range(len(members) + 1) for members in classes)):
        ticked = sum(compress(places, counts))
        yield counts, decides(ticked, sum(map(mul, counts, weights)))


def sound(checklist: Checklist) -> list[tuple[tuple[str | int, ...], str, str]]:
    """What is wrong with the rules, as (key in the file, fault, remedy): proved over every kind of answer.

    The last rule must hold always, so that every answer has an outcome (the first that holds, so exactly one);
    every rule must decide some answer; every outcome must be reached; every statement must be able to change a
    result.
    """
    if not checklist.rules or not checklist.rules[-1].always:
        return [(("rules",), "the last rule has a condition: some answers have no outcome.", "End with {outcome: …}.")]
    classes = _classes(checklist)
    changing = {name for step in checklist.before for name in step.any}
    steps = [prod(len(members) + 1 for members in classes[k + 1 :]) for k in range(len(classes))]
    outcomes: list[str] = []
    deciding: set[int] = set()
    for counts, i in _deciding_rules(checklist):
        deciding.add(i)
        outcome = checklist.rules[i].outcome
        for k in compress(range(len(classes)), counts):
            if outcomes[-steps[k]] != outcome:  # the answer with one tick fewer of this class
                changing.update(classes[k])
        outcomes.append(outcome)
    faults: list[tuple[tuple[str | int, ...], str, str]] = []
    for i, rule in enumerate(checklist.rules):
        if i not in deciding:
            faults.append((("rules", i), f'this rule ("{rule.outcome}") never decides.', "Move it up, or remove it."))
    reached = {checklist.rules[i].outcome for i in deciding}
    for outcome in checklist.outcomes:
        if outcome not in reached:
            faults.append((("outcomes", outcome), f'the outcome "{outcome}" is never reached.', "Give it a rule."))
    for name, statement in checklist.statements.items():
        if name not in changing:
            key = ("groups", statement.group, name)
            faults.append((key, f'ticking "{name}" changes no result.', "Use it in a rule, or weigh it."))
    return faults


# What the words of each kind of id consist of.
_OUTCOME = ("title", "rule", "text")
_STEP = ("title", "text")


@lru_cache(maxsize=8)
def _proof(file: YamlFile) -> list[Problem]:
    """What is wrong with the rules of a file that could be read; the proof is dear, and the file seldom changes."""
    checklist, _ = read_checklist(file)
    return [Problem(file.path, file.line(*key), what, remedy) for key, what, remedy in sound(checklist)]


def checklist_rules(project: Project) -> Iterator[Problem]:
    """The checklist's rules are sound, its points exist, and every language has all its words and no other."""
    file = project.data.get(f"docs/{CHECKLIST}")
    if file is None or not isinstance(file.data, dict) or "checklist" not in project.nav:
        return
    checklist, problems = read_checklist(file)
    yield from problems
    if problems or file.problems:
        return
    yield from _proof(file)
    known = project.section_page()
    places: list[tuple[tuple[str | int, ...], str]] = [
        *((("groups", s.group, s.id), s.point) for s in checklist.statements.values()),
        *(
            (("outcomes", name, i), point)
            for name, points in checklist.outcomes.items()
            for i, point in enumerate(points)
        ),
        *((("before", step.id), step.point) for step in checklist.before),
    ]
    for key, point in places:
        if point not in known:
            yield Problem(file.path, file.line(*key), f'there is no point "{point}".', "Take an id of docs/pages.yml.")
    labels = file.data.get("labels")
    wanted: dict[str, dict[str, tuple[str, ...] | None]] = {
        "labels": dict.fromkeys(labels if isinstance(labels, dict) else {}),
        "groups": dict.fromkeys(checklist.groups),
        "statements": dict.fromkeys(checklist.statements),
        "outcomes": dict.fromkeys(checklist.outcomes, _OUTCOME),
        "before": dict.fromkeys((step.id for step in checklist.before), _STEP),
    }
    for words in project.word_files(CHECKLIST):
        if isinstance(words, Problem):
            yield words
        else:
            yield from _words(words, wanted)


def _words(file: YamlFile, wanted: dict[str, dict[str, tuple[str, ...] | None]]) -> Iterator[Problem]:
    """What a file of words lacks, or has too much, of the wanted ids; parts are the keys an id's words consist of."""
    data = file.data if isinstance(file.data, dict) else {}
    for kind in data.keys() - wanted.keys():
        yield Problem(file.path, file.line(kind), f'"{kind}" is not used.', "Remove it or mend its name.")
    for kind, ids in wanted.items():
        found = data.get(kind)
        found = found if isinstance(found, dict) else {}
        for name in found.keys() - ids.keys():
            yield Problem(
                file.path, file.line(kind, name), f'{kind}: "{name}" is not used.', "Remove it or mend its name."
            )
        for name, parts in ids.items():
            value = found.get(name)
            for part in parts or ("",):
                text = value.get(part) if part and isinstance(value, dict) else (None if part else value)
                if not isinstance(text, str) or not text.strip():
                    what = f'{kind}: "{name}"' + (f' has no "{part}"' if part else " has no text")
                    yield Problem(
                        file.path,
                        file.line(kind, name, part),
                        f"{what}.",
                        f"docs/{CHECKLIST} lists it: write its words.",
                    )
