"""Laying an application of the database on the counter."""

from __future__ import annotations

import datetime
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from ipdesk.models import queries
from ipdesk.models.applications.correction_period import period_text, running_correction
from ipdesk.models.awards.call_check import handed_in_at
from ipdesk.models.evaluation.evaluate import guards_of, stored_result
from ipdesk.models.evaluation.granted import granted_result
from ipdesk.models.parsing.stored_rows import rows_of
from ipdesk.models.records import ApplicationDetail, Draft, particulars_of
from ipdesk.models.services.application_with_policy import explained
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.ui.counter.application_draft import ApplicationDraft
from ipdesk.ui.counter.saved_application import SavedApplication
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.widgets import MessageLine


def open_application(desk: Desk, draft: ApplicationDraft, application: int) -> datetime.datetime | None:
    """Lay an application on the counter; return when its draft was saved, None for an accepted one.

    Raises DeskError where it is not there or cannot be read.
    """
    desk.own.wait()  # the draft may be under a policy of the office that is still being read
    detail, policy = desk.read(explained, application, desk.policies)
    saved = desk.read(queries.draft, application)
    state = detail.application.state
    if saved is not None and (state.editable or (state.ended and not detail.lines)):
        _lay(draft, detail, policy, saved)
        return saved.saved_at if state.editable else None
    _lay(draft, detail, policy, None)
    _show_result(desk, draft, detail, policy)
    return None


def refresh(desk: Desk, draft: ApplicationDraft) -> bool:
    """Take the state and the result of the accepted application on the counter anew.

    Return whether it is open for typing again, so that it has to be laid out anew. Raises DeskError.
    """
    if draft.file.id is None:
        return False
    detail, policy = desk.read(explained, draft.file.id, desk.policies)
    if detail.application.state.editable:
        return True
    draft.set_file(replace(draft.file, state=detail.application.state))
    _show_result(desk, draft, detail, policy)
    return False


def tell_correction(desk: Desk, draft: ApplicationDraft, message: MessageLine) -> None:
    """Say over the form what the running correction of the application on the counter asks for."""
    application = draft.file.id
    rounds = desk.read(queries.corrections, application) if application is not None else ()
    asked = running_correction(rounds)
    if asked is None:
        return
    words = QCoreApplication.translate("LoadApplication", "第 {round} 次补正：{items}。{until}。")
    items = "；".join(item.missing for item in asked.items)
    until = period_text(asked, desk.today(), desk.read(queries.working_days))
    said = words.format(round=asked.round, items=items, until=until)
    message.say(said, icon="info", about="correction")


def _lay(draft: ApplicationDraft, detail: ApplicationDetail, policy: Policy, saved: Draft | None) -> None:
    row = detail.application
    rows = saved.rows if saved else rows_of(detail, policy.vocabulary)
    file = SavedApplication(
        row.id, row.number, saved.revision if saved else 0, row.state, handed_in_at(detail.steps)
    )
    draft.load(file, detail.applicant, policy, particulars_of(row), rows)


def _show_result(desk: Desk, draft: ApplicationDraft, detail: ApplicationDetail, policy: Policy) -> None:
    """Show what was computed when the application was accepted, or what was granted since."""
    result = stored_result(policy, detail, guards_of(desk.read(queries.office)))
    draft.set_result(
        granted_result(result, detail), {record.code: record.answer for record in detail.answers}
    )
