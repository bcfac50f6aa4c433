"""Doors and what pages say of themselves, without MkDocs."""

from pathlib import Path

from endingwell.doors import door_of, doors, gone
from endingwell.metadata import og_locale, structured_data
from endingwell.project import Locale, Project


def small() -> Project:
    project = Project(
        Path(),
        locales=[Locale("fa", "فارسی"), Locale("en", "English", default=True)],
        nav=["index", "tell", "about"],
        outline={"index": [], "tell": ["be-brief", "next"], "about": ["privacy"]},
        sources={"one": {"points": ["be-brief"]}},
    )
    project.published = project.outline | {"tell": ["be-brief", "next", "be-kind"], "about": ["privacy", "next"]}
    project.moved = {"be-kind": "be-brief", "about#next": "privacy"}
    return project


def test_a_place_without_a_door_of_its_own_is_reached_through_its_pages() -> None:
    project = small()
    assert door_of(project, ("tell", "be-brief")) == "be-brief"
    assert door_of(project, ("tell", "next")) == "tell#next"
    assert door_of(project, ("index", None)) == "home"


def test_pages_points_and_unambiguous_old_ids_have_doors_with_the_default_language_first() -> None:
    found = {door.id: door for door in doors(small())}
    assert [(door.id, door.kind, door.successor) for door in found.values()] == [
        ("home", "page", ""),
        ("tell", "page", ""),
        ("about", "page", ""),
        ("be-brief", "point", ""),
        ("be-kind", "point", "be-brief"),
    ]
    assert [target.address for target in found["be-kind"].targets] == ["tell/#be-brief", "fa/tell/#be-brief"]


def test_a_page_knows_the_sections_that_left_it() -> None:
    assert {old: target.address for old, target in gone(small(), "fa", "about").items()} == {
        "next": "fa/about/#privacy"
    }


def test_a_language_that_cldr_does_not_know_has_no_territory() -> None:
    assert [og_locale(code) for code in ("en", "fa", "xx")] == ["en_GB", "fa_IR", "xx"]


def test_only_the_whole_path_says_that_it_has_steps() -> None:
    facts = dict.fromkeys(("url", "title", "description", "language", "image"), "x")
    site = {"name": "x", "url": "x"}
    steps = [("Decide", "Look", "x")]
    kinds = [
        structured_data(page, facts, site, [], guide=guide)["@type"] for page, guide in [("tell", True), ("x", False)]
    ]
    assert kinds == ["Article", "WebPage"]
    assert structured_data("path", facts, site, steps, guide=False)["step"][0]["name"] == "Decide"
