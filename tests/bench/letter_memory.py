"""Makes letters and prints the most memory (KiB) early on and at the end: ``letter_memory LETTERS EARLY``."""

import os
import sys

from ipdesk.documents.fonts.faces import SETTING
from tests.bench.letters import sample
from tests.bench.memory import most
from tests.documents.letters.letters import render


def main(letters: int, early: int) -> None:
    """Render ``letters`` different letters, a file each, and keep none."""
    os.environ[SETTING] = "bundled"
    for number in range(letters):
        assert render(sample(number)).startswith(b"%PDF")
        if number == early:
            print(most(), flush=True)
    print(most())


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
