"""Print weights, speeds and times beside stock mkdocs-material and pages written by hand (`make bench`).

`make bench ONLY=weights` (or speed, search, times, gate, load) prints one part.
RUNS=5 runs Lighthouse on its simulated line five times a page, RUNS=1 once on each line; else it is three times.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Response, sync_playwright

import bench_search
import lighthouse
from bench_load import load_and_faults
from browser import from_debian
from build_site import build, run_mkdocs
from compare import build_stock, stock, write_by_hand
from endingwell.addresses import address
from endingwell.project import Project, load
from gate_figures import gate, multiply
from servers import nginx
from webserver import serving

ROOT = Path(__file__).parent.parent
PAGE = "tell"  # the page of the guide that is measured
RUNS = int(os.environ.get("RUNS", "3"))  # of Lighthouse on each page


@dataclass(frozen=True)
class Visit:
    """What a first visit costs: requests, compressed bytes of bodies in all, of fonts and of scripts."""

    requests: int
    bytes: int
    fonts: int
    scripts: int


@dataclass(frozen=True)
class Sites:
    """The folders of the three sites that are compared, by name; `ours` is the first."""

    project: Project
    folders: dict[str, Path]
    stock_project: Path


def first_visit(browser: Browser, url: str) -> Visit:
    """Open `url` with an empty cache and wait until nothing more is asked for."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    seen: list[Response] = []
    page.on("response", lambda response: seen.append(response))
    page.goto(url, wait_until="networkidle")
    sizes = {r.url: int(r.headers.get("content-length", 0)) for r in seen}
    context.close()

    def total(suffix: str) -> int:
        return sum(size for name, size in sizes.items() if name.partition("?")[0].endswith(suffix))

    return Visit(len(seen), total(""), total(".woff2"), total(".js"))


def weights(sites: Sites) -> None:
    """A first visit of one page in every language, on each site."""
    print(f"\nFirst visit of {PAGE}/, KB compressed (limits: 6 requests, 35 KB, 20 without fonts, 6 of scripts)")
    print("             ours: requests   KB  no fonts  scripts   stock: requests     KB   by hand:   KB   ours/by hand")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM"), args=["--no-sandbox"])
        for locale in sites.project.locales:
            visits = []
            for folder in sites.folders.values():
                with serving(folder) as root:
                    visits.append(first_visit(browser, root + address(locale, PAGE)))
            ours, theirs, bare = visits
            print(
                f"  {locale.code:18} {ours.requests:8} {ours.bytes / 1024:4.1f} {(ours.bytes - ours.fonts) / 1024:9.1f}"
                f" {ours.scripts / 1024:8.1f} {theirs.requests:17} {theirs.bytes / 1024:6.1f} {bare.bytes / 1024:15.1f}"
                f" {(ours.bytes - ours.fonts) / bare.bytes:14.2f}"
            )
        browser.close()


def search(sites: Sites) -> None:
    """What the search finds, weighs and takes, in every language."""
    ours = sites.folders["ours"]
    with sync_playwright() as playwright, serving(ours) as root, serving(sites.folders["stock"]) as stock_root:
        browser = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM"), args=["--no-sandbox"])
        codes = [locale.code for locale in sites.project.locales]
        print(*bench_search.table(browser, ours, root, stock_root, codes), sep="\n")
        browser.close()


@dataclass(frozen=True)
class Speed:
    """LCP and total blocking time in ms and the sum of layout shifts: medians of some runs of Lighthouse."""

    lcp: float
    tbt: float
    cls: float


def _measure(urls: list[str], runs: int, *options: str) -> list[Speed]:
    """Lighthouse's figures for each address; the runs take turns, so that a busy moment touches every site alike."""
    reports: list[list[dict[str, Any]]] = [[] for _ in urls]
    for _ in range(runs):
        for url, found in zip(urls, reports, strict=True):
            found.append(lighthouse.run(url, "--only-categories=performance", *options))
    names = ("largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift")
    return [
        Speed(*(median(lighthouse.figure(report, name) for report in found) for name in names)) for found in reports
    ]


