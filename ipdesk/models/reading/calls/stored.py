"""Calls for applications, with what was accepted by them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import fields
from functools import cache

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import Session

from ipdesk.models.core import exact_json
from ipdesk.models.records import Call, CallChange, CallDetails, CallMaterial
from ipdesk.models.records.forms import MaterialForm
from ipdesk.models.tables import (
    Application,
    CallChangeEntry,
    CallEntry,
    PersonEntry,
    PublicNoticeEntry,
    PublishedLineEntry,
)
from ipdesk.models.workflow import Level

_ENTERED = tuple(field.name for field in fields(CallDetails))


def materials_text(materials: Iterable[CallMaterial]) -> str:
    """Return what a call asks for beside its policy as it is kept."""
    return exact_json.dumps([
        [one.rule, one.name, one.form or "", one.copies, one.article] for one in materials
    ])  # fmt: skip


def materials_of(text: str) -> tuple[CallMaterial, ...]:
    """Read what ``materials_text`` wrote; raises ValueError for anything else."""
    return tuple(
        CallMaterial(rule, name, MaterialForm(form) if form else None, copies, article)
        for rule, name, form, copies, article in exact_json.loads(text)
    )


def calls(session: Session, policy: str | None = None) -> tuple[Call, ...]:
    """Return all calls, or those of a policy, the one that begins last first."""
    found = select(CallEntry).order_by(CallEntry.begins_at.desc(), CallEntry.id.desc())
    if policy is not None:
        found = found.where(CallEntry.policy == policy)
    entries = session.scalars(found).all()
    accepted = accepted_by_call(session, (entry.id for entry in entries))
    return tuple(_call(entry, accepted.get(entry.id, 0)) for entry in entries)


def call_of(session: Session, call: int) -> CallDetails | None:
    """Return what was entered of a call by its id, None for none."""
    entry = session.get(CallEntry, call) if call else None
    return _call(entry, 0) if entry is not None else None


def call_materials(session: Session, call: int) -> tuple[CallMaterial, ...]:
    """Return what a call asks for beside its policy, nothing for none."""
    told = session.scalar(select(CallEntry.materials).where(CallEntry.id == call)) if call else None
    return materials_of(told) if told else ()


def accepted_by_call(session: Session, calls: Iterable[int]) -> dict[int, int]:
    """Return how many applications were accepted by each of these calls; none are left out."""
    counted = session.execute(_accepted_by_call(), {"calls": tuple(calls)})
    return {call: count for call, count in counted}


@cache
def _accepted_by_call() -> Select[int, int]:
    table = Application
    wanted = table.call.in_(bindparam("calls", expanding=True)), table.accepted_on.is_not(None)
    return select(table.call, func.count()).where(*wanted).group_by(table.call)


def _call(entry: CallEntry, accepted: int) -> Call:
    entered = {name: getattr(entry, name) for name in _ENTERED} | {
        "level": Level(entry.level),
        "materials": materials_of(entry.materials),
    }
    return Call(**entered, id=entry.id, revision=entry.revision, closed_at=entry.closed_at, accepted=accepted)


def call_changes(session: Session, call: int) -> tuple[CallChange, ...]:
    """Return the changes of a call that were asked a reason for, the last first."""
    entry = CallChangeEntry
    found = (
        select(
            PersonEntry.name, entry.at, entry.reopened, entry.budget_before, entry.budget_after, entry.reason
        )
        .join(PersonEntry, PersonEntry.id == entry.person_id)
        .where(entry.call_id == call)
        .order_by(entry.id.desc())
    )
    return tuple(CallChange(*row) for row in session.execute(found))


def first_published(session: Session, call: int) -> datetime.date | None:
    """Return on which day the first application of a call was published, None where none was."""
    line, notice = PublishedLineEntry, PublicNoticeEntry
    found = (
        select(notice.begins)
        .join(line, line.notice_id == notice.id)
        .join(Application, Application.id == line.application_id)
        .where(Application.call == call)
        .order_by(notice.begins)
        .limit(1)
    )
    return session.scalar(found)
