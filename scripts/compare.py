"""The two sites that ours is measured against, with the same content: mkdocs-material as it comes, and pages written
by hand."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import yaml

from endingwell.addresses import address
from endingwell.project import Project


def stock(project: Project, folder: Path) -> Path:
    """Write a project with our pages, stock mkdocs-material, its search and mkdocs-static-i18n into `folder`.

    No web font, because those come from another host. Returns the folder its site is built into.
    """
    for locale in project.locales:
        shutil.copytree(
            project.root / "docs" / locale.code, folder / "docs" / locale.code, ignore=shutil.ignore_patterns("*.yml")
        )
    languages = [
        {"locale": locale.code, "name": locale.name} | ({"default": True} if locale.default else {})
        for locale in project.locales
    ]
    config = {
        "site_name": "stock",
        "site_url": "http://127.0.0.1/",
        "theme": {"name": "material", "font": False},
        "plugins": ["search", {"i18n": {"docs_structure": "folder", "languages": languages}}],
        "nav": [f"{name}.md" for name in project.nav],
        "markdown_extensions": ["admonition", "attr_list", "tables"],
    }
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(config, allow_unicode=True), "utf-8")
    return folder / "site"


def build_stock(folder: Path) -> None:
    """Build what `stock` wrote. Raises CalledProcessError if that fails."""
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet"], cwd=folder, check=True, capture_output=True)


def by_hand(html: str) -> str:
    """One of our pages as somebody would write it by hand: its text and headings, a few lines of style inlined."""
    main = re.search(r"<main.*?</main>", html, re.DOTALL)
    root = re.search(r"<html[^>]*>", html)
    title = re.search(r"<title>.*?</title>", html)
    text = re.sub(r"<(svg|button|figcaption|details|nav)\b.*?</\1>", "", main[0] if main else "", flags=re.DOTALL)
    text = re.sub(r'\s(class|data-[\w-]+|aria-[\w-]+|role)="[^"]*"', "", text)
    head = '<meta charset="utf-8"><meta name="viewport" content="width=device-width">' + (title[0] if title else "")
    style = "<style>body{margin:auto;max-width:36em;padding:1em;font:1.1em/1.6 serif}</style>"
    icon = '<link rel="icon" href="data:,">'
    return f"<!doctype html>{root[0] if root else '<html>'}{head}{icon}{style}{text}"


def write_by_hand(project: Project, site: Path, folder: Path, page: str) -> None:
    """Write the hand-written form of one page of our built `site` in every language into `folder`, at our addresses."""
    for locale in project.locales:
        path = Path(address(locale, page), "index.html")
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(by_hand((site / path).read_text("utf-8")), "utf-8")
