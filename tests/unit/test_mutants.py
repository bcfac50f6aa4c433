"""The gate catches every kind of damage in every language, and stops no harmless edit (fixed seed; `make bench` takes
another each time)."""

from collections.abc import Callable

import pytest

from tests.mutation.content import Content
from tests.mutation.damage import KINDS
from tests.mutation.harmless import EDITS
from tests.mutation.score import edit, mutate

SEED = 2026


@pytest.mark.parametrize("name", KINDS)
def test_damage_is_caught_with_file_and_line(
    name: str, content: Content, record_property: Callable[[str, object], None]
) -> None:
    missed = [missed for code in content.codes if (missed := mutate(content, SEED, name, code, 0))]
    record_property("mutants", (len(content.codes), len(missed)))
    assert missed == []


@pytest.mark.parametrize("name", EDITS)
def test_a_harmless_edit_is_let_through(
    name: str, content: Content, record_property: Callable[[str, object], None]
) -> None:
    stopped = [
        stopped for turn in range(2) for code in content.codes if (stopped := edit(content, SEED, name, code, turn))
    ]
    record_property("harmless edits", (2 * len(content.codes), len(stopped)))
    assert stopped == []


def test_there_is_damage_enough(content: Content) -> None:
    assert len(KINDS) * len(content.codes) >= 300
    assert len(EDITS) * len(content.codes) >= 60
