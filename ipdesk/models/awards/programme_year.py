"""Which programme year an application begins with or goes on with, and when a year is doubtful."""

from __future__ import annotations

import datetime

from ipdesk.rules.evaluation.policy import Policy


def usual_year(policy: Policy, year: int) -> int:
    """Return the programme year to begin with: the present one, kept within the policy's term."""
    term = policy.pack.term
    last = term.until.year if term.until else year
    return max(term.since.year, min(year, last))


def year_after(policy: Policy, year: int, before: datetime.date, today: datetime.date) -> int:
    """Return the year to go on with on another day than before: the usual one, or the one that was chosen."""
    return usual_year(policy, today.year) if year == usual_year(policy, before.year) else year


def year_doubt(policy: Policy, year: int, today: datetime.date) -> str:
    """Return a sentence on a programme year that the policy hardly has, nothing for a likely one."""
    term = policy.pack.term
    if year < term.since.year:
        return f"这项政策自{term.since.year}年起施行，{year}年在这之前，请核对。"
    if term.until is not None and year > term.until.year:
        return f"这项政策到{term.until.year}年为止，{year}年在这之后，请核对。"
    return f"{year}年还没有到，请核对。" if year > today.year else ""
