"""When a public notice ends, and on which day one may begin."""

from __future__ import annotations

import datetime

from ipdesk.models.core.errors import Conflict
from ipdesk.models.periods.moments import day_text, moment_of
from ipdesk.models.periods.period import Period, Unit
from ipdesk.models.periods.working_days import WorkingDays
from ipdesk.models.records import NoticePeriod

MOST_DAYS = 60
_AHEAD = datetime.timedelta(days=60)
"""A notice that begins later is a slip of the key."""
MOST_LATE = 15
"""Days that a notice may have been shown before it is entered."""
UNITS = (Unit.WORKING_DAYS, Unit.DAYS)
_PASSED = "公示开始日（{day}）已经过去，请填今天或者以后的日期；当天已经公布的，写明在哪里公示和补录的原因。"
_NOT_OVER = "公示期到{last}止，还没有满，{what}要在{next}以后办理。"


def last_day(period: NoticePeriod, days: WorkingDays) -> datetime.date:
    """Return the last day of a period. Raises UnknownYear where it goes by working days."""
    return Period(period.length, period.unit, period.first_counts).last_day(period.begins, days)


def period_text(period: NoticePeriod, last: datetime.date) -> str:
    """Return a period in Chinese: 2021年3月25日至2021年3月31日（5个工作日）."""
    return f"{day_text(period.begins)}至{day_text(last)}（{Period(period.length, period.unit).label}）"


def begin_fault(period: NoticePeriod, today: datetime.date, days: WorkingDays, *, late: bool = False) -> str:
    """Return why a notice cannot begin on its day, as a sentence; "" where it can. Raises UnknownYear.

    ``late`` is one that has been shown since an earlier day, and is entered only now.
    """
    if period.begins < today and (fault := _late_fault(period, today, days) if late else _PASSED):
        return fault.format(day=day_text(period.begins))
    if not days.is_working(period.begins):
        next_day = day_text(days.next_or_same(period.begins))
        return f"{day_text(period.begins)}不是工作日，公示请从工作日开始，最近的是{next_day}。"
    if period.begins - today > _AHEAD:
        return f"公示开始日（{day_text(period.begins)}）在{(period.begins - today).days}天以后，请核对日期。"
    return ""


def _late_fault(period: NoticePeriod, today: datetime.date, days: WorkingDays) -> str:
    """Return why a notice can no longer be entered: shown too long ago, or its period is over."""
    if (today - period.begins).days > MOST_LATE:
        return f"公示开始日（{{day}}）在{MOST_LATE}天以前，不能补录，请重新公示。"
    if (last := last_day(period, days)) < today:
        return f"这份公示到{day_text(last)}已经期满，期内没有录入，异议无从登记，不能补录，请重新公示。"
    return ""


def length_fault(period: NoticePeriod) -> str:
    """Return what is wrong with the length and its unit, as a sentence; "" for nothing."""
    if not 1 <= period.length <= MOST_DAYS:
        return f"公示期应为1至{MOST_DAYS}天，请核对。"
    return "" if period.unit in UNITS else "公示期按工作日或者自然日计算。"


def not_over(last: datetime.date, today: datetime.date, what: str) -> str:
    """Return why something, named by ``what``, cannot be done before a period is over; "" once it is."""
    told = day_text(last)
    return _NOT_OVER.format(last=told, what=what, next=told) if today <= last else ""


def refuse_before_end(last: datetime.date, today: datetime.date, what: str) -> None:
    """Raise Conflict where a period is not over; ``what`` is what cannot be done before."""
    if refusal := not_over(last, today, what):
        raise Conflict(refusal)


def objections_end(last: datetime.date, closes: int) -> datetime.datetime:
    """Return the moment at which objections are no longer taken."""
    return moment_of(last, closes)
