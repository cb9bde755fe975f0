"""The postings of a task as they are listed: what each did, by whom, and whether it was taken back."""

from __future__ import annotations

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, aliased

from ipdesk.funds.books.posting_days import PostingDay, Precision
from ipdesk.funds.books.postings import PostingKind
from ipdesk.models.records import PostingRow
from ipdesk.models.tables import FundAccount, FundMovement, FundPosting, PersonEntry

_From, _To = aliased(FundAccount), aliased(FundAccount)


def task_postings(session: Session, task: int) -> tuple[PostingRow, ...]:
    """Return what was posted of a task, the newest first: a row for each sum that was moved."""
    found = session.execute(_moved(task)).all()
    ids = {posting.id for posting, *_ in found}
    back = select(FundPosting.reverses_id).where(FundPosting.reverses_id.in_(ids))
    taken_back = set(session.execute(back).scalars())
    return tuple(
        PostingRow(
            number=posting.number,
            kind=PostingKind[posting.kind],
            day=PostingDay(posting.day, Precision(posting.precision)),
            fen=fen,
            basis=posting.basis,
            grant=came if came is not None else left,
            person=person,
            reversed=posting.id in taken_back,
        )
        for posting, person, fen, left, came in found
    )


def _moved(task: int) -> Select[FundPosting, str, int, int | None, int | None]:
    return (
        select(FundPosting, PersonEntry.name, FundMovement.fen, _From.grant_id, _To.grant_id)
        .join(FundMovement, FundMovement.posting_id == FundPosting.id)
        .join(PersonEntry, PersonEntry.id == FundPosting.person_id)
        .join(_From, _From.id == FundMovement.source_id)
        .join(_To, _To.id == FundMovement.target_id)
        .where(or_(_From.task_id == task, _To.task_id == task))
        .order_by(FundPosting.number.desc(), FundMovement.place)
    )
