"""An application and the policy that its lines were computed by, in one question."""

from __future__ import annotations

from ipdesk.models import queries
from ipdesk.models.core.errors import DeskError
from ipdesk.models.core.session import Session
from ipdesk.models.records import ApplicationDetail
from ipdesk.models.services.policies_in_force import policy_of
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.library.policy_library import PolicyLibrary


def explained(
    session: Session, application: int, policies: PolicyLibrary
) -> tuple[ApplicationDetail, Policy]:
    """Read both in one transaction. Raises DeskError."""
    detail = queries.application_detail(session, application)
    return detail, policy_of(session, policies, detail)


def explained_or_why_not(
    session: Session, application: int, policies: PolicyLibrary
) -> tuple[ApplicationDetail, Policy | None, DeskError | None]:
    """Read both for the drawer; where the policy cannot be had, None and why.

    Raises DeskError where the application itself cannot be read.
    """
    detail = queries.application_detail(session, application)
    try:
        return detail, policy_of(session, policies, detail), None
    except DeskError as error:
        return detail, None, error
