"""The letters in a real Chromium: every pair of page and letter language, awkward fillings, direction, copying."""

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from endingwell.locales import direction
from endingwell.project import Project
from tests.browser.test_pages import fits, prefix
from tests.conftest import LOCALES, SCHEMES

Open = Callable[..., Page]
ISOLATES = {0x2068: None, 0x2069: None}

AWKWARD = {
    "client": '<b>O\'Neill & Söhne</b> "x" <img src=x onerror=alert(1)>',
    "you": "شركة النور 🙂",
    "project": "https://example.org/a?b=1&c=<2>",
    "last_day": "2026-06-30",
}
# What each language makes of the date above.
DATES = {
    "en": "30 June 2026",
    "ar": "30/6/2026",
    "fa": "۹ تیر ۱۴۰۵",
    "it": "martedì 30 giugno 2026",
    "vi": "30/06/2026",
}


@pytest.fixture
def with_clipboard(browser: Browser, address: str) -> Iterator[BrowserContext]:
    context = browser.new_context(
        permissions=["clipboard-read", "clipboard-write"], viewport={"width": 360, "height": 740}
    )
    context.set_default_timeout(8000)
    yield context
    context.close()


@pytest.mark.parametrize("page_language", LOCALES)
def test_any_page_language_writes_any_letter_language(
    with_clipboard: BrowserContext, address: str, project: Project, page_language: str
) -> None:
    page = with_clipboard.new_page()
    trouble: list[str] = []
    page.on("dialog", lambda dialog: trouble.append(dialog.message))
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("request", lambda request: trouble.append(request.url) if not request.url.startswith(address) else None)
    page.goto(f"{address}{prefix(page_language)}letters/end-with-notice/")
    for letter_language in LOCALES:
        page.locator("select[name=letter-language]").select_option(letter_language)
        letter = page.locator("#letter")
        expect(letter).to_have_attribute("lang", letter_language)
        expect(letter).to_have_attribute("dir", direction(letter_language))
        assert page.locator("html").get_attribute("lang") == page_language
        prompt = project.words(letter_language, "letters.yml")["blanks"]["client"]["prompt"]
        expect(letter.locator("mark").first).to_have_text(f"[{prompt}]")
        for name, value in AWKWARD.items():
            page.locator(f"input[name={name}]").fill(value)
        text = letter.inner_text()
        plain = text.translate(ISOLATES)
        assert AWKWARD["client"] in plain
        assert AWKWARD["you"] in plain
        assert DATES[letter_language] in plain.replace("\u00a0", " ")
        assert letter.locator("b, img").count() == 0
        assert letter.locator("mark").count() == 0
        page.locator("[data-copy=letter]").click()
        expect(page.get_by_role("status")).not_to_be_empty()
        assert page.evaluate("navigator.clipboard.readText()") == text.strip()
        page.locator("[data-copy=subject]").click()
        page.wait_for_function(
            "t => navigator.clipboard.readText().then(c => c === t)", arg=page.locator("#subject").inner_text()
        )
        lines = page.locator("[data-channel=email] [data-line]")
        expect(lines).to_have_count(8)
        assert lines.nth(3).evaluate("e => getComputedStyle(e).direction") == direction(page_language)
        expect(page.locator("[data-channel=email] .why a").first).to_have_attribute(
            "href", "../../tell/#kind-and-final"
        )
        page.locator("[data-action=clear]").click()
        expect(letter.locator("mark").first).to_have_text(f"[{prompt}]")
    assert trouble == []


@pytest.mark.parametrize("locale", LOCALES)
def test_channels_show_their_own_words(open_page: Open, project: Project, locale: str) -> None:
    page = open_page(f"{prefix(locale)}letters/end-with-notice/")
    mail = page.locator("#letter").inner_text()
    page.locator("[name=channel]").select_option("chat")
    chat = page.locator("#letter").inner_text()
    assert len(chat) < len(mail)
    expect(page.locator("#subject")).to_be_hidden()
    page.locator("[name=channel]").select_option("call")
    expect(page.locator("#confirmation p")).to_have_count(1)
    expect(page.locator("[data-copy=confirmation]")).to_be_visible()
    expect(page.locator("[data-channel=call] li:visible")).to_have_count(5)


