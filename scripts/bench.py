"""Print weights and times, each with its ratio to a page written by hand with the same text (`make bench`)."""

import gzip
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Response, sync_playwright

import bench_search
from build_site import build
from endingwell.check import check
from endingwell.project import load
from webserver import serving

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Visit:
    """What a first visit costs: requests, compressed bytes of bodies in all and without fonts, paint in ms."""

    requests: int
    bytes: int
    plain: int
    lcp: float


def first_visit(browser: Browser, url: str) -> Visit:
    """Open `url` with an empty cache and wait until nothing more is asked for."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    seen: list[Response] = []
    page.on("response", lambda response: seen.append(response))
    page.goto(url, wait_until="networkidle")
    lcp = page.evaluate(
        """new Promise(resolve => new PerformanceObserver(list => resolve(list.getEntries().at(-1).startTime))
             .observe({type: "largest-contentful-paint", buffered: true}))"""
    )
    sizes = {r.url: int(r.headers.get("content-length", 0)) for r in seen}
    context.close()
    fonts = sum(size for name, size in sizes.items() if name.endswith(".woff2"))
    return Visit(len(seen), sum(sizes.values()), sum(sizes.values()) - fonts, lcp)


def floor(html: str) -> bytes:
    """The page as somebody would write it by hand: the same text and headings, a few lines of style inlined."""
    main = re.search(r"<main.*?</main>", html, re.DOTALL)
    text = re.sub(r"<(svg|button|figcaption|details|nav)\b.*?</\1>", "", main[0] if main else "", flags=re.DOTALL)
    text = re.sub(r'\s(class|data-[\w-]+|aria-[\w-]+|role)="[^"]*"', "", text)
    head = '<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>x</title>'
    style = "<style>body{margin:auto;max-width:36em;padding:1em;font:1.1em/1.6 serif}</style>"
    return (head + style + text).encode()


def weights(site: Path, locales: list[str]) -> None:
    """A first visit of tell/ in every language, beside the page written by hand."""
    print("First visit of tell/            requests     KB  without fonts  hand-written KB  ratio   LCP ms (loopback)")
    with sync_playwright() as playwright, serving(site) as address:
        browser = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM"), args=["--no-sandbox"])
        for locale in locales:
            path = "tell/" if locale == "en" else f"{locale}/tell/"
            visit = first_visit(browser, address + path)
            bare = len(gzip.compress(floor((site / path / "index.html").read_text("utf-8")), 9))
            print(
                f"  {locale:28}  {visit.requests:8}  {visit.bytes / 1024:5.1f}  {visit.plain / 1024:13.1f}"
                f"  {bare / 1024:15.1f}  {visit.plain / bare:5.2f}  {visit.lcp:7.0f}"
            )
        print("  limit                                6   35.0           20.0")
        print(*bench_search.table(browser, site, address, locales), sep="\n")
        browser.close()


def times() -> None:
    """The check, the build, and MkDocs alone on an empty site (what starting it costs)."""
    started = time.perf_counter()
    check(ROOT)
    print(f"\nmake check, the rules alone: {time.perf_counter() - started:.2f} s")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        started = time.perf_counter()
        build(ROOT, folder / "site")
        whole = time.perf_counter() - started
        (folder / "docs").mkdir()
        (folder / "docs/index.md").write_text("# x\n", "utf-8")
        (folder / "mkdocs.yml").write_text("site_name: x\ntheme: material\n", "utf-8")
        started = time.perf_counter()
        subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q"], cwd=folder, check=True)
        empty = time.perf_counter() - started
    print(f"make site: {whole:.2f} s; stock mkdocs-material with one page: {empty:.2f} s; ratio {whole / empty:.2f}")


def main() -> int:
    """Build the site once and print everything."""
    with tempfile.TemporaryDirectory() as name:
        site = Path(name) / "site"
        if build(ROOT, site) != 0:
            return 1
        weights(site, [locale.code for locale in load(ROOT).locales])
    times()
    return 0


if __name__ == "__main__":
    if not os.environ.get("CHROMIUM"):
        os.environ["CHROMIUM"] = shutil.which("chromium") or ""
    sys.exit(main())
