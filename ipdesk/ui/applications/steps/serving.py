"""The record of service of one letter, wherever its kind keeps it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ipdesk.models import queries
from ipdesk.models.records.services import WITH_A_PERIOD
from ipdesk.ui.applications.after_award.service_dialog import record_letter_service
from ipdesk.ui.applications.steps.taking import record_service
from ipdesk.ui.desk.desk import Desk


def serve_letter(
    desk: Desk, page: QWidget, tell: Callable[[str], None], application: int, letter: int
) -> None:
    """Ask how a letter was served, or when, where its service begins a period. Raises DeskError."""
    detail = desk.read(queries.application_detail, application)
    if any(one.id == letter and one.kind in WITH_A_PERIOD for one in detail.letters):
        record_service(desk, page, tell, application)
    else:
        record_letter_service(desk, page, tell, application, letter)
