"""From the counter to other applications: those of the applicant, and those that a line refers to."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ipdesk.models import queries
from ipdesk.models.core.errors import DeskError
from ipdesk.ui.applicants.received_dialog import ReceivedDialog
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.destinations import OpenApplication
from ipdesk.ui.widgets import MessageLine


class OtherApplications(QObject):
    """Leads from the counter to applications in the list, or says on the page why it cannot."""

    def __init__(self, desk: Desk, message: MessageLine, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._message, self._page = desk, message, page

    def open(self, application: int) -> None:
        """Go to an application in the list; what lies on the counter stays."""
        self._desk.open(OpenApplication(application))

    def open_number(self, number: str) -> None:
        """Show the application of a number in the list."""
        try:
            found = self._desk.read(queries.application_by_number, number)
        except DeskError as error:
            self._tell(error)
            return
        if found is None:
            words = self._page.tr("没有找到申请件 {number}，可能是以前导入的记录。")
            self._message.say(words.format(number=number))
        else:
            self.open(found.id)

    def show_received(self, applicant: int) -> None:
        """Show what an applicant received before, to choose an application from."""
        try:
            detail = self._desk.read(queries.applicant_detail, applicant)
            paid = self._desk.read(queries.paid_of_applicant, applicant)
        except DeskError as error:
            self._tell(error)
            return
        sheet = ReceivedDialog(self._desk, detail, paid, self._page)
        sheet.chosen.connect(self.open)
        sheet.open_once()

    def _tell(self, error: DeskError) -> None:
        self._message.say(error.message, *self._desk.ways_out(error))