def test_forms_of_address_are_offered_where_the_language_has_them(open_page: Open, project: Project) -> None:
    page = open_page("letters/end-with-notice/")
    for locale in LOCALES:
        page.locator("[name=letter-language]").select_option(locale)
        forms = project.words(locale, "letters.yml").get("forms", [])
        if not forms:
            expect(page.locator("[data-form]")).to_be_hidden()
            continue
        seen = set()
        for i in range(len(forms)):
            page.locator("[name=form]").select_option(index=i)
            text = page.locator("#letter").inner_text()
            assert not set("{}<>|") & set(text)
            seen.add(text)
        assert len(seen) == len(forms)


def visual(page: Page, value: str) -> list[str]:
    """For each line that a value stands on in the letter, "ltr" or "rtl": how its letters run on the screen."""
    return page.evaluate(
        """value => {
          const walker = document.createTreeWalker(document.getElementById("letter"), NodeFilter.SHOW_TEXT);
          let node;
          while ((node = walker.nextNode()) && !node.data.includes(value));
          const start = node.data.indexOf(value);
          const places = [];
          for (let i = start; i < start + value.length; i++) {
            const range = document.createRange();
            range.setStart(node, i);
            range.setEnd(node, i + 1);
            const box = range.getBoundingClientRect();
            if (box.width && node.data[i].trim()) places.push([Math.round(box.top / 8), box.left + box.width / 2]);
          }
          const rows = new Map();
          places.forEach(([top, x]) => rows.set(top, [...(rows.get(top) || []), x]));
          return [...rows.values()].map(xs => xs.every((x, i) => !i || x > xs[i - 1]) ? "ltr"
            : xs.every((x, i) => !i || x < xs[i - 1]) ? "rtl" : "mixed");
        }""",
        value,
    )


@pytest.mark.parametrize("locale", ["ar", "fa"])
@pytest.mark.parametrize(
    "value",
    [
        "O'Neill & Söhne",
        "Website (v2.1)",
        "https://example.org/a?b=1",
        "2026-INV-07",
        "+39 06 1234 5678",
        "info@x.it",
        "C++",
    ],
)
def test_latin_fillings_stay_in_order_inside_right_to_left_letters(open_page: Open, locale: str, value: str) -> None:
    page = open_page(f"{prefix(locale)}letters/end-with-notice/")
    page.locator("[name=project]").fill(value)
    assert set(visual(page, value)) == {"ltr"}


@pytest.mark.parametrize("value", ["شركة النور", "سرکار خانم رضایی"])
@pytest.mark.parametrize("locale", ["en", "it", "vi"])
def test_right_to_left_fillings_stay_in_order_inside_latin_letters(open_page: Open, locale: str, value: str) -> None:
    page = open_page(f"{prefix(locale)}letters/end-with-notice/")
    page.locator("[name=client]").fill(value)
    assert set(visual(page, value)) == {"rtl"}


@pytest.mark.parametrize(
    ("locale", "typed", "written"),
    [
        ("en", "EUR 1200.5", "EUR 1,200.5"),
        ("it", "1200,5 €", "1.200,5\u00a0€"),
        ("vi", "1500000 đồng", "1.500.000\u00a0đồng"),
        ("ar", "1200 دولار", "1,200\u00a0دولار"),
        ("fa", "1200000 تومان", "۱٬۲۰۰٬۰۰۰\u00a0تومان"),
    ],
)
def test_amounts_are_written_as_the_letters_language_writes_them(
    open_page: Open, locale: str, typed: str, written: str
) -> None:
    page = open_page(f"{prefix(locale)}letters/first-reminder/")
    page.locator("[name=amount]").fill(typed)
    assert written in page.locator("#letter").inner_text().translate(ISOLATES)


