"""The offline copies, moved to an empty folder, with no network; and the copy that a browser keeps."""

import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from posixpath import normpath
from urllib.parse import urlparse

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

from endingwell.addresses import page_path
from endingwell.assets import Assets
from endingwell.offline.built import ONLINE
from endingwell.offline.worker import kept_files, write_worker
from endingwell.project import Project
from endingwell.view import Views
from tests.conftest import LOCALES, ROOT
from tests.site.test_site import Reader
from webserver import serving

SECTION = "keep-it-short"
PUBLIC = "https://ending-well.example/"
# What is copied, wherever the page may not read the clipboard back.
CLIPBOARD = "navigator.clipboard.writeText = text => { window.copied = text; return Promise.resolve() }"
# The next version of the site has been fetched, and waits.
RENEWED = """async () => {
  const registration = await navigator.serviceWorker.getRegistration();
  await registration.update();
  while (!registration.waiting) await new Promise(resolve => setTimeout(resolve, 50));
}"""
# How many pages of the site are open, as its worker sees it.
PAGES_OPEN = "clients.matchAll({type: 'window', includeUncontrolled: true}).then(pages => pages.length)"
Open = Callable[..., Page]


@pytest.fixture
def open_copy(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Open a file of the test's own folder, offline; a request for anything outside that folder fails the test."""
    contexts: list[BrowserContext] = []
    asked: list[str] = []

    def note(request: Request) -> None:
        if not request.url.startswith((tmp_path.as_uri(), "data:")):
            asked.append(request.url)

    def open_(file: Path, fragment: str = "") -> Page:
        context = browser.new_context(viewport={"width": 360, "height": 740}, offline=True)
        context.set_default_timeout(8000)
        context.add_init_script(CLIPBOARD)
        context.on("request", note)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: asked.append(str(error)))
        page.goto(file.as_uri() + fragment)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert asked == []


def do_the_checklist(page: Page, project: Project) -> None:
    ticked = next(iter(Views(project).checklist.statements))
    page.locator(f"[name={ticked}]").check()
    outcome = Views(project).checklist.decide({ticked}).outcome
    expect(page.locator("#result")).to_have_attribute("data-outcome", outcome)


def search_and_open(page: Page, project: Project, locale: str) -> None:
    heading = next(s.title for s in project.pages[locale, "tell"].sections if s.id == SECTION)
    page.locator("[data-search]").click()
    page.locator("#search input").fill(heading)
    page.locator(f"#search li a[href$='#{SECTION}']").first.click()
    expect(page.locator(f"#{SECTION}")).to_be_in_viewport()


def copy_a_letter(page: Page, project: Project, locale: str) -> None:
    for code in LOCALES:
        page.locator("[name=letter-language]").select_option(code)
        expect(page.locator("#letter")).to_have_attribute("lang", code)
        page.locator("input[name=client]").fill("Nora")
        page.locator("button[data-copy=letter]").click()
        copied = page.evaluate("window.copied")
        assert "Nora" in copied
        assert copied == page.locator("#letter").evaluate("e => e.innerText.trim()")


