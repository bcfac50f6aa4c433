"""Record that a translated section was compared with the source language's text as it stands now."""

from pathlib import Path

import yaml

from endingwell.project import REVIEWED, Project
from endingwell.rules.staleness import REVIEWED_WORDS, fingerprints

_HEAD = (
    "# Which text of docs/{source} each section of this language was last compared with: fingerprints,\n"
    "# written by `make reviewed`. A section whose fingerprint is old shows a notice to its readers.\n"
)


class UnknownSectionError(ValueError):
    """A language, page or section that is not there; its text says which, and what there is."""


def mark_reviewed(project: Project, code: str, page: str | None = None, section: str | None = None) -> list[str]:
    """Mark one section, one page, or all of a language as reviewed; what was marked, as page#section.

    A data file such as labels.yml counts as a page, its keys as sections.

    Writes docs/<language>/reviewed.yml. Raises UnknownSectionError if there is no such thing.
    """
    source = project.default.code
    codes = [locale.code for locale in project.locales if not locale.default]
    if code not in codes:
        raise UnknownSectionError(f'"{code}" is not a translated language; there are {", ".join(codes)}.')
    now = {
        name: parts for name in (*project.nav, *REVIEWED_WORDS) if (parts := fingerprints(project, name)) is not None
    }
    if page is not None and page not in now:
        raise UnknownSectionError(f'there is no page "{page}"; there are {", ".join(now)}.')
    if section is not None and page is None:
        raise UnknownSectionError(f'the page of "{section}" is not named; write page#{section}.')
    if page is not None and section is not None and section not in now[page]:
        raise UnknownSectionError(f'{page} has no section "{section}"; it has {", ".join(now[page])}.')
    old = project.words(code, REVIEWED)
    marked = []
    merged: dict[str, dict[str, str]] = {}
    for name, parts in now.items():
        kept = old.get(name) if isinstance(old.get(name), dict) else {}
        merged[name] = {}
        for part, digest in parts.items():
            if page in (None, name) and section in (None, part):
                merged[name][part] = digest
                marked.append(f"{name}#{part}")
            elif part in kept:
                merged[name][part] = kept[part]
    text = _HEAD.format(source=source) + yaml.safe_dump(merged, sort_keys=False, default_flow_style=False)
    (Path(project.root) / "docs" / code / REVIEWED).write_text(text, "utf-8")
    return marked
