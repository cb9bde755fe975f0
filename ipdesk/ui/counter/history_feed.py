"""What the evaluation must know of earlier awards, fetched behind the window when it comes to be needed."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from ipdesk.models import queries
from ipdesk.models.changes import Changes, Kind
from ipdesk.models.records import AwaitingDecision, OpenHolder, Received
from ipdesk.rules.case import HistoryEntry
from ipdesk.rules.policy import HistoryNeed
from ipdesk.ui.counter.worksheet import Worksheet
from ipdesk.ui.desk import Desk

PAUSE = 120  # ms: a number being typed is not looked up at every digit


class HistoryFeed(QObject):
    """Keeps the worksheet's history, the open applications with the same numbers and the sums received.

    ``awaitingChanged`` carries the applicant's other applications that were accepted and count nowhere yet.
    """

    holdersChanged = Signal(object)
    receivedChanged = Signal(object)
    awaitingChanged = Signal(object)

    def __init__(self, desk: Desk, sheet: Worksheet, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._sheet = desk, sheet
        self._asked = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._fetch)
        sheet.needChanged.connect(self._need_changed)
        sheet.rowChanged.connect(self._row_changed)
        sheet.applicantChanged.connect(self._fetch_received)
        sheet.policyChanged.connect(self._fetch_received)
        desk.changed.connect(self._records_changed)
        self._items: frozenset[str] = frozenset()

    def _need_changed(self) -> None:
        """Fetch at once for another applicant, and in a moment while a number is being typed.

        Answers still under way belong to what stood here before.
        """
        self._asked += 1
        self._timer.start(PAUSE if self._sheet.history else 0)

    def _row_changed(self) -> None:
        if self._held_items() != self._items:
            self._timer.start(PAUSE)

    def _held_items(self) -> frozenset[str]:
        return frozenset(number.item for number in self._sheet.numbers())

    def _records_changed(self, changes: Changes) -> None:
        if self._sheet.applicant is not None and changes.touches(Kind.APPLICATION):
            own = {self._sheet.file.id} if self._sheet.file.id else set()
            others = bool(changes.ids(Kind.APPLICATION) - own)
            if others or self._sheet.read_only():
                self._fetch_received()
            if others:
                self._timer.start(0)

    def _fetch(self) -> None:
        sheet, need = self._sheet, self._sheet.need()
        self._items = self._held_items()
        self._asked += 1
        if sheet.applicant is None or need is None or sheet.read_only():
            self.holdersChanged.emit(())  # those found for what stood here before are not its own
            return
        self._fetch_history(sheet.applicant.id, need, self._asked)
        self._fetch_holders(self._asked)

    def _fetch_history(self, applicant: int, need: HistoryNeed, asked: int) -> None:
        def fetched(history: tuple[HistoryEntry, ...]) -> None:
            if asked == self._asked:
                self._sheet.set_history(history)

        args = (self._sheet.policy.id, applicant, need, self._sheet.file.id)
        self._desk.read_later(self, queries.history, *args, done=fetched)

    def _fetch_holders(self, asked: int) -> None:
        def fetched(holders: tuple[OpenHolder, ...]) -> None:
            if asked == self._asked:
                self.holdersChanged.emit(holders)

        if not self._items:
            fetched(())
            return
        self._desk.read_later(self, queries.open_holders, self._items, self._sheet.file.id, done=fetched)

    def _fetch_received(self) -> None:
        applicant = self._sheet.applicant
        if applicant is None:
            self.receivedChanged.emit(())
            self.awaitingChanged.emit(())
            return
        self._fetch_awaiting(applicant.id)

        def fetched(received: tuple[Received, ...]) -> None:
            if self._sheet.applicant is not None and self._sheet.applicant.id == applicant.id:
                self.receivedChanged.emit(received)

        self._desk.read_later(self, queries.received, applicant.id, done=fetched)

    def _fetch_awaiting(self, applicant: int) -> None:
        asked = applicant, self._sheet.policy.id, self._sheet.year, self._sheet.file.id

        def fetched(found: tuple[AwaitingDecision, ...]) -> None:
            sheet = self._sheet
            now = sheet.applicant.id if sheet.applicant else 0
            if (now, sheet.policy.id, sheet.year) == asked[:3]:
                self.awaitingChanged.emit(found)

        self._desk.read_later(self, queries.awaiting_decision, *asked, done=fetched)