@pytest.mark.parametrize("locale", LOCALES)
def test_one_file_holds_pages_checklist_letters_and_the_way_to_other_languages(
    site: Path, tmp_path: Path, project: Project, open_copy: Open, locale: str
) -> None:
    files = {code: tmp_path / f"ending-well-{code}.html" for code in LOCALES}
    shutil.copy(site / "download" / files[locale].name, files[locale])
    assert files[locale].stat().st_size < 400_000
    page = open_copy(files[locale], f"#{SECTION}")
    expect(page.locator(f"#{SECTION}")).to_be_in_viewport()
    # at the top of the screen, also when the font has come
    page.wait_for_function("id => Math.abs(document.getElementById(id).getBoundingClientRect().top) < 60", arg=SECTION)
    assert page.locator("[data-page]:visible").count() == 1
    assert project.pages[locale, "tell"].sections[0].title in page.title()
    page.locator("summary").first.click()
    page.locator("header a[href='#checklist']").click()
    expect(page.locator("#checklist")).to_be_visible()
    do_the_checklist(page, project)
    search_and_open(page, project, locale)
    page.locator("header a.name").click()
    page.locator("main a[href='#letters']:visible").first.click()
    page.locator("main a[href='#hand-over']:visible").first.click()
    copy_a_letter(page, project, locale)
    page.go_back()
    page.go_forward()
    expect(page.locator("input[name=client]")).to_have_value("Nora")
    page.goto(files[locale].as_uri() + "#hand-over/chat")
    expect(page.locator("[name=channel]")).to_have_value("chat")
    page.goto(files[locale].as_uri() + f"#{SECTION}")
    other = "it" if locale != "it" else "fa"
    page.locator("summary").nth(1).click()
    link = page.locator(f"header a[hreflang={other}]")
    page.context.set_offline(False)
    link.dispatch_event("pointerdown")
    assert link.get_attribute("href") == f"{PUBLIC}{other}/tell/#{SECTION}"
    page.context.set_offline(True)
    shutil.copy(site / "download" / files[other].name, files[other])
    link.click()
    page.wait_for_url(f"{files[other].as_uri()}#{SECTION}")
    expect(page.locator(f"#{SECTION}")).to_be_in_viewport()


def test_one_file_can_be_read_without_scripts_and_printed_whole(
    site: Path, tmp_path: Path, project: Project, browser: Browser
) -> None:
    file = Path(shutil.copy(site / "download" / "ending-well-fa.html", tmp_path))
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(file.as_uri())
    ids = {s.id for (code, name), p in project.pages.items() if code == "fa" and "/" not in name for s in p.sections}
    ids -= {"next", "checklist", "calculator", *ONLINE, *(i for name in ONLINE for i in project.outline[name])}
    for section in sorted(filter(None, ids)):
        assert page.locator(f"[id='{section}']").is_visible(), section
    assert page.locator("[id='hand-over/call']").is_visible()
    assert page.locator("[data-search]").is_hidden()  # it would do nothing
    context.close()
    page = browser.new_page()
    page.goto(file.as_uri() + "#everything")
    assert page.locator("[data-search]").is_visible()
    assert (
        page.locator("[data-page]:visible").count()
        == page.locator("[data-page]").count()
        == len(set(project.nav) - set(ONLINE))
    )
    page.context.close()


def test_the_archive_is_the_site_without_a_server(
    site: Path, tmp_path: Path, project: Project, open_copy: Open
) -> None:
    with zipfile.ZipFile(site / "download" / "ending-well-all.zip") as packed:
        packed.extractall(tmp_path)
    page = open_copy(tmp_path / "index.html", "")
    page.locator("main a[href^='tell'], main nav a[href*='tell/']").first.click()
    page.wait_for_url("**/tell/index.html")
    page.goto(page.url + f"#{SECTION}")
    for code in ["ar", *[code for code in reversed(LOCALES) if code != "ar"]]:
        page.locator("summary").nth(1).click()
        page.locator(f"header a[hreflang={code}]").click()
        page.wait_for_url(f"**/tell/index.html#{SECTION}")
        expect(page.locator("html")).to_have_attribute("lang", code)
        expect(page.locator(f"#{SECTION}")).to_be_in_viewport()
    for code in LOCALES:
        page.goto((tmp_path / ("" if code == "en" else code) / "about/index.html").as_uri())
        search_and_open(page, project, code)
    page.goto((tmp_path / "fa/checklist/index.html").as_uri())
    do_the_checklist(page, project)
    page.goto((tmp_path / "ar/letters/hand-over/index.html").as_uri())
    copy_a_letter(page, project, "ar")


def test_every_link_of_the_archive_leads_to_a_file(site: Path) -> None:
    with zipfile.ZipFile(site / "download" / "ending-well-all.zip") as packed:
        names = set(packed.namelist())
        for name in names:
            if not name.endswith(".html"):
                continue
            for _, attributes in Reader(packed.read(name).decode()).elements:
                for link in (attributes.get("href"), attributes.get("src")):
                    url = urlparse(link or "#")
                    if not url.scheme and url.path:
                        assert normpath(f"{name}/../{url.path}") in names, f"{name}: {link}"


