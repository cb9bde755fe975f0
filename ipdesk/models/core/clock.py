"""Whether the computer's clock can be right: it never stands before what the desk wrote down last."""

from __future__ import annotations

import datetime

TOLERANCE = datetime.timedelta(minutes=10)
"""Two desks on one folder, or a clock that was set right, may be apart by so much."""


def clock_problem(now: datetime.datetime, last: datetime.datetime | None) -> str:
    """Return in Chinese what is wrong with the clock, nothing where it may be right.

    ``last`` is the moment of the last entry of the audit log, None where there is none.
    """
    if last is None or now + TOLERANCE >= last:
        return ""
    before = last.astimezone(now.tzinfo)
    wrong = "办理的先后会登记错" if before.date() == now.date() else "日期和文号的年份会出错"
    return (
        f"电脑的时钟不对：现在显示 {now:%Y-%m-%d %H:%M}，可是上次办理是在 {before:%Y-%m-%d %H:%M}。"
        f"请先校准电脑的日期和时间，再受理、审定或下达文书，否则{wrong}。"
    )


def order_problem(now: datetime.datetime, number: str, step: str, at: datetime.datetime) -> str:
    """Return that a file (by its number) was taken a step later than it is now, "" where it was not.

    What follows would be kept as older than what it rests on; a minute is enough for that.
    """
    if now >= at:
        return ""
    before = at.astimezone(now.tzinfo)
    return (
        f"申请件 {number} 的“{step}”登记在 {before:%Y-%m-%d %H:%M:%S}，晚于电脑现在的时间 "
        f"{now:%Y-%m-%d %H:%M:%S}：现在办理的会排在它的前面。请先校准电脑的日期和时间。"
    )
