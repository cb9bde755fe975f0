"""Streams cases and prints the most memory (KiB) held early on and at the end: ``memory CASES EARLY``."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from ipdesk.rules.library.evaluate_stream import evaluate_lines
from ipdesk.rules.library.policy_library import standard_library


def main(cases: int, early: int) -> None:
    """Evaluate ``cases`` different cases as they would come from a file."""
    for number, answer in enumerate(evaluate_lines(_lines(cases), standard_library())):
        assert not answer.failed
        if number == early:
            print(most(), flush=True)
    print(most())


def most() -> int:
    """Return this process's high-water mark; getrusage would give that of the process that started it."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))


def _lines(cases: int) -> Iterator[bytes]:
    """Yield cases of which no million has two of one sum.

    Sums go up and down from the first on: where they only grew, a later tier's sentences, remembered for the
    first time, looked like something kept of every case.
    """
    for number in range(cases):
        yuan = 500_000 + number * 10_007 % 1_000_000
        facts = {"contract_amount": f"{yuan}.{number % 100:02d}", "recorded": True}
        found = {
            "id": "1", "kind": "patent_transaction", "date": "2022-03-01", "ref": f"T{number}",
            "facts": {**facts, "implemented": True},
        }  # fmt: skip
        applicant = {"id": f"a{number}", "kind": "enterprise", "traits": ["sme"]}
        case = {"case": str(number), "policy": "shaoguan-2021", "applicant": applicant}
        yield json.dumps({**case, "achievements": [found]}).encode()


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
