"""The examples for nginx and Caddy, served by the real programs, and what `_headers` says for other hosts."""

import fcntl
import re
import shutil
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from email.message import Message
from fnmatch import fnmatchcase
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from browser import from_debian
from endingwell.policy import SECURITY_HEADERS
from servers import caddy, nginx
from tests.conftest import LOCALES

Ask = Callable[..., tuple[int, Message, bytes]]
SERVERS = {"nginx": (nginx, "nginx-light"), "caddy": (caddy, "caddy")}
HASHED = re.compile(r"assets/.*\.[0-9a-f]{8}\.[a-z0-9]+$")
NEVER_CHANGES = "public, max-age=31536000, immutable"
SINGLE = "download/ending-well-{}.html"


@pytest.fixture(scope="module")
def small(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with a few files of every kind: everything in it is compressed as hosts want it."""
    target = tmp_path_factory.mktemp("hosting") / "site"
    wanted = ["index.html", "404.html", "sw.js", "_headers", "links.json", "manifest.webmanifest", "sitemap.xml"]
    wanted += ["fa/tell/index.html", "checklist/index.html", "download/index.html", "go/tell/index.html"]
    wanted += [SINGLE.format("en"), "download/ending-well-en.epub", "download/ending-well-all.zip.sha256"]
    assets = [path.relative_to(site).as_posix() for path in (site / "assets").rglob("*") if path.is_file()]
    wanted += [name for name in assets if "/search-" not in name or "/search-it" in name]
    for name in wanted:
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(site / name, target / name)
    for path in [target, *target.rglob("*")]:  # servers that give up root must be able to read it
        path.chmod(0o755 if path.is_dir() else 0o644)
    return target


@pytest.fixture(scope="module", params=SERVERS)
def host(request: pytest.FixtureRequest, small: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the small site under one of the servers."""
    serve: Callable[[Path], AbstractContextManager[str]]
    serve, package = SERVERS[request.param]
    with (tmp_path_factory.getbasetemp().parent / "apt.lock").open("w") as lock:  # apt serves one at a time
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not from_debian(request.param, package):
            pytest.skip(f"{request.param} is not installed")
    with serve(small) as root:
        yield root


@pytest.fixture(scope="module")
def ask(host: str) -> Ask:
    """Ask the server for a path: status, headers, body."""

    def ask_(path: str, encoding: str = "identity") -> tuple[int, Message, bytes]:
        request = urllib.request.Request(host + path, headers={"Accept-Encoding": encoding})  # noqa: S310 - our own
        try:
            with urllib.request.urlopen(request) as answer:  # noqa: S310 - our own server on loopback
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.headers, error.read()

    return ask_


def test_what_never_changes_is_kept_and_all_else_asked_for_again(ask: Ask, small: Path) -> None:
    kept = 0
    for path in sorted(small.rglob("*")):
        name = path.relative_to(small).as_posix()
        if not path.is_file() or name.startswith("_") or path.suffix in {".gz", ".br"}:
            continue
        status, headers, body = ask(name)
        assert (status, body) == (200, path.read_bytes()), name
        assert headers.get_all("Cache-Control") == [NEVER_CHANGES if HASHED.search(name) else "no-cache"], name
        assert headers.get_content_type() != "application/octet-stream", name
        assert headers["Content-Type"], name
        kept += bool(HASHED.search(name))
    assert kept >= 12


@pytest.mark.parametrize(
    "path", ["nope/", "fa/nope", "assets/site.deadbeef.js", "assets/nope.css", "_headers", "download/none.html"]
)
def test_what_is_not_there_is_answered_by_our_page_and_not_kept(ask: Ask, small: Path, path: str) -> None:
    status, headers, body = ask(path)
    assert status == 404
    assert headers.get_all("Cache-Control") == ["no-cache"]
    assert body == (small / "404.html").read_bytes()
    assert headers.get_content_type() == "text/html"


def test_a_folder_without_a_page_is_not_listed_and_not_kept(ask: Ask) -> None:
    for path in ("assets/", "assets/fonts/", "assets/cards"):
        status, headers, _ = ask(path)
        assert status in {403, 404}
        assert headers.get_all("Cache-Control") == ["no-cache"]


def test_every_answer_carries_the_headers_that_protect(ask: Ask) -> None:
    for path in ["", "fa/tell/", "sw.js", "nope/", "assets/", "download/", SINGLE.format("en")]:
        _, headers, _ = ask(path)
        for name, value in SECURITY_HEADERS.items():
            assert headers.get_all(name) == [value], path
        policies = headers.get_all("Content-Security-Policy", [])
        assert len(policies) == (0 if "ending-well-" in path else 1), path


def test_text_comes_compressed(ask: Ask) -> None:
    for path in ["fa/tell/", "sw.js", "links.json", "nope/"]:
        _, headers, body = ask(path, "gzip")
        assert headers["Content-Encoding"] == "gzip", path
        assert "Accept-Encoding" in headers["Vary"]
        assert body.startswith(b"\x1f\x8b")


def test_the_copy_in_one_file_works_at_its_own_address(host: str, browser: Browser) -> None:
    context = browser.new_context()
    refused: list[str] = []
    context.on("console", lambda message: refused.append(message.text))
    page = context.new_page()
    page.goto(f"{host}{SINGLE.format('en')}#calculator")
    page.locator("[name=hours]").first.fill("10")
    page.locator("[name=income]").first.fill("500")
    expect(page.locator("[data-sentence=average]")).to_contain_text("50")
    page.goto(f"{host}fa/tell/")
    page.wait_for_function("document.querySelector('#search')")  # the script has run under the header's policy
    context.close()
    assert refused == []


def rules(site: Path) -> dict[str, dict[str, str]]:
    """What `_headers` says: paths to headers."""
    found: dict[str, dict[str, str]] = {}
    for line in (site / "_headers").read_text("utf-8").splitlines():
        if line.startswith("  "):
            name, _, value = line.strip().partition(": ")
            found[list(found)[-1]][name] = value
        else:
            found[line] = {}
    return found


def test_other_hosts_are_told_the_same(site: Path) -> None:
    said = rules(site)
    assert len(said) < 100  # Cloudflare Pages reads so many
    singles = {SINGLE.format(code) for code in LOCALES}
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if not path.is_file() or name in {"_headers", "404.html"}:
            continue
        headers: dict[str, str] = {}
        for pattern, more in said.items():
            if fnmatchcase("/" + name.removesuffix("index.html"), pattern):
                assert not headers.keys() & more.keys(), name  # hosts would send both
                headers |= more
        assert headers.items() >= SECURITY_HEADERS.items()
        assert headers.get("Cache-Control") == (NEVER_CHANGES if HASHED.search(name) else None), name
        if name.endswith(".html"):
            assert ("Content-Security-Policy" in headers) == (name not in singles), name
