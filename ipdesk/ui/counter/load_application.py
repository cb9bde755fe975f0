"""Laying an application of the database on the counter."""

from __future__ import annotations

import datetime
from dataclasses import replace

from ipdesk.models import queries
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


def open_application(desk: Desk, draft: ApplicationDraft, application: int) -> datetime.datetime | None:
    """Lay an application on the counter; return when its draft was saved, None for an accepted one.

    Raises DeskError where it is not there or cannot be read.
    """
    desk.own.wait()  # the draft may be under a policy of the office that is still being read
    detail, policy = desk.read(explained, application, desk.policies)
    saved = desk.read(queries.draft, application)
    if detail.application.state.editable and saved is not None:
        _lay(draft, detail, policy, saved)
        return saved.saved_at
    _lay(draft, detail, policy, None)
    _show_result(desk, draft, detail, policy)
    return None


def refresh(desk: Desk, draft: ApplicationDraft) -> None:
    """Take the state and the result of the accepted application on the counter anew. Raises DeskError."""
    if draft.file.id is not None:
        detail, policy = desk.read(explained, draft.file.id, desk.policies)
        draft.set_file(replace(draft.file, state=detail.application.state))
        _show_result(desk, draft, detail, policy)


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
