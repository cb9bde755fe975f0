"""The foot of the list: totals of what is chosen, and the one thing that comes next for it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ipdesk.models import queries
from ipdesk.models.core.actor import Permission
from ipdesk.models.core.session import Session
from ipdesk.models.records import SUBMITTED, ApplicationRow, ApplicationTotals
from ipdesk.models.workflow import FIRST
from ipdesk.ui.applications.list.summary import SelectionSummary
from ipdesk.ui.applications.steps.menu import StepMenu
from ipdesk.ui.applications.steps.next_step import next_step, other_steps
from ipdesk.ui.applications.steps.offered_step import NextStep
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.latest import LatestRequest
from ipdesk.ui.widgets import ActionBar, Button

MOST_AT_ONCE = 500


def selection(session: Session, ids: Sequence[int]) -> tuple[ApplicationTotals, tuple[ApplicationRow, ...]]:
    """Read the totals of a selection, and its rows as far as they can be dealt with at once."""
    return queries.totals(session, ids), queries.application_rows(session, ids[: MOST_AT_ONCE + 1])


class ListBar(ActionBar):
    """The bar of the list. ``wanted`` asks for the step on the primary button.

    ``discardWanted`` asks to throw away the drafts that are chosen (their rows).
    """

    wanted = Signal(object)
    discardWanted = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._latest = desk, LatestRequest(desk, self)
        self._step = next_step((), desk.today())
        self._drafts: tuple[ApplicationRow, ...] = ()
        self.summary = SelectionSummary()
        self.discard = Button(self.tr("删除草稿"), "quiet", shortcut="Delete")
        self.others, self.primary = StepMenu("Alt+J"), Button("", "primary", shortcut="F9")
        self.add_left(self.summary)
        for widget in (self.discard, self.others, self.primary):
            self.add(widget)
        self._listen()
        self._offer(self._step)

    def _listen(self) -> None:
        self.discard.clicked.connect(lambda: self.discardWanted.emit(self._drafts))
        self.primary.clicked.connect(lambda: self.wanted.emit(self._step))
        self.others.wanted.connect(self.wanted)
        self.others.refusal_for = self._desk.refusal
        self._desk.guard(Permission.ENTER, self.discard)
        self._desk.permissionsChanged.connect(self._refuse)

    def step(self) -> NextStep:
        """Return what the primary button does."""
        return self._step

    def choose(self, ids: Sequence[int], current: ApplicationRow | None) -> None:
        """Take what is ticked, or with nothing ticked the application the list stands on."""
        if ids:
            self._latest.ask(selection, tuple(ids), done=self._show)
            return
        self._latest.drop()
        self.summary.show_totals(None)
        self._offer_for((current,) if current else ())

    def _show(self, found: tuple[ApplicationTotals, tuple[ApplicationRow, ...]]) -> None:
        totals, rows = found
        self.summary.show_totals(totals)
        if len(rows) > MOST_AT_ONCE:
            why = self.tr("一次最多办理 {most} 件").format(most=MOST_AT_ONCE)
            self._offer(NextStep("", self.tr("办理下一步"), (), why))
        else:
            self._offer_for(rows)

    def _offer_for(self, rows: tuple[ApplicationRow, ...]) -> None:
        drafts = all(row.state is FIRST and row.marks.isdisjoint(SUBMITTED) for row in rows)
        today = self._desk.today()
        step = next_step(rows, today)
        self._offer(step, rows if drafts else ())
        self.others.show_steps(other_steps(rows, today))

    def _offer(self, step: NextStep, drafts: tuple[ApplicationRow, ...] = ()) -> None:
        self._step, self._drafts = step, drafts
        self.others.show_steps(())
        self.discard.setVisible(bool(drafts))
        self.primary.set_text(step.word)
        self.primary.setEnabled(bool(step.action))
        self._refuse()
        self.explain(step.why)

    def _refuse(self) -> None:
        """Let nobody take a step here who may not; other pages may be looked at by everybody."""
        permission = self._step.permission
        self.primary.set_refusal(self._desk.refusal(permission) if permission else "")
