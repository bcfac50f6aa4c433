"""What the tests share: the project, one built site, a server, a browser."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

from build_site import build
from endingwell.project import Project, load
from webserver import serving

ROOT = Path(__file__).parent.parent
LOCALES = [locale.code for locale in load(ROOT).locales]
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
    return target


@pytest.fixture(scope="session")
def project() -> Project:
    """The real content."""
    return load(ROOT)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole site, built once."""
    target = tmp_path_factory.mktemp("built") / "site"
    assert build(ROOT, target) == 0
    return target


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the built site is served."""
    with serving(site) as url:
        yield url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium, without a network of its own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
        )
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Open a path of the site in a new context; a request to any other host fails the test."""
    contexts: list[BrowserContext] = []
    foreign: list[str] = []

    def note(request: Request) -> None:
        if not request.url.startswith(address):
            foreign.append(request.url)

    def open_(path: str, **options: object) -> Page:
        context = browser.new_context(**({"viewport": {"width": 360, "height": 740}} | options))  # type: ignore[arg-type]
        context.set_default_timeout(8000)
        contexts.append(context)
        context.on("request", note)
        page = context.new_page()
        page.goto(address + path)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert foreign == []
