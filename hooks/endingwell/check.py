"""The gate: what every language must have before anything is built.

Each rule is a function from a project to problems; RULES lists them all. A rule reports and never
raises, whatever the content; faults of reading (encoding, YAML, front matter) come from `load`.
"""

import posixpath
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from endingwell.addresses import page_id
from endingwell.checklist import checklist_rules
from endingwell.letters import letter_rules, read_letters
from endingwell.markdownfile import Page
from endingwell.problem import Problem
from endingwell.project import CHECKLIST, FLAT, LETTERS, PAGES, REVIEWED, SOURCES, STYLE, SYNONYMS, Project, load
from endingwell.style import style_rules
from endingwell.synonyms import synonym_rules
from endingwell.yamlfile import YamlFile

Rule = Callable[[Project], Iterator[Problem]]

_META = {"title": "the page's short name", "description": "one sentence about the page"}
_BLANK = re.compile(r"\{[a-z_]+\}")
_LINK = re.compile(r"\[(?P<text>[^\]]*)\]\((?P<target>[^)\s]*)\)")


def pages_exist(project: Project) -> Iterator[Problem]:
    """Every page of the navigation exists in every language and in docs/pages.yml, and no other does."""
    shape = f"docs/{PAGES}"
    lines = project.data.get(shape)
    for name in project.nav:
        if name not in project.outline:
            yield Problem(shape, 1, f'the page "{name}" of the navigation is not listed.', "Add it with its ids.")
        for locale in project.locales:
            path = f"docs/{locale.code}/{name}.md"
            if (locale.code, name) not in project.pages and not (project.root / path).exists():
                yield Problem(path, 1, f"the page is missing in {locale.name}.", "Create it; CONTRIBUTING says how.")
    for name in project.outline:
        if name not in project.nav:
            line = lines.line(name) if lines else 1
            yield Problem(shape, line, f'the page "{name}" is not in the navigation.', "Add it to nav in mkdocs.yml.")
    for (_, name), page in project.pages.items():
        if name not in project.nav:
            yield Problem(
                page.path,
                1,
                f'the page "{name}" is not in the navigation.',
                "Add it to nav in mkdocs.yml, or delete it.",
            )


def files_are_known(project: Project) -> Iterator[Problem]:
    """A language's folder holds its pages and data files and nothing else; a misspelt name shows here."""
    known = {*FLAT, CHECKLIST, LETTERS, SYNONYMS, REVIEWED, STYLE}
    for locale in project.locales:
        folder = project.root / "docs" / locale.code
        if not folder.is_dir():
            yield Problem(f"docs/{locale.code}", 1, f"the folder of {locale.name} is missing.", "Copy docs/en to it.")
            continue
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix()
            if path.is_file() and name not in known and not name.endswith(".md"):
                yield Problem(
                    f"docs/{locale.code}/{name}", 1, "no part of the site uses this file.", "Rename it or move it away."
                )


def front_matter(project: Project) -> Iterator[Problem]:
    """Front matter holds a title and a description as text, and nothing else."""
    for page in project.pages.values():
        if page.problems:
            continue  # named already, with the place where reading stopped
        meta = page.meta
        if not isinstance(meta.data, dict):
            yield Problem(page.path, 1, "front matter is empty.", "Write title and description between the lines.")
            continue
        for key, meaning in _META.items():
            value = meta.data.get(key)
            if key not in meta.data:
                yield Problem(page.path, 1, f'front matter has no "{key}".', f"Add it: {meaning}.")
            elif not isinstance(value, str) or not value.strip():
                yield Problem(
                    page.path, meta.line(key), f'"{key}" is not text ({value!r}).', f"Write {meaning}, in quotes."
                )
        for key in meta.data:
            if key not in _META:
                yield Problem(
                    page.path,
                    meta.line(key),
                    f'front matter has an unknown key "{key}".',
                    "Remove it or mend its name.",
                )


