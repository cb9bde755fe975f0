"""The saved text of forms."""

from __future__ import annotations

from sqlalchemy.orm import Session

from ipdesk.models.form_text import decisions_of, rows_of
from ipdesk.models.records import DecisionDraft, Draft
from ipdesk.models.tables import DecisionText, DraftText


def draft(session: Session, application_id: int) -> Draft | None:
    """Return the counter form's text; None where the application is not (or no longer) a draft."""
    entry = session.get(DraftText, application_id)
    if entry is None:
        return None
    return Draft(application_id, rows_of(entry.content), entry.saved_at, entry.revision)


def decision_draft(session: Session, application_id: int) -> DecisionDraft | None:
    """Return the decision form's text; None where nothing was typed or the decision has been taken."""
    entry = session.get(DecisionText, application_id)
    if entry is None:
        return None
    lines, minutes_number, minutes_date, answers = decisions_of(entry.content)
    return DecisionDraft(application_id, lines, minutes_number, minutes_date, entry.saved_at, answers)
