"""How fast the engine is: against other ways to compute the same, and as cases grow and stream."""

import datetime
import subprocess
import sys

from ipdesk.rules.core.case import Achievement, Applicant, Case
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.library.policy_library import standard_library
from tests.bench import by_hand, command, rivals
from tests.bench.report import Figure
from tests.bench.timing import ROUNDS, best, each, rates

CASES = 20_000
SHARE_OF_HAND_WRITTEN = 0.05
LINES, APPLICATIONS = 78, 50
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
        _by_hand("traced one-line cases", policy, cases),
        *rivals.run(
            [_row(case) for case in cases],
            lambda count: [policy.evaluate(case).total for case in cases[:count]],
            rate,
        ),
        _applications(policy),
        command.run(cases),
        _growth(policy),
        *_streamed(),
    ]


def _applications(policy: Policy) -> Figure:
    cases = [_application(LINES, number) for number in range(APPLICATIONS)]
    return _by_hand(f"traced applications of {LINES} lines", policy, cases, 10 * ROUNDS)


def _by_hand(name: str, policy: Policy, cases: list[Case], rounds: int = ROUNDS) -> Figure:
    """Compare with a loop that comes to the same sums without a reason, taking turns.

    What a busy machine takes away falls on the longer work: short works want more rounds.
    """
    plain = [
        ("sme" in case.applicant.traits, [_plain(found) for found in case.achievements]) for case in cases
    ]
    for case, (sme, rows) in zip(cases, plain, strict=True):
        assert [line.amount for line in policy.evaluate(case).lines] == by_hand.award(sme, rows)
    count = sum(len(case.achievements) for case in cases)
    works = (lambda: each(policy.evaluate, cases), lambda: each(lambda item: by_hand.award(*item), plain))
    ours, theirs = rates(count, *works, rounds=rounds)
    detail = f"{ours:,.0f} lines/s; by hand without trace {theirs:,.0f}/s"
    return Figure(f"{name}, of a loop by hand", ours / theirs, SHARE_OF_HAND_WRITTEN, True, detail)


def _plain(found: Achievement) -> by_hand.Row:
    return found.kind, found.year, found.ref, dict(found.facts)


def _growth(policy: Policy) -> Figure:
    """Compare the same lines, of one applicant and spread over many: no sum is more often met in either."""
    few = [_application(FEW, number, number * FEW) for number in range(MANY // FEW)]
    many = [_application(MANY, 0)]
    short, long = best(lambda: each(policy.evaluate, few)), best(lambda: each(policy.evaluate, many))
    name = f"time per line, {MANY:,} lines of one applicant against {FEW}"
    detail = f"{long / MANY * 1e6:.2f} against {short / MANY * 1e6:.2f} millionths of a second"
    return Figure(name, long / short, MOST_GROWTH, False, detail)


def _application(lines: int, number: int, first: int = 0) -> Case:
    """An application of works, titles of one year (only the highest stands) and transactions."""
    found = tuple(_entry(line, number) for line in range(first, first + lines))
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
