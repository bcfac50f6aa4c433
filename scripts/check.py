"""Print every problem of the content in every language; exit status 1 if one of them fails the build."""

import sys
from pathlib import Path

from endingwell.check import check_project, summary
from endingwell.problem import failures, report
from endingwell.project import load


def main() -> int:
    """Check the project this script belongs to."""
    project = load(Path(__file__).parent.parent)
    problems = check_project(project)
    print(f"{report(problems)} in {summary(project)}")
    return 1 if failures(problems) else 0


if __name__ == "__main__":
    sys.exit(main())
