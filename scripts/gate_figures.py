"""Print what the gate costs as the content grows, and how it stands damage and fuzz with a new seed."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import yaml

from endingwell.project import LETTER_SECTIONS, PAGES, PUBLISHED, load
from endingwell.reviewed import mark_reviewed

ROOT = Path(__file__).parent.parent
SIZES = (1, 10, 100)


def multiply(target: Path, times: int, *, letters: bool = True) -> int:
    """Copy the content to `target` with every page that many times, under ids of its own; the number of page files.

    The home page and the list of letters stay single: their ids are fixed. So do the letters without `letters`: a
    build, unlike the check, needs the lines of each letter.
    """
    shutil.copytree(ROOT / "docs", target / "docs")
    project = load(ROOT)
    pages = [
        name
        for name in project.nav
        if name not in {"index", "letters/index"} and (letters or not name.startswith("letters/"))
    ]
    outline = dict(project.outline)
    for k in range(2, times + 1):
        for name in pages:
            letter = name.startswith("letters/")
            ids = list(LETTER_SECTIONS) if letter else [f"{i}-{k}" for i in project.outline[name]]
            outline[f"{name}-{k}"] = ids
            kept = "|".join(LETTER_SECTIONS) if letter else "(?!)"
            for locale in project.locales:
                text = (ROOT / f"docs/{locale.code}/{name}.md").read_text("utf-8")
                text = re.sub(rf"(?<=#)((?!(?:{kept})[)}}])[\w-]+)(?=\}})|(?<=\(#)([\w-]+)(?=\))", rf"\g<0>-{k}", text)
                (target / f"docs/{locale.code}/{name}-{k}.md").write_text(text, "utf-8")
    config = (ROOT / "mkdocs.yml").read_text("utf-8")
    nav = "nav:\n" + "".join(f"  - {name}.md\n" for name in [*project.nav, *list(outline)[len(project.outline) :]])
    (target / "mkdocs.yml").write_text(re.sub(r"nav:\n(?:  - .*\n)+", nav, config), "utf-8")
    listed = {name: ids for name, ids in outline.items() if not name.startswith("letters/")}
    (target / "docs" / PAGES).write_text(yaml.safe_dump(listed, sort_keys=False), "utf-8")
    ledger = {"languages": [locale.code for locale in project.locales], "moved": {}, "pages": outline}
    (target / "docs" / PUBLISHED).write_text(yaml.safe_dump(ledger, sort_keys=False), "utf-8")
    multiplied = load(target)
    for locale in project.locales:
        if not locale.default:
            mark_reviewed(multiplied, locale.code)
    return len(list((target / "docs").rglob("*.md")))


def growth() -> None:
    """The check of the content at every size: seconds and megabytes of the whole command, and milliseconds a page."""
    print("\nmake check as the content grows   pages   seconds   CPU s   ms a page   ratio   MB")
    first = 0.0
    for times in SIZES:
        with tempfile.TemporaryDirectory() as name:
            pages = multiply(Path(name), times)
            command = [sys.executable, str(ROOT / "scripts/check.py"), "--root", name]
            started = time.perf_counter()
            with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
                output = process.stdout.read() if process.stdout else ""
                _, status, usage = os.wait4(process.pid, 0)
                process.returncode = os.waitstatus_to_exitcode(status)
            seconds = time.perf_counter() - started
        if process.returncode:
            print(output[-2000:])
            return
        processor = usage.ru_utime + usage.ru_stime
        each = processor * 1000 / pages
        first = first or each
        print(
            f"  {times:4} x {pages:31,} {seconds:9.2f} {processor:7.2f} {each:11.2f} {each / first:7.2f}"
            f" {usage.ru_maxrss / 1024:4.0f}"
        )


def gate() -> None:
    """Print all figures of the gate."""
    growth()
    print(flush=True)
    for module in ("tests.mutation", "tests.fuzz"):
        subprocess.run([sys.executable, "-m", module], cwd=ROOT, check=False)


if __name__ == "__main__":
    gate()
