"""An application and the policy that its lines were computed by, in one question."""

from __future__ import annotations

from typing import NamedTuple

from ipdesk.models import queries
from ipdesk.models.core.errors import DeskError, Difference
from ipdesk.models.core.session import Session
from ipdesk.models.records import ApplicationDetail
from ipdesk.models.services.computed_today import computed_today
from ipdesk.models.services.policies_in_force import policy_of
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.library.policy_library import PolicyLibrary


def explained(
    session: Session, application: int, policies: PolicyLibrary
) -> tuple[ApplicationDetail, Policy]:
    """Read both in one transaction. Raises DeskError."""
    detail = queries.application_detail(session, application)
    return detail, policy_of(session, policies, detail)


class Explained(NamedTuple):
    """An application with its policy, or ``problem`` says why that cannot be had.

    ``today`` says where today's computation differs from what was frozen; see ``computed_today``.
    """

    detail: ApplicationDetail
    policy: Policy | None
    problem: DeskError | None = None
    today: tuple[Difference, ...] | None = None


def explained_or_why_not(session: Session, application: int, policies: PolicyLibrary) -> Explained:
    """Read everything for the drawer. Raises DeskError where the application itself cannot be read."""
    detail = queries.application_detail(session, application)
    try:
        policy = policy_of(session, policies, detail)
    except DeskError as error:
        return Explained(detail, None, error)
    return Explained(detail, policy, today=computed_today(session, detail, policies))
