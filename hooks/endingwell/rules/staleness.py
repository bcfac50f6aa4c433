"""Which translations were not compared with the source language's text as it stands now."""

from collections.abc import Iterator

from endingwell.markdownfile import fingerprint
from endingwell.problem import Problem
from endingwell.project import CHECKLIST, FLAT, LETTERS, REVIEWED, Project
from endingwell.style import texts

# Data files that are reviewed key by key, as pages are section by section.
REVIEWED_WORDS = (*FLAT, CHECKLIST, LETTERS)


def fingerprints(project: Project, name: str) -> dict[str, str] | None:
    """The fingerprint of each part of the source language's page or data file: of a page's sections by their ids, of a
    data file's words by their keys, joined by dots. None if there is no such page or file."""
    source = project.default.code
    if name in REVIEWED_WORDS:
        file = project.data.get(f"docs/{source}/{name}")
        if file is None:
            return None
        return {".".join(map(str, key)): fingerprint(text) for key, text in texts(file.data)}
    page = project.pages.get((source, name))
    return None if page is None else {section.id: section.digest for section in page.sections if section.id}


def _stale(project: Project, locale: str, name: str) -> set[str]:
    """The parts of a page or data file whose source text changed since they were reviewed in a language."""
    seen = project.words(locale, REVIEWED).get(name)
    now = fingerprints(project, name) or {}
    return {part for part, digest in now.items() if not isinstance(seen, dict) or seen.get(part) != digest}


def stale_sections(project: Project) -> dict[tuple[str, str], set[str]]:
    """Translated sections whose source-language text changed since their review, by (locale, page)."""
    stale: dict[tuple[str, str], set[str]] = {}
    for locale in project.locales:
        for name in project.outline:
            if (
                not locale.default
                and (locale.code, name) in project.pages
                and (ids := _stale(project, locale.code, name))
            ):
                stale[locale.code, name] = ids
    return stale


def staleness(project: Project) -> Iterator[Problem]:
    """A section or label whose source-language text changed since its review is named (a warning: readers see a notice
    above a section)."""
    source = project.default.code

    def warning(path: str, line: int, code: str, name: str, part: str, kind: str) -> Problem:
        what = f'the {kind} "{part}" was not reviewed since docs/{source}/{name} changed.'
        target = f"{name.removesuffix('.md')}#{part}"
        remedy = f"Compare the two, then run: make reviewed LANGUAGE={code} SECTION={target}"
        return Problem(path, line, what, remedy, warning=True, quote=part)

    for (code, name), ids in stale_sections(project).items():
        page = project.pages[code, name]
        for section in page.sections:
            if section.id in ids:
                yield warning(page.path, section.line, code, f"{name}.md", section.id, "section")
    for locale in project.locales:
        for name in REVIEWED_WORDS:
            file = project.data.get(f"docs/{locale.code}/{name}")
            if locale.default or file is None:
                continue
            known = {".".join(map(str, key)): key for key, _ in texts(file.data)}
            for part in sorted(_stale(project, locale.code, name) & known.keys()):
                at = file.line(*known[part])
                yield warning(file.path, at, locale.code, name, part, "word")
