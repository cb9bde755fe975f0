"""What stands on a decision, the office's or that of the level above, and keeps it from being taken back."""

from __future__ import annotations

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session, aliased

from ipdesk.models.tables import Application, ApplicationStep, AwardEntry, IssuedLetterEntry, VoidedLetter
from ipdesk.models.workflow import DECIDED, Step


def decided_by(session: Session, application: int, by: Step = Step.CONFIRM) -> int:
    """Return the id of the step by which an application was decided last, 0 where it was not.

    That is the office's decision, or, ``by`` its step, the answer of the level above.
    """
    step = ApplicationStep
    taken = select(step.id).where(step.application_id == application, step.step == by.name)
    return session.scalar(taken.order_by(step.id.desc()).limit(1)) or 0


def take_back_refusal(session: Session, application: int) -> str:
    """Return why the decision on an application cannot be taken back, as a sentence; "" where it can."""
    step = decided_by(session, application)
    if number := written_since(session, application, step):
        return f"其后已印发文书 {number}，请先作废它，再撤回审定。"
    if number := counted_since(session, application, step):
        counted = f"其后申请件 {number} 的核算已把这件的审定计算在内并且定了下来"
        return f"{counted}，请先撤回 {number} 的审定，再撤回这件的。"
    return ""


def written_since(session: Session, application: int, step: int) -> str:
    """Return the number of a paper issued about an application since a step (its id) that is not void."""
    letter, voided = IssuedLetterEntry, select(VoidedLetter.letter_id)
    since = select(ApplicationStep.at).where(ApplicationStep.id == step).scalar_subquery()
    found = (
        select(letter.number)
        .where(letter.application_id == application, letter.issued_at >= since)
        .where(letter.number != "", letter.id.not_in(voided))
        .limit(1)
    )
    return session.scalar(found) or ""


def counted_since(session: Session, application: int, step: int) -> str:
    """Return the number of an application that counted what a step (its id) decided, and went on.

    That is one of the same taker, or about the same thing, which was evaluated after it.
    """
    return session.scalar(_counted_since(application, step)) or ""


def _counted_since(application: int, step: int) -> Select[str]:
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
