"""Write every copy into a built site."""

import hashlib
import os
import re
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path

from endingwell.addresses import address
from endingwell.assets import Assets
from endingwell.locales import date_text, size_text
from endingwell.offline.archive import write_archive
from endingwell.offline.built import DOWNLOAD
from endingwell.offline.epub import write_book
from endingwell.offline.single import single_file
from endingwell.offline.worker import kept_files, write_worker
from endingwell.project import Locale, Project

NAME = "ending-well"


def content_day(root: Path) -> date:
    """The day of the content: SOURCE_DATE_EPOCH, else the last commit, else the newest file.

    https://reproducible-builds.org/specs/source-date-epoch/
    """
    seconds = os.environ.get("SOURCE_DATE_EPOCH") or _committed(root)
    if not seconds:
        seconds = str(int(max(path.stat().st_mtime for path in (root / "docs").rglob("*.*"))))
    return datetime.fromtimestamp(int(seconds), UTC).date()


def _committed(root: Path) -> str:
    """The time of the last commit that touched the folder, in seconds; nothing outside git."""
    try:
        done = subprocess.run(
            ["git", "log", "-1", "--format=%ct", "--", "."], cwd=root, capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout.strip()


def write_copies(site: Path, project: Project) -> None:
    """Write every copy into `site`/download, their sizes into the pages that offer them, and the service worker."""
    day = content_day(project.root)
    assets = Assets(project.root / "overrides" / "assets")
    folder = site / DOWNLOAD
    folder.mkdir(exist_ok=True)
    for locale in project.locales:
        write_book(site, project, locale, assets, day, folder / f"{NAME}-{locale.code}.epub")
        single = folder / f"{NAME}-{locale.code}.html"
        single.write_text(single_file(site, project, locale, assets, day), "utf-8")
    packed = folder / f"{NAME}-all.zip"
    write_archive(site, packed, day)
    checksum = hashlib.sha256(packed.read_bytes()).hexdigest()
    packed.with_name(f"{packed.name}.sha256").write_text(f"{checksum}  {packed.name}\n", "utf-8")
    sizes = {path.name: path.stat().st_size for path in folder.glob(f"{NAME}-*")}
    kept = {}
    for locale in project.locales:
        _fill(site, locale, sizes, day)
        own = kept_files(site, project, locale)
        # The page that tells these sizes is itself kept: its few digits more are below what is shown.
        _fill(
            site, locale, {f"keep-{locale.code}-download": own.download, f"keep-{locale.code}-stored": own.stored}, day
        )
        kept[locale.code] = kept_files(site, project, locale)
    write_worker(site, kept, assets)


def _fill(site: Path, locale: Locale, sizes: dict[str, int], day: date) -> None:
    """Write sizes and the day into a language's page of copies, in the places that wait for them."""
    path = site / address(locale, DOWNLOAD) / "index.html"

    def size(match: re.Match[str]) -> str:
        return match[1] + size_text(sizes[match[2]], locale.code) if match[2] in sizes else match[0]

    html = re.sub(r'(<bdi data-size="([^"]+)">)[^<]*', size, path.read_text("utf-8"))
    path.write_text(re.sub(r"(<bdi data-day>)[^<]*", rf"\g<1>{date_text(day, locale.code)}", html), "utf-8")
