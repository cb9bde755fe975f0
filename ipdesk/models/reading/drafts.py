"""The saved text of forms."""

from __future__ import annotations

from sqlalchemy.orm import Session

from ipdesk.models.records import DecisionDraft, Draft


def draft(session: Session, application_id: int) -> Draft | None:
    """Return the counter form's text; None where the application is not (or no longer) a draft."""
    raise NotImplementedError


def decision_draft(session: Session, application_id: int) -> DecisionDraft | None:
    """Return the decision form's text; None where nothing was typed or the decision has been taken."""
    raise NotImplementedError
