"""The programme year that an application is for."""

from __future__ import annotations

import datetime

from PySide6.QtCore import QCoreApplication

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
        words = _tr("这项政策自{term}年起施行，{year}年在这之前，请核对。")
        return words.format(term=term.since.year, year=year)
    if term.until is not None and year > term.until.year:
        words = _tr("这项政策到{term}年为止，{year}年在这之后，请核对。")
        return words.format(term=term.until.year, year=year)
    return _tr("{year}年还没有到，请核对。").format(year=year) if year > today.year else ""


def _tr(text: str) -> str:
    return QCoreApplication.translate("ProgrammeYear", text)
