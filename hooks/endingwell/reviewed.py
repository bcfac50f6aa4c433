"""Record that a translated section was compared with the source language's text as it stands now."""

from pathlib import Path

import yaml

from endingwell.project import REVIEWED, Project

_HEAD = (
    "# Which text of docs/{source} each section of this language was last compared with: fingerprints,\n"
    "# written by `make reviewed`. A section whose fingerprint is old shows a notice to its readers.\n"
)


class UnknownSectionError(ValueError):
    """A language, page or section that is not there; its text says which, and what there is."""


def mark_reviewed(project: Project, code: str, page: str | None = None, section: str | None = None) -> list[str]:
    """Mark one section, one page, or all of a language as reviewed; the ids that were marked.

    Writes docs/<language>/reviewed.yml. Raises UnknownSectionError if there is no such thing.
    """
    source = project.default.code
    codes = [locale.code for locale in project.locales if not locale.default]
    if code not in codes:
        raise UnknownSectionError(f'"{code}" is not a translated language; there are {", ".join(codes)}.')
    if page is not None and (source, page) not in project.pages:
        raise UnknownSectionError(f'there is no page "{page}"; there are {", ".join(project.nav)}.')
    record = {
        name: {s.id: s.digest for s in project.pages[source, name].sections if s.id}
        for name in project.nav
        if (source, name) in project.pages and page in (None, name)
    }
    if section is not None:
        if page is None:
            raise UnknownSectionError(f'the page of "{section}" is not named; write page#{section}.')
        if section not in record[page]:
            raise UnknownSectionError(f'{page} has no section "{section}"; it has {", ".join(record[page])}.')
        record = {page: {section: record[page][section]}}
    old = project.words(code, REVIEWED)
    merged = {}
    for name in project.nav:
        known = {s.id for s in project.pages[source, name].sections} if (source, name) in project.pages else set()
        kept = old.get(name) if isinstance(old.get(name), dict) else {}
        merged[name] = {i: d for i, d in (kept | record.get(name, {})).items() if i in known}
    text = _HEAD.format(source=source) + yaml.safe_dump(merged, sort_keys=False, default_flow_style=False)
    (Path(project.root) / "docs" / code / REVIEWED).write_text(text, "utf-8")
    return [f"{name}#{i}" for name, ids in record.items() for i in ids]
