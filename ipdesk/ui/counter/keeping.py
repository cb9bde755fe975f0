"""Nothing typed is lost: what is not in the database is kept in the rescue file, and laid out again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from ipdesk.models import queries
from ipdesk.models.errors import DeskError
from ipdesk.models.records import ApplicantRecord
from ipdesk.ui.autosave import Stage
from ipdesk.ui.counter.rescue import RescueFile, Unsaved
from ipdesk.ui.counter.worksheet import File

if TYPE_CHECKING:
    from ipdesk.rules.policy import Policy
    from ipdesk.ui.counter.page import CounterPage
    from ipdesk.ui.desk import Desk

_PAUSE = 1000  # ms after the last change


class Keeping(QObject):
    """Watches a counter page and keeps the rescue file as full as need be."""

    def __init__(self, page: CounterPage, desk: Desk) -> None:
        super().__init__(page)
        self._page, self._desk = page, desk
        self._file = RescueFile(desk.data_dir)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.keep)
        for told in (page.sheet.edited, page.autosave.changed, page.applicant.form.edited):
            told.connect(self._note)
        page.applicant.registering.connect(lambda _: self._note())

    def _note(self) -> None:
        self._timer.start(_PAUSE)

    def needed(self) -> bool:
        """Say whether something on the counter is in no database."""
        page = self._page
        if page.applicant.registers() or page.applicant.changing():
            return True
        unsafe = (Stage.NOT_YET, Stage.FAILED, Stage.REFUSED)
        return page.autosave.dirty() and page.autosave.state.stage in unsafe

    def keep(self) -> bool:
        """Write down what must not be lost, or drop the file; return whether everything is safe."""
        self._timer.stop()
        if not self.needed():
            self._file.drop()
            return True
        kept = self._file.keep(self._everything())
        return kept and not self._page.applicant.changing()

    def _everything(self) -> Unsaved:
        sheet, panel = self._page.sheet, self._page.applicant
        return Unsaved(
            applicant=sheet.applicant.id if sheet.applicant else None,
            policy=sheet.policy.id,
            year=sheet.year,
            application=sheet.file.id,
            number=sheet.file.number,
            revision=sheet.file.revision,
            rows=tuple(sheet.rows),
            form=panel.form.details() if panel.registers() else None,
        )

    def bring_back(self) -> bool:
        """Lay out again what the last session could not save; return whether there was anything."""
        kept = self._file.read()
        if kept is None:
            return False
        sheet = self._page.sheet
        policy, file = self._policy_and_file(kept)
        sheet.load(file, self._applicant(kept), policy, kept.year, kept.rows)
        if kept.form is not None:
            self._page.applicant.register("")
            self._page.applicant.form.show_details(kept.form)
        sheet.edited.emit()
        return True

    def _policy_and_file(self, kept: Unsaved) -> tuple[Policy, File]:
        """Return the policy, and the file to save in; where the policy is gone, another one and a new file.

        The rows are worth keeping, and the draft that they were typed in must not change its policy unseen.
        """
        try:
            return self._desk.policy(kept.policy), File(kept.application, kept.number, kept.revision)
        except DeskError:
            return self._page.sheet.policy, File()

    def _applicant(self, kept: Unsaved) -> ApplicantRecord | None:
        if kept.applicant is None:
            return None
        try:
            return self._desk.read(queries.applicant, kept.applicant)
        except DeskError:
            return None  # the rows are worth keeping all the same
