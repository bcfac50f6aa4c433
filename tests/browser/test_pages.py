"""The built site in a real Chromium, in all languages: reading, finding one's way, changing the language."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

from tests.conftest import LOCALES, SCHEMES
from webserver import serving

Open = Callable[..., Page]

# One page of every kind.
KINDS = ["", "path/", "tell/", "sources/", "about/", "community/", "download/", "no-such-page/"]
FONTS = {"ar": "arabic", "fa": "persian", "vi": "vietnamese"}


def prefix(locale: str) -> str:
    return "" if locale == "en" else f"{locale}/"


def is_in_view(page: Page, selector: str) -> bool:
    box = page.locator(selector).bounding_box()
    assert box is not None
    return 0 <= box["y"] < page.viewport_size["height"]  # type: ignore[index]


@pytest.mark.parametrize("here", LOCALES)
def test_changing_the_language_keeps_page_and_section(open_page: Open, here: str) -> None:
    page = open_page(f"{prefix(here)}tell/#keep-it-short")
    start = page.url
    for there in LOCALES:
        if there == here:
            continue
        page.goto(start)
        page.locator("[data-menu] summary").nth(1).click()
        page.locator(f'header [data-languages] a[hreflang="{there}"]').click()
        page.wait_for_url(f"**/{prefix(there)}tell/#keep-it-short")
        assert page.locator("html").get_attribute("lang") == there
        assert is_in_view(page, "#keep-it-short")


def test_changing_the_language_keeps_the_section_that_was_scrolled_to(open_page: Open) -> None:
    page = open_page("tell/#do-not-vanish")
    page.locator("#show-care").evaluate("heading => heading.scrollIntoView()")
    page.locator('footer [data-languages] a[hreflang="vi"]').dispatch_event("pointerdown")
    href = page.locator('footer [data-languages] a[hreflang="vi"]').get_attribute("href")
    assert href is not None
    assert href.endswith("/vi/tell/#show-care")


def test_changing_the_language_keeps_a_fragment_that_is_no_section(open_page: Open) -> None:
    page = open_page("tell/#a=pays-late,no-contract")
    page.locator("[data-menu] summary").nth(1).click()
    page.locator('header [data-languages] a[hreflang="fa"]').click()
    page.wait_for_url("**/fa/tell/#a=pays-late,no-contract")


@pytest.mark.parametrize("fragment", ["#<script>alert(1)</script>", "#%E0%A4%A", "#" + "x" * 5000, '#a="onload=', "#."])
def test_a_hostile_fragment_does_nothing(open_page: Open, fragment: str) -> None:
    page = open_page(f"tell/{fragment}")
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("dialog", lambda dialog: errors.append(dialog.message))
    page.locator("[data-menu] summary").nth(1).click()
    page.locator('header [data-languages] a[hreflang="it"]').click()
    page.wait_for_url("**/it/tell/**")
    assert errors == []


@pytest.mark.parametrize("locale", LOCALES)
def test_without_scripts_everything_can_be_read_and_reached(open_page: Open, locale: str) -> None:
    page = open_page(f"{prefix(locale)}tell/", java_script_enabled=False)
    expect(page.locator("section[aria-labelledby]")).to_have_count(11)
    expect(page.locator("#keep-it-short")).to_be_visible()
    page.locator("[data-menu] summary").nth(1).click()
    links = page.locator("header [data-languages] a")
    expect(links).to_have_count(5)
    expect(links.first).to_be_visible()
    links.nth(LOCALES.index("vi")).click()
    assert page.locator("html").get_attribute("lang") == "vi"
    missing = open_page("no-such-page/", java_script_enabled=False)
    expect(missing.locator("article:visible")).to_have_count(5)


@pytest.mark.parametrize("locale", LOCALES)
def test_a_missing_address_answers_in_the_language_of_the_address(open_page: Open, locale: str) -> None:
    page = open_page(f"{prefix(locale)}no-such-page/")
    expect(page.locator("article:visible")).to_have_count(1)
    heading = page.locator(f'article[lang="{locale}"] h1')
    expect(heading).to_be_visible()
    expect(page).to_have_title(re.compile("^" + re.escape(heading.inner_text()) + " · "))
    page.locator("article:visible a").nth(1).click()
    assert page.locator("html").get_attribute("lang") == locale


@pytest.mark.parametrize("locale", LOCALES)
def test_a_missing_address_fetches_one_font_beside_the_preloaded_one(open_page: Open, locale: str) -> None:
    page = open_page("about/")
    root = page.url.removesuffix("about/")
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(f"{root}{prefix(locale)}no-such-page/", wait_until="networkidle")
    fonts = {url.rpartition("/")[2].split(".")[0] for url in fetched if url.endswith(".woff2")}
    assert fonts == {"latin", FONTS.get(locale, "latin")}


def test_a_missing_address_without_a_language_answers_in_the_browsers(open_page: Open) -> None:
    page = open_page("no-such-page/", locale="fa-IR")
    expect(page.locator('article[lang="fa"]')).to_be_visible()
    assert page.locator("html").get_attribute("dir") == "rtl"


@pytest.mark.parametrize("locale", LOCALES)
def test_menus_work_by_keyboard(open_page: Open, locale: str) -> None:
    page = open_page(f"{prefix(locale)}tell/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.locator("[data-menu] summary").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-menu] .sheet").first).to_be_visible()
    expect(page.locator('header [aria-current="page"]')).to_have_count(1)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.sheet') !== null")
    page.keyboard.press("Escape")
    expect(page.locator("[data-menu] .sheet").first).to_be_hidden()
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


@pytest.mark.parametrize("locale", LOCALES)
def test_words_to_say_can_be_copied(browser: Browser, address: str, locale: str) -> None:
    context = browser.new_context(
        permissions=["clipboard-read", "clipboard-write"], viewport={"width": 360, "height": 740}
    )
    page = context.new_page()
    page.goto(f"{address}{prefix(locale)}tell/")
    slip = page.locator(".say").first
    slip.get_by_role("button").click()
    assert page.evaluate("navigator.clipboard.readText()") == slip.locator("blockquote").inner_text().strip()
    context.close()


@pytest.mark.parametrize(("locale", "scheme"), SCHEMES)
def test_axe_finds_nothing(open_page: Open, locale: str, scheme: str) -> None:
    page = open_page("about/", color_scheme=scheme)
    for kind in KINDS:
        page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/", 3)[2] + f"/{prefix(locale)}{kind}")
        page.locator("details").evaluate_all("all => all.forEach(one => one.open = !one.name)")
        found = Axe().run(page)
        assert found.violations_count == 0, f"{locale}/{kind} {scheme}: {found.generate_report()}"


def fits(page: Page) -> bool:
    """Whether nothing on an open page is wider than a small telephone, nor than a computer's window."""
    widths = []
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 700})
        widths.append(page.evaluate("document.documentElement.scrollWidth"))
    return widths[0] <= 320 and widths[1] <= 1280


