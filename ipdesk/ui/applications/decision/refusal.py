"""Why who sits here may not decide an application, said before anything is typed."""

from __future__ import annotations

from ipdesk.models import queries
from ipdesk.models.applications.step_checks import (
    recusal_refusal,
    same_person_refusal,
    upheld_refusal,
)
from ipdesk.models.core.actor import Permission
from ipdesk.models.public_notices.period import not_over
from ipdesk.models.records import ApplicationDetail, ApplicationRow
from ipdesk.models.workflow import Step
from ipdesk.ui.applications.decision.words import decision_step, decision_words
from ipdesk.ui.desk.desk import Desk


def decision_refusal(desk: Desk, row: ApplicationRow | None) -> str:
    """Return the sentence, "" where it may, or where there is nothing to decide. Raises DeskError."""
    if row is None or not row.state.decidable:
        return ""
    step = decision_step(row)
    fault = row.refusal(step)
    if fault:
        return f"{fault}。"
    return (
        desk.refusal(Permission.DECIDE)
        or _recused(desk, row)
        or (_same_person(desk, row) if step is Step.CONFIRM else "")
    )


def not_yet(desk: Desk, detail: ApplicationDetail | None) -> str:
    """Return why an application waits: its notice is not over, or an objection was upheld.

    What is typed can be prepared meanwhile.
    """
    if detail is None:
        return ""
    row = detail.application
    if row.state is not Step.PUBLISH.target:
        return upheld_refusal(row.number, detail.steps, Step.CONFIRM)
    last = desk.read(queries.last_day_of, row.id)
    return not_over(last, desk.today(), decision_words(Step.CONFIRM).title) if last else ""


def _recused(desk: Desk, row: ApplicationRow) -> str:
    person = desk.person_or_none()
    found = desk.read(queries.recusal_of, row.applicant, person.id) if person else None
    return recusal_refusal(found.relation) if found else ""


def _same_person(desk: Desk, row: ApplicationRow) -> str:
    """Return why who accepted the application does not decide it; names are the office's own, none twice."""
    person = desk.person_or_none()
    if person is None or row.accepted_by != person.name:
        return ""
    separates = desk.read(queries.access_settings).separates_decision
    return same_person_refusal(row.number) if separates else ""
