"""How long a correction, or the time promised for a review, still runs, in words."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from ipdesk.models.periods.period import waits_text, working_days_left
from ipdesk.models.periods.working_days import UnknownYear, WorkingDays
from ipdesk.models.records import Correction


def running_correction(rounds: Iterable[Correction]) -> Correction | None:
    """Return the round that is neither answered nor given up, None where there is none."""
    return next((one for one in rounds if one.closed_on is None), None)


def period_text(correction: Correction, today: datetime.date, days: WorkingDays) -> str:
    """Return in Chinese, without an end mark, until when a round runs and how long that still is."""
    served = correction.served_on
    if served is not None and (waits := waits_text("补正期限", correction.working_days, served, days)):
        return waits
    if correction.last_day is None:
        return f"补正期限 {correction.working_days} 个工作日，还没有填写送达日期"
    return _until_text("补正期限", correction.last_day, today, days)


def review_text(last_day: datetime.date, today: datetime.date, days: WorkingDays) -> str:
    """Return in Chinese, without an end mark, until when a review was promised and how long that still is."""
    return _until_text("承诺的审核期限", last_day, today, days)


def _until_text(name: str, last_day: datetime.date, today: datetime.date, days: WorkingDays) -> str:
    until = f"{name}到 {last_day.isoformat()} 止"
    try:
        left = working_days_left(today, last_day, days)
    except UnknownYear:
        return until
    if today > last_day:
        return f"{until}，已经届满"
    return f"{until}，还有 {left} 个工作日" if left else f"{until}，今天届满"
