"""Attack the gate with random inputs: python -m tests.fuzz [SEED] [EXAMPLES]; prints the seed and the counts."""

import secrets
import sys

from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from tests.fuzz.attack import attack
from tests.fuzz.inputs import ATTACKS, Contents


def main(arguments: list[str]) -> int:
    """Print how many inputs were tried, and fail with the first that breaks the gate."""
    number = int(arguments[0]) if arguments else secrets.randbelow(1_000_000)
    examples = int(arguments[1]) if len(arguments) > 1 else 300
    tried = 0

    def try_(case: tuple[str, Contents]) -> None:
        nonlocal tried
        tried += 1
        attack(*case)

    limits = settings(max_examples=examples, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    for name, strategy in ATTACKS.items():
        seed(number)(limits(given(case=st.tuples(st.just(name), strategy))(try_)))()
    print(f"Fuzz, seed {number}: {tried} inputs of {len(ATTACKS)} kinds tried, 0 tracebacks")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
