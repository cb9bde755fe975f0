"""The page 申请件: the list with its drawer, and behind it the decision on an application."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ipdesk.models import queries
from ipdesk.models.commands import DiscardDraft
from ipdesk.models.core.changes import Changes, Kind
from ipdesk.models.core.errors import Conflict, DeskError
from ipdesk.models.records import ApplicationRow
from ipdesk.models.services.application_with_policy import Explained, explained_or_why_not
from ipdesk.models.workflow import Step
from ipdesk.paths import default_data_dir
from ipdesk.ui import theme
from ipdesk.ui.applications.after_award.acts import archive_many
from ipdesk.ui.applications.batches.given import batch_for
from ipdesk.ui.applications.batches.taking import BatchTaking
from ipdesk.ui.applications.decision.controller import DecisionController
from ipdesk.ui.applications.decision.unsaved_decision import UnsavedDecision
from ipdesk.ui.applications.drawer.view import Drawer
from ipdesk.ui.applications.list.foot import ListBar
from ipdesk.ui.applications.list.head import head_text
from ipdesk.ui.applications.list.load import Overview
from ipdesk.ui.applications.list.view import ListView
from ipdesk.ui.applications.materials.opening import show_files
from ipdesk.ui.applications.proposals.summary import print_summary
from ipdesk.ui.applications.remarks import remarks_of, waits_until
from ipdesk.ui.applications.steps.next_step import FOR_MANY
from ipdesk.ui.applications.steps.offered_step import NextStep
from ipdesk.ui.applications.steps.serving import RECORDS, page_for, refuse_foreseen, write_down
from ipdesk.ui.applications.steps.taking import do_act, lead_to_paper, show_pictures, take
from ipdesk.ui.applications.steps.unsaved_review import UnsavedReviews
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.destinations import (
    ContinueDraft,
    DecideApplications,
    Destination,
    ListCall,
    OpenApplication,
    Origin,
    ServeLetter,
    SignSheet,
)
from ipdesk.ui.desk.discard_question import DraftToDiscard, confirm_discard
from ipdesk.ui.desk.latest import LatestRequest
from ipdesk.ui.desk.office_guards import OfficeGuards
from ipdesk.ui.desk.page import Page
from ipdesk.ui.desk.preferences import Preferences
from ipdesk.ui.widgets import PageStack
from ipdesk.ui.widgets.base import column_in

LIST, DECISION = range(2)
_SHOWN = (Kind.APPLICATION, Kind.APPLICANT, Kind.LETTER, Kind.PERSON, Kind.POLICY, Kind.OFFICE)


class ApplicationsPage(Page):
    """All applications. Enter opens one: a draft at the counter, an accepted one for its decision."""

    def __init__(
        self, desk: Desk, preferences: Preferences | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        kept = preferences or Preferences(desk.data_dir or default_data_dir())
        self._desk, self._details = desk, LatestRequest(desk, self)
        self._stale = True
        self._drawer_wanted = False
        self.list, self.drawer = ListView(desk, kept), Drawer(desk.today)
        self.list_bar, self.guarding = ListBar(desk), OfficeGuards(desk, self)
        self.batches = BatchTaking(desk, self, self.list.undo, self.tell)
        self.unsaved_decision, self.unsaved_reviews = UnsavedDecision(desk, self), UnsavedReviews(desk, self)
        self._stack, self._feet, self._front = PageStack(), PageStack(), QWidget()
        self._row, self._frame = QHBoxLayout(self._front), QHBoxLayout()
        self._lay_out()
        self._listen()
        self.set_head(self.tr("申请件"))
        theme.follow(self.restyle)

    def _lay_out(self) -> None:
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._frame.addWidget(self.list)
        self._row.addLayout(self._frame, 1)
        self._row.addWidget(self.drawer)
        self.drawer.hide()
        self._stack.addWidget(self._front)
        self._feet.addWidget(self.list_bar)
        box = column_in(self)
        box.addWidget(self._stack)

    @cached_property
    def decision(self) -> DecisionController:
        """Return what decides, made when the first decision is opened."""
        made = DecisionController(self._desk)
        self._stack.addWidget(made)
        self._feet.addWidget(made.bar)
        made.headed.connect(self._head_decision)
        made.left.connect(self.show_list)
        made.wanted.connect(self.take_step)
        self.unsaved_decision.watch(made)
        return made

    def _opened(self) -> DecisionController | None:
        """Return what decides, None before any decision was opened: nothing was typed there."""
        return vars(self).get("decision")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the drawer its width for the new size."""
        super().resizeEvent(event)
        self.drawer.fit()

    def _listen(self) -> None:
        self.list.moved.connect(self._show_current)
        self.list.opened.connect(self._enter)
        self.list.ticked.connect(self._choose)
        self.list.refreshed.connect(self._tell_head)
        self.list_bar.follow(self.list.table)
        self.list.tabs.chosen.connect(self.list_bar.forget_news)
        self.list.table.clicked.connect(lambda index: self._open_drawer() if index.column() else None)
        self.list_bar.summary.cleared.connect(self.list.model.check_none)
        self.list_bar.wanted.connect(self.take_step)
        self.list_bar.discardWanted.connect(self._discard)
        self._listen_to_drawer()
        self._desk.changed.connect(self._refresh_for)
        self.guarding.changed.connect(lambda: self._show_current(self.list.current()))

    def _listen_to_drawer(self) -> None:
        self.drawer.opened.connect(lambda: self._open(self.list.current()))
        self.drawer.stepWanted.connect(self.take_step)
        self.drawer.steps.refusal_for = self._desk.refusal
        self.drawer.closed.connect(self.close_drawer)
        self.drawer.checks.picturesWanted.connect(lambda record: self._try(show_pictures, record))
        self.drawer.files.wanted.connect(lambda application: self._try(show_files, application))
        self.drawer.destinationWanted.connect(self._desk.open)

    def restyle(self) -> None:
        """Take the measures in force."""
        gap = theme.density().gap
        self._frame.setContentsMargins(gap, gap, gap, gap)

    # --- as a page ---

    def action_bar(self) -> QWidget | None:
        """Return the bar for the foot of the window."""
        return self._feet

    def activated(self) -> None:
        """Refresh, and let the keyboard begin in the table."""
        if self._stack.currentIndex() == DECISION:
            self.decision.reload()
            return
        self.guarding.reread()
        self.batches.offer_last_once()
        if self._stale:
            self._stale = False
            self.list.refresh()
        self.list.table.setFocus()

    def begin_day(self) -> None:
        """Write and check days by the one that has begun."""
        self.list.model.begin_day()
        self._choose()  # what can be done may have to wait no longer
        if (decision := self._opened()) is not None:
            decision.view.outcome.begin_day()

    def leaving(self) -> bool:
        """Keep what was typed in a decision."""
        if (decision := self._opened()) is not None:
            decision.leaving()
        return True

    def come_home(self) -> None:
        """Go back to the list, once what was typed of a decision is saved."""
        if self._stack.currentIndex() == DECISION:
            self.decision.back.click()
        else:
            self.activated()

    def arrive(self) -> None:
        """Come to the list, as the word says, not to a decision that was left half way."""
        if self._stack.currentIndex() == DECISION:
            self.come_home()

    def show_destination(self, destination: Destination, origin: Origin) -> None:
        """Stand on an application, or decide some."""
        match destination:
            case OpenApplication(application):
                self._stand_on(application)
            case ServeLetter(application) | SignSheet(application):
                self._stand_on(application)
                self._try(write_down, self.tell, destination)
            case ListCall(call):
                self.show_list()
                self.list.show_call(call)
            case DecideApplications(applications):
                self._decide(applications)
            case _:
                super().show_destination(destination, origin)

    def _stand_on(self, application: int) -> None:
        self.show_list()
        self.list.model.check_none()  # the keys act on what is ticked, wherever the list stands
        self.list.go_to(application)
        self._drawer_wanted = True

    def saved_sentence(self) -> str:
        """Say what of a decision is safe."""
        decision = self._opened()
        if decision is None or not decision.application():
            return ""
        if not decision.saving.dirty():
            return self.tr("审定页填写的内容已经保存。")
        if self.unsaved_decision.keep_at_once():
            return self.tr("审定页填写的内容已另存，下次启动时找回。")
        return self.tr("审定页刚填写的内容还没有存下来。")

    def keep_at_once(self) -> bool:
        """Write down at once what is in no database; say whether all of it is safe."""
        decision = self._opened()
        unsaved = decision is not None and decision.saving.dirty()
        return not unsaved or self.unsaved_decision.keep_at_once()

    def unsaved(self) -> str:
        """Say what would be lost if the window closed now."""
        if self.keep_at_once():
            return ""
        reason = self.decision.saving.state.message or self._desk.rescue.why_not()
        return self.tr("审定页刚填写的内容还没有存下来。{reason}").format(reason=reason)

    def bring_back(self) -> None:
        """Save again what the last session could not save."""
        self.unsaved_decision.bring_back()
        self.unsaved_reviews.bring_back()

    # --- refreshing ---

    def _refresh_for(self, changes: Changes) -> None:
        if not changes.touches(*_SHOWN):
            return
        if changes.touches(Kind.APPLICANT):  # steps do, saved texts do not: what was ticked for it is done
            self.list.model.uncheck(changes.ids(Kind.APPLICATION))
        if changes.touches(Kind.POLICY) and self._stack.currentIndex() == DECISION:
            self.decision.reload()
        self.batches.look_again()
        self._stale = True
        if self.isVisible() and self._stack.currentIndex() == LIST:
            self._stale = False
            self.list.refresh()

    def _tell_head(self, found: Overview) -> None:
        if self._stack.currentIndex() == LIST:
            self._head_list(found)
        self._choose()
        if self._drawer_wanted and self.list.current() is not None:
            self._drawer_wanted = False
            self._open_drawer()

    def _head_list(self, found: Overview) -> None:
        words = head_text(found, every=self.list.chosen_state() is None)
        self.set_head(self.tr("申请件"), "", words)

    def _head_decision(self, title: str, chip: str, number: str) -> None:
        if self._stack.currentIndex() == DECISION:
            self.set_head(title, chip, number)

    # --- the drawer ---

    def _show_current(self, row: ApplicationRow | None) -> None:
        self._choose()
        if row is None:
            self._details.drop()
            self.close_drawer()
        elif self.drawer.isVisibleTo(self._front):
            self.drawer.show_row(row)
            self._ask_detail(row.id)

    def _ask_detail(self, application: int) -> None:
        store, policies = self._desk.store, self._desk.policies
        work = lambda: store.read(explained_or_why_not, application, policies)  # noqa: E731
        self._details.do(work, self._show_detail, self._show_failure)

    def _show_detail(self, found: Explained) -> None:
        until = waits_until(self._desk, found.detail)
        remarks = remarks_of(found.detail, self._desk.today())
        self.drawer.show_detail(found, self.guarding.guards, until, remarks)

    def _show_failure(self, error: Exception) -> None:
        if not isinstance(error, DeskError):
            raise error
        self.drawer.show_failure(error)

    def _open_drawer(self) -> None:
        self.drawer.show()
        self._show_current(self.list.current())

    def close_drawer(self) -> None:
        """Hide the drawer; the list gets its room back."""
        self.drawer.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close the drawer by Esc and go back to the list."""
        if event.key() == Qt.Key.Key_Escape and self.drawer.isVisible():
            self.close_drawer()
            self.list.table.setFocus()
        else:
            super().keyPressEvent(event)

    # --- what to do with an application ---

    def _choose(self) -> None:
        self.list_bar.choose(self.list.model.checked(), self.list.current())

    def _enter(self, row: ApplicationRow | None) -> None:
        if row is not None and not self.drawer.isVisibleTo(self._front):
            self._open_drawer()
        else:
            self._open(row)

    def _open(self, row: ApplicationRow | None) -> None:
        if row is None:
            return
        if row.state.editable:
            self._desk.open(ContinueDraft(row.id))
        else:
            self._decide((row.id,))

    def take_step(self, step: NextStep) -> None:
        """Go on as a button offers: on another page, to the decision, or by a simple step, here and now."""
        if not self._try(refuse_foreseen, step):
            return
        if step.action in RECORDS:
            self._try(RECORDS[step.action], self.tell, step.ids[0], *filter(None, (step.document,)))
        elif step.action == "summary":
            self._try(print_summary, step.ids)
        elif step.doing is not None and len(step.ids) > 1:  # only the archive takes many
            self._try(archive_many, self.tell, self.list.undo.add, step.ids)
        elif step.doing is not None:
            self._try(do_act, self.tell, step.ids, step.doing)
        elif step.step is not None and len(step.ids) > 1 and step.step not in FOR_MANY:
            self._take_together(step, step.step)
        elif step.step is not None:
            self._try(take, self.tell, step, step.step)
        elif step.action == "decide":
            self._decide(step.ids)
        elif step.action:
            self._desk.open(page_for(step))

    def tell(self, sentence: str) -> None:
        """Say in the foot what was done."""
        decides = self._stack.currentIndex() == DECISION
        (self.decision.bar if decides else self.list_bar).tell(sentence, "check")

    def _take_together(self, wanted: NextStep, step: Step) -> None:
        """Try a step for many applications, show what it does, and take it."""
        batch = batch_for(self._desk, self, wanted, step)
        if batch is not None:
            self.batches.begin(batch, lambda ids: lead_to_paper(self._desk, ids, step))

    def _try(self, act: Callable[..., None], *what: object) -> bool:
        """Do what a step beside the usual course asks for; a refusal is told. Say whether there was none."""
        try:
            act(self._desk, self, *what)
        except DeskError as error:
            self._desk.refused.emit(error)
            return False
        return True

    def _discard(self, rows: tuple[ApplicationRow, ...]) -> None:
        """Throw drafts away, after asking."""
        faults = filter(None, (self._desk.read(queries.deletion_fault, row.id) for row in rows))
        if fault := next(faults, ""):
            self._desk.refused.emit(Conflict(fault))
            return
        drafts = [DraftToDiscard(row.applicant_name, row.number, row.achievements) for row in rows]
        if rows and confirm_discard(self, drafts):
            for row in rows:
                self._desk.run_later(self, DiscardDraft(application=row.id))

    def _decide(self, ids: tuple[int, ...]) -> None:
        decision = self.decision
        self._stack.setCurrentIndex(DECISION)
        self._feet.setCurrentIndex(DECISION)
        decision.decide(ids)

    def show_list(self) -> None:
        """Come back to the list, from a decision to the file that was in hand, whatever led there."""
        decided = self._stack.currentIndex() == DECISION
        self._stack.setCurrentIndex(LIST)
        self._feet.setCurrentIndex(LIST)
        self.list.stand_on(self.decision.application() if decided else 0)
        self.list.table.setFocus()
