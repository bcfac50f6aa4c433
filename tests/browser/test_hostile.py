"""Strings made to run as code, through every field and every fragment: nothing runs, nothing is built from them."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page

Open = Callable[..., Page]

CORPUS = Path(__file__).with_name("hostile.txt").read_text("utf-8").splitlines()
PAGES = ["", "tell/", "checklist/", "calculator/", "letters/end-with-notice/", "no-such-page/"]
# What could load or run something; a page has as many of each after an attack as before it.
COUNT = """[...document.querySelectorAll(
    "script, iframe, object, embed, img, link, base, meta, form, video, math, svg *"
  )].filter(one => !one.closest("[data-chart]")).length"""
FILL = """strings => {
  let count = 0
  for (const string of strings)
    for (const field of document.querySelectorAll("input:not([type=checkbox]), textarea")) {
      field.value = string
      field.dispatchEvent(new Event("input", {bubbles: true}))
      count += 1
    }
  return count
}"""


@pytest.mark.parametrize("path", PAGES)
def test_hostile_fields_and_fragments_are_inert(open_page: Open, path: str) -> None:
    page = open_page(path)
    ran: list[str] = []
    page.on("dialog", lambda dialog: ran.append(dialog.message))
    page.on("pageerror", lambda error: ran.append(str(error)))
    elements = page.evaluate(COUNT)
    tried = page.evaluate(FILL, CORPUS)
    assert page.evaluate(COUNT) == elements
    root = page.url.partition("#")[0]
    # Every string once for every three pages, each time in another form.
    for i, string in list(enumerate(CORPUS, PAGES.index(path)))[PAGES.index(path) % 3 :: 3]:
        page.goto("about:blank")  # so that the next address is a visit of its own
        page.goto(f"{root}#{(string, f'a={quote(string)}', f'q={quote(string)}')[PAGES.index(path) // 3 + i % 2]}")
        tried += 1
    page.wait_for_timeout(100)
    assert page.evaluate("location.href").startswith(root)
    assert page.evaluate("({}).x === undefined")
    assert ran == []
    print(f"{path or 'home'}: {tried} hostile strings, nothing ran")
