"""Which applications have a paper that is to be approved inside, as a condition of the database.

It says of many what ``applications.approvals`` says of one.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import ColumnElement, and_, case, exists, false, func, or_, select

from ipdesk.models.applications.approvals import (
    APPROVAL,
    ASKED_LATER,
    CLAWBACK_DECISION,
    CLAWBACK_NOTICE,
    DEEMED_WITHDRAWN,
    FORFEITURE,
    NOT_ACCEPTED,
    TERMINATION,
    UNSIGNED,
)
from ipdesk.models.reading.after_award.archive import lies_in_archive
from ipdesk.models.records import ApprovalOrder, ReversalKind
from ipdesk.models.tables import (
    Application,
    ArchiveEntry,
    ClawbackEntry,
    HandlingEntry,
    IssuedLetterEntry,
    OfficeEntry,
    ReversalEntry,
    VoidedLetter,
)
from ipdesk.models.tables.dialect import among
from ipdesk.models.workflow import ENDED_UNACCEPTED, ENDED_UNCORRECTED, ENDED_WITHDRAWN


def to_approve() -> ColumnElement[bool]:
    """Say that a paper went out without an approval, or is to go out and has none.

    Papers are only counted of those against whom something was done: every list asks this of each row.
    """
    lacking = or_(*(papers_of_kind(kind) > approvals_of_kind(kind) for kind in ASKED_LATER), *_waiting())
    return case((_concerned() & _asked(), lacking), else_=false())


def _asked() -> ColumnElement[bool]:
    return exists().where(OfficeEntry.approval_order != ApprovalOrder.NONE.value)


def _concerned() -> ColumnElement[bool]:
    ended = [ENDED_UNACCEPTED.value, ENDED_UNCORRECTED.value, ENDED_WITHDRAWN.value]
    told = exists().where(ClawbackEntry.application_id == Application.id)
    lapsed = exists().where(ReversalEntry.application_id == Application.id)
    return or_(among(Application.state, ended), told, lapsed)


def _waiting() -> Iterator[ColumnElement[bool]]:
    for kind, occasions in _occasions():
        yield and_(approvals_of_kind(kind) < occasions, approvals_of_kind(kind) <= papers_of_kind(kind))


def _occasions() -> Iterator[tuple[str, ColumnElement[int]]]:
    clawback, reversal = ClawbackEntry, ReversalEntry
    own = clawback.application_id == Application.id
    running = exists().where(own, clawback.decided_at.is_(None), clawback.dropped_why == "")
    all_told = select(func.count()).where(own).scalar_subquery()
    decided = select(func.count()).where(own, clawback.decided_at.is_not(None))
    days = select(func.count(reversal.day.distinct())).where(
        reversal.application_id == Application.id, reversal.kind == ReversalKind.NOT_TAKEN.value
    )
    yield FORFEITURE, days.scalar_subquery()
    yield CLAWBACK_NOTICE, case((running, all_told), else_=0)
    yield CLAWBACK_DECISION, decided.scalar_subquery()
    yield NOT_ACCEPTED, case((Application.state == ENDED_UNACCEPTED.value, 1), else_=0)
    yield DEEMED_WITHDRAWN, case((Application.state == ENDED_UNCORRECTED.value, 1), else_=0)
    yield TERMINATION, case((_unconfirmed(), 1), else_=0)


def _unconfirmed() -> ColumnElement[bool]:
    """Say that a withdrawal is still to be confirmed, and does not lie in the archive without that."""
    filed = lies_in_archive().where(ArchiveEntry.application_id == Application.id).exists()
    withdrawn = Application.state == ENDED_WITHDRAWN.value
    return and_(withdrawn, papers_of_kind(TERMINATION) == 0, ~filed)


def papers_of_kind(kind: str) -> ColumnElement[int]:
    """Return how many papers of a kind an application has that stand."""
    return _counted(IssuedLetterEntry.kind == kind)


def approvals_of_kind(kind: str) -> ColumnElement[int]:
    """Return how many sheets approve such papers of an application: not those that wait, or were refused."""
    letter, handling = IssuedLetterEntry, HandlingEntry
    unsigned = handling.sheet_id == letter.id, among(handling.state, (one.value for one in UNSIGNED))
    return _counted(letter.kind == APPROVAL, letter.about == kind, ~exists().where(*unsigned))


def _counted(*which: ColumnElement[bool]) -> ColumnElement[int]:
    letter = IssuedLetterEntry
    stands = ~exists().where(VoidedLetter.letter_id == letter.id)
    own = letter.application_id == Application.id
    return select(func.count()).where(own, stands, *which).scalar_subquery()
