"""Queries for what was decided otherwise than it was published, and is not published anew."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from ipdesk.models.records import UnpublishedChange
from ipdesk.models.records.decisions import ViewOutcome, WeighedView
from ipdesk.models.tables import Application, UnpublishedChangeEntry


def unpublished_changes(session: Session, applications: Collection[int]) -> tuple[UnpublishedChange, ...]:
    """Return what was written down of these applications, in its order."""
    return tuple(
        UnpublishedChange(one.application_id, one.changes, one.reason, minutes or "", _view(one))
        for one, minutes in session.execute(_changes(), {"applications": applications})
    )


def _view(entry: UnpublishedChangeEntry) -> WeighedView | None:
    outcome = ViewOutcome(entry.view_outcome) if entry.view_outcome else None
    return WeighedView(entry.view_gist, outcome, entry.view_why) if outcome else None


@cache
def _changes() -> Select[UnpublishedChangeEntry, str | None]:
    entry = UnpublishedChangeEntry
    return (
        select(entry, Application.minutes_number)
        .join(Application, Application.id == entry.application_id)
        .where(entry.application_id.in_(bindparam("applications", expanding=True)))
        .order_by(entry.id)
    )


def unpublished_change(session: Session, application: int) -> UnpublishedChange | None:
    """Return what was written down last of an application, None for nothing."""
    return next(reversed(unpublished_changes(session, [application])), None)
