"""Print every problem of the content in every language; exit status 1 if one of them fails the build."""

import argparse
import sys
from pathlib import Path

from endingwell.check import check_project, rules_text, summary
from endingwell.problem import failures, report, report_github, report_json
from endingwell.project import load

ROOT = Path(__file__).parent.parent


def main(arguments: list[str]) -> int:
    """Check the project this script belongs to, or print the rules."""
    parser = argparse.ArgumentParser(description=__doc__)
    formats = ["text", "json", "github"]
    parser.add_argument("--format", choices=formats, default="text", help="how problems are printed")
    parser.add_argument("--rules", action="store_true", help="print the list of rules instead")
    parser.add_argument("--root", type=Path, default=ROOT, help="the checkout to look at")
    options = parser.parse_args(arguments)
    if options.rules:
        print(rules_text())
        return 0
    project = load(options.root)
    problems = check_project(project)
    checked = summary(project)
    if options.format == "json":
        print(report_json(problems, checked))
    else:
        told = report(problems) if options.format == "text" else report_github(problems)
        print(f"{told} in {checked}")
    return 1 if failures(problems) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
