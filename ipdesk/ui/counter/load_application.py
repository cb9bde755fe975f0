"""Laying an application of the database on the counter."""

from __future__ import annotations

import datetime
from dataclasses import replace

from ipdesk.models import queries
from ipdesk.models.evaluation.evaluate import guards_of, stored_result
from ipdesk.models.evaluation.granted import granted_result
from ipdesk.models.parsing.stored_rows import rows_of
from ipdesk.models.records import ApplicationDetail, Draft, particulars_of
from ipdesk.models.services.application_with_policy import explained
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.ui.counter.saved_application import SavedApplication
from ipdesk.ui.counter.worksheet import Worksheet
from ipdesk.ui.desk.desk import Desk


def open_application(desk: Desk, sheet: Worksheet, application: int) -> datetime.datetime | None:
    """Lay an application on the counter; return when its draft was saved, None for an accepted one.

    Raises DeskError where it is not there or cannot be read.
    """
    desk.own.wait()  # the draft may be under a policy of the office that is still being read
    detail, policy = desk.read(explained, application, desk.policies)
    draft = desk.read(queries.draft, application)
    if detail.application.state.editable and draft is not None:
        _lay(sheet, detail, policy, draft)
        return draft.saved_at
    _lay(sheet, detail, policy, None)
    _show_result(desk, sheet, detail, policy)
    return None


def refresh(desk: Desk, sheet: Worksheet) -> None:
    """Take the state and the result of the accepted application on the counter anew. Raises DeskError."""
    if sheet.file.id is not None:
        detail, policy = desk.read(explained, sheet.file.id, desk.policies)
        sheet.set_file(replace(sheet.file, state=detail.application.state))
        _show_result(desk, sheet, detail, policy)


def _lay(sheet: Worksheet, detail: ApplicationDetail, policy: Policy, draft: Draft | None) -> None:
    row = detail.application
    rows = draft.rows if draft else rows_of(detail, policy.vocabulary)
    file = SavedApplication(row.id, row.number, draft.revision if draft else 0, row.state)
    sheet.load(file, detail.applicant, policy, particulars_of(row), rows)


def _show_result(desk: Desk, sheet: Worksheet, detail: ApplicationDetail, policy: Policy) -> None:
    """Show what was computed when the application was accepted, or what was granted since."""
    result = stored_result(policy, detail, guards_of(desk.read(queries.office)))
    sheet.set_result(
        granted_result(result, detail), {record.code: record.answer for record in detail.answers}
    )
