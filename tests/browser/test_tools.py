"""The checklist and the calculator in a real Chromium, in all languages."""

import random
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from endingwell.checklist import Checklist, read_checklist
from endingwell.project import Project
from tests.browser.test_pages import fits, prefix
from tests.conftest import LOCALES, SCHEMES

Open = Callable[..., Page]


@pytest.fixture(scope="module")
def checklist(project: Project) -> Checklist:
    return read_checklist(project.data["docs/checklist.yml"])[0]


def shown(page: Page) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Outcome, steps before it and reasons, as the page shows them."""
    return tuple(
        page.evaluate(
            """() => {
              const result = document.getElementById("result");
              const items = name => [...result.querySelectorAll(`[data-list=${name}] [data-item]`)]
                .filter(item => item.checkVisibility()).map(item => item.dataset.item);
              return [result.dataset.outcome, items("before"), items("reasons")];
            }"""
        )
    )


@pytest.mark.parametrize("locale", LOCALES)
def test_the_page_finds_what_the_rules_say(open_page: Open, checklist: Checklist, locale: str) -> None:
    page = open_page(f"{prefix(locale)}checklist/")
    chance = random.Random(locale)  # noqa: S311 - a fixed seed, no secret
    for _ in range(40):
        ticks = {name for name in checklist.statements if chance.random() < chance.choice([0.05, 0.2, 0.5])}
        page.evaluate("ticks => { location.hash = 'a=' + ticks }", ",".join(sorted(ticks)))
        page.wait_for_function("n => document.querySelectorAll('#checklist :checked').length === n", arg=len(ticks))
        expected = checklist.decide(ticks)
        outcome = expected.outcome if ticks else ""
        before, reasons = (list(expected.before), list(expected.reasons)) if ticks else ([], [])
        assert list(shown(page)) == [outcome, before, reasons]
        if ticks:
            expect(page.locator(f'[data-result="{outcome}"]')).to_be_visible()
            expect(page.locator("[data-result]:visible")).to_have_count(1)


@pytest.mark.parametrize("locale", LOCALES)
def test_answers_by_keyboard_give_a_result_that_another_language_shows_too(open_page: Open, locale: str) -> None:
    page = open_page(f"{prefix(locale)}checklist/")
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.locator("[name=pays-late]").focus()
    page.keyboard.press("Space")
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.wait_for_url("**/checklist/#a=pays-late,one-more-thing")
    result = page.locator("#result")
    assert result.get_attribute("aria-live") == "polite"
    expect(result).to_have_attribute("data-outcome", "new-terms")
    assert requests == []
    there = LOCALES[(LOCALES.index(locale) + 1) % len(LOCALES)]
    page.locator("[data-menu] summary").nth(1).click()
    page.locator(f'header [data-languages] a[hreflang="{there}"]').click()
    page.wait_for_url(f"**/{prefix(there)}checklist/#a=pays-late,one-more-thing")
    expect(page.locator("#result")).to_have_attribute("data-outcome", "new-terms")
    expect(page.locator("[name=pays-late]")).to_be_checked()
    for link in page.locator("#result a:visible").all():
        assert (link.get_attribute("href") or "").count("#") == 1


HOSTILE = [
    "#a=<script>alert(1)</script>",
    "#a=%3Cimg%20src=x%20onerror=alert(1)%3E",
    "#a=%E0%A4%A",
    "#a=" + ",".join(["nothing"] * 20000),
    "#a=__proto__,constructor,hasOwnProperty",
    "#a=",
    "#a=,,,",
    "#b=abuse",
    '#a="],[data-item="',
]


@pytest.mark.parametrize("fragment", HOSTILE)
def test_a_hostile_fragment_ticks_nothing(open_page: Open, fragment: str) -> None:
    page = open_page("about/")
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("dialog", lambda dialog: errors.append(dialog.message))
    page.goto(page.url.replace("about/", "checklist/") + fragment)
    expect(page.locator("#result")).to_have_attribute("data-outcome", "")
    assert page.locator("#checklist :checked").count() == 0
    page.locator("[name=abuse]").check()
    expect(page.locator("#result")).to_have_attribute("data-outcome", "end-now")
    assert errors == []


def test_answers_can_be_cleared_at_an_address_with_a_doubled_slash(open_page: Open) -> None:
    page = open_page("/checklist/#a=pays-late")
    assert page.url.endswith("//checklist/#a=pays-late")
    expect(page.locator("#result [data-nothing]")).to_be_hidden()
    page.locator("#result [data-action=clear]").click()
    expect(page.locator("#result [data-nothing]")).to_be_visible()
    assert page.url.endswith("//checklist/")


def test_answers_are_kept_on_the_device_only_if_asked_and_one_tap_clears_both(open_page: Open) -> None:
    page = open_page("checklist/")
    stored = "Object.keys(localStorage).length + Object.keys(sessionStorage).length + document.cookie.length"
    page.locator("[name=dread]").check()
    assert page.evaluate(stored) == 0
    page.locator("[data-action=keep]").check()
    assert page.evaluate(stored) == 1
    page.locator("[name=rush]").check()
    page.goto(page.url.split("#")[0].replace("checklist/", "fa/checklist/"))
    expect(page.locator("[name=rush]")).to_be_checked()
    expect(page.locator("[name=dread]")).to_be_checked()
    page.locator("[data-action=clear]").click()
    assert page.evaluate(stored) == 0
    assert "#" not in page.url
    expect(page.locator("#checklist :checked")).to_have_count(0)
    page.reload()
    expect(page.locator("#checklist :checked")).to_have_count(0)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", ["checklist", "calculator"])
def test_without_scripts_the_tools_are_of_use(open_page: Open, name: str, locale: str) -> None:
    page = open_page(f"{prefix(locale)}{name}/", java_script_enabled=False)
    expect(page.locator("#checklist label" if name == "checklist" else "#calculator label").first).to_be_visible()
    expect(page.locator("#result, #revenue")).to_be_hidden()
    if name == "checklist":
        expect(page.locator(".thumb dd:visible")).to_have_count(6)
    else:
        expect(page.locator("#how-to-count")).to_be_visible()


# The same three clients, as people type them.
TYPED = {
    "plain": [["40", "1200.5"], ["12.5", "900"], ["1,500", "15000"]],
    "comma": [["40", "1200,5"], ["12,5", "900"], ["1.500", "15.000"]],
    "arabic": [["٤٠", "١٬٢٠٠٫٥"], ["١٢٫٥", "٩٠٠"], ["١٬٥٠٠", "١٥٬٠٠٠"]],
    "persian": [["۴۰", "۱٬۲۰۰٫۵"], ["۱۲/۵", "۹۰۰"], ["۱٬۵۰۰", "۱۵٬۰۰۰"]],
}
OWN = {"en": "plain", "ar": "plain", "fa": "persian", "it": "comma", "vi": "comma"}
LATIN = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩٫٬٪", "01234567890123456789.,%")


def figures(page: Page) -> list[list[float]]:
    """The table of the result as numbers, whatever digits and separators it is written with."""
    rows = []
    for row in page.locator("#revenue tbody tr").all():
        cells = [cell.strip().translate(LATIN) for cell in row.locator("td").all_inner_texts()]
        numbers = [c.replace("%", "").replace("\u200e", "").replace("\u00a0", "").replace("\u061c", "") for c in cells]
        rows.append([float(n.replace(",", ".")) for n in numbers])
    return rows


@pytest.mark.parametrize("locale", LOCALES)
def test_the_same_clients_give_the_same_figures_however_they_are_typed(open_page: Open, locale: str) -> None:
    page = open_page(f"{prefix(locale)}calculator/")
    wanted = [[72.0, 1.0, 5.0], [30.01, 3.0, 7.0], [10.0, 97.0, 88.0]]
    for kind in {OWN[locale], "arabic", "persian"}:
        page.locator("[data-action=clear]").click()
        for row, (hours, income) in zip(page.locator("fieldset.client").all(), TYPED[kind], strict=True):
            row.locator("[name=hours]").fill(hours)
            row.locator("[name=income]").fill(income)
            row.locator("[name=period]").select_option("year")
        assert figures(page) == wanted, kind
        assert page.locator(".error:not(:empty)").count() == 0
    assert page.locator("[data-chart] rect").count() == 6
    expect(page.locator("#revenue [data-sentence]:visible")).to_have_count(4)


def test_bars_begin_where_the_writing_begins(open_page: Open) -> None:
    for locale in ("en", "fa"):
        page = open_page(f"{prefix(locale)}calculator/")
        for n, row in enumerate(page.locator("fieldset.client").all(), 1):
            row.locator("[name=hours]").fill(str(10 * n))
            row.locator("[name=income]").fill("100")
        chart = page.locator("[data-chart]").bounding_box()
        bars = [bar.bounding_box() for bar in page.locator("[data-chart] rect").all()]
        assert chart is not None
        for bar in bars:
            assert bar is not None
            start = bar["x"] - chart["x"]
            end = chart["x"] + chart["width"] - bar["x"] - bar["width"]
            assert (start if locale == "en" else end) == pytest.approx(0, abs=1)


def test_the_chart_is_written_as_large_as_the_text_and_names_stay_whole(open_page: Open) -> None:
    for width in (320, 1280):
        page = open_page("fa/calculator/", viewport={"width": width, "height": 740})
        row = page.locator("fieldset.client").first
        row.locator("[name=client]").fill("Studio Bianchi S.r.l. " * 9)
        row.locator("[name=hours]").fill("10")
        row.locator("[name=income]").fill("100")
        chart = page.locator("[data-chart]")
        assert chart.evaluate("one => one.getScreenCTM().a") == pytest.approx(1, abs=0.01)
        name = chart.locator("text").first
        assert name.evaluate("one => getComputedStyle(one).fontSize") == "16px"
        assert name.evaluate("one => getComputedStyle(one).unicodeBidi") == "plaintext"
        assert name.inner_html().endswith("…")
        assert name.evaluate("one => one.getComputedTextLength()") <= page.locator("#revenue figure").evaluate(
            "one => one.clientWidth"
        )
        page.set_viewport_size({"width": 400, "height": 740})
        figure = page.locator("#revenue figure")
        page.wait_for_function(
            "figure => figure.querySelector('svg').getAttribute('width') == Math.floor(figure.clientWidth)",
            arg=figure.element_handle(),
        )


@pytest.mark.parametrize("locale", LOCALES)
def test_a_result_is_not_read_out_again_when_nothing_changed(open_page: Open, locale: str) -> None:
    page = open_page(f"{prefix(locale)}calculator/")
    for n, row in enumerate(page.locator("fieldset.client").all(), 1):
        row.locator("[name=hours]").fill(str(10 * n))
        row.locator("[name=income]").fill("100")
    page.evaluate("""() => {
      window.written = 0
      new MutationObserver(changes => { window.written += changes.length })
        .observe(document.getElementById("revenue"), { subtree: true, childList: true, characterData: true })
    }""")
    page.locator("[name=client]").first.focus()
    for _ in range(8):
        page.keyboard.press("Tab")
        page.wait_for_timeout(20)
    assert page.evaluate("window.written") == 0
    page.locator("[name=hours]").first.fill("11")
    assert page.evaluate("window.written") > 0


@pytest.mark.parametrize("locale", LOCALES)
def test_impossible_input_is_told_beside_its_field_and_nothing_is_lost(open_page: Open, locale: str) -> None:
    page = open_page(f"{prefix(locale)}calculator/")
    rows = page.locator("fieldset.client")
    cases = [("hours", "abc", "10"), ("hours", "0", "10"), ("hours", "9999", "10"), ("income", "10", "-5")]
    messages = set()
    for name, hours, income in cases:
        rows.nth(0).locator("[name=hours]").fill(hours)
        rows.nth(0).locator("[name=income]").fill(income)
        rows.nth(1).locator("[name=client]").focus()
        field = rows.nth(0).locator(f"[name={name}]")
        expect(field).to_have_attribute("aria-invalid", "true")
        error = page.locator(f"#{field.get_attribute('id')}-error")
        expect(error).not_to_be_empty()
        messages.add(error.inner_text())
        assert rows.nth(0).locator("[name=hours]").input_value() == hours
        expect(page.locator("[data-nothing]")).to_be_visible()
    assert len(messages) == 4
    rows.nth(0).locator("[name=income]").fill("")
    rows.nth(0).locator("[name=hours]").fill("5")
    rows.nth(1).locator("[name=client]").focus()
    expect(rows.nth(0).locator("[name=income]")).to_have_attribute("aria-invalid", "true")


def test_rows_are_added_and_removed_and_hostile_names_are_text(open_page: Open) -> None:
    page = open_page("calculator/")
    errors: list[str] = []
    page.on("dialog", lambda dialog: errors.append(dialog.message))
    name = "<img src=x onerror=alert(1)>" + "x" * 150
    page.locator("[data-action=add]").click()
    rows = page.locator("fieldset.client")
    expect(rows).to_have_count(4)
    assert page.evaluate("document.activeElement.name") == "client"
    rows.nth(3).locator("[name=client]").fill(name)
    rows.nth(3).locator("[name=hours]").fill("10")
    rows.nth(3).locator("[name=income]").fill("100")
    expect(page.locator("#revenue tbody th")).to_have_text(name)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    rows.nth(0).locator("[data-action=remove]").click()
    expect(rows).to_have_count(3)
    expect(rows.nth(2).locator("legend")).to_have_text("Client 3")
    assert (
        page.evaluate("new Set([...document.querySelectorAll('[id]')].map(e => e.id)).size")
        == page.locator("[id]").count()
    )
    page.locator("[data-action=clear]").click()
    expect(page.locator("#revenue [data-found]")).to_be_hidden()
    assert errors == []


def test_the_result_leads_into_the_checklist(open_page: Open) -> None:
    page = open_page("vi/calculator/")
    row = page.locator("fieldset.client").first
    row.locator("[name=hours]").fill("10")
    row.locator("[name=income]").fill("100")
    page.locator('#revenue a[href*="checklist"]').click()
    page.wait_for_url("**/vi/checklist/#a=low-per-hour")
    expect(page.locator("[name=low-per-hour]")).to_be_checked()
    expect(page.locator("#result")).to_have_attribute("data-outcome", "raise-rate")


@pytest.mark.parametrize(("locale", "scheme"), SCHEMES)
def test_axe_finds_nothing_in_the_tools(open_page: Open, locale: str, scheme: str) -> None:
    page = open_page(f"{prefix(locale)}checklist/#a=pays-late,angry-now,dread", color_scheme=scheme)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    page.goto(page.url.split("#")[0].replace("checklist", "calculator"))
    for row in page.locator("fieldset.client").all()[:2]:
        row.locator("[name=hours]").fill("10")
        row.locator("[name=income]").fill("100")
    page.locator("[name=hours]").nth(2).fill("x")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("locale", LOCALES)
def test_the_tools_fit_the_screen(open_page: Open, locale: str) -> None:
    page = open_page(f"{prefix(locale)}checklist/#a=pays-late,angry-now,dread")
    assert fits(page)
    page.goto(page.url.split("#")[0].replace("checklist", "calculator"))
    for row in page.locator("fieldset.client").all():
        row.locator("[name=client]").fill("A client with a long name")
        row.locator("[name=hours]").fill("100")
        row.locator("[name=income]").fill("1000000")
    assert fits(page)


def test_a_result_prints_as_a_clean_sheet(open_page: Open) -> None:
    page = open_page("ar/checklist/#a=pays-late,angry-now,dread")
    page.emulate_media(media="print")
    expect(page.locator("[data-result]:visible")).to_have_count(1)
    expect(page.locator("[name=pays-late]")).to_be_visible()
    expect(page.locator(".actions")).to_be_hidden()
    expect(page.locator("header nav")).to_be_hidden()
