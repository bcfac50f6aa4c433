"""What keyboard, large text, narrow windows, forced colours and reduced motion meet, on a page of every kind."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.conftest import LOCALES

Open = Callable[..., Page]

KINDS = ["", "tell/", "checklist/", "calculator/", "letters/end-with-notice/"]
# The element with focus: where it is, whether it can be seen, whether its focus shows, and what it is called.
FOCUS = """() => {
  const one = document.activeElement
  if (one === document.body) return null
  const box = one.getBoundingClientRect()
  const style = getComputedStyle(one)
  const label = one.labels && one.labels[0] ? one.labels[0].innerText : ""
  return {
    seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight,
    shown: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    name: (one.getAttribute("aria-label") || label || one.innerText || one.value || "").trim(),
    order: Array.prototype.indexOf.call(document.querySelectorAll("*"), one),
    html: one.outerHTML.slice(0, 120),
  }
}"""


def prefix(locale: str) -> str:
    return "" if locale == "en" else f"{locale}/"


@pytest.mark.parametrize("locale", ["en", "fa"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_walk_by_keyboard_goes_through_everything_in_order_and_is_seen(
    open_page: Open, kind: str, locale: str
) -> None:
    page = open_page(prefix(locale) + kind)
    walked = []
    for _ in range(250):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        if focus is None:
            break
        assert focus["shown"], focus["html"]
        assert focus["name"], focus["html"]
        assert focus["seen"], focus["html"]
        walked.append(focus["order"])
    else:
        pytest.fail("the keyboard never comes to the end of the page")
    assert walked == sorted(walked)
    assert len(walked) >= 10


@pytest.mark.parametrize("locale", LOCALES)
def test_text_twice_as_large_loses_nothing(open_page: Open, locale: str) -> None:
    for kind in KINDS:
        page = open_page(prefix(locale) + kind)
        page.add_style_tag(content="html { font-size: 200% }")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, kind
        cut = page.evaluate(
            """[...document.querySelectorAll("main *, header *, footer *")].filter(one =>
                 one.checkVisibility() && getComputedStyle(one).overflow === "hidden"
                 && one.getBoundingClientRect().width > 2
                 && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1)
               ).map(one => one.outerHTML.slice(0, 100))"""
        )
        assert cut == [], kind


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_moves_for_a_reader_who_asked_for_less_motion(open_page: Open, kind: str) -> None:
    page = open_page(kind, reduced_motion="reduce")
    moving = page.evaluate(
        """[...document.querySelectorAll("*")].filter(one => {
             const style = getComputedStyle(one)
             const time = value => value.split(",").some(one => parseFloat(one) > 0)
             return time(style.animationDuration) || time(style.transitionDuration) || style.scrollBehavior === "smooth"
           }).map(one => one.outerHTML.slice(0, 100))"""
    )
    assert moving == []


@pytest.mark.parametrize("kind", KINDS)
def test_in_forced_colours_every_icon_and_border_takes_the_readers_colours(open_page: Open, kind: str) -> None:
    page = open_page(kind, forced_colors="active", color_scheme="dark")
    text = page.evaluate("getComputedStyle(document.body).color")
    icons = page.evaluate(
        """[...document.querySelectorAll(".icon svg")].filter(one => one.checkVisibility())
             .map(one => getComputedStyle(one.querySelector("path") || one).fill)
             .concat([...document.querySelectorAll(".link")]
               .map(one => getComputedStyle(one, "::after").backgroundColor))"""
    )
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert text != background
    assert background not in icons
    assert icons or kind == "calculator/"
