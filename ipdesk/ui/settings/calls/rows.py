"""What the list shows of a call."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from ipdesk.models.periods.moments import day_and_minutes, hour_text, moment_text
from ipdesk.models.records import Call, CallChange, CallState, CallSums
from ipdesk.ui.widgets import Column
from ipdesk.ui.widgets.money import fen_text

BUDGET, STATE = 6, 8

_GLYPHS = {
    CallState.AHEAD: "clock",
    CallState.OPEN: "check",
    CallState.ENDED: "minus-circle",
    CallState.CLOSED: "lock",
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("Calls", text)


def columns() -> tuple[Column, ...]:
    """Head the list of calls."""
    return (
        Column(_tr("批次"), "key", ems=12, stretch=True),
        Column(_tr("政策"), "sub", ems=5, stretch=True),
        Column(_tr("审定"), "sub", ems=5.2, stay=True),
        Column(_tr("申报通知文号"), "sub", ems=9.5),
        Column(_tr("受理时间"), ems=15.5, stay=True),
        Column(_tr("成果期间"), "sub", ems=11, stay=True),
        Column(_tr("预算（元）"), "number", ems=7.4),
        Column(_tr("已受理"), "number", ems=3.5),
        Column(_tr("情况"), ems=5, stay=True),
    )


def cells(call: Call, now: datetime.datetime, policy_name: Callable[[str], str]) -> tuple[str, ...]:
    """Return the texts of a row, in the order of the columns."""
    return (
        call.title,
        policy_name(call.policy),
        _tr("受委托审定") if call.entrusted else call.level.label,
        call.notice_number,
        _times(call),
        call.period_text,
        fen_text(call.budget) if call.budget is not None else "",
        str(call.accepted),
        call.state_at(now).label,
    )


def _times(call: Call) -> str:
    """Write from when to when a call takes applications, the year once where it is the same."""
    begins, ends = short_moment(call.begins_at), short_moment(call.ends_at, ends=True)
    year = begins.partition("-")[0]
    return f"{begins} – {ends.removeprefix(f'{year}-')}"


def glyph(call: Call, now: datetime.datetime) -> str:
    """Return the glyph of how it stands with a call."""
    return _GLYPHS[call.state_at(now)]


def short_moment(moment: datetime.datetime, *, ends: bool = False) -> str:
    """Write day and hour as they stand in a column: 2024-06-30 17:30; with ``ends`` midnight as 24:00."""
    day, minutes = day_and_minutes(moment, ends=ends)
    return f"{day.isoformat()} {hour_text(minutes)}"


def sums_text(call: Call, sums: CallSums | None) -> str:
    """Say what the applications of a call come to, and what that leaves of its budget."""
    if sums is None:
        return _tr("{title}：还没有受理的申请").format(title=call.title)
    words = _tr("{title}：{count} 件，核算 {computed} 元，待审定 {proposed} 元，已审定 {granted} 元")
    said = words.format(
        title=call.title, count=sums.applications, computed=fen_text(sums.computed),
        proposed=fen_text(sums.proposed), granted=fen_text(sums.granted),
    )  # fmt: skip
    return said if call.budget is None else said + _rest_text(call.budget, sums)


def _rest_text(budget: int, sums: CallSums) -> str:
    """Say what is left of a budget, in fen, and how much it would be exceeded."""
    left = budget - sums.granted
    words = _tr("；预算 {budget} 元，审定后余 {left} 元")
    said = words.format(budget=fen_text(budget), left=fen_text(left))
    over = left - sums.proposed
    return said + (_tr("，待审定的全部审定将超出 {over} 元").format(over=fen_text(-over)) if over < 0 else "")


def short_text(budget: int | None, sums: CallSums | None) -> str:
    """Say that a budget (fen, None for none) is less than what is decided or waits for that; "" where not."""
    if budget is None or sums is None or budget >= sums.granted + sums.proposed:
        return ""
    words = _tr("预算 {budget} 元，少于这个批次的 {all} 元：已审定 {granted} 元，待审定 {proposed} 元")
    return words.format(
        budget=fen_text(budget), all=fen_text(sums.granted + sums.proposed),
        granted=fen_text(sums.granted), proposed=fen_text(sums.proposed),
    )  # fmt: skip


def change_text(change: CallChange) -> str:
    """Say who changed what of a call, when and why."""
    if change.reopened:
        did = _tr("重新打开")
    else:
        did = _tr("预算由 {before}改为 {after}").format(
            before=_budget_text(change.before), after=_budget_text(change.after)
        )
    words = _tr("{at}　{by}　{did}，理由：{reason}")
    return words.format(at=moment_text(change.at), by=change.by, did=did, reason=change.reason)


def _budget_text(fen: int | None) -> str:
    return _tr("未定") if fen is None else _tr("{sum} 元").format(sum=fen_text(fen))
