"""From one application to the next: what was typed is saved or put aside and offered again, never dropped."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ipdesk.models import queries
from ipdesk.models.commands import DiscardDraft
from ipdesk.models.core.errors import DeskError, NotFound
from ipdesk.ui.counter.applicant_panel import ApplicantPanel
from ipdesk.ui.counter.application_draft import ApplicationDraft
from ipdesk.ui.counter.draft_saving import DraftSaving
from ipdesk.ui.counter.load_application import open_application
from ipdesk.ui.counter.unsaved_work import UnsavedWork
from ipdesk.ui.desk.autosave import Stage
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.discard_question import DraftToDiscard, confirm_discard
from ipdesk.ui.desk.rescue.unsaved import Unsaved
from ipdesk.ui.widgets import MessageLine, confirm

Then = Callable[[], None]


class ApplicationSwitch(QObject):
    """Empties the counter, lays something else on it, discards what is there. ``loaded`` tells of the second.

    Whatever is typed and in no database is put aside before; ``waiting`` tells that a save has to end first.
    """

    loaded = Signal()
    waiting = Signal()

    def __init__(
        self, desk: Desk, draft: ApplicationDraft, autosave: DraftSaving, panel: ApplicantPanel,
        message: MessageLine, page: QWidget,
    ) -> None:  # fmt: skip
        super().__init__(page)
        self._desk, self._draft, self._autosave, self._panel = desk, draft, autosave, panel
        self._message, self._page = message, page
        self.work = UnsavedWork(desk, draft, autosave, panel, self)
        self._just_put_aside = False

    # --- going on ---

    def begin(self, applicant: int | None = None) -> None:
        """Clear the counter for the next application, of an applicant where one is named."""
        if applicant is None:
            self._make_room(self.clear)
        else:
            self._make_room(lambda: self._clear_for(applicant))

    def _clear_for(self, applicant: int) -> None:
        self.clear()
        self._panel.choose(applicant)
        self._tell_put_aside()

    def open(self, application: int) -> None:
        """Lay an application on the counter; one that lies there already stays as it is being typed."""
        lies_there = application == self._draft.file.id and self._autosave.state.stage is not Stage.REFUSED
        if lies_there and (self._autosave.dirty() or self.work.needed()):
            return
        self._make_room(lambda: self.load(application))

    def tell_conflict(self, sentence: str) -> None:
        """Say what another desk did to the file on the counter, and offer both ways out."""
        apart = (self._page.tr("另存为新申请件"), self._autosave.begin_again)
        latest = (self._page.tr("放弃这里的修改，打开最新的"), self.open_latest)
        self._message.say(sentence, latest, apart, about="saving")

    def open_latest(self) -> None:
        """Give up what was typed here, and show the application as it was saved at another place."""
        if self._draft.file.id is None:
            return
        try:
            self._lay(self._draft.file.id)
        except NotFound as error:
            self.clear()
            self._message.say(error.message, *self._desk.ways_out(error))
        except DeskError as error:
            self._message.say(error.message, *self._desk.ways_out(error))

    def load(self, application: int) -> None:
        """Lay an application on the counter in place of what is there."""
        try:
            self._lay(application)
        except DeskError as error:
            self.work.forget(self.work.present())  # it lies here all the same
            self._message.say(error.message, *self._desk.ways_out(error))

    def _lay(self, application: int) -> None:
        saved = open_application(self._desk, self._draft, application)
        self._message.withdraw()
        self._autosave.begin(saved)
        self._tell_put_aside()
        self.loaded.emit()

    def clear(self) -> None:
        """Empty the counter."""
        self._draft.clear()
        self._autosave.begin()
        self._message.withdraw()
        self._offer()
        self._panel.enter()

    def _make_room(self, then: Then) -> None:
        """Go on once everything typed is in the database or put aside."""
        self._after_saving(lambda: self._put_aside(then))

    def _after_saving(self, then: Then) -> None:
        """Go on once the draft is saved, or has turned out not to be taken."""
        if self._autosave.state.stage is Stage.WAITING:
            self.waiting.emit()
            self._autosave.save_now(then, then)
        else:
            then()

    def _put_aside(self, then: Then) -> None:
        before = len(self.work.aside)
        if self.work.put_aside():
            self._just_put_aside = len(self.work.aside) > before
            then()
            self._just_put_aside = False
        else:
            reason = self._autosave.state.message or self._desk.rescue.why_not()
            words = self._page.tr("这里填写的内容还没有存上，请先处理：{reason}")
            self._message.say(words.format(reason=reason))

    # --- what was put aside ---

    def bring_back(self) -> None:
        """Lay out what the last session could not save, and offer the rest one after the other.

        What was cancelled is offered, never laid out unasked.
        """
        unfinished = [one for one in self.work.aside if not one.cancelled]
        if not unfinished:
            self._offer()
            return
        self.work.lay_out(unfinished[0])
        said = self._page.tr("上次没有来得及保存的内容已经找回，请接着填。")
        count = len(self.work.aside)
        if count:
            said += self._page.tr("另有 {count} 份，办完这件按 Ctrl+N 接着给出。").format(count=count)
        self._message.say(said, icon="info")

    def _tell_put_aside(self) -> None:
        """Over another application speak only of what made room for it: the rest waits for Ctrl+N."""
        if self._just_put_aside:
            self._offer()

    def _offer(self) -> None:
        """Offer what was put aside last; that of the last session comes after."""
        if not self.work.aside:
            return
        kept = self.work.aside[-1]
        cancelled = self._page.tr("{what}上次没有填完就取消了，内容还在。")
        words = cancelled if kept.cancelled else self._page.tr("{what}还没有填完，已经放在一边。")
        said = words.format(what=kept.title())
        if len(self.work.aside) > 1:
            said += self._page.tr("共有 {count} 份。").format(count=len(self.work.aside))
        go_on, drop = self._page.tr("接着填"), self._page.tr("不要了")
        self._message.offer(said, (go_on, lambda: self._take_back(kept)), (drop, lambda: self._drop(kept)))

    def applicant_chosen(self) -> None:
        """Offer no more the form of somebody new who is on the counter by now."""
        applicant = self._draft.applicant
        if applicant is not None and self.work.forget_registered(applicant):
            self._message.withdraw()
            self._offer()

    def _take_back(self, kept: Unsaved) -> None:
        def lay_out() -> None:
            self.work.lay_out(kept)
            self._message.withdraw()
            self._tell_put_aside()

        self._make_room(lay_out)

    def _drop(self, kept: Unsaved) -> None:
        question = self._page.tr("{what}还没有填完。不要了就不能再找回。").format(what=kept.title())
        title, accept = self._page.tr("不要这份内容了？"), self._page.tr("不要了")
        if confirm(self._page, title, question, accept, danger=True):
            self.work.forget(kept)
        if kept in self.work.aside or self._draft.empty():
            self._offer()

    # --- discarding ---

    def discard(self) -> None:
        """Throw the draft on the counter away, after asking."""
        self._after_saving(self._ask_and_discard)

    def _ask_and_discard(self) -> None:
        draft = self._draft
        name = draft.applicant.name if draft.applicant else ""
        if confirm_discard(
            self._page, (DraftToDiscard(name, draft.file.number, draft.totals().achievements),)
        ):
            self._discard(draft.file.id)

    def _discard(self, application: int | None) -> None:
        self._autosave.begin()
        if application is None:
            self.clear()
            return
        command = DiscardDraft(application=application)
        self._desk.run_later(self, command, lambda _: self.clear(), self._not_discarded)

    def follow(self, application: int) -> None:
        """Go after an open application on the counter that the list threw away, or took a step with.

        What is being typed is not touched: saving it is refused, and both ways out are offered then.
        """
        if self._autosave.dirty() or application != self._draft.file.id:
            return
        rows = self._desk.read(queries.application_rows, (application,))
        if not rows:
            self.clear()
        elif rows[0].state is not self._draft.file.state and not rows[0].state.evaluated:
            self.load(application)

    def _not_discarded(self, error: DeskError) -> None:
        self._draft.edited.emit()  # what stands there is to be saved as before
        self._message.say(error.message, *self._desk.ways_out(error))
