"""What of a file stands on the decision page: its sheet, and the meeting to begin with."""

from __future__ import annotations

from typing import NamedTuple

from ipdesk.models.awards.decision_draft import DecidedSheet, DecisionSheet
from ipdesk.models.records import ApplicationRow
from ipdesk.models.services.decision_file import DecisionFile
from ipdesk.models.workflow import Step


class Meeting(NamedTuple):
    """A meeting as typed: number and day of its minutes, which body met, what it resolved."""

    number: str = ""
    day: str = ""
    body: str = ""
    text: str = ""


def sheet_of(file: DecisionFile) -> DecisionSheet:
    """Return the sheet of a file: open with what was typed, or as it was decided."""
    if not file.detail.application.state.decidable:
        return DecidedSheet(file.detail, file.policy)
    typed = [raw for raw in (file.draft.lines if file.draft else ()) if raw.rule in file.policy.rule_ids()]
    return DecisionSheet(file.detail, file.policy, file.history, typed, file.guards)


def meeting_of(file: DecisionFile, before: Meeting) -> Meeting:
    """Return the meeting: as decided, as typed before, or that of the file ``before``."""
    detail, draft = file.detail, file.draft
    if detail.application.state.decided:
        day = detail.minutes_date.isoformat() if detail.minutes_date else ""
        return Meeting(detail.minutes_number, day, detail.minutes_body, detail.minutes_text)
    if draft is None:
        return before
    typed = Meeting(draft.minutes_number, draft.minutes_date, draft.minutes_body, draft.minutes_text)
    return typed if any(typed) else before


def has_stage(row: ApplicationRow) -> bool:
    """Say whether an application passes the stage of proposals, now or from here on."""
    return row.proposed is not None or row.may(Step.PROPOSE)
