"""Moments to the minute as notices write them: a day and an hour, which at its end may be 24:00."""

from __future__ import annotations

import datetime

MOST_MINUTES = 24 * 60
"""The minutes of a day: so many after midnight is 24:00."""

_HOUR = 60
_MINUTE = datetime.timedelta(minutes=1)


def moment_of(day: datetime.date, minutes: int) -> datetime.datetime:
    """Return the moment so many minutes after the midnight of a day, in the machine's zone."""
    return (datetime.datetime.combine(day, datetime.time()) + minutes * _MINUTE).astimezone()


def is_later(day: datetime.date, minutes: int, now: datetime.datetime) -> bool:
    """Say whether so many minutes after the midnight of a day are still to come, by the clock of ``now``."""
    return (day, minutes) > (now.date(), now.hour * _HOUR + now.minute)


def day_and_minutes(moment: datetime.datetime, *, ends: bool = False) -> tuple[datetime.date, int]:
    """Return the day of a moment in the machine's zone, and the minutes after its midnight.

    Of what ends at midnight (``ends``) the day before is the last: 24:00.
    """
    here = moment.astimezone()
    day, minutes = here.date(), here.hour * _HOUR + here.minute
    if ends and not minutes:
        return day - datetime.timedelta(days=1), MOST_MINUTES
    return day, minutes


def hour_text(minutes: int) -> str:
    """Write minutes after midnight as an hour: ``17:30``, ``24:00``."""
    return f"{minutes // _HOUR:02d}:{minutes % _HOUR:02d}"


def day_text(day: datetime.date) -> str:
    """Write a day in Chinese, as papers do: 2024年6月30日."""
    return f"{day.year}年{day.month}月{day.day}日"


def moment_text(moment: datetime.datetime, *, ends: bool = False) -> str:
    """Write a moment in Chinese: 2024年6月30日17:30; with ``ends`` a midnight as 24:00 of the day before."""
    day, minutes = day_and_minutes(moment, ends=ends)
    return day_text(day) + hour_text(minutes)


def time_left_text(now: datetime.datetime, until: datetime.datetime) -> str:
    """Say in Chinese how long it is until something ends, never more than is left; "" once it has ended.

    On the last day by hours and minutes, before it by days.
    """
    minutes = (until - now) // _MINUTE
    if until <= now:
        return ""
    last, _ = day_and_minutes(until, ends=True)
    days = (last - now.astimezone().date()).days
    if days > 1:
        return f"还有{days}天"
    if days == 1:
        return "明天截止"
    if not minutes:
        return "不到1分钟"
    hours, rest = divmod(minutes, _HOUR)
    return "还有" + (f"{hours}小时" if hours else "") + (f"{rest}分钟" if rest else "")
