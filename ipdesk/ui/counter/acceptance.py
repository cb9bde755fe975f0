"""Accepting an application: look for what is wrong, save, then take the step."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QObject, Signal

from ipdesk.models.commands import AcceptApplication
from ipdesk.models.commands.workflow import ONLY_A_DRAFT
from ipdesk.models.core.errors import Conflict, DeskError, InvalidInput, PolicyReplaced, Problem
from ipdesk.models.parsing.guardians import CONSENT, guardian_problems
from ipdesk.rules.core.result import Result
from ipdesk.ui.counter.application_draft import ApplicationDraft
from ipdesk.ui.counter.call_check import call_refusal
from ipdesk.ui.desk.autosave import Autosave
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.destinations import IssueLetters
from ipdesk.ui.widgets import MessageLine


class Acceptance(QObject):
    """The way from draft to accepted.

    ``no_applicant`` and ``no_rows`` say what has to come first; ``wrong`` carries problems that forbid it,
    ``off_call`` a sentence on its call that does,
    ``missing`` facts that nobody has typed (a second time they are let pass), ``failed`` a DeskError,
    ``overtaken`` the sentence on another desk that was quicker, ``accepted`` the id of the
    application. ``agreed`` asks the clerk before the step.
    """

    no_applicant = Signal()
    no_rows = Signal()
    wrong = Signal(object)
    off_call = Signal(str)
    missing = Signal(object)
    failed = Signal(object)
    overtaken = Signal(str)
    accepted = Signal(int)

    def __init__(
        self,
        desk: Desk,
        draft: ApplicationDraft,
        autosave: Autosave,
        agreed: Callable[[], bool],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._agreed = agreed
        self._desk, self._draft, self._autosave = desk, draft, autosave
        self.told: tuple[Problem, ...] = ()  # what the clerk knows to be missing
        self.under_way = False

    def begin(self) -> None:
        """Accept what lies on the counter, or say why that cannot be."""
        draft = self._draft
        if self.under_way or draft.read_only():
            return
        if draft.applicant is None:
            self.no_applicant.emit()
        elif not draft.rows:
            self.no_rows.emit()
        elif draft.policy.pack.term.draft:
            self.failed.emit(InvalidInput([Problem("policy", ONLY_A_DRAFT)]))
        elif problems := draft.problems():
            self.wrong.emit(problems)
        elif said := call_refusal(draft):
            self.off_call.emit(said)
        elif unguarded := self._unguarded():
            self.failed.emit(InvalidInput(unguarded))
        elif (missing := draft.missing()) and missing != self.told:
            self.missing.emit(missing)
        elif self._agreed():
            self._autosave.save_now(self._take_step)

    def _unguarded(self) -> tuple[Problem, ...]:
        """Return what an applicant under 18 lacks."""
        draft = self._draft
        if draft.applicant is None:
            return ()
        consent = any(CONSENT in row.received for row in draft.rows)
        return tuple(guardian_problems(draft.applicant, draft.today(), consent=consent))

    def _take_step(self) -> None:
        draft = self._draft
        if draft.file.id is None or self.under_way:
            return
        self.under_way = True
        command = AcceptApplication(
            application=draft.file.id, revision=draft.file.revision, policy=draft.policy
        )
        self._desk.run_later(self, command, self._taken, self._refused)

    def _taken(self, _: Result) -> None:
        self.under_way, self.told = False, ()
        if self._draft.file.id is not None:
            self.accepted.emit(self._draft.file.id)

    def _refused(self, error: DeskError) -> None:
        self.under_way = False
        problems = error.problems if isinstance(error, InvalidInput) else ()
        if any(problem.row for problem in problems):
            self.wrong.emit(problems)
        elif any(problem.field == "call" for problem in problems):
            self.off_call.emit(error.message)
        elif isinstance(error, Conflict) and not isinstance(error, PolicyReplaced):
            self.overtaken.emit(error.message)
        else:
            self.failed.emit(error)


def problems_text(draft: ApplicationDraft, problems: Sequence[Problem]) -> str:
    """Say how many things are to be put right, and what is wrong with the first."""
    words = _tr("还有 {count} 处要改，先看第 {number} 项：{text}")
    number = draft.place_of(problems[0].row) + 1
    return words.format(count=len(problems), number=number, text=problems[0].message)


def missing_text(draft: ApplicationDraft, missing: Sequence[Problem]) -> str:
    """Say what the first row lacks, and how it is accepted all the same."""
    words = _tr("第 {number} 项还缺{names}，这一项暂时不能核算。确实缺的，再按一次 F9 照样受理。")
    names = "、".join(one.message for one in missing if one.row == missing[0].row)
    return words.format(number=draft.place_of(missing[0].row) + 1, names=names)


def tell_accepted(message: MessageLine, desk: Desk, application: int, number: str) -> None:
    """Say under which number an application was accepted, and offer its receipt.

    The way on to the decision stands in the foot, with its key.
    """
    from ipdesk.documents.letters.counter.receipt import RECEIPT  # what papers say waits until one is made

    said = _tr("已受理，编号 {number}。").format(number=number)
    receipt = IssueLetters((application,), RECEIPT.kind.id)
    message.say(said, (_tr("印发受理回执"), lambda: desk.open(receipt)), icon="check")


def _tr(text: str) -> str:
    return QCoreApplication.translate("CounterPage", text)
