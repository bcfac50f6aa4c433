"""The gate: what every language must have before anything is built.

Each rule is a function from a project to problems; RULES lists them all. A rule reports and never
raises, whatever the content; faults of reading (encoding, YAML, front matter) come from `load`.
"""

import textwrap
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from endingwell.checklist import checklist_rules
from endingwell.ledger import published
from endingwell.letters import letter_rules, read_letters
from endingwell.problem import Problem
from endingwell.project import LETTERS, Project, load
from endingwell.rules.characters import characters
from endingwell.rules.languages import copies, language_rule, script_rule
from endingwell.rules.markup import links, notes, pictures, raw_html
from endingwell.rules.pages import (
    file_names,
    files_are_known,
    front_matter,
    headings,
    nesting,
    pages_exist,
    sections_have_text,
)
from endingwell.rules.staleness import staleness
from endingwell.rules.words import labels, sources, synonyms
from endingwell.style import style_rules

Rule = Callable[[Project], Iterator[Problem]]

# In the order in which they run; `make rules` prints them.
RULES: list[Rule] = [
    pages_exist,
    files_are_known,
    file_names,
    front_matter,
    headings,
    sections_have_text,
    nesting,
    labels,
    synonyms,
    sources,
    checklist_rules,
    letter_rules,
    links,
    pictures,
    raw_html,
    notes,
    characters,
    script_rule,
    language_rule,
    copies,
    style_rules,
    published,
    staleness,
]


def check_project(project: Project) -> list[Problem]:
    """All problems of a loaded project, sorted, each once. Without languages there is nothing more to look at."""
    found = set(project.problems)
    for rule in RULES if project.locales else ():
        found.update(replace(problem, rule=rule.__name__) for problem in rule(project))
    lines: dict[str, list[str]] = {}
    return sorted({_located(problem, project, lines) for problem in found})


def _located(problem: Problem, project: Project, lines: dict[str, list[str]]) -> Problem:
    """`problem` with the column of the piece it quotes, if its rule did not say and the line holds it."""
    if problem.column or not problem.quote or problem.path not in project.texts:
        return problem
    if problem.path not in lines:
        lines[problem.path] = project.texts[problem.path].split("\n")
    file = lines[problem.path]
    line = file[problem.line - 1] if problem.line <= len(file) else ""
    return replace(problem, column=line.find(problem.quote) + 1)


def rules_text() -> str:
    """The written list of rules: name and paragraph of each, in the order in which they run."""
    paragraphs = []
    for i, rule in enumerate(RULES, 1):
        text = " ".join((rule.__doc__ or "").split())
        paragraphs.append(textwrap.fill(f"{i:2}. {rule.__name__}: {text}", 100, subsequent_indent="    "))
    reading = (
        " 0. reading: Every file is text in UTF-8 with plain line ends, of a size that a person would write; YAML is "
        "valid, with no key twice, no alias and no depth; nothing under docs/ is a link. What cannot be read is named "
        "and left out."
    )
    return "\n".join([textwrap.fill(reading, 100, subsequent_indent="    "), *paragraphs])


def summary(project: Project) -> str:
    """What was checked, in one line: pages, points and letters, times languages."""
    letters, _ = read_letters(project.data.get(f"docs/{LETTERS}"))
    points = {point for taught in project.taught().values() for point in taught}
    channels = sum(len(letter.channels) for letter in letters.letters.values())
    return (
        f"{len(project.nav)} pages, {len(points)} points and {len(letters.letters)} letters in {channels} versions, "
        f"each in {len(project.locales)} languages"
    )


def check(root: Path) -> list[Problem]:
    """All problems of the project at `root`."""
    return check_project(load(root))
