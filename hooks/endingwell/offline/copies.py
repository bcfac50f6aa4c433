"""Write every copy into a built site."""

import hashlib
import os
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path

from endingwell.assets import Assets
from endingwell.offline.archive import write_archive
from endingwell.offline.epub import write_book
from endingwell.offline.single import single_file
from endingwell.project import Project

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
    """Write every copy into `site`/download, and what the browser needs to keep the site on a device."""
    day = content_day(project.root)
    assets = Assets(project.root / "overrides" / "assets")
    folder = site / "download"
    folder.mkdir(exist_ok=True)
    for locale in project.locales:
        write_book(site, project, locale, assets, day, folder / f"{NAME}-{locale.code}.epub")
        single = folder / f"{NAME}-{locale.code}.html"
        single.write_text(single_file(site, project, locale, assets, day), "utf-8")
    packed = folder / f"{NAME}-all.zip"
    write_archive(site, packed, day)
    checksum = hashlib.sha256(packed.read_bytes()).hexdigest()
    packed.with_name(f"{packed.name}.sha256").write_text(f"{checksum}  {packed.name}\n", "utf-8")
