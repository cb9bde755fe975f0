"""Days and moments as screens write them: without the year while it is the present one."""

import datetime


def short_day(day: datetime.date | None, today: datetime.date) -> str:
    """Return a day: ``11-26`` of this year, ``2025-11-26`` of another; "" for none."""
    if day is None:
        return ""
    return day.strftime("%m-%d") if day.year == today.year else day.isoformat()


def saved_moment(at: datetime.datetime | None, today: datetime.date) -> str:
    """Return when something was saved, to the second; of another day with that day. "" for no moment."""
    if at is None:
        return ""
    time = at.strftime("%H:%M:%S")
    return time if at.date() == today else f"{short_day(at.date(), today)} {time}"


def short_moment(at: datetime.datetime, today: datetime.date) -> str:
    """Return a moment with hour and minute, its day as ``short_day`` writes it."""
    return f"{short_day(at.date(), today)} {at:%H:%M}"
