"""Measure the search in a real browser: how often it finds the right section, what it weighs, how fast it is."""

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml
from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parent.parent
# Queries that the engine was not made with: words are not added for them, so their score tells what readers meet.
HELD_OUT = "tests/queries/held-out"

# Types every query into the field and reads, after each, which sections the first three results lead to.
_TYPE_ALL = """queries => queries.map(typed => {
    const input = document.querySelector("#search input");
    input.value = typed;
    input.dispatchEvent(new Event("input", {bubbles: true}));
    return Array.from(document.querySelectorAll("#search ol a")).slice(0, 3).map(link => link.href);
})"""

# Types every query letter by letter and gives the milliseconds from each keystroke to its results laid out: handler,
# style and layout, which reading a position forces. Not in it: painting, and what is written after the next frame.
_TYPE_SLOWLY = """async queries => {
    const input = document.querySelector("#search input");
    const times = [];
    for (const typed of queries) for (let n = 1; n <= typed.length; n++) {
        await new Promise(requestAnimationFrame);
        const start = performance.now();
        input.value = typed.slice(0, n);
        input.dispatchEvent(new Event("input", {bubbles: true}));
        document.querySelector("#search ol").getBoundingClientRect();
        times.push(performance.now() - start);
    }
    return times;
}"""


@dataclass(frozen=True)
class Query:
    """What a reader types, what kind of query it is, and the sections, pages or letters that answer it."""

    text: str
    kind: str
    sections: list[str]


def queries(locale: str, folder: str = "tests/queries") -> list[Query]:
    """The test queries of a language."""
    rows = yaml.safe_load((ROOT / folder / f"{locale}.yml").read_text("utf-8"))
    return [Query(row["q"], row["kind"], row["sections"]) for row in rows]


def open_search(page: Page, url: str) -> None:
    """Open a page and its search, and wait until the index is there."""
    page.goto(url)
    page.locator("[data-search]").click()
    page.wait_for_function("() => window.EndingWellSearch && window.EndingWellSearch.ready")


def target(href: str) -> str:
    """The id of what a result leads to: its section, or the page's own id."""
    address, _, section = href.partition("#")
    folder = address.removesuffix("index.html").rstrip("/").rpartition("/")[2]
    return section or folder


def answers(page: Page, asked: list[Query]) -> list[list[str]]:
    """Of each query typed into the open search, the ids of the first three results."""
    found = page.evaluate(_TYPE_ALL, [query.text for query in asked])
    return [[target(href) for href in hrefs] for hrefs in found]


def recall(asked: list[Query], found: list[list[str]]) -> tuple[int, int]:
    """How many queries are answered by the first three results, and by the first."""
    three = sum(any(section in query.sections for section in ids) for query, ids in zip(asked, found, strict=True))
    first = sum(ids[:1] != [] and ids[0] in query.sections for query, ids in zip(asked, found, strict=True))
    return three, first


def keystrokes(page: Page, asked: list[Query], slowdown: int = 4) -> tuple[float, float]:
    """Milliseconds from keystroke to laid-out results on a slowed processor: median and worst, after a first query."""
    session = page.context.new_cdp_session(page)
    page.evaluate(_TYPE_SLOWLY, [asked[0].text])
    session.send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
    times = sorted(page.evaluate(_TYPE_SLOWLY, [query.text for query in asked]))
    session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    session.detach()
    return times[len(times) // 2], times[-1]


def fetched(site: Path, locale: str) -> tuple[int, int]:
    """Compressed bytes of the search's code and of a language's index."""
    sizes = [
        sum(len(gzip.compress(path.read_bytes(), 9)) for path in (site / "assets").glob(pattern))
        for pattern in ("search.*.js", f"search-{locale}.*.js")
    ]
    return sizes[0], sizes[1]


def table(browser: Browser, site: Path, address: str, locales: list[str]) -> Iterator[str]:
    """The lines that `make bench` prints."""
    yield "\nSearch     found in first three, first     code, index and both, KB    ms a key at 1/4 speed"
    yield "           (from a file; held out)                                   median and worst"
    for locale in locales:
        asked = queries(locale)
        prefix = "" if locale == "en" else f"{locale}/"
        page = browser.new_page(viewport={"width": 360, "height": 740})
        open_search(page, (site / f"{prefix}tell/index.html").as_uri())
        filed, _ = recall(asked, answers(page, asked))
        open_search(page, f"{address}{prefix}tell/")
        three, first = recall(asked, answers(page, asked))
        unseen = queries(locale, HELD_OUT)
        held, _ = recall(unseen, answers(page, unseen))
        median, worst = keystrokes(page, asked)
        page.close()
        code, index = (size / 1024 for size in fetched(site, locale))
        yield (
            f"  {locale:6} {three:4} of {len(asked)}, {first} ({filed:2}; {held} of {len(unseen)})"
            f"  {code:10.1f} {index:5.1f} {code + index:5.1f}  {median:17.1f} {worst:5.1f}"
        )
    yield "  limit    95 of 100                                  25               8    16"
