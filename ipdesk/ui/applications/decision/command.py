"""The decision as it stands on the page, as the command that takes it."""

from __future__ import annotations

from typing import Any

from ipdesk.models.awards.decision_draft import DecisionSheet
from ipdesk.models.commands import ConfirmApplication, ProposeApplication, SaveDecisionDraft
from ipdesk.models.workflow import Step
from ipdesk.ui.applications.decision.outcome import OutcomePanel
from ipdesk.ui.applications.decision.view import DecisionView


def decision_command(view: DecisionView, step: Step) -> ConfirmApplication | ProposeApplication:
    """Return the command of a step. Raises LookupError while there is nothing to decide."""
    sheet, outcome = view.sheet, view.outcome
    if sheet is None:
        raise LookupError("nothing to decide")
    given = _given(sheet, outcome)
    if step is Step.PROPOSE:
        return ProposeApplication(**given)
    return ConfirmApplication(
        **given,
        answers=sheet.answers(outcome.answers.texts()),
        departures=sheet.departures(),
        departure_reason=outcome.departures.text(),
        unpublished_reason=outcome.departures.unpublished_text(),
        view=outcome.departures.view.stated(),
    )


def _given(sheet: DecisionSheet, outcome: OutcomePanel) -> dict[str, Any]:
    """Return what a proposal and a decision say alike."""
    meeting = outcome.meeting()
    return {
        "application": sheet.detail.application.id,
        "policy": sheet.policy,
        "decided": sheet.decided(),
        "lowered": sheet.final_lowered(),
        "shown": sheet.shown(),
        "minutes_number": meeting.number,
        "minutes_date": outcome.day.day(),
        "minutes_body": meeting.body,
        "minutes_text": meeting.text,
    }


def text_to_save(view: DecisionView) -> SaveDecisionDraft | None:
    """Return what was typed, of the file on show, whichever is being read; None where nothing can be."""
    sheet, outcome = view.sheet, view.outcome
    if sheet is None or not view.open_to_edit():
        return None
    meeting, view_part = outcome.meeting(), outcome.departures.view
    return SaveDecisionDraft(
        application=sheet.detail.application.id,
        lines=sheet.all_typed(),
        minutes_number=meeting.number,
        minutes_date=meeting.day,
        minutes_body=meeting.body,
        minutes_text=meeting.text,
        answers=outcome.answers.texts(),
        departure_reason=outcome.departures.text(),
        unpublished_reason=outcome.departures.unpublished_text(),
        view_gist=view_part.gist.text(),
        view_outcome=view_part.outcome.key(),
        view_why=view_part.why.text(),
    )
