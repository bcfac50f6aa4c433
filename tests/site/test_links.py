"""What links lead to and show: doors, redirects, the list of links, metadata, share cards."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlparse

import extruct
import pytest
from babel import Locale
from lxml import html
from PIL import Image
from rdflib.namespace import SDO

from build_site import build
from endingwell.cards import MARGIN, WIDTH
from endingwell.doors import points
from endingwell.locales import direction
from endingwell.project import Project
from tests.conftest import LOCALES, ROOT, copy_project
from tests.site.test_site import PAGES, SITE_URL, path_of

BELOW = "https://example.org/guide/"
RTL = [code for code in LOCALES if direction(code) == "rtl"]


def document(path: Path) -> html.HtmlElement:
    return html.document_fromstring(path.read_text("utf-8"))


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A site below a path whose ledger knows an old page, an old letter, and sections that went elsewhere."""
    root = copy_project(tmp_path_factory.mktemp("moved") / "project")
    ledger = root / "docs/published.yml"
    text = ledger.read_text("utf-8").replace(
        "moved: {}",
        "moved: {say: tell, say#goodbye: finish#give-notice, tell#warmth: show-care, letters/bye: hand-over}",
    )
    text = text.replace("  tell:\n", "  say: [keep-it-short, goodbye]\n  letters/bye: [email]\n  tell:\n    - warmth\n")
    ledger.write_text(text, "utf-8")
    before = os.environ.get("SITE_URL")
    os.environ["SITE_URL"] = BELOW
    target = root.parent / "site"
    assert build(root, target) == 0
    if before is None:
        del os.environ["SITE_URL"]
    else:
        os.environ["SITE_URL"] = before
    yield target


@pytest.mark.parametrize("below", ["", BELOW])
def test_every_link_leads_to_a_file_and_an_element(site: Path, moved: Path, below: str) -> None:
    """lxml names every address in a document, those of styles, scripts, metadata and pictures too."""
    root, base = (moved, below) if below else (site, SITE_URL)
    ids: dict[Path, set[str]] = {}
    checked = 0
    for path in root.rglob("*.html"):
        page = document(path)
        ids[path] = {element.get("id") for element in page.iter() if element.get("id")}
    for path in ids:
        if path.name == "404.html":
            continue  # its addresses begin at the root, wherever it is shown
        page = document(path)
        here = base + path.relative_to(root).as_posix().removesuffix("index.html")
        found = [(link, kind) for _, kind, link, _ in page.iterlinks() if not link.startswith("data:")]
        found += [
            (meta.get("content"), "og") for meta in page.iter("meta") if meta.get("property") in ("og:url", "og:image")
        ]
        for link, _ in found:
            url = urlparse(urljoin(here, link))
            if not url.geturl().startswith(base):
                assert url.scheme in {"https", "mailto"}, f"{path}: {link}"
                continue
            target = root / url.path.removeprefix(urlparse(base).path)
            target = target / "index.html" if url.path.endswith("/") else target
            assert target.is_file(), f"{path}: {link}"
            known = not url.fragment or url.fragment.startswith("a=") or url.fragment in ids[target]
            assert known, f"{path}: {link}"
            checked += 1
    assert checked > 10_000


def test_every_point_page_and_letter_has_a_tiny_door_in_every_language(site: Path, project: Project) -> None:
    wanted = points(project) | {"home" if p == "index" else p.removesuffix("/index").rpartition("/")[2] for p in PAGES}
    assert {path.name for path in (site / "go").iterdir()} == wanted
    scripts = set()
    for name in wanted:
        path = site / "go" / name / "index.html"
        assert path.stat().st_size < 3 * 1024, name
        page = document(path)
        assert [a.get("lang") for a in page.iter("a")] == LOCALES
        assert all(a.text.partition(": ")[2].strip() for a in page.iter("a")), name
        links = {link.get("hreflang") or link.get("rel"): link.get("href") for link in page.iter("link")}
        assert set(links) == {*LOCALES, "x-default", "canonical"}
        assert links["canonical"] == links["x-default"] == links["en"]
        assert not page.xpath("//meta[@name='robots']")
        scripts.add(tuple(script.text for script in page.iter("script")))
    assert len(scripts) == 1, "one policy hash must cover the script of every door"


def test_an_old_page_and_its_sections_lead_to_what_took_their_place(moved: Path) -> None:
    for locale in LOCALES:
        page = document(moved / path_of(locale, "say") / "index.html")
        assert page.xpath("//link[@rel='canonical']/@href") == [BELOW + path_of(locale, "tell")]
        root = "../" if locale == "en" else "../../"
        assert page.xpath("//a[@lang]/@href") == [root + path_of(locale, "tell")]
        assert page.xpath("//a[@id='goodbye']/@href") == [root + path_of(locale, "finish") + "#give-notice"]
        tell = document(moved / path_of(locale, "tell") / "index.html")
        assert tell.xpath("//main//p[@id='warmth']/a/@href") == ["#show-care"]
    for old, new in {"say": "tell/", "bye": "letters/hand-over/", "goodbye": "finish/#give-notice"}.items():
        assert document(moved / "go" / old / "index.html").xpath("//a[@lang='en']/@href") == [f"../../{new}"]
    listed = json.loads((moved / "links.json").read_text("utf-8"))["moved"]
    assert listed == {"say": "tell", "goodbye": "give-notice", "warmth": "show-care", "bye": "hand-over"}


