"""Links in a real Chromium: doors open in the reader's language, links are copied, another language is offered."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from endingwell.project import Project
from tests.browser.test_pages import is_in_view, prefix
from tests.conftest import LOCALES
from webserver import serving

Open = Callable[..., Page]
LANGUAGES = {"ar-EG": "ar", "fa-IR": "fa", "it-IT": "it", "vi-VN": "vi", "en-US": "en", "de-DE": "en"}


def kept(page: Page) -> dict[str, str]:
    """Everything that the site keeps on the device."""
    return json.loads(
        page.evaluate(
            "(async () => JSON.stringify({...localStorage, ...sessionStorage, cookie: document.cookie,"
            " databases: String((await indexedDB.databases()).length),"
            " caches: String((await caches.keys()).length)}))()"
        )
    )


@pytest.mark.parametrize("chosen", [None, "fa", "it"])
@pytest.mark.parametrize("browser_language", LANGUAGES)
def test_a_door_opens_in_the_readers_language(
    open_page: Open, project: Project, browser_language: str, chosen: str | None
) -> None:
    language = chosen or LANGUAGES[browser_language]
    part = prefix(language) + project.section_page()["give-notice"]
    page = open_page("no-such-page/", locale=browser_language)
    root = page.url.removesuffix("no-such-page/")
    if chosen:
        page.goto(f"{root}{prefix(chosen)}about/")
        page.locator(f'footer [data-languages] a[hreflang="{chosen}"]').click()
    page.goto(f"{root}go/give-notice/")
    page.wait_for_url(f"{root}{part}/#give-notice")
    assert page.locator("html").get_attribute("lang") == language
    expect(page.locator("#give-notice")).to_be_visible()
    assert is_in_view(page, "#give-notice")
    if chosen:
        page.go_back()
        page.wait_for_url(f"{root}{prefix(chosen)}about/**")


def test_a_door_keeps_what_the_reader_brings(open_page: Open) -> None:
    page = open_page("go/checklist/?from=wiki#a=pays-late,dread", locale="vi-VN")
    page.wait_for_url("**/vi/checklist/?from=wiki#a=pays-late,dread")
    expect(page.locator('input[name="dread"]')).to_be_checked()
    page.goto(page.url.split("/vi/")[0] + "/go/give-notice/#%3Cscript%3E")
    page.wait_for_url("**/vi/finish/#give-notice")


def test_without_scripts_a_door_shows_its_languages(open_page: Open) -> None:
    page = open_page("go/give-notice/", java_script_enabled=False)
    expect(page.get_by_role("link")).to_have_count(5)
    page.locator('a[lang="ar"]').click()
    assert page.url.endswith("/ar/finish/#give-notice")


def test_a_door_shown_without_scripts_is_accessible(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.route(
        "**/*",
        lambda route: route.fulfill(body=route.fetch().text().partition("<script>")[0], content_type="text/html"),
    )
    page.goto(f"{address}go/give-notice/")
    assert Axe().run(page).violations_count == 0
    page.close()


def test_the_line_for_communities_embeds_the_checklist_in_a_page_of_another_host(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    page = browser.new_page(locale="it-IT", permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{address}community/")
    page.locator("section", has=page.locator("#embed")).get_by_role("button").click()
    expect(page.locator("#said")).not_to_be_empty()
    line = page.evaluate("navigator.clipboard.readText()").replace("https://ending-well.example/", address)
    (tmp_path / "index.html").write_text(f"<!doctype html>{line}", "utf-8")
    with serving(tmp_path) as community:
        page.goto(community)
        frame = page.frame_locator("iframe")
        frame.locator("[name=abuse]").check()
        expect(frame.locator("#result")).to_have_attribute("data-outcome", "end-now")
        assert page.frames[1].url.startswith(f"{address}it/checklist/")
    page.close()


def test_doors_and_links_work_below_a_path_and_from_files(browser: Browser, site: Path, tmp_path: Path) -> None:
    (tmp_path / "some").mkdir()
    (tmp_path / "some/guide").symlink_to(site)
    context = browser.new_context(locale="fa-IR", permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    with serving(tmp_path) as root:
        page.goto(f"{root}some/guide/go/give-notice/")
        page.wait_for_url(f"{root}some/guide/fa/finish/#give-notice")
        page.locator("section:has(#give-notice) [data-copy-link]").click()
        page.locator('[data-link="everyone"]').click()
        assert page.evaluate("navigator.clipboard.readText()") == f"{root}some/guide/go/give-notice/"
    page.goto((site / "go/give-notice/index.html").as_uri())
    page.wait_for_url("file://**/fa/finish/index.html#give-notice")
    page.evaluate("document.addEventListener('copy-text', event => (window.copied = event.detail[0]))")
    for kind, link in {"everyone": "go/give-notice/", "language": "fa/finish/#give-notice"}.items():
        page.locator("section:has(#give-notice) [data-copy-link]").click()
        page.locator(f'[data-link="{kind}"]').click()
        assert page.evaluate("window.copied") == f"https://ending-well.example/{link}"
    context.close()


@pytest.mark.parametrize("locale", LOCALES)
def test_the_link_control_copies_shares_and_says_so(browser: Browser, address: str, locale: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"], locale=locale)
    context.add_init_script("navigator.share = data => { window.shared = data.url; return Promise.resolve() }")
    page = context.new_page()
    here = f"{address}{prefix(locale)}"
    page.goto(f"{here}tell/")
    control = page.locator("section:has(#keep-it-short) [data-copy-link]")
    for kind, link in {"everyone": f"{address}go/keep-it-short/", "language": f"{here}tell/#keep-it-short"}.items():
        control.focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("dialog")).to_be_visible()
        assert page.get_by_role("dialog").get_by_role("button").count() == 4
        page.locator(f'[data-link="{kind}"]').click()
        expect(page.get_by_role("dialog")).to_be_hidden()
        expect(page.get_by_role("status")).not_to_be_empty()
        assert page.evaluate("navigator.clipboard.readText()") == link
        assert control.evaluate("link => link === document.activeElement")
    control.click()
    assert Axe().run(page).violations_count == 0
    page.locator('[data-link="share"]').click()
    assert page.evaluate("window.shared") == f"{address}go/keep-it-short/"
    control.click()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    for path, selector, link in (
        ("about/", "section:has(#privacy) [data-copy-link]", "go/about/#privacy"),
        ("letters/hand-over/", ".top [data-copy-link]", "go/hand-over/"),
        ("checklist/#a=dread", '[data-copy-link="result"]', "go/checklist/#a=dread"),
        ("", ".top [data-copy-link]", "go/home/"),
    ):
        page.goto(here + path)
        page.locator(selector).click()
        page.locator('[data-link="everyone"]').click()
        assert page.evaluate("navigator.clipboard.readText()") == address + link
    context.close()


@pytest.mark.parametrize("locale", LOCALES)
def test_a_page_in_another_language_offers_the_readers_until_dismissed(open_page: Open, locale: str) -> None:
    other = "it" if locale != "it" else "fa"
    page = open_page(f"{prefix(other)}tell/#keep-it-short", locale=locale)
    root = page.url.partition(prefix(other) + "tell/")[0]
    offer = page.locator(".offer")
    expect(offer).to_be_visible()
    assert offer.get_attribute("lang") == locale
    assert (
        page.evaluate(
            "new Promise(done => { new PerformanceObserver(list => done(list.getEntries().length))"
            ".observe({type: 'layout-shift', buffered: true}); setTimeout(() => done(0), 300) })"
        )
        == 0
    )
    assert Axe().run(page).violations_count == 0
    for control in (offer.get_by_role("link"), offer.get_by_role("button")):
        box = control.bounding_box()
        assert box is not None
        assert box["height"] >= 44
    page.emulate_media(media="print")
    expect(offer).to_be_hidden()
    page.emulate_media(media="screen")
    offer.get_by_role("link").click()
    page.wait_for_url(f"{root}{prefix(locale)}tell/#keep-it-short")
    expect(page.locator(".offer")).to_have_count(0)
    assert kept(page)["ending-well:language"] == locale
    page.goto(f"{root}{prefix(other)}tell/")
    page.locator(".offer button").click()
    expect(page.locator(".offer")).to_have_count(0)
    page.goto(f"{root}{prefix(other)}decide/")
    expect(page.locator("#said")).to_be_attached()
    expect(page.locator(".offer")).to_have_count(0)


def test_only_three_things_are_kept_and_one_press_clears_them(open_page: Open) -> None:
    nothing = {"cookie": "", "databases": "0", "caches": "0"}
    page = open_page("it/checklist/", locale="vi-VN")
    root = page.url.removesuffix("it/checklist/")
    page.locator('input[name="dread"]').check()
    for path in ("it/calculator/", "it/letters/hand-over/", "it/tell/", "go/tell/"):
        page.goto(root + path)
    page.wait_for_url("**/vi/tell/")
    assert kept(page) == nothing
    page.goto(f"{root}it/checklist/#a=dread")
    page.locator("[data-action=keep]").check()
    page.locator(".offer button").click()
    page.locator('footer [data-languages] a[hreflang="fa"]').click()
    page.wait_for_url("**/fa/checklist/**")
    assert kept(page) == nothing | {
        "ending-well:checklist": "dread",
        "ending-well:offer": "dismissed",
        "ending-well:language": "fa",
    }
    page.goto(f"{root}fa/about/")
    page.locator("[data-clear]").click()
    expect(page.get_by_role("status")).not_to_be_empty()
    assert kept(page) == nothing


def test_nothing_fails_where_storage_is_refused(browser: Browser, address: str) -> None:
    context = browser.new_context(locale="ar-EG")
    context.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('refused') }})")
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{address}go/tell/")
    page.wait_for_url(f"{address}ar/tell/")
    page.goto(f"{address}it/about/")
    page.locator("[data-clear]").click()
    page.locator(".offer button").click()
    page.goto(f"{address}it/checklist/")
    page.locator('input[name="dread"]').check()
    page.locator("[data-action=keep]").check()
    assert errors == []
    context.close()


@pytest.mark.parametrize(
    ("languages", "expected"),
    [
        (["de-CH", "fa-AF", "it"], "fa"),
        (["vi-Latn-x-old"], "vi"),
        (["AR"], "ar"),
        (["de", "fr"], "en"),
        ([], "en"),
    ],
)
def test_languages_are_looked_up_as_bcp_47_says(
    browser: Browser, address: str, languages: list[str], expected: str
) -> None:
    context = browser.new_context()
    context.add_init_script(f"Object.defineProperty(navigator, 'languages', {{get: () => {json.dumps(languages)}}})")
    page = context.new_page()
    page.goto(f"{address}go/tell/")
    page.wait_for_url(f"{address}{prefix(expected)}tell/")
    context.close()
