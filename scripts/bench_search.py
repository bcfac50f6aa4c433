"""Measure the search in a real browser: how often it finds the right section, what it weighs, how fast it is."""

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import yaml
from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parent.parent
# Queries that the engine was not made with: words are not added for them, so their score tells what readers meet.
HELD_OUT = "tests/queries/held-out"
_RUNS = 3

# Types every query into the field and reads, after each, which sections the first three results lead to.
_TYPE_ALL = """queries => queries.map(typed => {
    const input = document.querySelector("#search input");
    input.value = typed;
    input.dispatchEvent(new Event("input", {bubbles: true}));
    return Array.from(document.querySelectorAll("#search ol a")).slice(0, 3).map(link => link.href);
})"""

# Types a query into mkdocs-material's search, whose results come later and unannounced: waits until they stay the same.
_TYPE_STOCK = """async typed => {
    const input = document.querySelector("input.md-search__input");
    const list = document.querySelector(".md-search-result__list");
    const type = async text => {
        input.value = text;
        input.dispatchEvent(new Event("input", {bubbles: true}));
        input.dispatchEvent(new KeyboardEvent("keyup", {bubbles: true}));
        let before = "";
        for (let same = 0; same < 8; ) {
            await new Promise(resolve => setTimeout(resolve, 60));
            same = list.innerHTML === before ? same + 1 : 0;
            before = list.innerHTML;
        }
    };
    await type("");
    await type(typed);
    return Array.from(list.children).slice(0, 3).flatMap(
        item => Array.from(item.querySelectorAll("a.md-search-result__link")).map(link => link.href));
}"""

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


def keystrokes(browser: Browser, url: str, asked: list[Query]) -> list[float]:
    """Milliseconds from each keystroke to laid-out results on a processor slowed down to a quarter, in order.

    Every query is typed in `_RUNS` pages that have just been opened, and of each keystroke the shortest time counts:
    other work of the machine and the way the browser is slowed down, by stopping it now and then, only ever add.
    """
    runs = []
    for _ in range(_RUNS):
        page = browser.new_page(viewport={"width": 360, "height": 740})
        open_search(page, url)
        page.evaluate(_TYPE_SLOWLY, [asked[0].text])
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
        runs.append(page.evaluate(_TYPE_SLOWLY, [query.text for query in asked]))
        page.close()
    return sorted(min(times) for times in zip(*runs, strict=True))


def stock_answers(browser: Browser, url: str, asked: list[Query], others: list[str]) -> list[list[str]]:
    """Of each query typed into mkdocs-material's own search, all ids that its first three results lead to.

    It groups sections by page, so a result may lead to several of them: each counts, if it is in the page's language.
    """
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(url, wait_until="networkidle")
    field = page.locator("input.md-search__input")
    field.click()
    field.press_sequentially("pareto")
    page.locator(".md-search-result__link").first.wait_for()
    found = [page.evaluate(_TYPE_STOCK, query.text) for query in asked]
    page.close()
    others = [other for other in others if not url.startswith(other)]
    return [
        [target(re.sub(r"\?[^#]*", "", href)) for href in hrefs if not href.startswith(tuple(others))]
        for hrefs in found
    ]


def fetched(site: Path, locale: str) -> tuple[int, int]:
    """Compressed bytes of the search's code and of a language's index."""
    sizes = [
        sum(len(gzip.compress(path.read_bytes(), 9)) for path in (site / "assets").glob(pattern))
        for pattern in ("search.*.js", f"search-{locale}.*.js")
    ]
    return sizes[0], sizes[1]


def table(browser: Browser, site: Path, address: str, stock: str, locales: list[str]) -> Iterator[str]:
    """The lines that `make bench` prints: of our `site`, also served at `address`, and of the one served at `stock`."""
    yield "\nSearch     found in first three, first     stock        code, index and both, KB   ms a key at 1/4 speed:"
    yield "           (from a file; held out)       (links)                                   median  99 of 100  worst"
    for locale in locales:
        asked = queries(locale)
        path = ("" if locale == "en" else f"{locale}/") + "tell/"
        page = browser.new_page(viewport={"width": 360, "height": 740})
        open_search(page, f"{(site / path).as_uri()}/index.html")
        filed, _ = recall(asked, answers(page, asked))
        open_search(page, address + path)
        three, first = recall(asked, answers(page, asked))
        unseen = queries(locale, HELD_OUT)
        held, _ = recall(unseen, answers(page, unseen))
        page.close()
        theirs = stock_answers(browser, stock + path, asked, [f"{stock}{code}/" for code in locales])
        groups = sum(bool(set(query.sections) & set(ids)) for query, ids in zip(asked, theirs, strict=True))
        links, _ = recall(asked, [ids[:3] for ids in theirs])
        times = keystrokes(browser, address + path, asked)
        code, index = (size / 1024 for size in fetched(site, locale))
        unseen_found = f"{held} of {len(unseen)}"
        yield (
            f"  {locale:6} {three:4} of {len(asked)}, {first} ({filed:2}; {unseen_found}) {groups:8} ({links:2})"
            f"  {code:10.1f} {index:5.1f} {code + index:5.1f}"
            f"  {median(times):13.1f} {times[len(times) * 99 // 100]:9.1f} {times[-1]:7.1f}"
        )
    yield "  limit    95 of 100                                                25                8                16"
