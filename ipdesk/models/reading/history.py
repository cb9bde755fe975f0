"""What was granted before, as an evaluation needs it, and what others are applying for right now."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy.orm import Session

from ipdesk.models.records import OpenHolder
from ipdesk.rules.case import HistoryEntry
from ipdesk.rules.policy import HistoryNeed


def history(
    session: Session,
    policy_id: str,
    applicant_id: int | None,
    need: HistoryNeed,
    exclude_application: int | None = None,
) -> tuple[HistoryEntry, ...]:
    """Return the granted lines an evaluation needs, oldest first; ``source`` is the application's number.

    That is all of the applicant's own under the policy, and of others those the need names. Granted means
    above 0 in an application confirmed or notified. An entry's ``applicant`` is the applicant's id as text.
    """
    raise NotImplementedError


def open_holders(
    session: Session, refs: Iterable[str], exclude_application: int | None = None
) -> tuple[OpenHolder, ...]:
    """Return other applications, draft or accepted, that hold one of these numbers: a notice, not a bar."""
    raise NotImplementedError
