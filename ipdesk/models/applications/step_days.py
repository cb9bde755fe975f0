"""Which days a decision and its letter may bear: each step stands on the one before, none on tomorrow."""

from __future__ import annotations

import datetime


def meeting_day_problem(day: datetime.date, accepted_on: datetime.date | None, today: datetime.date) -> str:
    """Return in Chinese, without an end mark, why no meeting can have decided on that day; else nothing."""
    if day > today:
        return f"会议日期晚于今天（{today.isoformat()}），请核对"
    if accepted_on is not None and day < accepted_on:
        return f"会议日期早于受理日期（{accepted_on.isoformat()}），请核对"
    return ""


def letter_day_problem(day: datetime.date, decided_on: datetime.date | None, today: datetime.date) -> str:
    """Return in Chinese, without an end mark, why a letter cannot bear that day; nothing where it can.

    ``decided_on`` is the day of the meeting that the letter reports.
    """
    if day > today:
        return f"成文日期晚于今天（{today.isoformat()}），请核对"
    if decided_on is not None and day < decided_on:
        return f"成文日期早于审定的会议日期（{decided_on.isoformat()}），请核对"
    return ""
