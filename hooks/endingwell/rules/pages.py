"""What files and headings there must be, and what they may be called."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from endingwell.addresses import page_id
from endingwell.markdownfile import Page, prose
from endingwell.problem import Problem
from endingwell.project import CHECKLIST, FLAT, FRONT_MATTER, LETTERS, PAGES, REVIEWED, STYLE, SYNONYMS, Project
from endingwell.yamlfile import KEPT

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:\.(?:md|yml))?")
_DEEP = re.compile(r"(?:\s{0,3}>){4}|\s{24}|(?:\s{0,3}[-*+]\s){6}")


def pages_exist(project: Project) -> Iterator[Problem]:
    """Every page of the navigation exists in every language and in docs/pages.yml, and no other does; none is named
    twice."""
    shape = f"docs/{PAGES}"
    lines = project.data.get(shape)
    named = Counter(project.nav)
    files = set(project.files)
    for name, times in named.items():
        if times > 1:
            yield Problem("mkdocs.yml", 1, f'nav names the page "{name}" twice.', "Keep one.", quote=name)
        if name not in project.outline:
            yield Problem(shape, 1, f'the page "{name}" of the navigation is not listed.', "Add it with its ids.")
        for locale in project.locales:
            path = f"docs/{locale.code}/{name}.md"
            if path not in files:
                yield Problem(path, 1, f"the page is missing in {locale.name}.", "Create it; CONTRIBUTING says how.")
    for name in project.outline:
        if name not in named:
            line = lines.line(name) if lines else 1
            what = f'the page "{name}" is not in the navigation.'
            yield Problem(shape, line, what, "Add it to nav in mkdocs.yml.", quote=name)
    for (_, name), page in project.pages.items():
        if name not in named:
            what = f'the page "{name}" is not in the navigation.'
            yield Problem(page.path, 1, what, "Add it to nav in mkdocs.yml, or delete it.")


def files_are_known(project: Project) -> Iterator[Problem]:
    """The folder of a language holds its pages and data files and nothing else, and docs/ holds these folders and the
    shapes; a misspelt name, or a folder that MkDocs would drop without a word, shows here."""
    known = {*FLAT, CHECKLIST, LETTERS, SYNONYMS, REVIEWED, STYLE}
    codes = {locale.code for locale in project.locales}
    for path in project.files:
        folder, _, name = path.removeprefix("docs/").partition("/")
        used = name in known or name.endswith(".md") if folder in codes else path in project.data
        if not used:
            yield Problem(path, 1, "no part of the site uses this file.", "Rename it or move it away.")
    for locale in project.locales:
        if not any(path.startswith(f"docs/{locale.code}/") for path in project.files):
            yield Problem(f"docs/{locale.code}", 1, f"the folder of {locale.name} is missing.", "Copy docs/en to it.")


def file_names(project: Project) -> Iterator[Problem]:
    """Names of files and folders are lower-case ASCII letters, digits and hyphens: they become addresses; and no two
    differ in capitals only, which some disks cannot tell apart."""
    seen: dict[str, str] = {}
    codes = {locale.code for locale in project.locales}
    for path in project.files:
        if (other := seen.setdefault(path.casefold(), path)) != path:
            yield Problem(path, 1, f'the name differs from "{other}" in capitals only.', "Keep one of the two.")
        for part in path.split("/")[1:]:
            if not _NAME.fullmatch(part) and part not in codes:
                remedy = "Use lower-case letters a to z, digits and hyphens."
                yield Problem(path, 1, f'the name "{part}" cannot be part of an address.', remedy)
                break


def front_matter(project: Project) -> Iterator[Problem]:
    """Front matter holds a title and a description as text on one line, and nothing else."""
    for page in project.pages.values():
        if page.problems:
            continue  # named already, with the place where reading stopped
        meta = page.meta
        if not isinstance(meta.data, dict):
            yield Problem(page.path, 1, "front matter is empty.", "Write title and description between the lines.")
            continue
        for key, meaning in FRONT_MATTER.items():
            value = meta.data.get(key)
            line = meta.line(key)
            if key not in meta.data:
                yield Problem(page.path, 1, f'front matter has no "{key}".', f"Add it: {meaning}.")
            elif not isinstance(value, str) or not value.strip():
                yield Problem(page.path, line, f'"{key}" is not text ({value!r}).', f"Write {meaning}, in quotes.")
            elif "\n" in value:
                yield Problem(page.path, line, f'"{key}" has several lines.', "Write it on one.", quote=key)
        for key in meta.data.keys() - FRONT_MATTER.keys():
            what = f'front matter has an unknown key "{key}".'
            yield Problem(page.path, meta.line(key), what, "Remove it or mend its name.", quote=key)


def headings(project: Project) -> Iterator[Problem]:
    """A page's headings have the ids of docs/pages.yml, in that order: h1 for the page, h2 for its sections; each has
    words."""
    for (_, name), page in project.pages.items():
        if name in project.outline:
            yield from _headings(page, name, [page_id(name), *project.outline[name]])


def _headings(page: Page, name: str, wanted: list[str]) -> Iterator[Problem]:
    found: dict[str, int] = {}
    order = []
    for section in page.sections:
        id_, line = section.id, section.line
        if id_ is None:
            what = f'the heading "{section.title}" has no id.'
            remedy = "Write {#its-id} at its end, as in the other languages."
            yield Problem(page.path, line, what, remedy, quote=section.title)
            continue
        if id_ in found:
            what = f'the id "{id_}" stands here a second time (first in line {found[id_]}).'
            yield Problem(page.path, line, what, "Keep one of the two headings.", quote=id_)
            continue
        found[id_] = line
        if id_ not in wanted:
            remedy = f"Mend the id, or add it to {name} in docs/{PAGES} and to every language."
            yield Problem(page.path, line, f'no such section is planned: "{id_}".', remedy, quote=id_)
            continue
        order.append(id_)
        level = 1 if id_ == wanted[0] else 2
        if section.level != level:
            what = f'the heading "{id_}" begins with {"#" * section.level}.'
            yield Problem(page.path, line, what, f"Begin it with {'#' * level}.", quote="#" * section.level)
        if not section.title:
            what = f'the heading "{id_}" has no words.'
            yield Problem(page.path, line, what, "Write the heading before {#…}.", quote=id_)
    for i, id_ in enumerate(wanted):
        if id_ not in found:
            before = next((s for s in reversed(wanted[:i]) if s in found), None)
            place = f'after the section "{before}"' if before else "at the top"
            remedy = f"Add {'#' if i == 0 else '##'} … {{#{id_}}} {place}."
            yield Problem(page.path, _end_of(page, before), f'the section "{id_}" is missing.', remedy)
    expected = [id_ for id_ in wanted if id_ in order]
    for have, want in zip(order, expected, strict=True):
        if have != want:
            what = f'the section "{have}" stands where "{want}" is due.'
            yield Problem(page.path, found[have], what, f"Put the sections in the order of docs/{PAGES}.", quote=have)
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
        yield from _empty_sections(page)


@lru_cache(maxsize=KEPT)
def _empty_sections(page: Page) -> list[Problem]:
    found = []
    for section in page.sections:
        if section.id != "home" and not any(re.search(r"\w", prose(line)) for line in section.lines):
            what = f'the section "{section.id or section.title}" has no text.'
            found.append(Problem(page.path, section.line, what, "Write it under this heading.", quote=section.id or ""))
    return found


def nesting(project: Project) -> Iterator[Problem]:
    """Quotations and lists are nested three deep at most, which nobody needs and narrow screens cannot show; code
    blocks end."""
    for page in project.pages.values():
        yield from _too_deep(page)


@lru_cache(maxsize=KEPT)
def _too_deep(page: Page) -> list[Problem]:
    remedy = "Move it out by some steps."
    found = [
        Problem(page.path, number, "this is nested too deep.", remedy)
        for number, line in enumerate(page.lines, page.first_line)
        if _DEEP.match(line)
    ]
    if page.open_fence:
        what = "the code block that begins here does not end."
        found.append(Problem(page.path, page.open_fence, what, "Close it with a line ```."))
    return found
