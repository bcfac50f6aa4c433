"""All languages as an archive: the site with relative links that name files, opened without a server."""

import re
import zipfile
from datetime import date
from pathlib import Path, PurePosixPath
from urllib.parse import urljoin

from endingwell.offline.built import DOWNLOAD

# What pages are made of; what only a server, a search engine or a shared link has use for stays out.
_SUFFIXES = {".html", ".js", ".json", ".woff2", ".txt"}
_LEFT_OUT = {"404.html", "sw.js"}
_HEAD_LINK = re.compile(r'<link rel="(?:alternate|manifest|apple-touch-icon)"[^>]*>\s*|<meta property="og:[^>]*>\s*')
_LINK = re.compile(r'(?:(?<=\shref=")|(?<=\saction="))([^"#:?]*/|\.\.?(?:/\.\.)*)(?=["#])')


def write_archive(site: Path, target: Path, day: date) -> None:
    """Write the site into the ZIP file `target`: the same bytes for the same site and day."""
    with zipfile.ZipFile(target, "w") as packed:
        for path in sorted(site.rglob("*")):
            name = path.relative_to(site).as_posix()
            if not path.is_file() or not _belongs(name):
                continue
            content = path.read_bytes()
            if path.suffix == ".html":
                content = as_file(content.decode(), name).encode()
            entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            entry.external_attr = 0o100644 << 16
            entry.compress_type = zipfile.ZIP_STORED if path.suffix == ".woff2" else zipfile.ZIP_DEFLATED
            packed.writestr(entry, content, compresslevel=9)


def _belongs(name: str) -> bool:
    path = PurePosixPath(name)
    return path.suffix in _SUFFIXES and name not in _LEFT_OUT and DOWNLOAD not in path.parts


def as_file(html: str, name: str) -> str:
    """A page whose links to folders name the index.html in them; links to the page of copies are public ones."""
    canonical = re.search(r'<link rel="canonical" href="([^"]*)">', html)
    public = canonical[1] if canonical else ""

    def named(match: re.Match[str]) -> str:
        link = match[1].rstrip("/") + "/"
        return urljoin(public, link) if link.endswith(f"{DOWNLOAD}/") else f"{link}index.html"

    return _LINK.sub(named, _HEAD_LINK.sub("", html))
