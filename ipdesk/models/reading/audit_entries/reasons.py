"""Why what an audit entry tells was done: looked up where the reason itself is kept.

The log holds names and ids alone, so that no entry has to be taken out of a chain for what it says. How two
people are related is not told here either.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from ipdesk.models.core.changes import Kind
from ipdesk.models.tables import (
    ApplicationStep,
    AuditEntry,
    BarEntry,
    CallChangeEntry,
    ClawbackEntry,
    HandlingEntry,
    PassedBarEntry,
    PublicNoticeEntry,
    ReissuedLetter,
    ReversalEntry,
    VoidedLetter,
)
from ipdesk.models.workflow import State, Step

_Key = tuple[Any, ...]
_Of = Callable[[AuditEntry], _Key]
_Text = InstrumentedAttribute[str] | ColumnElement[str]


def _record(entry: AuditEntry) -> int:
    number = entry.record.partition(" ")[2]
    return int(number) if number.isdecimal() else 0


def _named(entry: AuditEntry, name: str) -> int:
    """Return the id that a field names, such as ``bar:3``; 0 for none."""
    found = (field.partition(":")[2] for field in entry.fields.split() if field.startswith(f"{name}:"))
    return next((int(number) for number in found if number.isdecimal()), 0)


def _at(entry: AuditEntry) -> _Key:
    return _record(entry), entry.at


def _at_call(entry: AuditEntry) -> _Key:
    """Return what finds a change of a call; of anything else that was changed there is no such row."""
    is_call = entry.record.startswith(f"{Kind.CALL.value} ")
    return (_record(entry) if is_call else 0), entry.at


def _bar(entry: AuditEntry) -> _Key:
    return (_named(entry, "bar"),)


def _passed(entry: AuditEntry) -> _Key:
    return _record(entry), _named(entry, "bar")


def _clawback(entry: AuditEntry) -> _Key:
    return (_named(entry, "clawback"),)


def _handling(entry: AuditEntry) -> _Key:
    return (_named(entry, "handling"),)


def _letter(entry: AuditEntry) -> _Key:
    return (_record(entry),)


# By the action: what of an entry finds the row (its first column narrows), the columns, and the reason.
_SOURCES: Mapping[str, tuple[_Of, tuple[InstrumentedAttribute[Any], ...], _Text]] = {
    "bar": (_bar, (BarEntry.id,), BarEntry.reason),
    "lift_bar": (_bar, (BarEntry.id,), BarEntry.lifted_why),
    "pass_bar": (_passed, (PassedBarEntry.application_id, PassedBarEntry.bar_id), PassedBarEntry.reason),
    "void": (_letter, (VoidedLetter.letter_id,), VoidedLetter.reason),
    "reissue": (_at, (ReissuedLetter.letter_id, ReissuedLetter.at), ReissuedLetter.reason),
    "publish": (_letter, (PublicNoticeEntry.id,), PublicNoticeEntry.late_why),
    "change": (_at_call, (CallChangeEntry.call_id, CallChangeEntry.at), CallChangeEntry.reason),
    "reopen": (_at_call, (CallChangeEntry.call_id, CallChangeEntry.at), CallChangeEntry.reason),
    "propose_clawback": (_clawback, (ClawbackEntry.id,), ClawbackEntry.facts),
    "drop_clawback": (_clawback, (ClawbackEntry.id,), ClawbackEntry.dropped_why),
    "drop_handling": (_handling, (HandlingEntry.id,), HandlingEntry.ended_why),
    "lapse_award": (_at, (ReversalEntry.application_id, ReversalEntry.at), ReversalEntry.reason),
}
_NUMBERED = (Step.NOTIFY.name, Step.REFUSE.name)  # their remark is the number of a letter
_STATES = frozenset(state.value for state in State)


def reasons_of(session: Session, entries: Sequence[AuditEntry]) -> dict[int, str]:
    """Return the reasons of entries by their ids; whatever was done without one is left out."""
    found = _of_steps(session, [one for one in entries if _is_step(one)])
    for action, (key, columns, text) in _SOURCES.items():
        wanted = {one.id: key(one) for one in entries if one.action == action}
        if wanted:
            said = _texts(session, select(*columns, text).where(columns[0].in_(_firsts(wanted.values()))))
            found |= {number: said[place] for number, place in wanted.items() if said.get(place)}
    return found


def _is_step(entry: AuditEntry) -> bool:
    return entry.action in _STATES and entry.record.startswith(f"{Kind.APPLICATION.value} ")


def _of_steps(session: Session, entries: Sequence[AuditEntry]) -> dict[int, str]:
    if not entries:
        return {}
    step = ApplicationStep
    columns = step.application_id, step.at, step.state, step.remark
    own = step.application_id.in_({_record(one) for one in entries}), step.step.not_in(_NUMBERED)
    said = _texts(session, select(*columns).where(*own))
    told = {one.id: said.get((_record(one), one.at, one.action), "") for one in entries}
    return {number: text for number, text in told.items() if text}


def _texts(session: Session, wanted: Select[*tuple[Any, ...]]) -> dict[_Key, str]:
    return {tuple(row[:-1]): row[-1] for row in session.execute(wanted)}


def _firsts(keys: Iterable[_Key]) -> set[int | datetime.datetime]:
    return {key[0] for key in keys}
