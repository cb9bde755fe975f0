"""What is known to be refused, whatever is typed: it is said before anybody types."""

from __future__ import annotations

from sqlalchemy.orm import Session

from ipdesk.models.applications.step_checks import recusal_refusal
from ipdesk.models.reading.calls.answers import return_refusal
from ipdesk.models.reading.decision.standing_on import decided_by, take_back_refusal
from ipdesk.models.reading.eligibility.recusals import recusals_of
from ipdesk.models.tables import Application
from ipdesk.models.workflow import Step


def foreseen_refusal(session: Session, application: int, person: int, step: Step | None = None) -> str:
    """Return why a person cannot act on a file, or take a step back of it, as a sentence; "" where it can.

    What counts is what the command finds when it is run.
    """
    file, own = session.get(Application, application), recusals_of(session, person)
    if file is not None and file.applicant_id in own:
        return recusal_refusal(own[file.applicant_id])
    if step is Step.RETURN_DECISION:
        return take_back_refusal(session, application)
    if step is Step.RETURN_ANSWER:
        return return_refusal(session, application, decided_by(session, application, Step.ANSWER))
    return ""
