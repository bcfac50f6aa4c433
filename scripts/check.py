"""Print every problem of the content in every language; exit status 1 if one of them fails the build."""

import sys
from pathlib import Path

from endingwell.check import check
from endingwell.problem import failures, report


def main() -> int:
    """Check the project this script belongs to."""
    problems = check(Path(__file__).parent.parent)
    print(report(problems))
    return 1 if failures(problems) else 0


if __name__ == "__main__":
    sys.exit(main())
