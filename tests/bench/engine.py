"""How fast the engine is, against a hand-written function for the same two clauses."""

import datetime
import time
from collections.abc import Callable
from typing import TypeVar

from ipdesk.rules.case import Achievement, Applicant, Case
from ipdesk.rules.library import standard_library
from tests.bench.report import Figure

T = TypeVar("T")
CASES = 20_000
ROUNDS = 5
ASKED_PER_SECOND = 60_000
SHARE_OF_HAND_WRITTEN = 0.2
_DAY = datetime.date(2022, 3, 1)


def run() -> list[Figure]:
    """Measure one-line cases, half of each clause, and an application of many lines."""
    policy = standard_library().policy("shaoguan-2021")
    cases = [_work(number) if number % 2 else _transaction(number) for number in range(CASES)]
    plain = [_plain(case) for case in cases]
    assert [policy.evaluate(case).total for case in cases] == [hand_written(*item) for item in plain]
    engine = CASES / _best(lambda: _each(policy.evaluate, cases))
    by_hand = CASES / _best(lambda: _each(lambda item: hand_written(*item), plain))
    asked = min(ASKED_PER_SECOND, SHARE_OF_HAND_WRITTEN * by_hand)
    detail = f"{engine:,.0f} traced cases/s; by hand without trace {by_hand:,.0f}/s; asked {asked:,.0f}/s"
    return [Figure("traced one-line cases, of the rate asked", engine / asked, 1.0, True, detail)]


def _work(number: int) -> Case:
    found = Achievement("1", "work_registration", _DAY, 2022, f"W{number}", {"registrar": "guangdong"})
    return Case("c", "shaoguan-2021", Applicant("a1", "enterprise"), (found,))


def _transaction(number: int) -> Case:
    facts = {"contract_amount": 50_000_000 + number * 30_011, "recorded": True, "implemented": True}
    found = Achievement("1", "patent_transaction", _DAY, 2022, f"T{number}", facts)
    return Case("c", "shaoguan-2021", Applicant("a1", "enterprise", frozenset({"sme"})), (found,))


def _plain(case: Case) -> tuple[str, bool, str, dict[str, object], dict[str, int], dict[str, int]]:
    (found,) = case.achievements
    return found.kind, "sme" in case.applicant.traits, "a1", dict(found.facts), {}, {}


def hand_written(
    kind: str,
    sme: bool,
    applicant: str,
    facts: dict[str, object],
    counted: dict[str, int],
    paid: dict[str, int],
) -> int:
    """Compute the two clauses as a programmer would who needed no reasons: fen."""
    if kind == "work_registration":
        if facts.get("registrar") != "guangdong" or counted.get(applicant, 0) >= 100:
            return 0
        counted[applicant] = counted.get(applicant, 0) + 1
        return 20_000
    if not (sme and facts.get("recorded") and facts.get("implemented")) or facts.get("related_party"):
        return 0
    amount = facts["contract_amount"]
    assert isinstance(amount, int)
    tier = (
        5_000_000 if amount >= 500_000_000 else 2_000_000 if amount >= 100_000_000 else (amount + 50) // 100
    )
    granted = min(tier, max(0, 5_000_000 - paid.get(applicant, 0)))
    paid[applicant] = paid.get(applicant, 0) + granted
    return granted


def _each(work: Callable[[T], object], items: list[T]) -> None:
    for item in items:
        work(item)


def _best(work: Callable[[], object]) -> float:
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best
