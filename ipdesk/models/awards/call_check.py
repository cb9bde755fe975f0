"""Whether an application can be accepted by its call 申报批次, or only with a recorded reason.

Asked before acceptance at the counter, and once more by the command, of what stands there then.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ipdesk.models.parsing.achievement_rows import RowEntry
from ipdesk.models.parsing.reasons import reason_fault
from ipdesk.models.periods.moments import moment_text
from ipdesk.models.records import ApplicationParticulars, Call, CallState, StepRecord
from ipdesk.models.workflow import Level
from ipdesk.rules.core.plain_text import blank

NO_CALL = 0
"""Stands for the call of an application that has none."""

NO_CALLS = "受理时这项政策没有登记申报批次"
"""What the time line says of an acceptance that no call covers because the office wrote none down."""

OUTSIDE = "date"
"""The field whose note says that a row lies outside the achievement period."""

_REASON = "批次外受理的理由"
_HOW_TO = f"确实要受理的，请填写{_REASON}。"


class CallFault(NamedTuple):
    """What stands against an acceptance, as a sentence; ``excusable`` where a recorded reason is enough."""

    message: str
    excusable: bool = True


class DatedRow(NamedTuple):
    """A row by the number that the clerk sees, and the day of its achievements."""

    number: int
    day: datetime.date


def call_fault(
    calls: Sequence[Call],
    particulars: ApplicationParticulars,
    handed_in: datetime.datetime,
    rows: Iterable[DatedRow],
) -> CallFault | None:
    """Return what stands against accepting an application handed in at a moment; None where nothing does.

    ``calls`` are those of its policy: where the office wrote down none, nothing is asked.
    """
    if not calls:
        return None
    if particulars.call == NO_CALL:
        return CallFault("这项政策有申报批次，请先选定批次；不属于任何批次的，写明理由。")
    call = next((one for one in calls if one.id == particulars.call), None)
    if call is None:
        return CallFault("所选的申报批次不是这项政策的，请另选批次。", excusable=False)
    if unfit := _unfit(call, particulars, handed_in):
        return CallFault(unfit, excusable=False)
    said = "".join((_out_of_time(call, handed_in), *_out_of_period(call, rows)))
    return CallFault(said) if said else None


def level_of(calls: Iterable[Call], particulars: ApplicationParticulars) -> Level:
    """Return who decides an application: as its call says, else as was said of it.

    Where nobody said anything the newest of the ``calls`` of its policy tells; without any it is decided
    here.
    """
    known = sorted(calls, key=lambda one: (one.begins_at, one.id))
    own = next((one.level for one in known if one.id == particulars.call), None)
    said = Level(particulars.level) if particulars.level else None
    return own or said or next((one.level for one in reversed(known)), Level.OWN)


def handed_in_at(steps: Iterable[StepRecord]) -> datetime.datetime | None:
    """Return when the first step was taken with an application; None where it was only typed so far.

    What is accepted again after a correction, or after its acceptance was taken back, came in at that moment.
    """
    return next((one.at for one in steps if one.step is not None), None)


def refusal(fault: CallFault | None, reason: str) -> str:
    """Return why an application is not accepted for its call, as a sentence; nothing where it can be."""
    if fault is None:
        return ""
    if not fault.excusable:
        return fault.message
    return f"{fault.message}{_HOW_TO}" if blank(reason) else outside_reason_fault(reason)


def outside_reason_fault(reason: str) -> str:
    """Return what keeps a text from being the reason of an acceptance outside a call; "" for a blank one."""
    return "" if blank(reason) else reason_fault(reason, _REASON)


def with_period_note(entry: RowEntry, call: Call | None) -> RowEntry:
    """Return a row as read with a note at its day where that lies outside the call's achievement period."""
    outside = [item.date for item in entry.achievements if call is not None and not call.covers(item.date)]
    if call is None or not outside:
        return entry
    return entry._replace(notes={**entry.notes, OUTSIDE: f"批次只收{call.period_text}"})


def _unfit(call: Call, particulars: ApplicationParticulars, handed_in: datetime.datetime) -> str:
    """Return what no reason can mend."""
    if call.state_at(handed_in) is CallState.CLOSED and call.closed_at is not None:
        closed = moment_text(call.closed_at)
        return f"申报批次“{call.title}”已于{closed}关闭，不能再按它受理，请另选批次。"
    if call.year != particulars.year:
        return f"申报批次“{call.title}”是{call.year}年度的，申报年度是{particulars.year}年，请改成同一年度。"
    return ""


def _out_of_time(call: Call, handed_in: datetime.datetime) -> str:
    state = call.state_at(handed_in)
    if state is CallState.AHEAD:
        return f"申报批次“{call.title}”从{moment_text(call.begins_at)}起受理，现在还没有开始。"
    if state is CallState.ENDED:
        return f"申报批次“{call.title}”已于{moment_text(call.ends_at, ends=True)}截止。"
    return ""


def _out_of_period(call: Call, rows: Iterable[DatedRow]) -> Iterator[str]:
    outside = sorted({row.number for row in rows if not call.covers(row.day)})
    if outside:
        named = "、".join(map(str, outside))
        yield f"第{named}项的日期不在批次“{call.title}”的成果期间（{call.period_text}）内。"
