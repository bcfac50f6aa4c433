"""Build the whole site into site/, all or nothing: a build that fails leaves the last good site/ as it was."""

import contextlib
import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Iterator
from pathlib import Path

from endingwell.offline.copies import write_copies
from endingwell.project import load
from endingwell.publish import replace_folder

ROOT = Path(__file__).parent.parent
LOG = "build.log"


def keep_log(root: Path, text: str) -> str:
    """Keep all that was said beside the project; the sentence that says where, empty if it could not be kept."""
    try:
        (root / LOG).write_text(text, "utf-8")
    except OSError:  # a full disk, perhaps
        with contextlib.suppress(OSError):
            (root / LOG).unlink()
        return ""
    return f" All that was said stands in {LOG}."


def run_mkdocs(root: Path, target: Path) -> str:
    """Run MkDocs on the project at `root`; empty, or what it said when it failed (of a traceback, the last line)."""
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
    said = done.stdout.strip() or f"exit {done.returncode}"
    return (said.splitlines()[-1] if "Traceback" in said else said) + keep_log(root, done.stdout)


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Wait until no other build works in `folder`. A build that is killed leaves no lock behind (flock(2))."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Another build is at work here; this one waits for it.", flush=True)
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def build_whole(root: Path, target: Path) -> str:
    """Build into a folder of its own and put it at `target`; empty, or why not. Raises OSError."""
    (root / LOG).unlink(missing_ok=True)
    for left in target.parent.glob(f".{target.name}.new-*"):  # by a build that was killed
        shutil.rmtree(left, ignore_errors=True)
    # A folder of its own: what a killed build still writes cannot end up in this one.
    fresh = Path(tempfile.mkdtemp(prefix=f".{target.name}.new-", dir=target.parent))
    try:
        fresh.chmod(0o755)
        if fault := run_mkdocs(root, fresh):
            return fault
        write_copies(fresh, load(root))
        (fresh / "sitemap.xml.gz").unlink(missing_ok=True)  # it carries the hour of the build
        replace_folder(fresh, target)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return ""


def build(root: Path, target: Path) -> int:
    """Check (the hooks do) and build the project at `root` into `target`; exit status, with messages printed.

    Where `target` is a symbolic link, the folder that it leads to is replaced.
    """
    name, target = target.name, target.resolve()
    try:
        with alone(target.parent):
            fault = build_whole(root, target)
    except KeyboardInterrupt:
        fault = "Stopped."
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        fault = f"The build failed: {error.strerror or error}{where}."
    except Exception as error:  # a fault in a template or in our code: a line here, all of it in the log
        fault = f"The build failed: {type(error).__name__}: {error}." + keep_log(root, traceback.format_exc())
    if fault:
        print(f"{fault}\n{name}/ is as it was.")
        return 1
    pages = sum(1 for _ in target.rglob("*.html"))
    print(f"{name}/ holds {pages} pages.")
    return 0


if __name__ == "__main__":
    sys.exit(build(ROOT, ROOT / "site"))
