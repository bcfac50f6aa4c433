"""The built site, read as files: what every page of every language must carry."""

import re
import shutil
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlparse
from xml.etree import ElementTree

import pytest

from build_site import build, run_mkdocs
from endingwell.check import check
from endingwell.locales import direction
from endingwell.project import Project, load
from endingwell.reviewed import mark_reviewed
from tests.conftest import LOCALES, ROOT, copy_project

PAGES = load(ROOT).nav
SITE_URL = "https://ending-well.example/"


class Reader(HTMLParser):
    """Collects every element's name and attributes, and the page's text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {key: value or "" for key, value in attrs}))

    def all(self, tag: str, **wanted: str) -> list[dict[str, str]]:
        return [a for t, a in self.elements if t == tag and all(a.get(k) == v for k, v in wanted.items())]


def path_of(locale: str, page: str) -> str:
    own = "" if page == "index" else page.removesuffix("index") if page.endswith("/index") else f"{page}/"
    return ("" if locale == "en" else f"{locale}/") + own


def read(site: Path, path: str) -> Reader:
    return Reader((site / path / "index.html").read_text("utf-8"))


every_page = pytest.mark.parametrize(("locale", "page"), [(code, page) for code in LOCALES for page in PAGES])


@every_page
def test_a_page_names_its_language_its_direction_and_its_own_address(site: Path, locale: str, page: str) -> None:
    reader = read(site, path_of(locale, page))
    assert reader.all("html") == [{"lang": locale, "dir": direction(locale)}]
    assert reader.all("link", rel="canonical")[0]["href"] == SITE_URL + path_of(locale, page)
    assert len(reader.all("h1")) == 1
    assert 20 <= len(reader.all("meta", name="description")[0]["content"]) <= 200


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("page", ["index", "decide", "tell"])
def test_a_page_to_read_holds_no_field_before_its_script_runs(site: Path, locale: str, page: str) -> None:
    """For a field, Chromium lays out the page at once, before our font is there."""
    document = (site / path_of(locale, page) / "index.html").read_text("utf-8")
    field = re.compile("<(?:input|select|textarea)")
    assert len(field.findall(document)) == 1  # the search's, in a template
    assert not field.search(re.sub("<template.*?</template>", "", document, flags=re.DOTALL))


@every_page
def test_a_page_names_its_translations(site: Path, locale: str, page: str) -> None:
    links = {a["hreflang"]: a["href"] for a in read(site, path_of(locale, page)).all("link", rel="alternate")}
    expected = {code: SITE_URL + path_of(code, page) for code in LOCALES}
    assert links == expected | {"x-default": SITE_URL + path_of("en", page)}


@every_page
def test_a_page_holds_its_sections_in_order(site: Path, project: Project, locale: str, page: str) -> None:
    reader = read(site, path_of(locale, page))
    found = [a["id"] for a in reader.all("h2")]
    assert [i for i in found if i in project.outline[page]] == project.outline[page]
    assert set(found) - set(project.outline[page]) <= {"result-title", "revenue-title", "other-languages", "link-title"}
    ids = [a["id"] for _, a in reader.elements if "id" in a]
    assert len(ids) == len(set(ids))


def test_nothing_is_asked_of_another_host(site: Path) -> None:
    for path in site.rglob("*.html"):
        html = path.read_text("utf-8")
        for tag, attributes in Reader(html).elements:
            loaded = attributes.get("src") or (attributes.get("href") if tag == "link" else None)
            if loaded and not loaded.startswith("data:") and attributes.get("rel") not in {"canonical", "alternate"}:
                assert not urlparse(loaded).netloc, f"{path}: {loaded}"
        assert not re.findall(r"url\((?!data:font/|\.\./|assets/|/assets/|\./)[^)]*\)", html), path


def test_the_sitemap_lists_every_page_with_its_translations(site: Path) -> None:
    root = ElementTree.fromstring((site / "sitemap.xml").read_text("utf-8"))  # noqa: S314 - our own file
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    found = {url.findtext("s:loc", namespaces=space): url for url in root.findall("s:url", space)}
    assert set(found) == {SITE_URL + path_of(code, page) for code in LOCALES for page in PAGES}
    for url in found.values():
        assert {link.get("hreflang") for link in url.findall("x:link", space)} == {*LOCALES, "x-default"}


def test_a_missing_address_is_answered_in_every_language(site: Path) -> None:
    reader = Reader((site / "404.html").read_text("utf-8"))
    assert [(a["lang"], a["dir"]) for a in reader.all("article")] == [(code, direction(code)) for code in LOCALES]
    assert reader.all("meta", name="robots", content="noindex")


def test_the_theme_leaves_nothing_behind(site: Path) -> None:
    names = {path.relative_to(site).parts[0] for path in site.iterdir()}
    folders = {page.partition("/")[0] for page in PAGES} - {"index"}
    files = {"404.html", "index.html", "sitemap.xml", "links.json", "_headers", "sw.js", "manifest.webmanifest"}
    assert names == {*LOCALES[1:], *folders, *files, "assets", "go"}
    assert {path.suffix for path in (site / "assets").rglob("*") if path.is_file()} == {".js", ".txt", ".woff2", ".png"}


def test_two_builds_are_the_same_bytes(site: Path, tmp_path: Path) -> None:
    again = tmp_path / "site"
    assert build(ROOT, again) == 0
    for path in site.rglob("*"):
        if path.is_file():
            assert (again / path.relative_to(site)).read_bytes() == path.read_bytes(), path


def test_a_changed_english_section_shows_a_notice_in_four_languages_until_reviewed(tmp_path: Path) -> None:
    root = copy_project(tmp_path / "project")
    for locale in LOCALES[1:]:
        mark_reviewed(load(root), locale)
    english = root / "docs/en/tell.md"
    text = english.read_text("utf-8")
    heading = re.search(r"## .*\{#keep-it-short\}\n", text)
    assert heading
    english.write_text(text.replace(heading[0], heading[0] + "\nA new first sentence.\n"), "utf-8")
    behind = sorted(f"docs/{locale}/tell.md" for locale in LOCALES[1:])
    assert [p.path for p in check(root) if p.warning and '"keep-it-short"' in p.fault] == behind
    assert run_mkdocs(root, tmp_path / "site") == ""
    for locale in LOCALES:
        html = (tmp_path / "site" / path_of(locale, "tell") / "index.html").read_text("utf-8")
        assert html.count('class="notice"') == (locale != "en")
    for locale in LOCALES[1:]:
        mark_reviewed(load(root), locale, "tell", "keep-it-short")
    assert not [p for p in check(root) if p.warning and '"keep-it-short"' in p.fault]


def damage_page(docs: Path) -> str:
    (docs / "tell.md").unlink()
    return "tell.md:1: the page is missing"


def damage_heading(docs: Path) -> str:
    lines = (docs / "tell.md").read_text("utf-8").split("\n")
    at = next(i for i, line in enumerate(lines) if "{#i-statements}" in line)
    del lines[at]
    (docs / "tell.md").write_text("\n".join(lines), "utf-8")
    end = next(i for i, line in enumerate(lines[at:], at) if line.startswith("## "))
    return f'tell.md:{end}: the section "i-statements" is missing'


def damage_label(docs: Path) -> str:
    text = (docs / "labels.yml").read_text("utf-8")
    (docs / "labels.yml").write_text(re.sub(r"^skip:.*\n", "", text, flags=re.MULTILINE), "utf-8")
    return 'labels.yml:1: the label "skip" is missing'


def damage_section(docs: Path) -> str:
    text = (docs / "tell.md").read_text("utf-8")
    emptied = re.sub(r"(## [^\n]*\{#show-care\}\n).*?(?=\n## )", r"\1", text, flags=re.DOTALL)
    (docs / "tell.md").write_text(emptied, "utf-8")
    before, _, _ = emptied.partition("show-care}")
    line, column = before.count("\n") + 1, len(before) - before.rindex("\n")
    return f'tell.md:{line}:{column}: the section "show-care" has no text'


def damage_front_matter(docs: Path) -> str:
    text = (docs / "about.md").read_text("utf-8")
    (docs / "about.md").write_text(text.replace("title: ", "title: [", 1), "utf-8")
    return "about.md:"


DAMAGES = [damage_page, damage_heading, damage_label, damage_section, damage_front_matter]


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_damage_in_any_language_is_named(tmp_path: Path, damage: Callable[[Path], str], locale: str) -> None:
    root = copy_project(tmp_path / "project")
    expected = damage(root / "docs" / locale)
    assert [p for p in map(str, check(root)) if p.startswith(f"docs/{locale}/{expected}")]


def damage_font(docs: Path) -> str:
    font = docs.parent.parent / "overrides/assets/fonts/arabic.woff2"
    font.unlink()
    return "fonts/arabic.woff2:1: the file is missing"


@pytest.mark.parametrize(
    ("damage", "locale"),
    list(zip([*DAMAGES, damage_font], [*LOCALES, "ar"], strict=True)),
    ids=lambda value: str(value)[:24],
)
def test_a_build_of_damaged_content_names_it_and_the_last_good_site_stays(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], damage: Callable[[Path], str], locale: str
) -> None:
    root = copy_project(tmp_path / "project")
    target = tmp_path / "site"
    target.mkdir()
    (target / "index.html").write_text("the last good site", "utf-8")
    expected = damage(root / "docs" / locale)
    assert build(root, target) == 1
    said = capsys.readouterr().out
    assert f"/{expected}" in said
    assert "Traceback" not in said
    assert [path.read_text("utf-8") for path in target.iterdir()] == ["the last good site"]


def test_a_build_that_fails_in_a_template_leaves_the_last_good_site(tmp_path: Path) -> None:
    root = copy_project(tmp_path / "project")
    target = Path(shutil.copytree(root / "docs", tmp_path / "site"))
    (root / "overrides/base.html").write_text("{% nothing %}", "utf-8")
    assert build(root, target) == 1
    assert (target / "pages.yml").exists()
    assert not list(tmp_path.glob(".site.new-*"))
