"""Taking a decision: reading the file, keeping what is typed, confirming, and what follows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipdesk.models.commands import ConfirmApplication, ProposeApplication, SaveDecisionDraft
from ipdesk.models.core.changes import Changes, Kind
from ipdesk.models.core.errors import Conflict, DeskError, InvalidInput
from ipdesk.models.records import ApplicationRow
from ipdesk.models.services.decision_file import DecisionFile, decision_file
from ipdesk.models.workflow import DECIDABLE, State, Step
from ipdesk.rules.core.result import Result
from ipdesk.ui.applications.decision.command import decision_command, text_to_save
from ipdesk.ui.applications.decision.decided_elsewhere import decided_elsewhere_text
from ipdesk.ui.applications.decision.file_parts import Meeting
from ipdesk.ui.applications.decision.question import question_text
from ipdesk.ui.applications.decision.refusal import decision_refusal, not_yet
from ipdesk.ui.applications.decision.view import DecisionView
from ipdesk.ui.applications.decision.words import DecisionWords, decision_step, decision_words
from ipdesk.ui.applications.list.columns import state_chip
from ipdesk.ui.applications.state_words import state_words
from ipdesk.ui.applications.steps.menu import PaperMenu
from ipdesk.ui.applications.steps.next_step import comes_first
from ipdesk.ui.applications.steps.offered_step import NextStep
from ipdesk.ui.awards.remedy_hints import RemedyFeed
from ipdesk.ui.desk.autosave import Stage
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.destinations import IssueLetters, OpenApplication
from ipdesk.ui.desk.draft_saving import DraftSaving
from ipdesk.ui.desk.latest import LatestRequest
from ipdesk.ui.desk.tasks import Lane
from ipdesk.ui.shell.clock_watch import confirm_dated
from ipdesk.ui.widgets import ActionBar, Button
from ipdesk.ui.widgets.days import saved_moment


class DecisionController(QWidget):
    """Decides applications one after the other.

    ``headed`` tells title, chip and number for the top bar, ``shown`` the application in sight;
    ``left`` that the clerk goes back to the list, ``wanted`` which NextStep is to be taken instead.
    """

    headed = Signal(str, str, str)
    shown = Signal(int)
    left = Signal()
    wanted = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._latest = desk, LatestRequest(desk, self)
        self.saving = DraftSaving[SaveDecisionDraft](desk, parent=self)
        self._queue: tuple[int, ...] = ()
        self._at = 0
        self._file: DecisionFile | None = None
        self._step = Step.CONFIRM
        self._busy = False
        self._meeting = Meeting()  # that decided on the files before: most of a batch are decided by one
        self._decided: dict[int, bool] = {}  # of the batch, in this window: whether anything was granted
        self.view, self.bar = DecisionView(LatestRequest(desk, self), desk.today), ActionBar()
        self.remedies = RemedyFeed(desk.tasks, self.view.outcome.awards, self.view.question, self)
        self.papers, self.back = PaperMenu(), Button(self.tr("返回列表"), shortcut="Esc")
        self.next = Button(self.tr("下一件"), shortcut="F10")
        self.primary = Button("", "primary", icon="stamp", shortcut="F9")
        self._lay_out()
        self._listen()

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.view)
        for button in (self.papers, self.back, self.next, self.primary):
            self.bar.add(button)

    def _listen(self) -> None:
        self.view.edited.connect(self._keep)
        self.view.edited.connect(lambda: self.view.message.clear("refused"))
        self.view.outcome.notices.opened.connect(self._open_other)
        self.back.clicked.connect(self._go_back)
        self.next.clicked.connect(lambda: self._show(self._at + 1))
        self.primary.clicked.connect(self.confirm)
        self.papers.open_after(self._desk, self._after_saving)
        self.saving.changed.connect(self._tell_saving)
        for changed in (self._desk.permissionsChanged, self._desk.dayChanged):
            changed.connect(lambda *_: self._offer())
        self._desk.changed.connect(self._follow)

    # --- which application ---

    def decide(self, applications: Sequence[int]) -> None:
        """Decide these applications, beginning with the first."""
        self._after_saving(lambda: self._begin(tuple(applications)))

    def _begin(self, applications: tuple[int, ...]) -> None:
        self._queue, self._meeting, self._decided = applications, Meeting(), {}
        self._show(0)

    def application(self) -> int:
        """Return the id of the application in hand, 0 for none."""
        return self._queue[self._at] if self._at < len(self._queue) else 0

    def _show(self, at: int) -> None:
        if at < len(self._queue):
            self._after_saving(lambda: self._go_to(at))

    def _go_to(self, at: int) -> None:
        if at and self.view.open_to_edit() and any(self.view.outcome.meeting()):
            self._meeting = self.view.outcome.meeting()
        self._at, self._file = at, None
        self.saving.begin()
        self.bar.set_state("")
        self._offer()
        self._ask(self._take)

    def _after_saving(self, then: Callable[[], None]) -> None:
        """Go on once all that was typed is saved; what cannot be saved stays in sight, with the reason.

        What is typed in between belongs to neither file.
        """
        if not self.saving.dirty():
            then()
            return
        self._set_busy(True)
        self.bar.set_state(self.tr("正在保存……"), "clock")
        self.saving.save_now(lambda: self._go_on(then), self._stay)

    def _go_on(self, then: Callable[[], None]) -> None:
        self._set_busy(False)
        then()

    def _stay(self) -> None:
        self._set_busy(False)
        self._tell_saving()

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self._offer()

    def _ask(self, done: Callable[[DecisionFile], None]) -> None:
        work = partial(self._desk.read, decision_file, self.application(), self._desk.policies)
        self._latest.do(work, done, self._not_read)

    def _not_read(self, error: Exception) -> None:
        """Show nothing rather than the file before; say why."""
        if not isinstance(error, DeskError):
            raise error
        if self._file is None:
            self.view.clear()
        self.view.message.say(error.message, (self.tr("再试一次"), self.reload), *self._desk.ways_out(error))

    def reload(self) -> None:
        """Read the file again; amounts and reasons that were typed stay."""
        if self.application():
            self._ask(self._renew)

    def _take(self, file: DecisionFile) -> None:
        self._file = file
        self.saving.revision = _revision(file)
        self.view.show_file(file, self._meeting)
        self.shown.emit(self.application())
        self._offer()
        self._tell_step(file.detail.application.state)
        self.view.table.setFocus()

    def _tell_step(self, state: State) -> None:
        """Say in the foot what can follow the step that was taken."""
        if state in Step.PROPOSE.targets:
            self.bar.set_state(state_words(state).entered, "check")
        elif state.decidable and self._first is not None:
            self.bar.set_state(decision_refusal(self._desk, self._row()), "")
        if not state.stands:
            return
        words, count, refused = state_words(state), len(self._ready()), len(self._without_award())
        said = words.entered_many.format(count=count) if count > 1 else words.entered
        if state in Step.REFUSE.sources and refused:
            said = self.tr("已审定；{count} 件不予资助，决定书在“文书”页下达").format(count=refused)
        self.bar.set_state(said, "check")

    def _renew(self, file: DecisionFile) -> None:
        if self._file is None or file.detail.application.state is not self._file.detail.application.state:
            self._take_moved_on(file)
            return
        if self.saving.state.stage is Stage.REFUSED:
            self._tell_conflict(file)
            return
        if not self.saving.dirty() and _revision(file) != self.saving.revision:
            self._take_saying(file, self.tr("另一处填写过这件申请的审定内容，现在显示的是最新的。"))
            return
        if file.policy is not self._file.policy:
            self._take_policy()
            return
        self._file = file
        self.view.take_history(file)
        self._offer()

    def _take_moved_on(self, file: DecisionFile) -> None:
        """Show what another desk decided meanwhile, and say that this is not what was typed here."""
        said = decided_elsewhere_text(self, self.view, file.detail) if self.view.open_to_edit() else ""
        not_done = self.tr("这里没有{step}：已在另一处办理，见上方").format(step=self._words.title)
        if said:
            self.saving.begin()  # there is nothing to keep it for
        self._take_saying(file, said)
        if said:
            self.bar.set_state(not_done, "warning")

    def _tell_conflict(self, file: DecisionFile) -> None:
        """Say that another desk typed at the same decision, and offer both ways out."""

        def take_latest() -> None:
            self.saving.begin()
            self._take(file)

        latest = (self.tr("放弃这里的修改，打开最新的"), take_latest)
        own = (self.tr("用这里填写的"), lambda: self.saving.write_over(_revision(file)))
        self.view.message.say(self.saving.state.message, latest, own)

    def _take_policy(self) -> None:
        """Keep what was typed, then lay everything out by the policy's new file; what was said stays said."""
        said = self.view.message.sentence()
        self._after_saving(lambda: self._ask(lambda file: self._take_saying(file, said)))

    def _take_saying(self, file: DecisionFile, sentence: str) -> None:
        self._take(file)
        if sentence:
            self.view.message.say(sentence)

    def _row(self) -> ApplicationRow | None:
        return self._file.detail.application if self._file else None

    @property
    def _first(self) -> NextStep | None:
        """The step that comes before the decision, None where the page itself goes on."""
        return comes_first(self._row())

    def _follow(self, changes: Changes) -> None:
        """Show the application after the step that was to come before its decision."""
        if self._first is not None and self.application() in changes.ids(Kind.APPLICATION):
            self._ask(self._take)

    @property
    def _words(self) -> DecisionWords:
        """What the page says of its step."""
        return decision_words(self._step)

    def _offer(self) -> None:
        """Show what can be done now."""
        file = self._file
        state = file.detail.application.state if file else DECIDABLE[0]
        words, ready = state_words(state), self._ready()
        self._step, first = decision_step(self._row()), self._first
        refusal = decision_refusal(self._desk, self._row())
        self.view.lock(file is None or self._busy or not state.decidable or bool(refusal))
        if first is not None:
            refusal = self._desk.refusal(first.permission) if first.permission else ""
        else:
            refusal = refusal or not_yet(self._desk, file.detail if file else None)
        self.primary.set_refusal(refusal)
        alone = ready in ((), (self.application(),))
        act = first.word if first else self._words.title if state.decidable else words.act
        self.primary.set_text(act if alone else words.act_batch.format(count=len(ready)))
        self.primary.setEnabled(file is not None and not self._busy and bool(first or words.action))
        self.next.setVisible(self._at + 1 < len(self._queue))
        row = file.detail.application if file and not self._busy else None
        self.papers.offer(row.id if row else 0, state, row.marks if row else ())
        self._tell_head(state)

    def _ready(self) -> tuple[int, ...]:
        """Return the applications whose papers F9 goes on to, those of one kind.

        All granted something here in a row, or where none was, those refused.
        """
        granted = tuple(number for number, granted in self._in_a_row().items() if granted)
        return granted or self._without_award()

    def _without_award(self) -> tuple[int, ...]:
        """Return the applications decided here in a row that were refused altogether."""
        return tuple(number for number, granted in self._in_a_row().items() if not granted)

    def _in_a_row(self) -> dict[int, bool]:
        """Return what was decided here in a row with the one in hand: whether anything was granted."""
        now = self.application()
        if now in self._decided:
            return self._decided
        return {now: self._file is None or not self._file.detail.application.refused}

    def _tell_head(self, state: State) -> None:
        row, first, count = self._row(), self._first, len(self._queue)
        place = self.tr("　第 {at} / {all} 件").format(at=self._at + 1, all=count) if count > 1 else ""
        head = self.tr("申请件 {number}{place}").format(number=row.number if row else "", place=place)
        title = first.word.rstrip("…") if first else self._words.title
        self.headed.emit(title, state_chip(row) if row else state.value, head)

    # --- what is typed ---

    def _keep(self) -> None:
        text = text_to_save(self.view)
        if text is not None:
            self.saving.keep(text)

    def _tell_saving(self) -> None:
        """Say in the foot how it stands with what was typed."""
        saving = self.saving.state
        if saving.stage is Stage.WAITING:
            self.bar.set_state(self.tr("正在填写，会自动保存"), "pencil")
        elif saving.stage is Stage.SAVED and saving.at is not None and self.view.open_to_edit():
            time = saved_moment(saving.at, self._desk.today())
            self.bar.set_state(self.tr("已自动保存 {time}").format(time=time))
        elif saving.stage in (Stage.FAILED, Stage.REFUSED):
            self.bar.set_state(saving.message, "warning")
        if saving.stage is Stage.REFUSED:
            self.reload()

    def leaving(self) -> None:
        """Save what was typed; it also stays on the page until it is saved."""
        if self.saving.dirty():
            self.saving.save_now()

    def _go_back(self) -> None:
        self._after_saving(self.left.emit)

    def _open_other(self, application: int) -> None:
        self._after_saving(lambda: self._desk.open(OpenApplication(application)))

    # --- the step ---

    def confirm(self) -> None:
        """Check, ask once, and take the decision; or, when it is taken, go on to the letter."""
        if self._file is None:
            return
        if self._first is not None:
            return self.wanted.emit(self._first)
        self.view.take_inputs()
        self._desk.tasks.settle(Lane.READING)  # what is confirmed must be what is typed
        if not self.view.open_to_edit():
            self._desk.open(IssueLetters(self._ready()))
        elif not self._anything_missing() and self._agreed():
            self._run()

    def _anything_missing(self) -> bool:
        if missing := self.view.go_to_problem():
            self.bar.set_state(self._words.missing, "warning")
        return missing

    def _agreed(self) -> bool:
        if self.view.sheet is None:
            return False
        said, words = question_text(self, self.view, self.view.sheet, self._desk), self._words
        return confirm_dated(self._desk, self, words.asked, said, words.title, [self.application()])

    def command(self) -> ConfirmApplication | ProposeApplication:
        """Return the decision as it stands. Raises LookupError while there is none to take."""
        return decision_command(self.view, self._step)

    def _run(self) -> None:
        """Save what was typed, then take the step; nothing can be typed in between."""
        self._set_busy(True)
        command = self.command()
        self.saving.save_now(lambda: self._take_decision(command), self._stay)

    def _take_decision(self, command: ConfirmApplication | ProposeApplication) -> None:
        self.bar.set_state(self._words.doing, "clock")
        self._desk.run_later(self, command, self._confirmed, self._refused)

    def _confirmed(self, result: Result) -> None:
        """Go on to the next file; after the last one show what was decided."""
        self._busy = False
        self.saving.begin()
        if self._step is Step.CONFIRM:
            self._decided[self.application()] = bool(self.view.sheet and self.view.sheet.total())
        if self._at + 1 < len(self._queue):
            number = self._file.detail.application.number if self._file else ""
            done = self._words.next_done.format(number=number)
            self._go_to(self._at + 1)
            self.bar.set_state(done, "check")
        else:
            self._ask(self._take)

    def _refused(self, error: DeskError) -> None:
        self._set_busy(False)
        self.bar.set_state(self._words.refused, "warning")
        if isinstance(error, Conflict):
            changed = self.view.difference_texts(error.differences)
            self.view.message.say("\n".join((error.message, *changed)))
            self.reload()
        elif isinstance(error, InvalidInput):
            self.view.message.say(error.message, about="refused")
            if asked := [one.message for one in error.problems if one.field == "unpublished_reason"]:
                self.view.outcome.departures.ask(asked[0])
        else:
            self.view.message.say(error.message, (self.tr("再试一次"), self.reload))


def _revision(file: DecisionFile) -> int:
    """Return how often the text of the decision was saved, 0 for never."""
    return file.draft.revision if file.draft is not None else 0
