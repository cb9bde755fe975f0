"""Under which number minutes of a meeting 会议纪要 are kept, of which day, and what was decided by them."""

from __future__ import annotations

import datetime
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, Select, bindparam, func, literal, select, union, union_all
from sqlalchemy.orm import Session, aliased

from ipdesk.models.records.proposals import Minutes, UsedMinutes
from ipdesk.models.tables import Application, ApplicationStep, ProposalEntry, ReversalEntry
from ipdesk.models.workflow import Step


def other_day_of_minutes(
    session: Session, number: str, day: datetime.date
) -> tuple[datetime.date, str, bool] | None:
    """Return another day under which minutes of a number are kept, None where there is none.

    With the number of the application that was decided, or proposed (True), by them. What was proposed and
    does not stand any more says nothing: it may have been given back because its day was wrong.
    """
    found = session.execute(_other_days(), {"number": number, "day": day}).first()
    return tuple(found) if found is not None else None


def minutes_kept(session: Session) -> tuple[tuple[str, datetime.date], ...]:
    """Return all minutes that files were decided or awards taken back by, or stand proposed by, with days."""
    return tuple((number, day) for number, day in session.execute(_kept()))


def minutes_used_last(session: Session, step: Step) -> UsedMinutes | None:
    """Return by which minutes a file was proposed last where that is the step, else decided, or None."""
    found = session.execute(_proposed_last() if step is Step.PROPOSE else _decided_last()).first()
    return UsedMinutes(Minutes(*found[:-1]), found[-1].date()) if found is not None else None


@cache
def _kept() -> Select[str, datetime.date]:
    own, taken, entry = Application, ReversalEntry, ProposalEntry
    decided = select(own.minutes_number, own.minutes_date).where(own.minutes_number != "")
    reversed_ = select(taken.minutes_number, taken.minutes_date).where(taken.minutes_number != "")
    proposed = (
        select(entry.minutes_number, entry.minutes_date)
        .join(own, own.id == entry.application_id)
        .where(entry.minutes_number != "", own.proposed.is_not(None))
    )
    every = union(decided, reversed_, proposed).subquery()
    return select(*every.c).where(every.c.minutes_date.is_not(None)).order_by(every.c.minutes_date)


@cache
def _proposed_last() -> Select[*tuple[Any, ...]]:
    entry = ProposalEntry
    said = entry.minutes_number, entry.minutes_date, entry.minutes_body, entry.minutes_text
    return select(*said, entry.at).where(entry.minutes_number != "").order_by(entry.id.desc()).limit(1)


@cache
def _decided_last() -> Select[*tuple[Any, ...]]:
    own, taken = Application, ApplicationStep
    said = own.minutes_number, own.minutes_date, own.minutes_body, own.minutes_text
    found = select(*said, taken.at).join(taken, taken.application_id == own.id)
    decided = found.where(taken.step == Step.CONFIRM.name, own.minutes_number != "")
    return decided.order_by(taken.id.desc()).limit(1)


def files_of_meeting(session: Session, number: str, day: datetime.date | None) -> tuple[int, ...]:
    """Return the applications that were proposed or decided by minutes, by their ids in order.

    Those too whose award was taken back by them, or lapsed.
    """
    proposal, own, taken = ProposalEntry, Application, ReversalEntry
    proposed = select(proposal.application_id).where(
        proposal.minutes_number == number, proposal.minutes_date == day
    )
    decided = select(own.id).where(own.minutes_number == number, own.minutes_date == day)
    reversed_ = select(taken.application_id).where(taken.minutes_number == number, taken.minutes_date == day)
    found = (one for asked in (proposed, decided, reversed_) for one in session.scalars(asked))
    return tuple(sorted({*found})) if number else ()


@cache
def _other_days() -> Select[*tuple[Any, ...]]:
    asked: BindParameter[str] = bindparam("number")
    day: BindParameter[datetime.date] = bindparam("day")
    entry, newer = ProposalEntry, aliased(ProposalEntry)
    decided = select(Application.minutes_date, Application.number, literal(value=False)).where(
        Application.minutes_number == asked, Application.minutes_date != day
    )
    last = select(func.max(newer.round)).where(newer.application_id == entry.application_id)
    proposed = (
        select(entry.minutes_date, Application.number, literal(value=True))
        .join(Application, Application.id == entry.application_id)
        .where(entry.minutes_number == asked, entry.minutes_date != day)
        .where(Application.proposed.is_not(None), entry.round == last.scalar_subquery())
    )
    both = union_all(decided, proposed).subquery()
    return select(*both.c).limit(1)
