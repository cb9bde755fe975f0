"""Three clauses as a programmer would write them who needed no reasons: the yardstick for the engine.

Whatever a clause makes an award depend on is here, its limits included; only the reasons are not. Sums are in
fen, and every application is one applicant's, its rows in the order of their dates.
"""

import json
from collections.abc import Iterable
from typing import Any

WORK, MOST_WORKS, MOST_OF_YEAR = 20_000, 100, 5_000_000
TITLES = {"national_demo": 20_000_000, "national_advantage": 10_000_000, "provincial_demo": 8_000_000}
Facts = dict[str, Any]
Row = tuple[str, int, str | None, Facts]
"""What was achieved: its kind, its year, the number of the thing and its facts."""


def award(sme: bool, rows: Iterable[Row]) -> list[int]:
    """Return what each row of an enterprise's application is granted."""
    found: list[int] = []
    once: set[str | None] = set()
    works: dict[int, int] = {}
    paid: dict[int, int] = {}
    titles: dict[int, int] = {}
    for kind, year, ref, facts in rows:
        if kind == "work_registration":
            found.append(_work(year, ref, facts, once, works))
        elif kind == "patent_transaction":
            found.append(_transaction(year, ref, facts, once, paid) if sme else 0)
        else:
            found.append(0)
            _title(year, facts, found, titles)
    return found


def _work(year: int, ref: str | None, facts: Facts, once: set[str | None], used: dict[int, int]) -> int:
    if facts["registrar"] != "guangdong" or ref in once or used.get(year, 0) >= MOST_WORKS:
        return 0
    once.add(ref)
    used[year] = used.get(year, 0) + 1
    return WORK


def _transaction(
    year: int, ref: str | None, facts: Facts, once: set[str | None], paid: dict[int, int]
) -> int:
    if not (facts["recorded"] and facts["implemented"]) or facts.get("related_party") or ref in once:
        return 0
    granted = min(_tier(facts["contract_amount"]), MOST_OF_YEAR - paid.get(year, 0))
    if granted:
        once.add(ref)
        paid[year] = paid.get(year, 0) + granted
    return granted


def _tier(amount: int) -> int:
    return (
        5_000_000 if amount >= 500_000_000 else 2_000_000 if amount >= 100_000_000 else (amount + 50) // 100
    )


def _title(year: int, facts: Facts, found: list[int], stands: dict[int, int]) -> None:
    """Let the title just come to (the last of ``found``) stand instead of a lower one of its year."""
    fen, place = TITLES.get(facts["title"], 0), stands.get(year)
    if place is None or fen > found[place]:
        if place is not None:
            found[place] = 0
        found[-1], stands[year] = fen, len(found) - 1


def answer(line: bytes) -> str:
    """Answer a case written as JSON: what each achievement is granted, and the whole."""
    case = json.loads(line)
    applicant, entries = case["applicant"], case["achievements"]
    granted = award("sme" in applicant["traits"], [_row(entry) for entry in entries])
    lines = [
        {"achievement": entry["id"], "amount": _yuan(fen)}
        for entry, fen in zip(entries, granted, strict=True)
    ]
    return json.dumps({"case": case["case"], "total": _yuan(sum(granted)), "lines": lines})


def _row(entry: dict[str, Any]) -> Row:
    facts = entry["facts"]
    if "contract_amount" in facts:
        facts["contract_amount"] = _fen(facts["contract_amount"])
    return entry["kind"], int(entry["date"][:4]), entry["ref"], facts


def _fen(yuan: str) -> int:
    whole, _, cents = yuan.partition(".")
    return int(whole) * 100 + int(cents or 0)


def _yuan(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02d}"
