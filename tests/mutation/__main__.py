"""Print the score for a seed: python -m tests.mutation [SEED]; without one a random seed, which is printed."""

import secrets
import sys
from pathlib import Path

from tests.mutation.content import Content
from tests.mutation.score import score


def main(arguments: list[str]) -> int:
    """Print the score and whatever was missed or stopped; exit status 1 if there is any."""
    seed = int(arguments[0]) if arguments else secrets.randbelow(1_000_000)
    result = score(Content(Path(__file__).parent.parent.parent), seed)
    print(f"Mutation score, seed {seed}: {result}")
    for line in result.missed + result.stopped:
        print(f"  {line}")
    return 1 if result.missed or result.stopped else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
