"""What is said of the public notices in which an application stood, and of the objections to it."""

from __future__ import annotations

import datetime

from ipdesk.models.public_notices.period import period_text
from ipdesk.models.records import NoticeOfApplication, ObjectionState

_PUBLISHED = "{number}，公示期{period}，{outcome}"
_UNNUMBERED = "公示期{period}，{outcome}"
_QUIET, _RUNNING = "没有收到对本申请的异议", "公示期未满"
_OBJECTED = "收到对本申请的异议{count}件（{ended}）"
STATES = {
    ObjectionState.UPHELD: "成立",
    ObjectionState.DISMISSED: "不成立",
    ObjectionState.NOT_ACCEPTED: "不予受理",
    ObjectionState.OPEN: "待答复",
}
"""How objections ended, as papers count them."""


def published(notice: NoticeOfApplication, day: datetime.date) -> str:
    """Return what a paper of a day says of a notice: number, period, the objections and how they ended."""
    wording = _PUBLISHED if notice.number else _UNNUMBERED
    period = period_text(notice.period, notice.last_day)
    return wording.format(number=notice.number, period=period, outcome=_outcome(notice, day))


def _outcome(notice: NoticeOfApplication, day: datetime.date) -> str:
    states = notice.objections
    ended = "，".join(f"{said}{count}件" for state, said in STATES.items() if (count := states.count(state)))
    told = _OBJECTED.format(count=len(states), ended=ended) if states else _QUIET
    if notice.is_over or day > notice.last_day:
        return told
    return f"{_RUNNING}，{told}" if states else _RUNNING
