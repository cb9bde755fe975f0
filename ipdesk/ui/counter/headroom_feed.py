"""Keeps what is left of every limit up to date while it is looked at, and costs nothing while it is not."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from ipdesk.models import queries
from ipdesk.models.awards.limit_headroom import ApplicantContext, as_history, cuts, limit_headroom
from ipdesk.rules.core.case import HistoryEntry
from ipdesk.rules.core.result import Result
from ipdesk.ui.counter.application_draft import ApplicationDraft
from ipdesk.ui.counter.awards_panel import AwardsPanel
from ipdesk.ui.desk.debounce import Debounce
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.latest import LatestRequest
from ipdesk.ui.widgets import Button

PAUSE = 120  # ms after the last key


class HeadroomFeed(QObject):
    """Turns the awards panel to the limits, and back to where the keyboard was.

    The limits are worked out at once when they come into sight, then in a moment after each edit.
    """

    def __init__(
        self, desk: Desk, draft: ApplicationDraft, awards: AwardsPanel, button: Button, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk, self._draft, self._awards, self._button = desk, draft, awards, button
        self._view = awards.rooms
        self._seated = 0
        self._latest, self._refreshing = LatestRequest(desk, self), Debounce(self.refresh, PAUSE, self)
        self._before: QWidget | None = None  # where the keyboard was
        button.clicked.connect(self._turn)
        awards.roomsShown.connect(self._turned)
        draft.applicantChanged.connect(self._seat)
        draft.rowChanged.connect(self._leave)
        for changed in (draft.resultChanged, draft.policyChanged, draft.fileChanged):
            changed.connect(self._later)

    def _turn(self) -> None:
        if self._view.isVisible():
            self._awards.show_rooms(False)
            self._go_back()
            return
        self._before = QApplication.focusWidget()
        self._awards.show_rooms(True)
        self._view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _go_back(self) -> None:
        before, self._before = self._before, None
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._awards.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _turned(self, shown: bool) -> None:
        self._button.set_text(self.tr("看核算") if shown else self.tr("额度余额"))
        if shown:
            self.refresh()

    def _seat(self) -> None:
        """Take away what the one before had left; with nobody there go back to the lines.

        They are what the next one asks for.
        """
        applicant = self._draft.applicant
        seated, self._seated = self._seated, applicant.id if applicant else 0
        if applicant is None:
            self._awards.show_rooms(False)
        elif applicant.id != seated and self._view.isVisible():
            self._latest.drop()
            self._view.say(self.tr("正在核算各项额度余额……"))
        self._later()

    def _leave(self) -> None:
        """Show what an item is worth, and why, once somebody goes on with it."""
        if self._view.isVisible():
            self._awards.show_rooms(False)

    def _later(self) -> None:
        if self._view.isVisible():
            self._refreshing.later()

    def begin_day(self) -> None:
        """Count the traits that are held on another day, where somebody is looking."""
        self._later()

    def refresh(self) -> None:
        """Work out what is left now."""
        draft, applicant = self._draft, self._draft.applicant
        self._latest.drop()
        if applicant is None:
            self._view.say(self.tr("先按 F2 选定申请人，再看各项额度余额。"))
            return
        context = ApplicantContext(draft.policy, applicant, draft.year)
        if draft.read_only():
            self._ask(context)
        else:
            note = self.tr("已审定：以前审定的，不含已受理未审定的；本次：这份申请件")
            self._show(context, draft.history, draft.result, note)

    def _ask(self, context: ApplicantContext) -> None:
        """Ask what was granted before; what a decision has confirmed is among it."""
        draft, need = self._draft, context.policy.history_needed(())
        stands = draft.file.state.decided
        note = self.tr("已审定：以前审定的，不含已受理未审定的；本次：这份申请件，尚未审定")
        if stands:
            note = self.tr("已审定：包括这份申请件")
        result, own = (None, None) if stands else (draft.result, draft.file.id)

        def fetched(history: tuple[HistoryEntry, ...]) -> None:
            self._show(context, history, result, note)

        args = (context.policy.id, context.applicant.id, need, own)
        self._latest.ask(queries.history, *args, done=fetched)

    def _show(
        self, context: ApplicantContext, history: tuple[HistoryEntry, ...], result: Result | None, note: str
    ) -> None:
        words = self.tr("{year} 年度额度余额　{policy}")
        head = words.format(year=context.year, policy=context.policy.pack.short_title)
        lines = result.lines if result else ()
        own = as_history(context, lines, self._draft.achievements())
        self._view.show_rooms(
            head, note, limit_headroom(context, self._desk.today(), history, own, cuts(lines))
        )
