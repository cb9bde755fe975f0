"""Laying an application of the database on the counter."""

from __future__ import annotations

import datetime
from dataclasses import replace

from ipdesk.models import queries
from ipdesk.models.evaluation import guards_of, stored_result
from ipdesk.models.records import ApplicationDetail, Draft, State
from ipdesk.rules.result import Result
from ipdesk.ui.counter.rows import rows_of
from ipdesk.ui.counter.worksheet import File, Worksheet
from ipdesk.ui.desk import Desk


def open_application(desk: Desk, sheet: Worksheet, application: int) -> datetime.datetime | None:
    """Lay an application on the counter; return when its draft was saved, None for an accepted one.

    Raises DeskError where it is not there or cannot be read.
    """
    detail = desk.read(queries.application_detail, application)
    draft = desk.read(queries.draft, application)
    if detail.application.state is State.DRAFT and draft is not None:
        _lay(desk, sheet, detail, draft)
        return draft.saved_at
    _lay(desk, sheet, detail, None)
    sheet.set_result(_result(desk, detail))
    return None


def refresh(desk: Desk, sheet: Worksheet) -> None:
    """Take the state and the result of the accepted application on the counter anew. Raises DeskError."""
    if sheet.file.id is not None:
        detail = desk.read(queries.application_detail, sheet.file.id)
        sheet.set_file(replace(sheet.file, state=detail.application.state))
        sheet.set_result(_result(desk, detail))


def _lay(desk: Desk, sheet: Worksheet, detail: ApplicationDetail, draft: Draft | None) -> None:
    row = detail.application
    policy = desk.policy(row.policy)
    rows = draft.rows if draft else rows_of(detail, policy.vocabulary)
    file = File(row.id, row.number, draft.revision if draft else 0, row.state)
    sheet.load(file, detail.applicant, policy, row.year, rows)


def _result(desk: Desk, detail: ApplicationDetail) -> Result:
    """Return the result as it was computed when the application was accepted, or confirmed."""
    guards = guards_of(desk.read(queries.office))
    return stored_result(desk.policy(detail.application.policy), detail, guards)
