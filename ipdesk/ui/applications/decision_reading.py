"""One question that fills the decision: the application, the history it meets now, what was typed."""

from __future__ import annotations

from dataclasses import dataclass

from ipdesk.models import queries
from ipdesk.models.evaluation import guards_of
from ipdesk.models.records import ApplicationDetail, DecisionDraft
from ipdesk.rules.case import HistoryEntry
from ipdesk.rules.guards import Guard
from ipdesk.rules.library import PolicyLibrary
from ipdesk.ui.applications.latest import Session


@dataclass(frozen=True, slots=True)
class DecisionFile:
    """What a decision is taken on; all of it from one moment."""

    detail: ApplicationDetail
    history: tuple[HistoryEntry, ...]
    draft: DecisionDraft | None
    guards: tuple[Guard, ...]


def decision_file(session: Session, application: int, policies: PolicyLibrary) -> DecisionFile:
    """Read everything in one transaction. Raises NotFound."""
    detail = queries.application_detail(session, application)
    policy = policies.policy(detail.application.policy)
    need = policy.history_needed(stored.achievement for stored in detail.achievements)
    past = queries.history(session, policy.id, detail.applicant.id, need, application)
    guards = guards_of(queries.office(session))
    return DecisionFile(detail, past, queries.decision_draft(session, application), guards)