def speed(sites: Sites) -> None:
    """Lighthouse on each site, with its simulated mobile line and on a slow line applied by the browser.

    Served as hosts do, HTTP/2 over TLS; every other way counts connections more than pages.
    """
    if not (from_debian("nginx", "nginx-light") and from_debian("openssl")):
        print("\nnginx or openssl is not installed: no speed was measured.")
        return
    with ExitStack() as servers:
        roots = [servers.enter_context(nginx(folder, secure=True)) for folder in sites.folders.values()]
        for title, runs, options, limit in (
            ("mobile, simulated", RUNS, [], 1.10),
            ("slow 3G, applied", min(RUNS, 3), lighthouse.SLOW_3G, 1.30),
        ):
            print(
                f"\nLighthouse {lighthouse.VERSION}, {PAGE}/, {title}, medians of {runs}"
                f" (limits: LCP {limit:.2f} x by hand, CLS 0, TBT 50 ms)"
            )
            print(
                "        ours: LCP  TBT    CLS   stock: LCP  TBT    CLS   by hand: LCP  TBT"
                "   ours/by hand  stock/by hand"
            )
            for locale in sites.project.locales:
                ours, theirs, bare = _measure([root + address(locale, PAGE) for root in roots], runs, *options)
                print(
                    f"  {locale.code:9} {ours.lcp:6.0f} {ours.tbt:4.0f} {ours.cls:6.3f}"
                    f" {theirs.lcp:12.0f} {theirs.tbt:4.0f} {theirs.cls:6.3f}"
                    f" {bare.lcp:14.0f} {bare.tbt:4.0f} {ours.lcp / bare.lcp:14.2f} {theirs.lcp / bare.lcp:14.2f}"
                )


def _timed(work: Callable[[], object], runs: int = 3) -> float:
    """The shortest of some runs, in seconds: what the work takes when nothing else disturbs it."""
    times = []
    for _ in range(runs):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return min(times)


def times(sites: Sites) -> None:
    """The check, and the build beside stock mkdocs-material's of the same pages, at one and at ten times the content.

    Cards are in the cache, and the offline copies come after: both are told apart.
    """
    command = [sys.executable, str(ROOT / "scripts" / "check.py")]
    checked = _timed(lambda: subprocess.run(command, check=True, capture_output=True))
    print(f"\nmake check, the whole command: {checked:.2f} s (limit 2)")
    target = sites.folders["ours"].with_name("again")
    whole = _timed(lambda: build(ROOT, target))
    print(f"make site, the whole command, cards in the cache: {whole:.2f} s")
    print("Pages of the site alone   pages   ours, s   stock, s   ratio (limit 1.30)   ours, ms a page")
    for copies in (1, 14, 27):
        with tempfile.TemporaryDirectory() as name:
            root, theirs = Path(name) / "ours", Path(name) / "stock"
            root.mkdir()
            theirs.mkdir()
            pages = multiply(root, copies, letters=False)
            for part in ("overrides", "hooks"):
                shutil.copytree(ROOT / part, root / part)
            (root / ".cache").symlink_to(ROOT / ".cache")
            stock(load(root), theirs)
            if said := run_mkdocs(root, root / "site"):  # draws what the cache lacks
                print(said)
                return
            runs = 5 if copies == 1 else 1
            ours = _timed(partial(run_mkdocs, root, root / "site"), runs)
            stocks = _timed(partial(build_stock, theirs), runs)
        print(f"  {pages:30,} {ours:9.2f} {stocks:10.2f} {ours / stocks:7.2f} {1000 * ours / pages:30.1f}")


def main(only: str = "") -> int:
    """Build the three sites once and print every part, or one."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        project = load(ROOT)
        if build(ROOT, folder / "ours") != 0:
            return 1
        (folder / "stock").mkdir()
        (folder / "by-hand").mkdir()
        theirs = stock(project, folder / "stock")
        build_stock(folder / "stock")
        write_by_hand(project, folder / "ours", folder / "by-hand", PAGE)
        sites = Sites(
            project,
            {"ours": folder / "ours", "stock": theirs, "by hand": folder / "by-hand"},
            folder / "stock",
        )
        parts: dict[str, Callable[[Sites], None]] = {
            "weights": weights,
            "speed": speed,
            "search": search,
            "times": times,
            "gate": lambda _: gate(),
            "load": lambda sites: load_and_faults(sites.folders["ours"]),
        }
        for part, work in parts.items():
            if only in ("", part):
                work(sites)
    return 0


if __name__ == "__main__":
    if not os.environ.get("CHROMIUM"):
        os.environ["CHROMIUM"] = shutil.which("chromium") or ""
    sys.exit(main(*sys.argv[1:2]))
