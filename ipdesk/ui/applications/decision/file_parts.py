"""What of a file stands on the decision page: its sheet, and the meeting to begin with."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from ipdesk.models.applications.step_checks import anew_meeting_problem, meeting_day_problem
from ipdesk.models.awards.decided_sheet import DecidedSheet
from ipdesk.models.awards.decision_draft import DecisionSheet
from ipdesk.models.records import ApplicationDetail, ApplicationRow, Minutes
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


class Offered(NamedTuple):
    """A meeting that one key takes for the one that is asked for, and what that key is called."""

    meeting: Meeting
    word: str


def offered_meeting(file: DecisionFile, today: datetime.date) -> Offered | None:
    """Return the meeting by which a file was proposed or decided earlier today, or that which proposed this.

    None decides by it unasked, and none is offered that cannot have met about this file. What was published
    is decided by a meeting after that.
    """
    detail, used = file.detail, file.used
    if not detail.application.state.decidable:
        return None
    if used is not None and used.on == today and _may_have_met(detail, used.minutes, today):
        words = _tr("用今天填过的这次会议：{number}")
        return Offered(_as_typed(used.minutes), words.format(number=used.minutes.number))
    before = detail.proposal.minutes if detail.proposal is not None else None
    if before is None or not before.number or detail.application.state is Step.PUBLISH.target:
        return None
    return Offered(_as_typed(before), _tr("审定也是这次会议"))


def _may_have_met(detail: ApplicationDetail, minutes: Minutes, today: datetime.date) -> bool:
    day = minutes.date
    return day is not None and not (
        meeting_day_problem(day, detail.application.accepted_on, today)
        or anew_meeting_problem(day, detail.objected_on)
    )


def _as_typed(minutes: Minutes) -> Meeting:
    day = minutes.date.isoformat() if minutes.date else ""
    return Meeting(minutes.number, day, minutes.body, minutes.text)


def former_meeting(detail: ApplicationDetail) -> str:
    """Say by which meeting was proposed what is decided now, or to what an objection was upheld since."""
    proposal = detail.proposal
    if proposal is not None and detail.application.state.decidable and proposal.minutes.number:
        words, before = _tr("填审定的这次会议；拟资助的会议是 {number}（{day}）"), _as_typed(proposal.minutes)
        return words.format(number=before.number, day=before.day)
    made = [one.remark for one in detail.steps if one.step is Step.PROPOSE and one.remark]
    words = _tr("填重新拟定的这次会议；上次是{minutes}")
    return words.format(minutes=made[-1]) if made and detail.attacked else ""


def _tr(text: str) -> str:
    return QCoreApplication.translate("DecisionMeeting", text)


def has_stage(row: ApplicationRow) -> bool:
    """Say whether an application passes the stage of proposals, now or from here on."""
    return row.proposed is not None or row.may(Step.PROPOSE)
