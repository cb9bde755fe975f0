"""The programme year that an application is for."""

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