def test_the_list_of_links_names_every_door_in_every_language(site: Path) -> None:
    data = json.loads((site / "links.json").read_text("utf-8"))
    assert (data["version"], data["site"], list(data["languages"])) == (1, SITE_URL, LOCALES)
    assert set(data["links"]) == {path.name for path in (site / "go").iterdir()}
    for name, link in data["links"].items():
        assert link["go"] == f"{SITE_URL}go/{name}/"
        assert link["kind"] in {"page", "letter", "point"}
        for code in LOCALES:
            assert link["titles"][code].strip()
            path, _, section = link["addresses"][code].removeprefix(SITE_URL).partition("#")
            page = document(site / path / "index.html")
            assert page.get("lang") == code
            assert not section or page.get_element_by_id(section) is not None
    assert data["links"]["give-notice"]["addresses"]["fa"] == f"{SITE_URL}fa/finish/#give-notice"


def terms(data: object) -> Iterator[str]:
    """Every schema.org type and property in a piece of JSON-LD."""
    if isinstance(data, list):
        for item in data:
            yield from terms(item)
    elif isinstance(data, dict):
        for key, value in data.items():
            if key == "@type":
                yield value
            elif not key.startswith("@"):
                yield key
            yield from terms(value)


@pytest.mark.parametrize("locale", LOCALES)
def test_pages_describe_themselves_in_their_language(site: Path, locale: str) -> None:
    """Read by extruct; the words of schema.org are those of rdflib's vocabulary, the locales those of Babel."""
    kinds, titles = {}, set()
    for name in PAGES:
        text = (site / path_of(locale, name) / "index.html").read_text("utf-8")
        found = extruct.extract(text, syntaxes=["json-ld", "opengraph"])
        (data,) = found["json-ld"]
        og: dict[str, list[str]] = {}
        for key, value in found["opengraph"][0]["properties"]:
            og.setdefault(key, []).append(value)
        assert [term for term in terms(data) if term not in SDO] == []
        url = SITE_URL + path_of(locale, name)
        assert data["inLanguage"] == locale
        assert data["url"] == og["og:url"][0] == url
        assert og["og:title"][0] == (data.get("headline") or data["name"])
        assert og["og:description"][0] == data["description"]
        assert [Locale.parse(code).language for code in og["og:locale"]] == [locale]
        alternates = og["og:locale:alternate"]
        assert {Locale.parse(code).language for code in alternates} == set(LOCALES) - {locale}
        assert all(Locale.parse(code).territory for code in alternates)
        picture = site / urlparse(og["og:image"][0]).path.lstrip("/")
        with Image.open(picture) as image:
            assert [str(side) for side in image.size] == og["og:image:width"] + og["og:image:height"]
            assert (image.format, image.mode) == ("PNG", "P")
        assert picture.stat().st_size < 30 * 1024
        kinds[name] = data["@type"]
        titles.add((og["og:title"][0], og["og:description"][0]))
    assert len(titles) == len(PAGES)
    assert (kinds["index"], kinds["path"], kinds["tell"]) == ("WebSite", "HowTo", "Article")


def ink(site: Path, locale: str, page: str) -> tuple[int, int, int, int]:
    """The box that the title of a card fills."""
    with Image.open(site / f"assets/cards/{locale}/{page}.png") as card:
        assert card.convert("RGB").getpixel((2, 2)) == (0xFA, 0xF6, 0xEE)
        title = card.convert("L").crop((0, 130, WIDTH, 505)).point(lambda value: 255 if value < 128 else 0)
        box = title.getbbox()
    assert box is not None
    return box


@pytest.mark.parametrize("locale", LOCALES)
def test_titles_of_cards_begin_where_their_script_begins_and_stay_inside(site: Path, locale: str) -> None:
    for path in sorted((site / f"assets/cards/{locale}").iterdir()):
        left, top, right, bottom = ink(site, locale, path.stem)
        assert left >= MARGIN - 8, path
        assert right <= WIDTH - MARGIN + 8, path
        assert bottom - top >= 30, path
        start = WIDTH - MARGIN - right if locale in RTL else left - MARGIN
        assert start <= 14, path


def test_cards_are_drawn_once(site: Path) -> None:
    from endingwell.cards import Cards

    drawn: list[int] = []
    folder = ROOT / "overrides/assets/fonts"
    for cache in (site.parent / "cache", site.parent / "cache"):
        cards = Cards(
            folder,
            {"ar": "arabic"},
            cache,
            lambda view: f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" id="{view["size"]}"/>',
        )
        cards.add({"code": "ar", "page": "tell", "direction": "rtl", "title": "كيف أبلغ عميلي بقراري؟"})
        cards.add({"code": "en", "page": "tell", "direction": "ltr", "title": "How do I say it?"})
        drawn.append(cards.write(site.parent / "cards"))
    assert drawn == [2, 0]