def headings(project: Project) -> Iterator[Problem]:
    """A page's headings have the ids of docs/pages.yml, in that order: h1 for the page, h2 for its sections."""
    for (_, name), page in project.pages.items():
        if name not in project.outline:
            continue
        wanted = [page_id(name), *project.outline[name]]
        found: dict[str, int] = {}
        order = []
        for section in page.sections:
            if section.id is None:
                yield Problem(
                    page.path,
                    section.line,
                    f'the heading "{section.title}" has no id.',
                    "Write {#its-id} at its end, as in the other languages.",
                )
                continue
            if section.id in found:
                yield Problem(
                    page.path,
                    section.line,
                    f'the id "{section.id}" stands here a second time (first in line {found[section.id]}).',
                    "Keep one of the two headings.",
                )
                continue
            found[section.id] = section.line
            if section.id not in wanted:
                yield Problem(
                    page.path,
                    section.line,
                    f'no such section is planned: "{section.id}".',
                    f"Mend the id, or add it to {name} in docs/{PAGES} and to every language.",
                )
                continue
            order.append(section.id)
            level = 1 if section.id == wanted[0] else 2
            if section.level != level:
                yield Problem(
                    page.path,
                    section.line,
                    f'the heading "{section.id}" begins with {"#" * section.level}.',
                    f"Begin it with {'#' * level}.",
                )
            if not section.title:
                yield Problem(
                    page.path,
                    section.line,
                    f'the heading "{section.id}" has no words.',
                    "Write the heading before {#…}.",
                )
        for i, section_id in enumerate(wanted):
            if section_id not in found:
                before = next((s for s in reversed(wanted[:i]) if s in found), None)
                place = f'after the section "{before}"' if before else "at the top"
                marks = "#" if i == 0 else "##"
                yield Problem(
                    page.path,
                    _end_of(page, before),
                    f'the section "{section_id}" is missing.',
                    f"Add {marks} … {{#{section_id}}} {place}.",
                )
        expected = [section_id for section_id in wanted if section_id in order]
        for have, want in zip(order, expected, strict=True):
            if have != want:
                yield Problem(
                    page.path,
                    found[have],
                    f'the section "{have}" stands where "{want}" is due.',
                    f"Put the sections in the order of docs/{PAGES}.",
                )
                break


def _end_of(page: Page, section_id: str | None) -> int:
    """The last line of a section, or the first line of the page's text."""
    for section in page.sections:
        if section.id == section_id is not None:
            return section.line + len(section.lines)
    return page.first_line


def sections_have_text(project: Project) -> Iterator[Problem]:
    """No section is empty, and no page lacks its lead; only the home page's question is followed by its doors."""
    for page in project.pages.values():
        for section in page.sections:
            if section.id != "home" and not re.search(r"\w", section.text):
                yield Problem(
                    page.path,
                    section.line,
                    f'the section "{section.id or section.title}" has no text.',
                    "Write it under this heading.",
                )


def labels(project: Project) -> Iterator[Problem]:
    """Every language has a word for each key of docs/labels.yml and docs/calculator.yml, with the same {blanks}."""
    for name in FLAT:
        shape = project.data.get(f"docs/{name}")
        if shape is None or shape.problems or not isinstance(shape.data, dict):
            continue
        for file in project.word_files(name):
            if isinstance(file, Problem):
                yield file
            else:
                yield from _flat_words(file, shape)


def _flat_words(file: YamlFile, shape: YamlFile) -> Iterator[Problem]:
    data = file.data if isinstance(file.data, dict) else {}
    for key, note in shape.data.items():
        value = data.get(key)
        line = file.line(key)
        if key not in data:
            yield Problem(file.path, 1, f'the label "{key}" is missing.', f"Add it: {note}.")
        elif not isinstance(value, str) or not value.strip():
            yield Problem(file.path, line, f'the label "{key}" is not text.', "Write it in double quotes.")
        else:
            wanted, found = set(_BLANK.findall(note)), set(_BLANK.findall(value))
            for blank in sorted(wanted - found):
                yield Problem(file.path, line, f'the label "{key}" lacks {blank}.', "Write it as it stands here.")
            for blank in sorted(found - wanted):
                yield Problem(file.path, line, f'the label "{key}" has a foreign {blank}.', "Remove it.")
            if re.search(r"<(?!/?bdi>)", value):
                yield Problem(file.path, line, f'the label "{key}" holds markup.', "Only <bdi> may stand in it.")
    for key in data.keys() - shape.data.keys():
        remedy = f"Remove it or mend its name ({shape.path})."
        yield Problem(file.path, file.line(key), f'the label "{key}" is not used.', remedy)


