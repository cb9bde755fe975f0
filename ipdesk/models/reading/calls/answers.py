"""What the level above answered to applications that were forwarded to it, and what stands on that."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from functools import cache

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from ipdesk.models.core import exact_json
from ipdesk.models.reading.decision.standing_on import counted_since, written_since
from ipdesk.models.records import AnsweredLine, ReturnedAnswer, UpperAnswer
from ipdesk.models.tables import (
    PersonEntry,
    ReturnedAnswerEntry,
    UpperAnswerEntry,
)


def upper_answer(session: Session, application_id: int) -> UpperAnswer | None:
    """Return the answer to an application, None where there is none."""
    row = session.execute(_upper_answer(), {"application": application_id}).first()
    return UpperAnswer(*row) if row is not None else None


@cache
def _upper_answer() -> Select[str, str, datetime.date, str, datetime.datetime]:
    entry = UpperAnswerEntry
    return (
        select(entry.body, entry.number, entry.day, PersonEntry.name, entry.at)
        .join(PersonEntry, PersonEntry.id == entry.person_id)
        .where(entry.application_id == bindparam("application"))
    )


def returned_answers(session: Session, applications: Iterable[int]) -> dict[int, ReturnedAnswer]:
    """Return the answers whose recording was taken back, the last of each application that had one."""
    entry = ReturnedAnswerEntry
    found = select(entry).where(entry.application_id.in_(tuple(applications))).order_by(entry.id)
    return {one.application_id: _returned(one) for one in session.scalars(found)}


def _returned(entry: ReturnedAnswerEntry) -> ReturnedAnswer:
    lines = tuple(AnsweredLine(*line) for line in exact_json.loads(entry.lines))
    return ReturnedAnswer(entry.body, entry.number, entry.day, lines)


def return_refusal(session: Session, application: int, step: int) -> str:
    """Return why an answer, recorded by a step (its id), cannot be taken back; "" where it can."""
    if number := written_since(session, application, step):
        return f"其后已印发文书 {number}，请先作废它，再撤销批复登记。"
    if number := counted_since(session, application, step):
        return f"其后申请件 {number} 的核算已把这件的批复计算在内并且定了下来，不能再撤销批复登记。"
    return ""
