"""Build the whole site into site/, all or nothing: a build that fails leaves the last good site/ as it was."""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from endingwell.offline.copies import write_copies
from endingwell.project import load
from endingwell.publish import replace_folder

ROOT = Path(__file__).parent.parent
LOG = "build.log"


def run_mkdocs(root: Path, target: Path) -> str:
    """Run MkDocs on the project at `root`; empty, or what it said when it failed (of a traceback, the last line)."""
    (root / LOG).unlink(missing_ok=True)
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(target)],
        cwd=root,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode == 0:
        return ""
    with contextlib.suppress(OSError):
        (root / LOG).write_text(done.stdout, "utf-8")
    said = done.stdout.strip() or f"exit {done.returncode}"
    return said.splitlines()[-1] if "Traceback" in said else said


def build(root: Path, target: Path) -> int:
    """Check (the hooks do) and build the project at `root` into `target`; exit status, with messages printed."""
    for left in target.parent.glob(f".{target.name}.new-*"):  # by a build that was killed
        shutil.rmtree(left, ignore_errors=True)
    # A folder of its own: what a killed build still writes cannot end up in this one.
    fresh = Path(tempfile.mkdtemp(prefix=f".{target.name}.new-", dir=target.parent))
    fresh.chmod(0o755)
    try:
        if fault := run_mkdocs(root, fresh):
            print(f"{fault}\n{target.name}/ is as it was; all that was said stands in {LOG}.")
            return 1
        write_copies(fresh, load(root))
        (fresh / "sitemap.xml.gz").unlink(missing_ok=True)  # it carries the hour of the build
        replace_folder(fresh, target)
    except OSError as error:
        print(f"The build failed: {error.strerror} ({error.filename}).\n{target.name}/ is as it was.")
        return 1
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    pages = sum(1 for _ in target.rglob("*.html"))
    print(f"{target.name}/ holds {pages} pages.")
    return 0


if __name__ == "__main__":
    sys.exit(build(ROOT, ROOT / "site"))
