"""Who is granted nothing for a time, and which applications go on in spite of that."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from functools import cache

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import Session

from ipdesk.models.records import Bar, PassedBar
from ipdesk.models.tables import BarEntry, PassedBarEntry, PersonEntry


def bars(session: Session, applicant: int) -> tuple[Bar, ...]:
    """Return all bars on an applicant, those that ended or were lifted too, the newest first."""
    found = session.execute(_bars(), {"applicant": applicant})
    return tuple(_bar(entry, name) for entry, name in found)


@cache
def _bars() -> Select[BarEntry, str]:
    return (
        select(BarEntry, PersonEntry.name)
        .join(PersonEntry, PersonEntry.id == BarEntry.recorded_by)
        .where(BarEntry.applicant_id == bindparam("applicant"))
        .order_by(BarEntry.id.desc())
    )


def barred_applicants(
    session: Session, applicants: Collection[int], today: datetime.date
) -> Mapping[int, datetime.date]:
    """Return those of some applicants who are barred today, each with the last day of its bars."""
    entry = BarEntry
    holds = entry.since <= today, entry.until >= today, entry.lifted_at.is_(None)
    wanted = select(entry.applicant_id, func.max(entry.until)).where(
        entry.applicant_id.in_(applicants), *holds
    )
    return {applicant: last for applicant, last in session.execute(wanted.group_by(entry.applicant_id))}


def _bar(entry: BarEntry, name: str) -> Bar:
    day = entry.recorded_at.date()
    return Bar(
        entry.id, entry.reason, entry.basis, entry.since, entry.until, day, name, lifted_why=entry.lifted_why,
        approval_number=entry.approval_number, approved_by=entry.approved_by, approved_on=entry.approved_on,
    )  # fmt: skip


def passed_bars(session: Session, application: int) -> tuple[PassedBar, ...]:
    """Return the bars in spite of which an application goes on."""
    found = session.execute(_passed_bars(), {"application": application})
    return tuple(PassedBar(bar, reason, by, at.date()) for bar, reason, by, at in found)


@cache
def _passed_bars() -> Select[int, str, str, datetime.datetime]:
    entry = PassedBarEntry
    return (
        select(entry.bar_id, entry.reason, PersonEntry.name, entry.at)
        .join(PersonEntry, PersonEntry.id == entry.person_id)
        .where(entry.application_id == bindparam("application"))
        .order_by(entry.bar_id)
    )
