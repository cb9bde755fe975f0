"""What the level above answered to applications that were forwarded to it, and what stands on that."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from functools import cache

from sqlalchemy import Select, and_, bindparam, or_, select
from sqlalchemy.orm import Session, aliased

from ipdesk.models.core import exact_json
from ipdesk.models.records import AnsweredLine, ReturnedAnswer, UpperAnswer
from ipdesk.models.tables import (
    Application,
    ApplicationStep,
    AwardEntry,
    IssuedLetterEntry,
    PersonEntry,
    ReturnedAnswerEntry,
    UpperAnswerEntry,
    VoidedLetter,
)
from ipdesk.models.workflow import DECIDED, Step


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
    if number := session.scalar(_written_since(application, step)):
        return f"其后已印发文书 {number}，请先作废它，再撤销批复登记。"
    if number := session.scalar(_counted_since(application, step)):
        return f"其后申请件 {number} 的核算已把这件的批复计算在内并且定了下来，不能再撤销批复登记。"
    return ""


def _written_since(application: int, step: int) -> Select[str | None]:
    """Find a paper with a number about the application that is not void."""
    letter, voided = IssuedLetterEntry, select(VoidedLetter.letter_id)
    since = select(ApplicationStep.at).where(ApplicationStep.id == step).scalar_subquery()
    return (
        select(letter.number)
        .where(letter.application_id == application, letter.issued_at >= since)
        .where(letter.number != "", letter.id.not_in(voided))
        .limit(1)
    )


def _counted_since(application: int, step: int) -> Select[str]:
    """Find an application that was evaluated after the answer for the same taker or thing, and went on."""
    taken, mine, theirs = ApplicationStep, aliased(Application), AwardEntry
    own = aliased(AwardEntry)
    same = select(own.id).where(own.application_id == application, own.rule == theirs.rule)
    thing = select(theirs.id).where(
        theirs.application_id == Application.id, same.where(own.ref == theirs.ref).exists()
    )
    gone_on = (Step.FORWARD.target.value, *(state.value for state in DECIDED))
    evaluated = and_(taken.step.in_((Step.ACCEPT.name, Step.CONFIRM.name)), taken.id > step)
    return (
        select(Application.number)
        .join(mine, and_(mine.id == application, mine.policy == Application.policy))
        .join(taken, and_(taken.application_id == Application.id, evaluated))
        .where(Application.id != application, Application.state.in_(gone_on))
        .where(or_(Application.applicant_id == mine.applicant_id, thing.exists()))
        .limit(1)
    )
