"""The review that is being typed: kept by itself, and gone on with where it was left."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from ipdesk.models import queries
from ipdesk.models.commands import DiscardReviewDraft, SaveReviewDraft
from ipdesk.models.periods.moments import moment_text
from ipdesk.models.records import RawCheck, ReviewDraft
from ipdesk.ui.applications.steps.review_dialog import ReviewDialog
from ipdesk.ui.applications.steps.unsaved_review import keep_unsaved
from ipdesk.ui.desk.autosave import Stage
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.draft_saving import DraftSaving
from ipdesk.ui.widgets import Button, MessageLine, Text, WrappingText, confirm
from ipdesk.ui.widgets.days import saved_moment


class ReviewKeeping(QObject):
    """Keeps what is typed in a review of one application from the moment on that the dialog was laid out."""

    def __init__(self, desk: Desk, dialog: ReviewDialog, application: int) -> None:
        super().__init__(dialog)
        self._desk, self._dialog, self._application = desk, dialog, application
        self._blank = dialog.typed()
        self.saving = DraftSaving[SaveReviewDraft](desk, parent=self)
        self.message, self.begun, self.state = MessageLine(), WrappingText(), Text("", "sub")
        self.clear_button = Button(self.tr("清空重填"), shortcut="Alt+U")
        dialog.show_keeping(self)
        self._open(desk.read(queries.review_draft, application))
        dialog.edited.connect(self._note)
        self.saving.changed.connect(self._tell_saving)
        dialog.finished.connect(keep_unsaved(desk, self.saving))
        self.clear_button.clicked.connect(self.clear)

    def _open(self, draft: ReviewDraft | None) -> None:
        """Go on with what was typed before, whoever typed it."""
        self.clear_button.setVisible(draft is not None)
        self.begun.setVisible(draft is not None)
        if draft is None:
            return
        self.saving.revision = draft.revision
        self._dialog.show_typed(draft.checks)
        here = self._desk.person_or_none()
        who = self.tr("您") if here is not None and here.name == draft.mark.by else draft.mark.by
        words = self.tr("{who} 于{at}填写到这里，初审还没有办完，请接着填写。")
        self.begun.setText(words.format(who=who, at=moment_text(draft.mark.at)))

    # --- what is typed ---

    def _note(self) -> None:
        self.saving.keep(self._command(self._dialog.typed()))
        self.clear_button.show()

    def _command(self, checks: tuple[RawCheck, ...]) -> SaveReviewDraft:
        return SaveReviewDraft(application=self._application, checks=checks)

    def _tell_saving(self) -> None:
        saving = self.saving.state
        if saving.stage is Stage.WAITING:
            self.state.setText(self.tr("正在填写，会自动保存"))
        elif saving.stage is Stage.SAVED and saving.at is not None:
            time = saved_moment(saving.at, self._desk.today())
            self.state.setText(self.tr("已自动保存 {time}").format(time=time))
        elif saving.stage is Stage.REFUSED:
            self._tell_conflict(saving.message)
        elif saving.stage is Stage.FAILED:
            self.state.setText("")
            self.message.say(saving.message)

    def _tell_conflict(self, sentence: str) -> None:
        """Say that another desk typed at the same review, and offer both ways out."""
        self.state.setText("")
        standing = self._desk.read(queries.review_draft, self._application)
        if standing is None:  # the review was taken meanwhile, or the file is in another state
            self.message.say(sentence)
            return
        latest = (self.tr("用那里填写的"), lambda: self._take_latest(standing))
        own = (self.tr("用这里填写的"), lambda: self.saving.write_over(standing.revision))
        self.message.say(sentence, latest, own)

    def _take_latest(self, standing: ReviewDraft) -> None:
        self.saving.begin()
        self._open(standing)

    def clear(self) -> None:
        """Throw away what was typed until now, after asking, and begin anew."""
        title, word = self.tr("清空重填？"), self.tr("清空")
        said = self.tr("这件申请的初审填写到现在的内容和截图都将清除，不能恢复。")
        if confirm(self._dialog, title, said, word, danger=True):
            self.saving.begin()
            command = DiscardReviewDraft(application=self._application)
            self._desk.run_later(self, command, lambda _: self._begin_anew(), self._dialog.refuse)

    def _begin_anew(self) -> None:
        self._dialog.show_typed(self._blank)
        self.saving.begin()
        self.saving.revision = 0
        self.message.clear()
        self.begun.hide()
        self.state.setText("")
        self.clear_button.hide()

    # --- at the end ---

    def stop(self) -> None:
        """Save nothing any more: the step is being taken, which forgets what was typed."""
        self.saving.begin()

    def go_on(self) -> None:
        """Keep it again: the step was refused."""
        self._note()

    def unsaved(self) -> bool:
        """Say whether something is not kept yet."""
        return self.saving.dirty()

    def close(self, then: Callable[[], None], otherwise: Callable[[], None]) -> None:
        """Save at once; ``then`` follows where all of it is kept, ``otherwise`` where it is not."""
        self.saving.save_now(then, otherwise)
