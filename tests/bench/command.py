"""`ipdesk evaluate` whole, JSON in and JSON out, against a loop that does the same without a reason."""

import contextlib
import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ipdesk.cli import evaluate
from ipdesk.rules.core.case import Achievement, Case, FactValue
from ipdesk.rules.core.money import format_yuan
from tests.bench import by_hand
from tests.bench.report import Figure
from tests.bench.timing import rates

SHARE_OF_HAND_WRITTEN, ROUNDS = 0.25, 5
Work = Callable[[Path, str], None]
"""Answers a file of cases into a file of this name."""


def run(cases: list[Case]) -> Figure:
    """Let both read the same files, and write every answer out before they read the next case.

    No round sees a number again that an earlier one has looked at: a command starts with nothing in mind.
    """
    with tempfile.TemporaryDirectory() as folder:
        paths = [_file(cases, Path(folder) / f"{number}.jsonl") for number in range(ROUNDS + 1)]
        assert _granted(_evaluate, paths[0]) == _granted(_by_hand, paths[0])
        ours, theirs = (iter(paths[1:]) for _ in range(2))
        works = (lambda: _evaluate(next(ours), os.devnull), lambda: _by_hand(next(theirs), os.devnull))
        our_rate, their_rate = rates(len(cases), *works, rounds=ROUNDS)
    name = "ipdesk evaluate, JSON in and out, of a loop by hand"
    detail = f"{our_rate:,.0f} cases/s; by hand without trace {their_rate:,.0f}/s"
    return Figure(name, our_rate / their_rate, SHARE_OF_HAND_WRITTEN, True, detail)


def _evaluate(path: Path, out: str) -> None:
    with open(out, "w", encoding="utf-8") as to, contextlib.redirect_stdout(to):
        assert evaluate.run(str(path)) == 0


def _by_hand(path: Path, out: str) -> None:
    with path.open("rb") as lines, open(out, "wb") as to:
        for line in lines:
            to.write(by_hand.answer(line).encode() + b"\n")
            to.flush()


def _file(cases: list[Case], path: Path) -> Path:
    """Write the cases down, with numbers that no other file has."""
    with path.open("w", encoding="utf-8") as to:
        for case in cases:
            to.write(f"{json.dumps(_written(case, path.stem))}\n")
    return path


def _granted(work: Work, path: Path) -> list[tuple[str, str, list[str]]]:
    """Return of every answer the case, the total and what each achievement is granted."""
    out = path.with_suffix(".answers")
    work(path, str(out))
    answers = map(json.loads, out.read_text(encoding="utf-8").splitlines())
    return [(found["case"], found["total"], [line["amount"] for line in found["lines"]]) for found in answers]


def _written(case: Case, mark: str) -> dict[str, Any]:
    applicant = {**case.applicant._asdict(), "traits": sorted(case.applicant.traits)}
    found = [_entry(achievement, mark) for achievement in case.achievements]
    return {"case": case.id, "policy": case.policy, "applicant": applicant, "achievements": found}


def _entry(found: Achievement, mark: str) -> dict[str, Any]:
    facts = {name: _value(value) for name, value in found.facts.items()}
    entry = {"id": found.id, "kind": found.kind, "date": found.date.isoformat(), "year": found.year}
    return {**entry, "ref": f"{found.ref}{mark}", "facts": facts}


def _value(value: FactValue) -> FactValue:
    """Write a sum as JSON carries it; the cases hold no other numbers."""
    return format_yuan(value) if type(value) is int else value
