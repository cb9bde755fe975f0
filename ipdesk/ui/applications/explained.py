"""One question that fills the drawer: an application, and the policy that its lines were computed by."""

from __future__ import annotations

from ipdesk.models import queries
from ipdesk.models.policies import policy_of
from ipdesk.models.records import ApplicationDetail
from ipdesk.rules.library import PolicyLibrary
from ipdesk.rules.policy import Policy
from ipdesk.ui.applications.latest import Session


def explained(
    session: Session, application: int, policies: PolicyLibrary
) -> tuple[ApplicationDetail, Policy]:
    """Read both in one transaction. Raises DeskError."""
    detail = queries.application_detail(session, application)
    return detail, policy_of(session, policies, detail)
