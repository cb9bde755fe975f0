"""An evaluation after everything that the database knows of earlier awards."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy.orm import Session

from ipdesk.models.evaluation.evaluate import evaluate
from ipdesk.models.reading.history import history
from ipdesk.models.records import ApplicantDetails, ApplicantRecord, DecidedAmount, LoweredAmount
from ipdesk.rules.analysis.national_guards import Guard
from ipdesk.rules.core.case import Achievement
from ipdesk.rules.core.result import Result
from ipdesk.rules.evaluation.policy import Policy


def evaluate_stored(
    session: Session,
    policy: Policy,
    applicant: ApplicantDetails,
    achievements: Iterable[Achievement],
    decided: Iterable[DecidedAmount] = (),
    lowered: Iterable[LoweredAmount] = (),
    exclude_application: int | None = None,
    case_id: str = "",
    guards: Iterable[Guard] = (),
) -> Result:
    """Evaluate with the history of the database as it is now (for ``store.read``, and inside commands)."""
    chosen = tuple(achievements)
    own = applicant.id if isinstance(applicant, ApplicantRecord) else None
    past = history(session, policy.id, own, policy.history_needed(chosen), exclude_application)
    return evaluate(policy, applicant, chosen, decided, past, lowered, case_id, guards)
