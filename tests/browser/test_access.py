"""What keyboard, large text, narrow windows, forced colours and reduced motion meet, on a page of every kind."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import LOCALES, launch

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
def test_text_twice_as_large_loses_nothing(open_page: Open, address: str, locale: str) -> None:
    page = open_page(prefix(locale))
    for kind in KINDS:
        page.goto(address + prefix(locale) + kind)
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


@pytest.fixture(scope="module")
def large(browser: Browser) -> Iterator[Browser]:
    """A browser whose reader has set text to twice its size."""
    own = launch(browser.browser_type, "--blink-settings=defaultFontSize=32")
    yield own
    own.close()


# Words of tables and facts that do not stand on one line, and cells too narrow to read.
_CUT = """() => {
  const cut = []
  for (const cell of document.querySelectorAll("main td, main th, .facts dd, .facts dt")) {
    if (cell.clientWidth < 30) cut.push("narrow: " + cell.textContent)
    const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT)
    while (texts.nextNode())
      for (const word of texts.currentNode.data.matchAll(/[^\\s\\u2010-\\u2014\\u2026/-]+/g)) {
        if (texts.currentNode.parentNode.closest("a[dir=ltr]")) continue // an address on the web
        const range = document.createRange()
        range.setStart(texts.currentNode, word.index)
        range.setEnd(texts.currentNode, word.index + word[0].length)
        const lines = new Set([...range.getClientRects()].map(box => Math.round(box.top / 8)))
        if (lines.size > 1) cut.push(word[0])
      }
  }
  return cut
}"""


@pytest.mark.parametrize("locale", LOCALES)
def test_words_and_amounts_in_tables_stay_whole(open_page: Open, large: Browser, address: str, locale: str) -> None:
    pages = [open_page(prefix(locale), viewport={"width": 320, "height": 740})]
    pages.append(large.new_page(viewport={"width": 360, "height": 740}))
    for page in pages:
        for kind in ("decide/", "prepare/", "sources/", "calculator/"):
            page.goto(f"{address}{prefix(locale)}{kind}")
            if kind == "calculator/":
                for n, row in enumerate(page.locator("fieldset.client").all(), 1):
                    row.locator("[name=hours]").fill(str(n))
                    row.locator("[name=income]").fill("600000")
                expect(page.locator("#revenue tbody tr")).to_have_count(3)
            assert page.evaluate(_CUT) == [], kind
            window = page.viewport_size
            assert window is not None
            assert page.evaluate("document.documentElement.scrollWidth") <= window["width"], kind
    pages[-1].context.close()


@pytest.mark.parametrize("locale", LOCALES)
def test_an_open_menu_closes_when_the_keyboard_goes_on(open_page: Open, locale: str) -> None:
    page = open_page(f"{prefix(locale)}tell/")
    for menu in page.locator("[data-menu]").all():
        menu.locator("summary").focus()
        page.keyboard.press("Enter")
        expect(menu.locator("a").first).to_be_visible()
        menu.locator("a").last.focus()
        page.keyboard.press("Tab")
        expect(menu.locator("a").first).to_be_hidden()
        covered = page.evaluate("""() => {
          const one = document.activeElement, box = one.getBoundingClientRect()
          const above = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)
          return !(one.contains(above) || above.contains(one))
        }""")
        assert not covered


@pytest.mark.parametrize("locale", ["ar", "vi"])
def test_what_was_copied_is_told_beside_the_offer_of_a_language(open_page: Open, locale: str) -> None:
    page = open_page(f"{locale}/tell/", locale="en")
    offer = page.locator(".offer")
    expect(offer).to_be_visible()
    page.locator(".say button").first.click()
    expect(page.locator("#said")).not_to_be_empty()
    told, offered = page.locator("#said").bounding_box(), offer.bounding_box()
    assert told is not None
    assert offered is not None
    assert told["y"] + told["height"] <= offered["y"]


@pytest.mark.parametrize("locale", ["ar", "fa", "vi"])
def test_an_empty_field_begins_where_lines_begin(open_page: Open, locale: str) -> None:
    for kind in ("calculator/", "letters/end-with-notice/"):
        page = open_page(prefix(locale) + kind)
        fields = page.locator("input[type=text]:not([dir])")
        assert fields.count() >= 3
        styles = fields.evaluate_all(
            "all => all.map(one => [getComputedStyle(one).direction, getComputedStyle(one).unicodeBidi])"
        )
        direction = page.evaluate("getComputedStyle(document.body).direction")
        assert styles == [[direction, "plaintext"]] * len(styles)


@pytest.mark.parametrize("locale", ["vi", "ar"])
def test_in_forced_colours_the_current_station_can_be_told(open_page: Open, locale: str) -> None:
    page = open_page(f"{locale}/tell/", forced_colors="active", viewport={"width": 1280, "height": 740})
    colours = page.locator(".path.slim a").evaluate_all(
        "all => all.map(one => [one.hasAttribute('aria-current'), getComputedStyle(one, '::before').backgroundColor])"
    )
    current = {colour for is_current, colour in colours if is_current}
    assert len(current) == 1
    assert not current & {colour for is_current, colour in colours if not is_current}


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
