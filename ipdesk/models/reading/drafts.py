"""The saved text of forms, and which drafts there are."""

from __future__ import annotations

import datetime
from dataclasses import fields
from functools import cache

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from ipdesk.models.parsing.draft_json import decisions_of, review_of, rows_of
from ipdesk.models.records import DecisionDraft, DecisionForm, Draft, DraftMark, OpenDraft, ReviewDraft
from ipdesk.models.tables import (
    Application,
    DecisionText,
    DraftText,
    PersonEntry,
    ReviewText,
    ReviewTextPicture,
)
from ipdesk.models.workflow import FIRST


def draft(session: Session, application_id: int) -> Draft | None:
    """Return the counter form's text, also of what was accepted since; None where none was kept."""
    entry = session.get(DraftText, application_id)
    if entry is None:
        return None
    return Draft(application_id, rows_of(entry.content), entry.saved_at, entry.revision)


def decision_draft(session: Session, application_id: int) -> DecisionDraft | None:
    """Return the decision form's text; None where nothing was typed or the decision has been taken."""
    entry = session.get(DecisionText, application_id)
    if entry is None:
        return None
    form = decisions_of(entry.content)
    typed = {field.name: getattr(form, field.name) for field in fields(DecisionForm)}
    return DecisionDraft(
        **typed, application=application_id, saved_at=entry.saved_at, revision=entry.revision
    )


def review_draft(session: Session, application_id: int) -> ReviewDraft | None:
    """Return the review form's text; None where nothing was typed or the review has been taken."""
    entry, mark = session.get(ReviewText, application_id), review_mark(session, application_id)
    if entry is None or mark is None:
        return None
    picture = ReviewTextPicture
    asked = select(picture.sha256, picture.content).where(picture.application_id == application_id)
    pictures = {sha256: content for sha256, content in session.execute(asked)}
    return ReviewDraft(review_of(entry.content, pictures), mark, entry.revision)


def review_mark(session: Session, application_id: int) -> DraftMark | None:
    """Return who typed last of a review that is not taken, and when; None where nothing was typed."""
    found = session.execute(_review_mark(), {"application": application_id}).first()
    return DraftMark(*found) if found else None


@cache
def _review_mark() -> Select[str, datetime.datetime]:
    entry = ReviewText
    return (
        select(PersonEntry.name, entry.saved_at)
        .join(entry, entry.person_id == PersonEntry.id)
        .where(entry.application_id == bindparam("application"))
    )


def drafts_of(
    session: Session, applicant_id: int, policy_id: str, year: int, exclude_application: int | None = None
) -> tuple[OpenDraft, ...]:
    """Return an applicant's other drafts under a policy in a programme year, the one begun last first."""
    found = (
        select(Application.id, Application.number, Application.achievements)
        .where(Application.applicant_id == applicant_id, Application.state == FIRST.value)
        .where(Application.policy == policy_id, Application.year == year)
        .where(Application.id != (exclude_application or 0))
        .order_by(Application.id.desc())
    )
    return tuple(OpenDraft(*row) for row in session.execute(found))


def last_policy(session: Session) -> str:
    """Return the policy of the application begun last, empty where there is none yet."""
    return session.scalar(select(Application.policy).order_by(Application.id.desc()).limit(1)) or ""
