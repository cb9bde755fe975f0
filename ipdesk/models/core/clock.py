"""Whether the computer's clock can be right: it never stands before what the desk wrote down last."""

from __future__ import annotations

import datetime

TOLERANCE = datetime.timedelta(minutes=10)
"""Two desks on one folder, or a clock that was set right, may be apart by so much."""


def clock_problem(now: datetime.datetime, last: datetime.datetime | None) -> str:
    """Return in Chinese what is wrong with the clock, nothing where it may be right.

    ``last`` is the moment of the last entry of the audit log, None where there is none.
    """
    if last is None or now + TOLERANCE >= last or now.date() >= last.astimezone(now.tzinfo).date():
        return ""  # an hour more or less on one day makes no date wrong
    return (
        f"电脑的时钟不对：现在显示 {now:%Y-%m-%d %H:%M}，可是上次办理是在 "
        f"{last.astimezone(now.tzinfo):%Y-%m-%d %H:%M}。"
        "请先校准电脑的日期和时间，再受理、审定或下达文书，否则日期和文号的年份会出错。"
    )
