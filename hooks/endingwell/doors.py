"""Doors: one address for everyone to each page, letter and point; it opens in the reader's language."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from endingwell.addresses import address, page_id
from endingwell.cards import Cards
from endingwell.ledger import Place, alive, successors
from endingwell.locales import direction
from endingwell.project import Project
from endingwell.titles import title_of

# The form of links.json: raised when a name in it changes its meaning or goes, not when one is added.
VERSION = 1


@dataclass(frozen=True)
class Target:
    """Where a door leads in one language: address from the site's root (with fragment), heading without markup."""

    code: str
    name: str
    direction: str
    address: str
    title: str


@dataclass(frozen=True)
class Door:
    """An id with its targets, the default language first; `kind` is page, letter or point, `page` holds the target.

    `path` is the door's own address from the site's root. The door of an old id has `successor`, the name of the door
    (with the fragment it needs) that took its place.
    """

    id: str
    kind: str
    page: str
    targets: list[Target]
    successor: str = ""

    @property
    def path(self) -> str:
        """The door's address from the site's root."""
        return f"go/{self.id}/"


@dataclass(frozen=True)
class Forwarding:
    """What stands at an address that died: the page that took its place, and the old page's sections by their ids."""

    path: str
    page: str
    target: Target
    sections: dict[str, Target]


def points(project: Project) -> set[str]:
    """The guidance points: every section that a source article teaches."""
    return {point for taught in project.taught().values() for point in taught}


def door_of(project: Project, place: Place) -> str:
    """The door that leads to a place, with a fragment where it has none of its own: "tell", "about#privacy"."""
    page, section = place
    if section is None:
        return page_id(page)
    return section if section in points(project) else f"{page_id(page)}#{section}"


def _targets(project: Project, place: Place) -> list[Target]:
    page, section = place
    fragment = f"#{section}" if section else ""
    locales = sorted(project.locales, key=lambda locale: not locale.default)
    return [
        Target(
            locale.code,
            locale.name,
            direction(locale.code),
            address(locale, page) + fragment,
            title_of(project, locale.code, page, section),
        )
        for locale in locales
    ]


def doors(project: Project) -> list[Door]:
    """Every door: those of pages and letters in the order of the navigation, of points, then of ids that moved."""
    found: dict[str, Door] = {}
    for page in project.nav:
        kind = "letter" if page.startswith("letters/") and page != "letters/index" else "page"
        found[page_id(page)] = Door(page_id(page), kind, page, _targets(project, (page, None)))
    taught = points(project)
    for page in project.nav:
        for section in project.outline.get(page, []):
            if section in taught:
                found.setdefault(section, Door(section, "point", page, _targets(project, (page, section))))
    for (old_page, old), new in successors(project).items():
        name = old or page_id(old_page)
        if name not in found and _stood_once(project, old):
            kind = found[door_of(project, new).partition("#")[0]].kind
            found[name] = Door(name, kind, new[0], _targets(project, new), door_of(project, new))
    return list(found.values())


def _stood_once(project: Project, section: str | None) -> bool:
    """Whether a published section's id stood on one page only: then a link to the id alone was never ambiguous."""
    return section is None or sum(section in ids for ids in project.published.values()) == 1


def forwardings(project: Project) -> list[Forwarding]:
    """What to put in every language at the addresses of pages that are gone."""
    leads, outline = successors(project), alive(project)
    return [
        Forwarding(
            address(locale, old),
            new[0],
            _in(project, new, locale.code),
            {
                section: _in(project, place, locale.code)
                for (page, section), place in leads.items()
                if page == old and section and place != (new[0], section)
            },
        )
        for locale in project.locales
        for (old, whole), new in leads.items()
        if whole is None and old not in outline
    ]


def gone(project: Project, code: str, page: str) -> dict[str, Target]:
    """The sections that a page once had, by id, each with where it went."""
    return {
        section: _in(project, new, code)
        for (old, section), new in successors(project).items()
        if old == page and section and page in project.nav
    }


def _in(project: Project, place: Place, code: str) -> Target:
    return next(target for target in _targets(project, place) if target.code == code)


def links(project: Project, site_url: str) -> dict[str, Any]:
    """What links.json holds: every door with its addresses and titles, and where ids that moved have gone."""
    every = doors(project)
    return {
        "version": VERSION,
        "site": site_url,
        "licence": "CC-BY-4.0",
        "languages": {
            locale.code: {"name": locale.name, "direction": direction(locale.code)} for locale in project.locales
        },
        "links": {
            door.id: {
                "kind": door.kind,
                "go": site_url + door.path,
                "titles": {target.code: target.title for target in door.targets},
                "addresses": {target.code: site_url + target.address for target in door.targets},
            }
            for door in every
        },
        "moved": {door.id: door.successor for door in every if door.successor},
    }


def links_json(project: Project, site_url: str) -> str:
    """The text of links.json, the same for the same content."""
    return json.dumps(links(project, site_url), ensure_ascii=False, indent=1) + "\n"


def write_doors(site: Path, project: Project, site_url: str, render: Callable[..., str], cards: Cards) -> None:
    """Write the doors, what stands at addresses that died, and links.json under `site`; `render` fills the template."""

    def write(path: str, page: str, targets: list[Target], sections: dict[str, Target]) -> None:
        html = render(
            path=path,
            targets=targets,
            sections=sections,
            root="../" * path.count("/"),
            site_url=site_url,
            site_name=title_of(project, targets[0].code, "index"),
            card=cards.of(targets[0].code, page).address,
        )
        file = site / path / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(html.replace(">\n<", "><"), "utf-8")  # a door stays under 3 KB

    for door in doors(project):
        write(door.path, door.page, door.targets, {})
    for old in forwardings(project):
        write(old.path, old.page, [old.target], old.sections)
    (site / "links.json").write_text(links_json(project, site_url), "utf-8")