def renewed(site: Path, project: Project, target: Path) -> Path:
    """The site as its next version: every page says so."""
    shutil.copytree(site, target)
    for path in target.rglob("*.html"):
        path.write_text(path.read_text("utf-8").replace("<html ", '<html data-version="2" ', 1), "utf-8")
    kept = {locale.code: kept_files(target, project, locale) for locale in project.locales}
    write_worker(target, kept, Assets(ROOT / "overrides" / "assets"))
    return target


def version(page: Page) -> str:
    return page.locator("html").get_attribute("data-version") or "1"


def test_a_browser_keeps_a_language_renews_it_whole_and_lets_it_go(
    site: Path, tmp_path: Path, project: Project, browser: Browser
) -> None:
    next_site = renewed(site, project, tmp_path / "next")
    context = browser.new_context(viewport={"width": 360, "height": 740})
    context.set_default_timeout(8000)
    context.add_init_script(CLIPBOARD)
    page = context.new_page()
    with serving(site) as address:
        page.goto(address + "fa/download/")
        assert page.evaluate("caches.keys()") == []  # nothing unasked
        page.locator("[data-action=keep]").focus()
        page.keyboard.press("Enter")
        expect(page.locator("[data-action=remove]")).to_be_focused()
        words = project.data["docs/fa/download.yml"].data
        expect(page.get_by_role("status").filter(has_text=words["kept"])).to_be_visible()
    port = urlparse(address).port or 0
    # No server: every page of the language is there, tools and all.
    page.goto(address + f"fa/tell/#{SECTION}")
    page.reload()
    expect(page.locator(f"#{SECTION}")).to_be_in_viewport()
    page.goto(address + "fa/letters/hand-over/")
    copy_a_letter(page, project, "fa")
    search_and_open(page, project, "fa")
    paths = [address + "fa/" + page_path(name) for name in project.nav]
    assert page.evaluate("paths => Promise.all(paths.map(path => fetch(path).then(answer => answer.ok)))", paths)
    second = context.new_page()
    second.goto(address + "fa/decide/")
    with serving(next_site, port):
        # The next version is fetched whole, and waits while two pages of this one are open.
        page.goto(address + "fa/")
        page.evaluate(RENEWED)
        page.goto(address + "fa/tell/")
        second.reload()
        assert (version(page), version(second)) == ("1", "1")
        second.close()
    # Once the browser has let go of the closed page one is left; with the next navigation all is new, without a server.
    while context.service_workers[0].evaluate(PAGES_OPEN) > 1:
        page.wait_for_timeout(50)
    page.goto(address + "fa/")
    expect(page.locator("html[data-version='2']")).to_be_attached()
    for name in ("tell", "letters/hand-over", "checklist", "download"):
        page.goto(address + f"fa/{name}/")
        assert version(page) == "2"
    assert len(page.evaluate("caches.keys()")) == 1
    page.locator("[data-action=remove]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-action=keep]")).to_be_focused()
    expect(page.get_by_role("status").filter(has_text=words["removed"])).to_be_visible()
    assert page.evaluate("caches.keys()") == []
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(r => r.length)") == 0
    context.close()


def test_a_language_is_kept_whole_or_not_at_all(site: Path, tmp_path: Path, browser: Browser) -> None:
    broken = Path(shutil.copytree(site, tmp_path / "site"))
    page_of_another_version = broken / "it/tell/index.html"
    page_of_another_version.write_text(page_of_another_version.read_text("utf-8") + " ", "utf-8")
    context = browser.new_context()
    page = context.new_page()
    with serving(broken) as address:
        page.goto(address + "it/download/")
        page.locator("[data-action=keep]").click()
        expect(page.locator("span[data-state=failed]")).to_be_visible()
        assert page.evaluate("caches.keys()") == []
    context.close()
