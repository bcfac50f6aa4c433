"""Mark a translated section as reviewed: scripts/reviewed.py LANGUAGE [PAGE[#SECTION]] (no page: all of it)."""

import sys
from pathlib import Path

from endingwell.project import load
from endingwell.reviewed import UnknownSectionError, mark_reviewed


def main(arguments: list[str]) -> int:
    """Mark what the arguments name; exit status 2 if they name nothing that is there."""
    if not 1 <= len(arguments) <= 2 or not arguments[0]:
        print("Say which: make reviewed LANGUAGE=vi SECTION=tell#keep-it-short (or SECTION=tell, or none for all).")
        return 2
    page, _, section = (arguments[1] if len(arguments) == 2 else "").partition("#")
    try:
        marked = mark_reviewed(load(Path(__file__).parent.parent), arguments[0], page or None, section or None)
    except UnknownSectionError as error:
        print(f"Nothing was marked: {error}")
        return 2
    few = ", ".join(marked) if len(marked) <= 10 else f"{len(marked)} sections and words"
    print(f"Marked as reviewed in {arguments[0]}: {few}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