def sources(project: Project) -> Iterator[Problem]:
    """The five articles name points that exist, and each has its section on the sources page."""
    file = project.data.get(f"docs/{SOURCES}")
    if file is None or file.problems:
        return
    known = project.section_page()
    for article, facts in project.sources.items():
        if "sources" in project.outline and article not in project.outline["sources"]:
            yield Problem(
                file.path, file.line(article), f'"{article}" has no section.', f"Add it to sources in docs/{PAGES}."
            )
        points = facts.get("points") if isinstance(facts, dict) else None
        if not isinstance(points, list):
            yield Problem(file.path, file.line(article), f'"{article}" has no list of points.', "Add points.")
            continue
        for i, point in enumerate(points):
            if not isinstance(point, str) or point not in known:
                yield Problem(
                    file.path,
                    file.line(article, "points", i),
                    f'there is no point "{point}".',
                    f"Take an id of docs/{PAGES}.",
                )


def links(project: Project) -> Iterator[Problem]:
    """Links inside the site lead to a page and a heading of the same language; links outside are https."""
    for (locale, name), page in project.pages.items():
        for number, line in enumerate(page.lines, page.first_line):
            for match in _LINK.finditer(line):
                target = match["target"]
                if target.startswith("https://"):
                    continue
                if re.match(r"[a-z][a-z0-9+.-]*:|//", target):
                    yield Problem(page.path, number, f'the link "{target}" is not https.', "Use https, or no link.")
                    continue
                file, _, anchor = target.partition("#")
                to = name
                if file:
                    to = posixpath.normpath(posixpath.join(posixpath.dirname(name), file)).removesuffix(".md")
                if to in project.nav and (locale, to) not in project.pages:
                    continue  # the page itself is named as missing
                if (file and not file.endswith(".md")) or (locale, to) not in project.pages:
                    yield Problem(
                        page.path,
                        number,
                        f'the link "{target}" leads nowhere.',
                        "Write page.md#section of this language.",
                    )
                elif anchor and anchor not in {s.id for s in project.pages[locale, to].sections}:
                    yield Problem(
                        page.path,
                        number,
                        f'the link "{target}" names a section that {to}.md does not have.',
                        f"Take an id of docs/{PAGES}.",
                    )
                if not match["text"].strip():
                    yield Problem(page.path, number, f'the link "{target}" has no words.', "Say where it leads.")


def stale_sections(project: Project) -> dict[tuple[str, str], set[str]]:
    """Translated sections whose source-language text changed since their review, by (locale, page)."""
    stale: dict[tuple[str, str], set[str]] = {}
    source = project.default.code
    for locale in project.locales:
        if locale.default:
            continue
        reviewed = project.words(locale.code, REVIEWED)
        for name in project.outline:
            origin = project.pages.get((source, name))
            if origin is None or (locale.code, name) not in project.pages:
                continue
            seen = reviewed.get(name)
            for section in origin.sections:
                if section.id and (not isinstance(seen, dict) or seen.get(section.id) != section.digest):
                    stale.setdefault((locale.code, name), set()).add(section.id)
    return stale


def staleness(project: Project) -> Iterator[Problem]:
    """A section whose source-language text changed since its review is named (a warning: readers see a notice)."""
    for (locale, name), ids in stale_sections(project).items():
        page = project.pages[locale, name]
        for section in page.sections:
            if section.id in ids:
                yield Problem(
                    page.path,
                    section.line,
                    f'the section "{section.id}" was not reviewed since docs/{project.default.code}/{name}.md changed.',
                    f"Compare the two, then run: make reviewed LANGUAGE={locale} SECTION={name}#{section.id}",
                    warning=True,
                )


RULES: list[Rule] = [
    pages_exist,
    files_are_known,
    front_matter,
    headings,
    sections_have_text,
    labels,
    synonym_rules,
    sources,
    links,
    checklist_rules,
    letter_rules,
    style_rules,
    staleness,
]


def check_project(project: Project) -> list[Problem]:
    """All problems of a loaded project, sorted, each once. Without languages there is nothing more to look at."""
    found = set(project.problems)
    if not project.locales:
        return sorted(found)
    for rule in RULES:
        found.update(rule(project))
    return sorted(found)


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
