"""How fast the engine is: against other ways to compute the same, and as cases grow and stream."""

import datetime
import subprocess
import sys

from ipdesk.rules.case import Achievement, Applicant, Case
from ipdesk.rules.library import standard_library
from ipdesk.rules.policy import Policy
from tests.bench import rivals
from tests.bench.report import Figure
from tests.bench.timing import best, each

CASES = 20_000
ASKED_PER_SECOND = 60_000
SHARE_OF_HAND_WRITTEN = 0.2
LINES, APPLICATIONS, ASKED_LINES_PER_SECOND = 78, 50, 150_000
FEW, MANY, MOST_GROWTH = 10, 10_000, 1.25
STREAMED, WARM, MOST_MEMORY = 1_000_000, 100_000, 1.02
_DAY = datetime.date(2022, 3, 1)
_SME = Applicant("a1", "enterprise", frozenset({"sme"}))


def run() -> list[Figure]:
    """Measure one-line cases (half of each clause), applications, one long application, and a long stream."""
    policy = standard_library().policy("shaoguan-2021")
    cases = [_work(number) if number % 2 else _transaction(number) for number in range(CASES)]
    rate = CASES / best(lambda: each(policy.evaluate, cases))
    return [
        _by_hand(policy, cases, rate),
        *rivals.run(
            [_row(case) for case in cases],
            lambda count: [policy.evaluate(case).total for case in cases[:count]],
            rate,
        ),
        _applications(policy),
        _growth(policy),
        *_streamed(),
    ]


def _by_hand(policy: Policy, cases: list[Case], rate: float) -> Figure:
    plain = [_plain(case) for case in cases]
    assert [policy.evaluate(case).total for case in cases] == [hand_written(*item) for item in plain]
    by_hand = CASES / best(lambda: each(lambda item: hand_written(*item), plain))
    asked = min(ASKED_PER_SECOND, SHARE_OF_HAND_WRITTEN * by_hand)
    detail = f"{rate:,.0f} traced cases/s; by hand without trace {by_hand:,.0f}/s; asked {asked:,.0f}/s"
    return Figure("traced one-line cases, of the rate asked", rate / asked, 1.0, True, detail)


def _applications(policy: Policy) -> Figure:
    cases = [_application(LINES, number) for number in range(APPLICATIONS)]
    assert all(len(policy.evaluate(case).lines) == LINES for case in cases)
    rate = LINES * APPLICATIONS / best(lambda: each(policy.evaluate, cases))
    detail = f"{rate:,.0f} traced lines/s; asked {ASKED_LINES_PER_SECOND:,}/s"
    name = f"applications of {LINES} lines, of the rate asked"
    return Figure(name, rate / ASKED_LINES_PER_SECOND, 1.0, True, detail)


def _growth(policy: Policy) -> Figure:
    few, many = [_application(FEW, number) for number in range(MANY // FEW)], [_application(MANY, 0)]
    short, long = best(lambda: each(policy.evaluate, few)), best(lambda: each(policy.evaluate, many))
    name = f"time per line, {MANY:,} lines of one applicant against {FEW}"
    detail = f"{long / MANY * 1e6:.2f} against {short / MANY * 1e6:.2f} millionths of a second"
    return Figure(name, long / short, MOST_GROWTH, False, detail)


def _application(lines: int, number: int) -> Case:
    """An application of works, titles of one year (only the highest stands) and transactions."""
    found = tuple(_entry(line, number) for line in range(lines))
    return Case("c", "shaoguan-2021", _SME, found)


def _entry(line: int, number: int) -> Achievement:
    name, ref = str(line), f"{number}-{line}"
    if line % 4 == 1:
        facts = {"contract_amount": 50_000_000 + line * 30_011, "recorded": True, "implemented": True}
        return Achievement(name, "patent_transaction", _DAY, 2022, ref, facts)
    if line % 13 == 2:
        return Achievement(name, "enterprise_title", _DAY, 2022, ref, {"title": "national_demo"})
    return Achievement(name, "work_registration", _DAY, 2022, ref, {"registrar": "guangdong"})


def _streamed() -> list[Figure]:
    """Stream in a process of its own, which has held nothing else."""
    if sys.platform != "linux":
        print("  skipped: the most memory of a process is measured on Linux only", flush=True)
        return []
    run = [sys.executable, "-m", "tests.bench.memory", str(STREAMED), str(WARM)]
    early, late = map(int, subprocess.run(run, check=True, capture_output=True, text=True).stdout.split())
    name = f"memory after {STREAMED:,} streamed cases against {WARM:,}"
    detail = f"{late / 1024:,.0f} against {early / 1024:,.0f} MiB"
    return [Figure(name, late / early, MOST_MEMORY, False, detail)]


def _work(number: int) -> Case:
    found = Achievement("1", "work_registration", _DAY, 2022, f"W{number}", {"registrar": "guangdong"})
    return Case("c", "shaoguan-2021", Applicant("a1", "enterprise"), (found,))


def _transaction(number: int) -> Case:
    facts = {"contract_amount": 50_000_000 + number * 30_011, "recorded": True, "implemented": True}
    found = Achievement("1", "patent_transaction", _DAY, 2022, f"T{number}", facts)
    return Case("c", "shaoguan-2021", Applicant("a1", "enterprise", frozenset({"sme"})), (found,))


def _row(case: Case) -> dict[str, object]:
    (found,) = case.achievements
    sme = "sme" in case.applicant.traits
    return {"kind": found.kind, "sme": sme, "related_party": False, **found.facts}


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
