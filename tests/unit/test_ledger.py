"""Where addresses that died lead, without MkDocs."""

from pathlib import Path

from endingwell.ledger import place, successors
from endingwell.project import Project

OUTLINE = {"tell": ["show-care", "next"], "finish": ["give-notice", "next"], "letters/hand-over": ["email"]}


def test_a_place_is_named_as_in_a_link() -> None:
    assert place("tell", OUTLINE) == ("tell", None)
    assert place("tell#next", OUTLINE) == ("tell", "next")
    assert place("hand-over", OUTLINE) == ("letters/hand-over", None)
    assert place("give-notice", OUTLINE) == ("finish", "give-notice")
    assert place("next", OUTLINE) is None
    assert place("tell#give-notice", OUTLINE) is None


def test_what_is_gone_leads_to_what_took_its_place() -> None:
    project = Project(Path(), nav=list(OUTLINE), outline=OUTLINE)
    project.published = OUTLINE | {
        "tell": ["show-care", "next", "give-notice", "be-warm"],
        "say": ["show-care", "next", "silent"],
        "letters/bye": ["email"],
        "round": [],
        "again": [],
    }
    project.moved = {
        "tell#give-notice": "give-notice",
        "be-warm": "say#show-care",
        "say": "tell",
        "silent": "nowhere",
        "bye": "hand-over",
        "round": "again",
        "again": "round",
    }
    assert successors(project) == {
        ("tell", "give-notice"): ("finish", "give-notice"),
        ("tell", "be-warm"): ("tell", "show-care"),
        ("say", None): ("tell", None),
        ("say", "show-care"): ("tell", "show-care"),
        ("say", "next"): ("tell", "next"),
        ("letters/bye", None): ("letters/hand-over", None),
        ("letters/bye", "email"): ("letters/hand-over", "email"),
    }
