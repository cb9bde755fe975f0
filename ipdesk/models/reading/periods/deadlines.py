"""Which periods run for applications, and until when."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Select, SQLColumnExpression, literal, select, union_all
from sqlalchemy.orm import Session

from ipdesk.models.core.parts import in_parts
from ipdesk.models.records import ObjectionState
from ipdesk.models.records.lists import Deadline, DeadlineKind
from ipdesk.models.tables import (
    Application,
    ClawbackEntry,
    CollectionReminderEntry,
    CorrectionEntry,
    ObjectionEntry,
    PublicNoticeEntry,
    PublishedLineEntry,
)
from ipdesk.models.workflow import Step


def deadlines(session: Session, ids: Iterable[int], today: datetime.date) -> dict[int, tuple[Deadline, ...]]:
    """Return the periods that run for applications, the next to end first; those without any are left out.

    What is over stays until somebody acts on it, but for the time to take an award: that may be long settled.
    """
    last: dict[tuple[int, str], datetime.date] = {}  # of what was begun anew the newest counts
    for some in in_parts(ids):
        for application, kind, day in session.execute(union_all(*_running(some), *_of_clawbacks(some))):
            last[application, kind] = max(day, last.get((application, kind), day))
    found: dict[int, list[Deadline]] = defaultdict(list)
    for (application, kind), day in last.items():
        if kind != DeadlineKind.COLLECTION or day >= today:
            found[application].append(Deadline(day, DeadlineKind(kind)))
    return {one: tuple(sorted(days)) for one, days in found.items()}


def _running(ids: tuple[int, ...]) -> Iterator[Select[*tuple[Any, ...]]]:
    asked, objection, told = CorrectionEntry, ObjectionEntry, CollectionReminderEntry
    yield _of(asked.application_id, DeadlineKind.CORRECTION, asked.last_day, ids).where(
        asked.closed_on.is_(None), asked.last_day.is_not(None)
    )
    yield _promised(ids)
    yield _published(ids)
    yield _of(objection.application_id, DeadlineKind.OBJECTION, objection.answer_by, ids).where(
        objection.state == ObjectionState.OPEN.value, objection.answered_on.is_(None)
    )
    yield _of(told.application_id, DeadlineKind.COLLECTION, told.due_on, ids)


def _of_clawbacks(ids: tuple[int, ...]) -> Iterator[Select[*tuple[Any, ...]]]:
    clawback = ClawbackEntry
    yield _of(clawback.application_id, DeadlineKind.HEARING, clawback.last_day, ids).where(
        clawback.decided_at.is_(None), clawback.dropped_why == "", clawback.last_day.is_not(None)
    )
    yield _of(clawback.application_id, DeadlineKind.REPAYMENT, clawback.due_on, ids).where(
        clawback.decided_at.is_not(None), clawback.returned_on.is_(None), clawback.due_on.is_not(None)
    )


def _of(
    application: SQLColumnExpression[int],
    kind: DeadlineKind,
    day: SQLColumnExpression[Any],
    ids: tuple[int, ...],
) -> Select[*tuple[Any, ...]]:
    return select(application, literal(kind.value), day).where(application.in_(ids))


def _promised(ids: tuple[int, ...]) -> Select[*tuple[Any, ...]]:
    """Return until when the review was promised of those that nobody has taken on since."""
    own = Application
    waits = own.state.in_([state.value for state in Step.REVIEW.sources])
    return _of(own.id, DeadlineKind.REVIEW, own.review_by, ids).where(waits, own.review_by.is_not(None))


def _published(ids: tuple[int, ...]) -> Select[*tuple[Any, ...]]:
    """Return the last days of the notices of those that stand published."""
    line, notice = PublishedLineEntry, PublicNoticeEntry
    shown = Step.PUBLISH.target.value
    return (
        _of(line.application_id, DeadlineKind.PUBLICATION, notice.last_day, ids)
        .join(notice, notice.id == line.notice_id)
        .join(Application, Application.id == line.application_id)
        .where(notice.closed_on.is_(None), Application.state == shown)
    )