@pytest.mark.parametrize("locale", LOCALES)
def test_nothing_is_wider_than_the_screen(open_page: Open, locale: str) -> None:
    page = open_page("about/")
    root = page.url.removesuffix("about/")
    for kind in [*KINDS, "decide/", "prepare/", "when-a-client-leaves/"]:
        page.goto(f"{root}{prefix(locale)}{kind}")
        page.locator("details.contents").evaluate_all("all => all.forEach(one => one.open = true)")
        assert fits(page), f"{locale} {kind}"


@pytest.mark.parametrize("locale", LOCALES)
def test_what_can_be_pressed_is_large_enough(open_page: Open, locale: str) -> None:
    page = open_page(f"{prefix(locale)}tell/")
    for control in page.locator("header a, header summary, .path a, .link, .say button, .following a, footer a").all():
        if control.is_visible():
            box = control.bounding_box()
            assert box is not None
            assert min(box["width"], box["height"]) >= 44 or box["height"] >= 44, control.inner_text()


SHIFTS = """new Promise(resolve => {
    let sum = 0
    new PerformanceObserver(list => list.getEntries().forEach(entry => sum += entry.value))
        .observe({type: "layout-shift", buffered: true})
    setTimeout(() => resolve(sum), 300)
})"""
TOOLS = ["checklist/", "checklist/#a=pays-late", "calculator/", "letters/", "letters/end-with-notice/"]


