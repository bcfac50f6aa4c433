"""The offline copies, read as files."""

import base64
import hashlib
import json
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from endingwell.locales import direction, size_text
from endingwell.offline.built import ONLINE
from endingwell.project import Project
from tests.conftest import LOCALES
from tests.site.test_site import Reader, path_of

XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"


@pytest.mark.parametrize("locale", LOCALES)
def test_one_file_asks_for_nothing(site: Path, locale: str) -> None:
    file = site / "download" / f"ending-well-{locale}.html"
    assert file.stat().st_size < 400_000
    reader = Reader(file.read_text("utf-8"))
    assert reader.all("html") == [{"lang": locale, "dir": direction(locale)}]
    for tag, attributes in reader.elements:
        loaded = attributes.get("src") or (attributes.get("href") if tag == "link" else None)
        assert not loaded or loaded.startswith("data:") or attributes.get("rel") == "canonical", loaded
    ids = [attributes["id"] for _, attributes in reader.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    for link in reader.all("a"):
        href = link["href"]
        assert href.startswith("https://") or href[1:] in ids or href.startswith("#a="), href


@pytest.mark.parametrize("locale", LOCALES)
def test_a_book_is_whole_and_runs_in_its_direction(site: Path, project: Project, locale: str) -> None:
    with zipfile.ZipFile(site / "download" / f"ending-well-{locale}.epub") as book:
        first = book.infolist()[0]
        assert (first.filename, first.compress_type, book.read(first)) == ("mimetype", 0, b"application/epub+zip")
        package = ElementTree.fromstring(book.read("book/book.opf"))  # noqa: S314 - our own file
        spine = package.find(f"{OPF}spine")
        assert spine is not None and spine.get("page-progression-direction") == direction(locale)
        files = {f"book/{item.get('href')}" for item in package.iter(f"{OPF}item")}
        assert files | {"mimetype", "META-INF/container.xml", "book/book.opf"} == set(book.namelist())
        pages = {
            name: ElementTree.fromstring(book.read(name))  # noqa: S314
            for name in files
            if name.endswith(".xhtml")
        }
        ids = {name: {element.get("id") for element in page.iter()} for name, page in pages.items()}
        for name, page in pages.items():
            for link in page.iter(f"{XHTML}a"):
                path, _, fragment = (link.get("href") or "").partition("#")
                if not path.startswith(("https:", "mailto:")):
                    target = f"book/{path}" if path else name
                    assert target in pages and (not fragment or fragment in ids[target]), f"{name}: {link.get('href')}"
        words = {name: "".join(page.itertext()) for name, page in pages.items()}
        for name in set(project.nav) - {*ONLINE, "path"}:
            title = project.pages[locale, name].sections[0].title
            assert title.split()[0] in words[f"book/{name.replace('/', '-')}.xhtml"]


def test_the_archive_proves_itself(site: Path) -> None:
    folder = site / "download"
    digest, name = (folder / "ending-well-all.zip.sha256").read_text("utf-8").split()
    assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest


@pytest.mark.parametrize("locale", LOCALES)
def test_the_page_of_copies_tells_their_sizes(site: Path, locale: str) -> None:
    html = (site / path_of(locale, "download") / "index.html").read_text("utf-8")
    for name in (f"ending-well-{locale}.html", "ending-well-all.zip", f"ending-well-{locale}.epub"):
        assert f'{name}">{size_text((site / "download" / name).stat().st_size, locale)}</bdi>' in html
    assert "data-size" in html and "></bdi>" not in html


def test_the_worker_lists_files_as_they_are_and_the_manifests_open_their_language(site: Path) -> None:
    text = (site / "sw.js").read_text("utf-8")
    languages = json.loads(text[len("var LANGUAGES=") : text.index(";\n")])
    assert list(languages) == LOCALES
    for locale, kept in languages.items():
        for path, size, digest in kept["files"]:
            content = (site / path / "index.html" if path.endswith("/") or not path else site / path).read_bytes()
            assert (len(content), base64.b64encode(hashlib.sha256(content).digest()).decode()) == (size, digest)
        home = site / path_of(locale, "index")
        manifest = json.loads((home / "manifest.webmanifest").read_text("utf-8"))
        assert (manifest["lang"], manifest["dir"], manifest["start_url"]) == (locale, direction(locale), "./")
        assert all((home / icon["src"]).is_file() for icon in manifest["icons"])
