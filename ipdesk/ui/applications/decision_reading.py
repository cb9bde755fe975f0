"""One question that fills the decision: the application, the history it meets now, what was typed."""

from __future__ import annotations

from dataclasses import dataclass

from ipdesk.models import queries
from ipdesk.models.records import ApplicationDetail, DecisionDraft
from ipdesk.rules.case import HistoryEntry
from ipdesk.rules.library import PolicyLibrary
from ipdesk.ui.applications.latest import Session


@dataclass(frozen=True, slots=True)
class DecisionFile:
    """What a decision is taken on; all of it from one moment."""

    detail: ApplicationDetail
    history: tuple[HistoryEntry, ...]
    draft: DecisionDraft | None


def decision_file(session: Session, application: int, policies: PolicyLibrary) -> DecisionFile:
    """Read everything in one transaction. Raises NotFound."""
    detail = queries.application_detail(session, application)
    policy = policies.policy(detail.application.policy)
    need = policy.history_needed(stored.achievement for stored in detail.achievements)
    past = queries.history(session, policy.id, detail.applicant.id, need, application)
    return DecisionFile(detail, past, queries.decision_draft(session, application))