@pytest.mark.parametrize("viewport", [{"width": 360, "height": 740}, {"width": 1280, "height": 1600}])
@pytest.mark.parametrize("locale", LOCALES)
def test_nothing_moves_while_a_page_loads(open_page: Open, locale: str, viewport: dict[str, int]) -> None:
    page = open_page("about/", viewport=viewport)
    root = page.url.removesuffix("about/")

    def late(route: Route) -> None:
        page.wait_for_timeout(250)  # when the text has long been painted
        route.continue_()

    page.route("**/*.js", late)
    for kind in [*KINDS, *TOOLS, "prepare/"]:
        page.goto("about:blank")
        page.goto(f"{root}{prefix(locale)}{kind}")
        assert page.evaluate(SHIFTS) == 0, kind


@pytest.mark.parametrize("locale", LOCALES)
def test_a_tool_whose_script_does_not_come_shows_nothing_that_needs_it(open_page: Open, locale: str) -> None:
    page = open_page("about/")
    root = page.url.removesuffix("about/")
    page.route("**/*.js", lambda route: route.abort())
    for kind in ["letters/end-with-notice/", "calculator/", "checklist/", "download/", "about/"]:
        page.goto(f"{root}{prefix(locale)}{kind}")
        assert page.locator("[data-awaited]").count() > 0
        for awaited in page.locator("[data-awaited]").all():
            assert awaited.bounding_box() is None, kind


LAID_OUT = """() => !document.documentElement.classList.contains("first")
    && [...document.querySelectorAll("section, .foot")]
         .every(one => getComputedStyle(one).contentVisibility !== "auto")"""


@pytest.mark.parametrize("locale", LOCALES)
def test_the_text_comes_first_then_the_script_and_what_is_out_of_sight(open_page: Open, locale: str) -> None:
    page = open_page(f"{prefix(locale)}decide/")
    page.wait_for_function(LAID_OUT)
    painted, fetched = page.evaluate(
        """[performance.getEntriesByName("first-contentful-paint")[0].startTime,
            performance.getEntriesByType("resource").find(one => one.name.endsWith(".js")).startTime]"""
    )
    assert fetched > painted
    last = page.locator("article > section").last.evaluate("one => one.getBoundingClientRect().height")
    assert last not in (0, 480), "its height is estimated"


@pytest.mark.parametrize("fragment", ["#obvious-red-flags", "#:~:text=scope", ""])
def test_a_reader_who_arrives_in_the_middle_stays_there(open_page: Open, fragment: str) -> None:
    page = open_page(f"decide/{fragment}")
    page.wait_for_function(LAID_OUT)
    page.wait_for_timeout(200)
    assert bool(page.evaluate("scrollY")) == bool(fragment)
    if fragment.startswith("#o"):
        assert abs(page.locator(fragment).evaluate("one => one.getBoundingClientRect().top")) < 60


def test_the_script_comes_where_the_browser_does_not_tell_of_its_paints(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.add_init_script("delete window.PerformanceObserver")
    page.goto(f"{address}tell/")
    page.wait_for_function(LAID_OUT)
    page.locator(".say button").first.click()
    expect(page.get_by_role("status")).not_to_be_empty()
    page.close()


@pytest.mark.parametrize("locale", LOCALES)
def test_a_first_visit_of_a_guide_page_is_light(browser: Browser, address: str, locale: str) -> None:
    from bench import first_visit

    for part in ["tell", "decide"]:  # the one that is measured, and the longest
        visit = first_visit(browser, f"{address}{prefix(locale)}{part}/")
        assert visit.requests <= 6, part
        assert visit.bytes <= 35 * 1024, part


def test_the_site_works_below_any_path(browser: Browser, site: Path, tmp_path: Path) -> None:
    below = tmp_path / "some" / "where"
    below.parent.mkdir()
    below.symlink_to(site)
    with serving(tmp_path) as root:
        page = browser.new_page()
        page.goto(f"{root}some/where/fa/tell/#keep-it-short")
        failed: list[str] = []
        page.on("requestfailed", lambda request: failed.append(request.url))
        page.locator("[data-menu] summary").nth(1).click()
        page.locator('header [data-languages] a[hreflang="ar"]').click()
        page.wait_for_url("**/some/where/ar/tell/#keep-it-short")
        assert page.evaluate("document.fonts.ready.then(() => document.fonts.check('1em Letter'))")
        assert failed == []
        page.close()


def test_a_page_can_be_read_from_a_file(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto((site / "vi/tell/index.html").as_uri() + "#keep-it-short")
    expect(page.locator("#keep-it-short")).to_be_visible()
    page.locator(".say button").first.click()
    expect(page.get_by_role("status")).not_to_be_empty()
    assert errors == []
    page.close()
