"""What the evaluation must know of earlier awards, fetched behind the window when it comes to be needed."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from ipdesk.models import queries
from ipdesk.models.core.changes import Changes, Kind
from ipdesk.models.records import AwaitingDecision, OpenHolder, ReceivedTotal
from ipdesk.ui.counter.application_draft import ApplicationDraft
from ipdesk.ui.desk.debounce import Debounce
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.latest import LatestRequest
from ipdesk.ui.desk.tasks import Lane

PAUSE = 120  # ms: a number being typed is not looked up at every digit


class HistoryFeed(QObject):
    """Keeps the draft's history, the open applications with the same numbers and the sums received.

    ``awaitingChanged`` carries the applicant's other applications that were accepted and count nowhere yet.
    """

    holdersChanged = Signal(object)
    receivedChanged = Signal(object)
    awaitingChanged = Signal(object)

    def __init__(self, desk: Desk, draft: ApplicationDraft, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._draft = desk, draft
        self._history, self._holders = LatestRequest(desk, self), LatestRequest(desk, self)
        self._fetching = Debounce(self._fetch, PAUSE, self)
        draft.needChanged.connect(self._need_changed)
        draft.rowChanged.connect(self._row_changed)
        draft.applicantChanged.connect(self._fetch_received)
        draft.policyChanged.connect(self._fetch_received)
        desk.changed.connect(self._records_changed)
        self._items: frozenset[str] = frozenset()

    def _need_changed(self) -> None:
        """Fetch at once for another applicant, and in a moment while a number is being typed.

        Answers still under way belong to what stood here before.
        """
        self._drop()
        if self._draft.history:
            self._fetching.later()
        else:
            self._fetching.soon()

    def _drop(self) -> None:
        self._history.drop()
        self._holders.drop()

    def _row_changed(self) -> None:
        if self._held_items() != self._items:
            self._fetching.later()

    def _held_items(self) -> frozenset[str]:
        return frozenset(number.item for number in self._draft.numbers())

    def _records_changed(self, changes: Changes) -> None:
        if self._draft.applicant is not None and changes.touches(Kind.APPLICATION):
            own = {self._draft.file.id} if self._draft.file.id else set()
            others = bool(changes.ids(Kind.APPLICATION) - own)
            if others or self._draft.read_only():
                self._fetch_received()
            if others:
                self._fetching.soon()

    def _fetch(self) -> None:
        draft, need = self._draft, self._draft.need()
        self._items = self._held_items()
        if draft.applicant is None or need is None or draft.read_only():
            self._drop()
            self.holdersChanged.emit(())  # those found for what stood here before are not its own
            return
        args = (draft.policy.id, draft.applicant.id, need, draft.file.id)
        self._history.ask(queries.history, *args, done=draft.set_history)
        self._fetch_holders(draft.file.id)

    def _fetch_holders(self, own: int | None) -> None:
        def fetched(holders: tuple[OpenHolder, ...]) -> None:
            if not self._saved_meanwhile(own):
                self.holdersChanged.emit(holders)
            elif not self._fetching.waiting():
                self._fetching.later()

        if self._items:
            self._holders.ask(queries.open_holders, self._items, own, done=fetched)
        else:
            self._holders.drop()
            self.holdersChanged.emit(())

    def _saved_meanwhile(self, own: int | None) -> bool:
        """Say whether the file may itself be among what was found: it had no id yet, and has or gets one."""
        return own is None and (self._draft.file.id is not None or self._desk.tasks.busy(Lane.SAVING))

    def _fetch_received(self) -> None:
        applicant = self._draft.applicant
        if applicant is None:
            self.receivedChanged.emit(())
            self.awaitingChanged.emit(())
            return
        self._fetch_awaiting(applicant.id)

        def fetched(received: tuple[ReceivedTotal, ...]) -> None:
            if self._draft.applicant is not None and self._draft.applicant.id == applicant.id:
                self.receivedChanged.emit(received)

        self._desk.read_later(self, queries.received, applicant.id, done=fetched)

    def _fetch_awaiting(self, applicant: int) -> None:
        asked = applicant, self._draft.policy.id, self._draft.year, self._draft.file.id

        def fetched(found: tuple[AwaitingDecision, ...]) -> None:
            draft = self._draft
            now = draft.applicant.id if draft.applicant else 0
            if (now, draft.policy.id, draft.year) == asked[:3]:
                self.awaitingChanged.emit(found)

        self._desk.read_later(self, queries.awaiting_decision, *asked, done=fetched)
