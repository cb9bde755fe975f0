"""The counter page: one application, from the applicant to the sum."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ipdesk.models.core.changes import Changes, Kind
from ipdesk.models.core.errors import DeskError, Problem
from ipdesk.models.parsing.guardians import marks_on
from ipdesk.models.workflow import FIRST
from ipdesk.ui import theme
from ipdesk.ui.awards.remedy_hints import RemedyFeed
from ipdesk.ui.counter.accept_dialog import Agreement
from ipdesk.ui.counter.acceptance import Acceptance, missing_text, problems_text, tell_accepted
from ipdesk.ui.counter.achievements.panel import AchievementsPanel
from ipdesk.ui.counter.applicant_panel import ApplicantPanel
from ipdesk.ui.counter.application_draft import ApplicationDraft
from ipdesk.ui.counter.application_switch import ApplicationSwitch
from ipdesk.ui.counter.awards_panel import AwardsPanel
from ipdesk.ui.counter.call_feed import CallFeed
from ipdesk.ui.counter.draft_saving import DraftSaving
from ipdesk.ui.counter.foot import CounterFoot
from ipdesk.ui.counter.headroom_feed import HeadroomFeed
from ipdesk.ui.counter.hindrances.watch import HindranceWatch
from ipdesk.ui.counter.history_feed import HistoryFeed
from ipdesk.ui.counter.load_application import refresh, tell_correction
from ipdesk.ui.counter.other_applications import OtherApplications
from ipdesk.ui.counter.other_drafts import OtherDrafts
from ipdesk.ui.counter.particulars.dialog import ask_policy
from ipdesk.ui.counter.row_sources import RowSources
from ipdesk.ui.counter.trait_registration import TraitRegistration
from ipdesk.ui.counter.waiting_keys import WaitingKeys
from ipdesk.ui.desk.autosave import PAUSES, Pauses, Stage
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.destinations import (
    ContinueDraft,
    DecideApplications,
    Destination,
    NewApplication,
    OpenApplication,
    Origin,
)
from ipdesk.ui.desk.office_guards import OfficeGuards
from ipdesk.ui.desk.page import Page
from ipdesk.ui.widgets import MessageLine, ScrollArea
from ipdesk.ui.widgets.base import column_in


class CounterPage(Page):
    """受理: applicant and achievements at the left, awards at the right, live while typing."""

    def __init__(self, desk: Desk, pauses: Pauses = PAUSES) -> None:
        super().__init__()
        self._desk = desk
        self.draft = ApplicationDraft(desk, self)
        self.autosave = DraftSaving(desk, self.draft, pauses, self)
        self.feed = HistoryFeed(desk, self.draft, self)
        self.guarding, self.calls = OfficeGuards(desk, self), CallFeed(self.draft, self)
        self.message, self.foot = MessageLine(), CounterFoot()
        self.applicant = ApplicantPanel(desk, self.draft)
        self.achievements = AchievementsPanel(self.draft)
        self.sources = RowSources(desk, self.draft, self.applicant, self.achievements, self.message, self)
        self.awards = AwardsPanel(self.draft)
        self.agreement = Agreement(desk, self.draft, self.autosave, self.awards, self.message.say, self)
        self.acceptance = Acceptance(desk, self.draft, self.autosave, self._agreed, self)
        self._help_panels(desk)
        self._lay_out()
        self._listen()
        theme.follow(self.restyle)
        self._show_file()
        self._show_saving()
        self._watch()

    def _help_panels(self, desk: Desk) -> None:
        """Make what works beside the panels: it tells them of other files, and takes the file from and to."""
        self.remedies = RemedyFeed(desk.tasks, self.awards.list, self.awards.question, self)
        self.headroom = HeadroomFeed(desk, self.draft, self.awards, self.applicant.rooms, self)
        self.traits = TraitRegistration(desk, self.draft, self.achievements.hold_place, self)
        self.others = OtherApplications(desk, self.message, self)
        self.hindrances = HindranceWatch(desk, self.draft, self.applicant, self.foot, self)
        self.sources.attach_files(self.awards, self.autosave)
        for panel in (self.achievements, self.awards):
            self.hindrances.heldBack.connect(panel.hold_back)
        self.switching = ApplicationSwitch(
            desk, self.draft, self.autosave, self.applicant, self.message, self
        )
        self.other_drafts = OtherDrafts(desk, self.draft, self.message, self.switching.open)

    # --- layout ---

    def _lay_out(self) -> None:
        left = QWidget()
        self._left = column_in(left)
        for widget, stretch in ((self.applicant, 0), (self.achievements, 1)):
            self._left.addWidget(widget, stretch)
        self._left.addStretch(0)
        self._scroll = ScrollArea(left, gutter=True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._row = QHBoxLayout(self)
        self._column = QVBoxLayout()
        self._top = QHBoxLayout()  # of what must not be scrolled away
        self._top.addWidget(self.message)
        self._column.addLayout(self._top)
        self._column.addWidget(self._scroll, 1)
        self._row.addLayout(self._column, 1)
        self._row.addWidget(self.awards, 1)

    def restyle(self) -> None:
        """Take the measures in force."""
        gap = theme.density().gap
        self._row.setContentsMargins(gap, gap, gap, gap)
        self._row.setSpacing(gap - self._scroll.bar_width())
        self._top.setContentsMargins(0, 0, self._scroll.bar_width(), 0)
        for box in (self._left, self._column):
            box.setSpacing(gap)
        self._fit()

    def _fit(self) -> None:
        """Share the width out before anything is laid out in it: forms must not be cut."""
        room = theme.award_room(self.window().width())
        self.awards.set_width_range(theme.density().award_least, room)
        for forms in (self.achievements, self.applicant):
            forms.set_columns(theme.form_columns(self.width(), room))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the columns their widths for the new size."""
        super().resizeEvent(event)
        self._fit()

    def action_bar(self) -> QWidget:
        """Return the bar with new, save and accept."""
        return self.foot

    # --- wiring ---

    def _listen(self) -> None:
        self._listen_to_panels()
        self._listen_to_foot()
        self._listen_to_acceptance()
        self.feed.holdersChanged.connect(self.awards.show_holders)
        self.feed.awaitingChanged.connect(self.awards.show_awaiting)
        self.feed.receivedChanged.connect(self.applicant.show_received)
        for told in (self.draft.fileChanged, self.draft.rowsReset):
            told.connect(self._show_file)
        self.draft.edited.connect(self._renew_message)
        self.autosave.changed.connect(self._show_saving)
        self.guarding.changed.connect(self._watch)
        self._desk.changed.connect(self._follow)
        self.switching.loaded.connect(self._show_loaded)

    def _listen_to_panels(self) -> None:
        self.applicant.registering.connect(WaitingKeys(self.settle_first, self).listen)
        self.applicant.registering.connect(self._registering)
        self.applicant.edited.connect(lambda: self.message.clear("applicant"))
        self.applicant.chosen.connect(self._applicant_chosen)
        self.applicant.moved.connect(self._offer_to_move_back)
        self.applicant.wanted.connect(self.others.show_received)
        self.awards.policy_wanted.connect(self._choose_policy)
        self.awards.file_wanted.connect(self.others.open_number)
        self.awards.application_wanted.connect(self.others.open)
        self.awards.told.connect(lambda said: self.message.say(said, about="materials"))
        self.awards.row_wanted.connect(self.achievements.select_id)
        self.achievements.selected.connect(self.awards.show_row)
        self.traits.failed.connect(self._show_error)
        self.applicant.traits.clicked.connect(self.traits.ask)

    def _listen_to_foot(self) -> None:
        self.switching.waiting.connect(self.foot.show_waiting)
        self.foot.new.clicked.connect(lambda: self.switching.begin())
        self.foot.discard.clicked.connect(self.switching.discard)
        self.foot.save.clicked.connect(lambda: self.autosave.save_now())
        self.foot.accept.clicked.connect(self.accept)
        self.foot.decide.clicked.connect(self._go_to_decision)
        self.foot.papers.open_after(self._desk, self.autosave.save_now)

    def _listen_to_acceptance(self) -> None:
        self.acceptance.no_applicant.connect(self._ask_for_applicant)
        self.acceptance.no_rows.connect(self._ask_for_rows)
        self.acceptance.wrong.connect(self._show_problems)
        self.acceptance.missing.connect(self._show_missing)
        self.acceptance.off_call.connect(self._tell_call)
        self.acceptance.failed.connect(self._show_error)
        self.acceptance.overtaken.connect(self.switching.tell_conflict)
        self.acceptance.accepted.connect(self._accepted)

    # --- in and out of sight ---

    def activated(self) -> None:
        """Begin where the work goes on: at the search while nobody is on the counter."""
        self.guarding.reread()
        self.calls.reread()
        self.achievements.lead_to(self.foot.accept)
        if self.draft.applicant is None and not self.applicant.filling_in():
            self.applicant.refresh()
            self.applicant.enter()

    def begin_day(self) -> None:
        """Read, check and count by the day that has begun."""
        for form in self.achievements.forms():
            form.begin_day()
        for part in (self.draft, self.applicant, self.headroom):
            part.begin_day()
        self._show_saving()

    def leaving(self) -> bool:
        """Save what was typed; it also stays on the page until it is saved."""
        if self.autosave.dirty():
            self.autosave.save_now()
        return True

    def bring_back(self) -> None:
        """Lay out again what the last session could not save."""
        self.switching.bring_back()

    def keep_at_once(self) -> bool:
        """Write down at once whatever is in no database; say whether all of it is safe."""
        return self.switching.work.keep_at_once()

    def unsaved(self) -> str:
        """Return a sentence on what would be lost by closing now, nothing where all is safe."""
        work = self.switching.work
        if self.keep_at_once() or not (work.needed() or work.aside):
            return ""
        reason = self.autosave.state.message or self._desk.rescue.why_not()
        return self.tr("受理页上填写的内容没有保存。{reason}").format(reason=reason)

    def saved_sentence(self) -> str:
        """Say what of the page's content is safe; saves the rest where it can."""
        return self.switching.work.saved_sentence()

    def show_destination(self, destination: Destination, origin: Origin) -> None:
        """Begin the next application or lay one on the counter, after saving what was there."""
        match destination:
            case NewApplication(applicant):
                self.switching.begin(applicant)
            case ContinueDraft(application):
                self.switching.open(application)
            case _:
                super().show_destination(destination, origin)

    def _show_loaded(self) -> None:
        tell_correction(self._desk, self.draft, self.message)
        if self.draft.applicant is not None:
            self.achievements.go_in()

    def _follow(self, changes: Changes) -> None:
        """Show an accepted application as it stands after a step taken on another page, or newer policies."""
        if changes.touches(Kind.POLICY):
            self.draft.renew_policy()
        application = self.draft.file.id
        if application is None or application not in changes.ids(Kind.APPLICATION):
            return
        if not self.draft.read_only():
            self.switching.follow(application)
        elif self._refreshed():
            self.message.clear()
            self._show_saving()

    def _refreshed(self) -> bool:
        before = self.draft.file.state
        try:
            if refresh(self._desk, self.draft):
                self.switching.load(self.draft.file.id or 0)
        except DeskError as error:
            self._show_error(error)
            return False
        return self.draft.file.state is not before

    def _watch(self) -> None:
        """Let the national rules watch that the office wants."""
        self.draft.set_guards(self.guarding.guards)
        if self.draft.read_only():
            self._refreshed()

    # --- what is shown ---

    def _show_file(self) -> None:
        file = self.draft.file
        year, _, number = file.number.partition("-")
        named = self.tr("{year} 年第 {number} 号").format(year=year, number=number) if number else ""
        self.set_head(self.tr("受理"), file.state.value if file.id or self.draft.rows else "draft", named)
        self.foot.show_state(file.state, file.id or 0, marks_on(self.draft.applicant, self.draft.today()))
        self.foot.allow_discarding(file.state is FIRST and bool(file.id or self.draft.rows))

    def _show_saving(self) -> None:
        saving = self.autosave.state
        if self.draft.read_only():
            self.foot.set_state(self.tr("已经受理，内容不能再改"), "lock")
            return
        self.foot.show_saving(saving, self._desk.today())
        if saving.stage is Stage.FAILED:
            again = (self.tr("再保存"), self.autosave.save_now)
            self.message.say(saving.message, again, about="saving")
        elif saving.stage is Stage.REFUSED:
            self.switching.tell_conflict(saving.message)
        elif saving.stage is Stage.SAVED:
            self.message.clear("saving")

    def _registering(self, open_: bool) -> None:
        self.achievements.setVisible(not open_)
        self.message.clear("applicant")

    def _applicant_chosen(self) -> None:
        self.message.clear()
        self.switching.applicant_chosen()
        self.other_drafts.tell()
        self.achievements.go_in()

    def _offer_to_move_back(self, said: str, before: int) -> None:
        """Let Ctrl+Z give a file back; the focus goes where that key is not a field's own."""
        self.achievements.undo.add(said, lambda: self.applicant.put_back(before))
        self.achievements.table.setFocus()

    def _show_error(self, error: DeskError) -> None:
        self.message.say(error.message, *self._desk.ways_out(error))

    # --- accepting ---

    def accept(self) -> None:
        """Accept, or point at what stands in the way."""
        if not self.settle_first(self.tr("受理")):
            self.calls.reread()
            self.acceptance.begin()

    def settle_first(self, then: str) -> bool:
        """Say what is to be done about the applicant before ``then``; False where nothing is."""
        if said := self.applicant.unsettled(then):
            self.message.say(said, about="applicant")
            self.applicant.enter()
        return bool(said)

    def _agreed(self) -> bool:
        return self.agreement.asked(self.achievements.undo.sentences())

    def _ask_for_applicant(self) -> None:
        self.message.say(self.tr("先选定或登记申请人，再受理。"), about="applicant")
        self.applicant.enter()

    def _ask_for_rows(self) -> None:
        self.message.say(self.tr("还没有成果，先添加成果，再受理。"), about="rows")
        self.achievements.add()

    def _renew_message(self) -> None:
        """Take back what is mended by now; of what is left say how it stands."""
        about, draft = self.message.about, self.draft
        if about in ("materials", "call") or (about == "rows" and draft.rows):
            self.message.clear()
        elif about == "problems":
            self._tell_problems(draft.problems())
        elif about == "missing":
            self._tell_missing(draft.missing())

    def _tell_call(self, said: str) -> None:
        self.calls.reread()
        choose = self.tr("选批次、写理由"), self._choose_policy
        self.message.say(said, choose, self.agreement.no, about="call")

    def _show_problems(self, problems: tuple[Problem, ...]) -> None:
        self._tell_problems(problems)
        self.achievements.point_at(problems[0], problems)

    def _tell_problems(self, problems: tuple[Problem, ...]) -> None:
        if problems:
            self.message.say(problems_text(self.draft, problems), about="problems")
        else:
            self.message.clear()

    def _tell_missing(self, missing: tuple[Problem, ...]) -> None:
        self.acceptance.told = missing
        if missing:
            self.message.say(missing_text(self.draft, missing), about="missing")
        else:
            self.message.clear()

    def _show_missing(self, missing: tuple[Problem, ...]) -> None:
        self._tell_missing(missing)
        self.achievements.point_at(missing[0])
        self.achievements.mark_missing(one.field for one in missing if one.row == missing[0].row)

    def _accepted(self, application: int) -> None:
        self.switching.load(application)
        tell_accepted(self.message, self._desk, application, self.draft.file.number)
        self.foot.decide.setFocus()

    def _go_to_decision(self) -> None:
        if self.draft.file.id is not None:
            number, waits = self.draft.file.id, self.chip == "accepted"
            self._desk.open(DecideApplications((number,)) if waits else OpenApplication(number))

    def _choose_policy(self) -> None:
        draft, go_back = self.draft, self.achievements.hold_place()
        now = draft.policy.id, draft.particulars
        chosen = ask_policy(self._desk, now, draft.calls, self)
        if chosen is not None and (draft.why_policy or chosen != now):
            draft.set_policy(self._desk.policy(chosen[0]), chosen[1])
            self.other_drafts.tell()
        go_back()
