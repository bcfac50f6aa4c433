"""Build the whole site into site/, all or nothing: a build that fails leaves the last good site/ as it was."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from endingwell.check import check
from endingwell.offline.copies import write_copies
from endingwell.problem import failures, report
from endingwell.project import load
from endingwell.publish import replace_folder

ROOT = Path(__file__).parent.parent


def build(root: Path, target: Path) -> int:
    """Check and build the project at `root` into `target`; exit status, with messages printed."""
    problems = failures(check(root))
    if problems:
        print(report(problems))
        print(f"Nothing was built; {target.name}/ is as it was.")
        return 1
    fresh = target.with_name(f".{target.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(fresh)],
        cwd=root,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
    )
    if done.returncode != 0:
        shutil.rmtree(fresh, ignore_errors=True)
        print(f"The build failed; {target.name}/ is as it was.")
        return 1
    write_copies(fresh, load(root))
    replace_folder(fresh, target)
    pages = sum(1 for _ in target.rglob("*.html"))
    print(f"{target.name}/ holds {pages} pages.")
    return 0


if __name__ == "__main__":
    sys.exit(build(ROOT, ROOT / "site"))