def test_a_date_or_name_that_is_no_date_stays_as_it_was_typed(open_page: Open) -> None:
    page = open_page("letters/end-with-notice/")
    for value in ("31/02/2026", "end of June", "۱۴۰۵/۴/۹", "2026-13-45"):
        page.locator("[name=last_day]").fill(value)
        assert value in page.locator("#letter").inner_text().translate(ISOLATES)


def test_a_very_long_name_breaks_nothing(open_page: Open) -> None:
    page = open_page("it/letters/end-with-notice/")
    page.locator("[name=client]").fill("x" * 300)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert "x" * 300 in page.locator("#letter").inner_text()


def test_mail_and_file_hold_what_is_shown(open_page: Open) -> None:
    from urllib.parse import parse_qs, urlparse

    page = open_page("vi/letters/first-reminder/")
    page.locator("[name=invoice]").fill("HD & 7?")
    mail = urlparse(page.locator("[data-action=mail]").get_attribute("href"))
    sent = parse_qs(str(mail.query))
    assert sent["body"] == [page.locator("#letter").inner_text().strip()]
    assert sent["subject"] == [page.locator("#subject").inner_text().strip()]
    with page.expect_download() as download:
        page.locator("[data-action=download]").click()
    text = download.value.path().read_text("utf-8")
    assert download.value.suggested_filename == "first-reminder.txt"
    assert page.locator("#letter").inner_text().strip() in text


@pytest.mark.parametrize("locale", LOCALES)
def test_without_scripts_the_letter_stands_there_with_its_prompts(open_page: Open, locale: str) -> None:
    page = open_page(f"{prefix(locale)}letters/end-with-notice/", java_script_enabled=False)
    expect(page.locator("#letter mark").first).to_be_visible()
    expect(page.locator("#chat")).to_be_visible()
    expect(page.locator("#call")).to_be_visible()
    expect(page.locator("#letter-form")).to_be_hidden()
    expect(page.locator("[data-static] a[hreflang]")).to_have_count(4)
    assert not set("{}|") & set(page.locator("main").inner_text())


@pytest.mark.parametrize("locale", LOCALES)
def test_the_checklist_leads_to_a_letter_that_fits(open_page: Open, locale: str) -> None:
    page = open_page(f"{prefix(locale)}checklist/#a=abuse")
    page.locator("[data-read=end-now] [data-carry]").click()
    page.wait_for_url("**/letters/end-after-abuse/#a=abuse")
    assert page.locator("html").get_attribute("lang") == locale
    page.locator("[data-back] a").click()
    page.wait_for_url("**/checklist/#a=abuse")
    expect(page.locator("#result")).to_have_attribute("data-outcome", "end-now")


@pytest.mark.parametrize(("locale", "scheme"), SCHEMES)
def test_axe_finds_nothing_in_the_letters(open_page: Open, locale: str, scheme: str) -> None:
    page = open_page(f"{prefix(locale)}letters/", color_scheme=scheme)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    page.goto(page.url + "raise-the-rate/")
    page.locator("[name=letter-language]").select_option("it" if locale != "it" else "fa")
    page.locator("[name=channel]").select_option("call")
    page.locator("[name=new_rate]").fill("50 EUR")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("locale", LOCALES)
def test_letters_fit_the_screen(open_page: Open, locale: str) -> None:
    page = open_page(f"{prefix(locale)}letters/")
    assert fits(page)
    for letter in ("new-terms", "last-reminder"):
        page.goto(f"{page.url.split('letters/')[0]}letters/{letter}/")
        assert fits(page)


def test_the_devices_own_sheet_is_given_what_is_shown(open_page: Open) -> None:
    page = open_page("fa/letters/hand-over/")
    expect(page.locator("[data-action=share]")).to_be_hidden()  # this browser has no such sheet
    page.add_init_script("navigator.share = data => { window.given = data.text; return Promise.resolve(); }")
    page.reload()
    page.locator("[name=channel]").select_option("chat")
    page.locator("[name=client]").fill("O'Neill & Söhne")
    page.locator("[data-action=share]").click()
    assert page.evaluate("window.given") == page.locator("#letter").inner_text().strip()
