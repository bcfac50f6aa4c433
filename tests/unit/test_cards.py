"""Titles broken into lines, measured in the site's own fonts."""

import pytest

from endingwell.cards import MARGIN, WIDTH, Cards
from endingwell.drawing import SIZES, Face, break_lines, measure
from tests.conftest import ROOT

FONTS = ROOT / "overrides/assets/fonts"
ROOM = WIDTH - 2 * MARGIN


@pytest.fixture(scope="module")
def faces() -> dict[str, list[Face]]:
    cards = Cards(FONTS, {"ar": "arabic", "fa": "persian", "vi": "vietnamese"}, ROOT, lambda view: "")
    return {code: cards.faces(code) for code in ("en", "ar", "fa", "vi")}


@pytest.mark.parametrize(
    ("code", "title"),
    [
        ("en", "Short"),
        ("en", "A title that goes on and on " * 6),
        ("vi", "Kết thúc hợp tác với khách hàng cho êm đẹp, cả khi chính họ là người muốn dừng lại trước"),
        ("ar", "كيف أبلغ عميلي بقراري دون أن أقطع خط الرجعة بيننا إن احتجت إليه يومًا ما؟"),
        ("fa", "چطور به کارفرمایی که سال‌ها با او کار کرده‌ام بگویم که دیگر نمی‌توانم ادامه بدهم؟"),
    ],
)
def test_a_title_keeps_its_words_and_fits_its_lines(faces: dict[str, list[Face]], code: str, title: str) -> None:
    title = title.strip()
    size, lines = break_lines(title, lambda text: measure(text, faces[code]), ROOM)
    assert " ".join(lines) == title
    assert size in SIZES
    assert all(measure(line, faces[code]) * size <= ROOM for line in lines)
    assert len(lines) <= SIZES[size]


def test_a_long_title_is_smaller_and_its_lines_are_alike(faces: dict[str, list[Face]]) -> None:
    def width(text: str) -> float:
        return measure(text, faces["en"])

    assert break_lines("Short", width, ROOM) == (max(SIZES), ["Short"])
    assert break_lines("", width, ROOM) == (max(SIZES), [""])  # a preview goes on while a heading is missing
    _, lines = break_lines("How to tell a client that the work will end", width, ROOM)
    assert len(lines) == 2
    assert min(map(width, lines)) > 0.7 * max(map(width, lines))


def test_letters_are_measured_as_they_join_and_foreign_ones_in_their_own_font(faces: dict[str, list[Face]]) -> None:
    joined, apart = measure("عميل", faces["ar"]), sum(measure(letter, faces["ar"]) for letter in "عميل")
    assert joined < 0.9 * apart
    assert measure("Upwork", faces["ar"]) == pytest.approx(measure("Upwork", faces["en"]))
