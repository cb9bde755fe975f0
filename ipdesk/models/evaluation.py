"""From an application to a result: one way for the counter, for acceptance and for confirmation."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ipdesk.models.records import ApplicantDetails, DecidedAmount, ShownLine
from ipdesk.rules.case import Achievement, Case, HistoryEntry
from ipdesk.rules.policy import Policy
from ipdesk.rules.result import Result

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def build_case(
    policy: Policy,
    applicant: ApplicantDetails,
    achievements: Iterable[Achievement],
    decided: Iterable[DecidedAmount] = (),
    history: Iterable[HistoryEntry] = (),
    case_id: str = "",
) -> Case:
    """Return the case: each achievement carries the traits the applicant holds on its date.

    An applicant not registered yet takes part under an id of its own, which no history has.
    """
    raise NotImplementedError


def evaluate(
    policy: Policy,
    applicant: ApplicantDetails,
    achievements: Iterable[Achievement],
    decided: Iterable[DecidedAmount] = (),
    history: Iterable[HistoryEntry] = (),
    case_id: str = "",
) -> Result:
    """Evaluate with a history already fetched: what the counter does at every keystroke."""
    raise NotImplementedError


def evaluate_stored(
    session: Session,
    policy: Policy,
    applicant: ApplicantDetails,
    achievements: Iterable[Achievement],
    decided: Iterable[DecidedAmount] = (),
    exclude_application: int | None = None,
    case_id: str = "",
) -> Result:
    """Evaluate with the history of the database as it is now (for ``store.read``, and inside commands)."""
    raise NotImplementedError


def shown_lines(result: Result) -> tuple[ShownLine, ...]:
    """Return what a person saw of a result, for ConfirmApplication to compare with."""
    raise NotImplementedError
