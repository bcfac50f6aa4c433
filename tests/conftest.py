"""What the tests share: the project, one built site, a server, a browser."""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, BrowserType, ConsoleMessage, Page, Request, sync_playwright

from build_site import build
from endingwell.project import Project, load
from tests.mutation.content import Content
from webserver import serving

ROOT = Path(__file__).parent.parent
LOCALES = [locale.code for locale in load(ROOT).locales]
# Colours are the same in every language: dark is looked at once in each direction (`make audit`: in all).
SCHEMES = [*((locale, "light") for locale in LOCALES), ("en", "dark"), ("fa", "dark")]
PARTS = ["mkdocs.yml", "docs", "overrides", "hooks"]


def copy_project(target: Path) -> Path:
    """A copy of what the site is built from."""
    for name in PARTS:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, target / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            target.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target / name)
    cache = ROOT / ".cache"  # a copy draws only the cards that it changes
    cache.mkdir(exist_ok=True)
    (target / ".cache").symlink_to(cache)
    return target


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the scores that tests recorded, as (tried, failed) under one name: mutants, edits, inputs."""
    scores: dict[str, list[int]] = {}
    for reports in terminalreporter.stats.values():
        for report in reports:
            for name, value in getattr(report, "user_properties", ()) if getattr(report, "when", "") == "call" else ():
                scores.setdefault(name, [0, 0])
                scores[name] = [a + b for a, b in zip(scores[name], value, strict=True)]
    for name, (tried, failed) in scores.items():
        terminalreporter.write_line(f"{name}: {tried} tried, {failed} failed")


@pytest.fixture(scope="session")
def content() -> Content:
    """The real content in memory, to be damaged."""
    return Content(ROOT)


@pytest.fixture(scope="session")
def project() -> Project:
    """The real content."""
    return load(ROOT)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The whole site, built once for all processes of the run."""
    shared = tmp_path_factory.getbasetemp()
    shared = shared if worker_id == "master" else shared.parent
    with (shared / "site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (shared / "site").exists():
            assert build(ROOT, shared / "site") == 0
    return shared / "site"


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the built site is served."""
    with serving(site) as url:
        yield url


def launch(chromium: BrowserType, *arguments: str) -> Browser:
    """A real Chromium, without a network of its own."""
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    return chromium.launch(
        executable_path=os.environ.get("CHROMIUM") or shutil.which("chromium"), args=[*quiet, *arguments]
    )


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser of the tests."""
    with sync_playwright() as playwright:
        browser = launch(playwright.chromium)
        yield browser
        browser.close()


# The script that a page fetches once its text is painted (late.js) has run, or will not.
_ARRIVED = """() => window.EndingWellDevice || !document.querySelector("[data-late]")
    || matchMedia("(scripting: none)").matches"""


@pytest.fixture(autouse=True, scope="session")
def _arrived() -> Iterator[None]:
    """Every visit in the tests lasts until the page's script is there: a reader is not that fast."""

    def lasting(visit: Callable[..., Any]) -> Callable[..., Any]:
        def whole(page: Page, *arguments: Any, **options: Any) -> Any:
            answer = visit(page, *arguments, **options)
            page.wait_for_function(_ARRIVED)
            return answer

        return whole

    with pytest.MonkeyPatch.context() as patch:
        for name in ("goto", "reload", "go_back", "wait_for_url"):
            patch.setattr(Page, name, lasting(getattr(Page, name)))
        yield


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Open a path of the site in a new context.

    A request to any other host, and whatever the page's Content-Security-Policy refuses, fails the test.
    """
    contexts: list[BrowserContext] = []
    foreign: list[str] = []
    refused: list[str] = []

    def note(request: Request) -> None:
        if not request.url.startswith(address):
            foreign.append(request.url)

    def hear(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text or "TrustedHTML" in message.text:
            refused.append(message.text)

    def open_(path: str, **options: object) -> Page:
        context = browser.new_context(**({"viewport": {"width": 360, "height": 740}} | options))  # type: ignore[arg-type]
        context.set_default_timeout(8000)
        contexts.append(context)
        context.on("request", note)
        context.on("console", hear)
        page = context.new_page()
        page.goto(address + path)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert foreign == []
    assert refused == []
