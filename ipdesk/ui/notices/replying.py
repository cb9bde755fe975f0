"""Answering objections: submitted where the office approves first, else printed with what goes along."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Any, Protocol

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.documents.letters.document import RegisteredDocument
from ipdesk.documents.letters.issuing.notice_papers import NoticePapers
from ipdesk.documents.letters.notices.reply import OBJECTION_REPLY
from ipdesk.documents.letters.service import KIND as PROOF
from ipdesk.models import queries
from ipdesk.models.applications.approvals import APPROVAL, REPLY, running_handling
from ipdesk.models.applications.heard_objection import objection_of, statement_on, unheard
from ipdesk.models.commands import AnswerObjection, Command
from ipdesk.models.commands.handlings import SaidReply, said_of
from ipdesk.models.records import (
    ApplicationDetail,
    ApprovalOrder,
    Handling,
    IssuedLetter,
    Objection,
    ObjectionState,
    PublicNotice,
)
from ipdesk.models.workflow import HandlingState
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.destinations import OpenApplication
from ipdesk.ui.desk.submission import Submission, lead_to_outcome
from ipdesk.ui.notices.dialogs.answer import AnswerDialog, EnteredAnswer
from ipdesk.ui.notices.foot import NoticesBar
from ipdesk.ui.notices.load import NoticeFile
from ipdesk.ui.widgets import FormDialog, MessageLine


class Host(Protocol):
    """What answering needs of the page."""

    file: NoticeFile | None
    foot: NoticesBar
    message: MessageLine

    def papers(self) -> NoticePapers:
        """Return what makes the papers of today."""

    def refresh(self) -> None:
        """Read again, behind the window."""

    def print_letter(self, letter: int, title: str, *further: tuple[int, str]) -> None:
        """Print a paper as it went out, and ``further`` ones behind it, by id and title."""


class Writer(Protocol):
    """Who opens dialogs on the page, and writes."""

    def open(self, dialog: FormDialog, submit: Callable[[Any], None]) -> None:
        """Open a dialog; what is entered there goes to ``submit``."""

    def agreed(self, dialog: FormDialog, title: str, said: str, applications: Collection[int] = ()) -> bool:
        """Ask once before what cannot be taken back."""

    def number(
        self, document: RegisteredDocument[Any], typed: str | None, day: datetime.date | None = None
    ) -> str:
        """Return the number that a paper of a day, or today, bears."""

    def run(self, command: Command[Any], done: Callable[[Any], None]) -> None:
        """Have a command carried out; a refusal is told in the dialog."""


class Replying:
    """Asks how an objection is answered, and answers it, or has that submitted."""

    def __init__(self, work: Writer, page: Host, window: QWidget, desk: Desk) -> None:
        self._work, self._page, self._window, self._desk = work, page, window, desk

    def answer(self, notice: PublicNotice, objection: Objection) -> None:
        """Ask how an open objection is answered; what was signed of it is done with its file."""
        detail = self._desk.read(queries.application_detail, objection.details.application)
        running = _of_objection(running_handling(detail, REPLY), objection)
        if running is not None and running.state is HandlingState.APPROVED:
            self._desk.open(OpenApplication(detail.application.id))
            return
        first = detail.application.approval_order is ApprovalOrder.FIRST or running is not None
        office = self._page.file.office if self._page.file is not None else None
        typed = office is not None and not office.own_series and not first
        dialog = self._dialog(notice, objection, detail, typed=typed)
        if first:
            self._submit(dialog, objection, detail, running)
        else:
            self._work.open(dialog, lambda entered: self._answer_with(dialog, objection, entered))

    def _dialog(
        self, notice: PublicNotice, objection: Objection, detail: ApplicationDetail, *, typed: bool
    ) -> AnswerDialog:
        told = objection_of(detail, objection.id)
        heard = unheard(detail, told, self._desk.today()) if told is not None else ""
        paper = statement_on(detail, told) if told is not None else None
        stated = _tr("{day}收到").format(day=paper.details.day.isoformat()) if paper else ""
        given = notice, objection, self._window, detail.checks, heard, stated
        return AnswerDialog(*given, today=self._desk.today(), typed_number=typed)

    def _submit(
        self,
        dialog: AnswerDialog,
        objection: Objection,
        detail: ApplicationDetail,
        former: Handling | None,
    ) -> None:
        """Have an answer submitted, beginning with what was submitted of it before."""
        asking = Submission.of(self._desk, self._window, self._tell, detail, REPLY, former)
        asking = replace(asking, returned=_of_objection(asking.returned, objection))
        asking.dress(dialog)
        shown = asking.shown
        if shown is not None and isinstance(said := said_of(REPLY, shown.text), SaidReply):
            dialog.show_again(said)

        def submit(entered: EnteredAnswer) -> None:
            self._work.run(asking.command(self._command(objection, entered)), asking.done)

        self._work.open(dialog, submit)

    def _tell(self, said: str) -> None:
        self._page.foot.tell(said, "check")
        self._page.refresh()

    def _command(self, objection: Objection, entered: EnteredAnswer) -> AnswerObjection:
        given = objection.id, entered.reason, entered.number
        return self._page.papers().answer(
            *given,
            upheld=entered.upheld,
            unheard=entered.unheard,
            view=entered.view,
            anew_on=entered.anew_on,
        )

    def _answer_with(self, dialog: AnswerDialog, objection: Objection, entered: EnteredAnswer) -> None:
        """Answer as was entered, after asking."""
        result = (ObjectionState.UPHELD if entered.upheld else ObjectionState.DISMISSED).label
        words = _tr("对{name}的答复：{result}。{after}。文号 {number}，答复以后不能更改。")
        said = words.format(
            name=objection.details.name, result=result, after=dialog.after.text(),
            number=self._work.number(OBJECTION_REPLY, entered.number),
        )  # fmt: skip
        attacked = (objection.details.application,)
        if self._work.agreed(dialog, _tr("按“{result}”答复？").format(result=result), said, attacked):
            command = self._command(objection, entered)
            self._work.run(command, lambda letter: self._answered(objection, letter))

    def _answered(self, objection: Objection, letter: IssuedLetter) -> None:
        self._tell(_tr("已答复 {name} 的异议").format(name=objection.details.name))
        newest = self._desk.read(queries.letters, "", 1, PROOF)
        beside = [(one.id, _tr("送达回证")) for one in newest if one.id > letter.id]
        approvals = self._desk.read(queries.letters, "", 1, APPROVAL)
        beside += [(one.id, _tr("处理事项审批表")) for one in approvals if one.id == letter.id - 1]
        self._page.print_letter(letter.id, letter.number, *beside)
        lead_to_outcome(self._desk, self._page.message, objection.details.application)


def _of_objection(handling: Handling | None, objection: Objection) -> Handling | None:
    """Return a handling where it is of the answer to an objection, else None."""
    said = said_of(REPLY, handling.text) if handling is not None else None
    return handling if isinstance(said, SaidReply) and said.objection == objection.id else None


def _tr(text: str) -> str:
    return QCoreApplication.translate("NoticeReplies", text)
