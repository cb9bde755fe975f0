"""The question before acceptance; while materials are missing it leads to the request for correction."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from ipdesk.models.core.errors import DeskError
from ipdesk.models.workflow import FIRST, Step
from ipdesk.ui.applications.state_words import step_words
from ipdesk.ui.counter.accept_question import question
from ipdesk.ui.counter.application_draft import ApplicationDraft
from ipdesk.ui.counter.awards_panel import AwardsPanel
from ipdesk.ui.counter.draft_saving import DraftSaving
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.tasks import Lane
from ipdesk.ui.shell.clock_watch import confirm_dated, with_clock_doubt
from ipdesk.ui.widgets import Button, Dialog
from ipdesk.ui.widgets.message import Way


class LackingDialog(Dialog):
    """Asks what to do with an application whose materials are not complete.

    Its button asks for a correction, or leaves the application where that was asked for already; ``anyway``
    takes it as it is, and has a key of its own: nobody accepts by an Enter too many.
    """

    def __init__(self, missing: int, said: str, *, asked: bool, parent: QWidget) -> None:
        words = _tr("材料还缺 {count} 份，怎样办理？")
        first = _tr("暂不受理") if asked else _tr("通知补正…")
        super().__init__(words.format(count=missing), first, parent=parent)
        self.add_sentence(said, "")
        self.anyway = Button(_tr("材料不全，仍然受理"), shortcut="Alt+Y")
        self.add_left(self.anyway)
        self.accepted_anyway = False
        self.anyway.clicked.connect(self._take_as_it_is)
        self.refuse_button.setVisible(not asked)
        self.accept_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_as_it_is(self) -> None:
        self.accepted_anyway = True
        self.reject()


class Agreement:
    """Asks once before the step that cannot be taken back; ``tell`` says what was done instead.

    ``no`` is the way to refuse what no call takes, for a message.
    """

    def __init__(
        self,
        desk: Desk,
        draft: ApplicationDraft,
        autosave: DraftSaving,
        awards: AwardsPanel,
        tell: Callable[[str], None],
        page: QWidget,
    ) -> None:
        self._desk, self._draft, self._autosave = desk, draft, autosave
        self._awards, self._tell, self._page = awards, tell, page
        self.no: Way = (_tr("不予受理…"), lambda: self._autosave.save_now(lambda: self._take(Step.DECLINE)))

    def asked(self, deleted: tuple[str, ...]) -> bool:
        """Say whether the clerk wants it; ``deleted`` are sentences on rows that can still be put back."""
        self._desk.tasks.settle(Lane.READING)  # the history it is evaluated with may still be on its way
        materials = self._awards.material_list()
        said = question(self._desk, self._draft, materials, deleted, self._awards.held_elsewhere())
        missing = sum(not one.received for one in materials)
        if not missing:
            return confirm_dated(self._desk, self._page, _tr("受理这件申请？"), said, _tr("受理"))
        return self._wants_it_lacking(missing, with_clock_doubt(self._desk, said))

    def _wants_it_lacking(self, missing: int, said: str) -> bool:
        first = self._draft.file.state is FIRST
        dialog = LackingDialog(missing, said, asked=not first, parent=self._page)
        wants_correction = dialog.ask() and first
        if wants_correction:
            self._autosave.save_now(lambda: self._take(Step.ASK_CORRECTION))
        return dialog.accepted_anyway

    def _take(self, step: Step) -> None:
        """Take another step with the draft, once all of it is saved; a refusal is told."""
        from ipdesk.ui.applications.steps.offered_step import NextStep
        from ipdesk.ui.applications.steps.taking import take  # with every dialog of a step

        application = self._draft.file.id
        if application is None:
            return
        try:
            wanted = NextStep("step", step_words(step).act, (application,), step=step)
            take(self._desk, self._page, self._tell, wanted, step)
        except DeskError as error:
            self._desk.refused.emit(error)


def _tr(text: str) -> str:
    return QCoreApplication.translate("AcceptDialog", text)
