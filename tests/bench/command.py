"""`ipdesk evaluate` whole, JSON in and JSON out, against a loop that does the same without a reason."""

import contextlib
import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ipdesk import cli
from ipdesk.rules.case import Achievement, Case, FactValue
from ipdesk.rules.money import format_yuan
from tests.bench import by_hand
from tests.bench.report import Figure
from tests.bench.timing import ROUNDS, rates

SHARE_OF_HAND_WRITTEN = 0.25
Work = Callable[[str], None]
"""Answers the file of cases into a file of this name."""


def run(cases: list[Case]) -> Figure:
    """Let both read the same file, and write every answer out before they read the next case."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cases.jsonl"
        path.write_text("".join(f"{json.dumps(_written(case))}\n" for case in cases), encoding="utf-8")
        ours, theirs = _evaluating(path), _by_hand(path)
        assert _granted(ours, folder) == _granted(theirs, folder)
        our_rate, their_rate = rates(
            len(cases), lambda: ours(os.devnull), lambda: theirs(os.devnull), rounds=ROUNDS
        )
    name = "ipdesk evaluate, JSON in and out, of a loop by hand"
    detail = f"{our_rate:,.0f} cases/s; by hand without trace {their_rate:,.0f}/s"
    return Figure(name, our_rate / their_rate, SHARE_OF_HAND_WRITTEN, True, detail)


def _evaluating(path: Path) -> Work:
    def work(out: str) -> None:
        with open(out, "w", encoding="utf-8") as to, contextlib.redirect_stdout(to):
            assert cli.evaluate(str(path)) == 0

    return work


def _by_hand(path: Path) -> Work:
    def work(out: str) -> None:
        with path.open("rb") as lines, open(out, "wb") as to:
            for line in lines:
                to.write(by_hand.answer(line).encode() + b"\n")
                to.flush()

    return work


def _granted(work: Work, folder: str) -> list[tuple[str, str, list[str]]]:
    """Return of every answer the case, the total and what each achievement is granted."""
    out = Path(folder) / "answers.jsonl"
    work(str(out))
    answers = map(json.loads, out.read_text(encoding="utf-8").splitlines())
    return [(found["case"], found["total"], [line["amount"] for line in found["lines"]]) for found in answers]


def _written(case: Case) -> dict[str, Any]:
    applicant = {**case.applicant._asdict(), "traits": sorted(case.applicant.traits)}
    found = [_entry(achievement) for achievement in case.achievements]
    return {"case": case.id, "policy": case.policy, "applicant": applicant, "achievements": found}


def _entry(found: Achievement) -> dict[str, Any]:
    facts = {name: _value(value) for name, value in found.facts.items()}
    entry = {"id": found.id, "kind": found.kind, "date": found.date.isoformat(), "year": found.year}
    return {**entry, "ref": found.ref, "facts": facts}


def _value(value: FactValue) -> FactValue:
    """Write a sum as JSON carries it; the cases hold no other numbers."""
    return format_yuan(value) if type(value) is int else value
