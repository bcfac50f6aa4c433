"""The preview: it shows the site, and goes on whatever is wrong with the content."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import LOCALES, copy_project
from tests.site.test_site import path_of

Get = Callable[[str], tuple[int, str]]


@pytest.fixture
def project_copy(tmp_path: Path) -> Path:
    return copy_project(tmp_path / "project")


@pytest.fixture
def serve(project_copy: Path) -> Iterator[Callable[[], Get]]:
    """Start the preview of the copy, as `make serve` does on another port; returns what fetches a path from it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    started: list[subprocess.Popen] = []

    def get(path: str) -> tuple[int, str]:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/{path}", timeout=5) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, ""
        except OSError:
            return 0, ""

    def start() -> Get:
        command = [
            sys.executable,
            "-m",
            "mkdocs",
            "serve",
            "--livereload",
            "--quiet",
            "--dev-addr",
            f"127.0.0.1:{port}",
        ]
        environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
        started.append(subprocess.Popen(command, cwd=project_copy, env=environment, stderr=subprocess.DEVNULL))
        deadline = time.monotonic() + 180
        while get("")[0] != 200:
            assert started[0].poll() is None, "the preview ended"
            assert time.monotonic() < deadline
            time.sleep(0.3)
        return get

    yield start
    for process in started:
        process.terminate()
        process.wait()


def test_the_preview_answers_in_every_language(serve: Callable[[], Get]) -> None:
    get = serve()
    for locale in LOCALES:
        for page in ("index", "tell"):
            status, html = get(path_of(locale, page))
            assert status == 200
            direction = "rtl" if locale in {"ar", "fa"} else "ltr"
            assert f'<html lang="{locale}" dir="{direction}">' in html
            assert 'class="problems"' not in html


def test_the_preview_shows_problems_and_goes_on(serve: Callable[[], Get], project_copy: Path) -> None:
    docs = project_copy / "docs"
    labels = docs / "it/labels.yml"
    whole = labels.read_text("utf-8")
    labels.write_text(re.sub(r"^(skip|say):.*\n", "", whole, flags=re.MULTILINE), "utf-8")
    (docs / "fa/tell.md").write_text("---\ntitle: [\n", "utf-8")
    (docs / "vi/checklist.yml").write_text("labels: {}\n", "utf-8")
    (docs / "ar/letters.yml").write_text("[]\n", "utf-8")
    (docs / "ar/calculator.yml").unlink()
    sources = docs / "sources.yml"
    sources.write_text(sources.read_text("utf-8") + "\nextra: nothing\n", "utf-8")
    get = serve()
    status, html = get("it/tell/")
    assert status == 200
    for place in ("it/labels.yml:1", "fa/tell.md:", "vi/checklist.yml:1", "ar/letters.yml:1", "ar/calculator.yml:1"):
        assert f"docs/{place}" in html, place
    for path in ("vi/checklist/", "ar/calculator/", "ar/letters/hand-over/", "sources/"):
        assert get(path)[0] == 200, path
    labels.write_text(whole, "utf-8")
    deadline = time.monotonic() + 180
    while (answer := get("it/tell/"))[0] != 200 or "docs/it/labels.yml" in answer[1]:  # while it builds, none may come
        assert time.monotonic() < deadline
        time.sleep(0.5)
    assert "docs/vi/checklist.yml:1" in answer[1]
