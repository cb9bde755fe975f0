"""The acts that can be done with an application now, and doing one: its dialog, then its paper."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from enum import Enum, auto
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.models import queries
from ipdesk.models.applications.reminded import UNTOLD, reminder_fault, term_fault, untermed
from ipdesk.models.commands import TakeAllOutOfArchive
from ipdesk.models.commands.handlings import doing_of
from ipdesk.models.core.errors import Conflict
from ipdesk.models.records import (
    SUBMITTED,
    ApplicationDetail,
    ApplicationRow,
    ApprovalOrder,
    CheckStage,
    Clawback,
    Handling,
    Mark,
)
from ipdesk.models.records.public_notices import OBJECTION_NOTICE
from ipdesk.models.records.services import COLLECTION_REMINDER, REPAYMENT_REMINDER
from ipdesk.models.workflow import Act
from ipdesk.ui.applications.after_award.archive_dialogs import ArchiveDialog, TakeOutDialog
from ipdesk.ui.applications.after_award.begun import show_again
from ipdesk.ui.applications.after_award.check_dialog import CheckDialog
from ipdesk.ui.applications.after_award.clawback_dialogs import (
    DecideDialog,
    DropDialog,
    ProposeDialog,
    ReturnDialog,
)
from ipdesk.ui.applications.after_award.incoming_dialog import IncomingDialog
from ipdesk.ui.applications.after_award.lapse_dialog import LapseDialog
from ipdesk.ui.applications.after_award.objection_dialog import ObjectionDialog
from ipdesk.ui.applications.after_award.reminder_dialog import ReminderDialog
from ipdesk.ui.applications.handling.sheet_dialog import SheetDialog
from ipdesk.ui.desk.command_dialog import CommandDialog
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.destinations import IssueLetters
from ipdesk.ui.desk.submission import Submission


class Doing(Enum):
    """What a menu offers of the acts, with the act whose permission it needs."""

    TELL = Act.TELL_OBJECTION, auto()
    PROPOSE = Act.PROPOSE_CLAWBACK, auto()
    DECIDE = Act.CLAW_BACK, auto()
    DROP = Act.CLAW_BACK, auto()
    RETURN = Act.CLAW_BACK, auto()
    DEMAND = Act.CLAW_BACK, auto()
    REMIND = Act.REMIND, auto()
    LAPSE = Act.LAPSE_AWARD, auto()
    CHECK = Act.CHECK, auto()
    RECHECK = Act.CHECK, auto()
    RECEIVE = Act.RECEIVE, auto()
    SIGN = Act.SIGN_SHEET, auto()
    ARCHIVE = Act.ARCHIVE, auto()
    TAKE_OUT = Act.TAKE_OUT, auto()

    @property
    def act(self) -> Act:
        """Return the act that it belongs to."""
        return self.value[0]


APPROVED_FIRST = (Doing.TELL, Doing.PROPOSE, Doing.DECIDE, Doing.REMIND, Doing.LAPSE, Doing.DEMAND)
"""What is submitted before it is done, where the office approves first."""
_PAPERS = {
    Doing.TELL: OBJECTION_NOTICE,
    Doing.PROPOSE: "clawback_notice",
    Doing.DECIDE: "clawback_decision",
    Doing.DEMAND: REPAYMENT_REMINDER,
    Doing.REMIND: COLLECTION_REMINDER,
    Doing.LAPSE: "forfeiture_notice",
    Doing.ARCHIVE: "archive_list",
}
"""The paper that an act leads on to, by its kind's id."""


def offered(chosen: Sequence[ApplicationRow]) -> Iterator[tuple[Doing, str]]:
    """Yield what can be done with one application, with the words of the menu.

    Several can only be put into the archive together, whatever state each ended in.
    """
    words = _words()
    for doing in Doing if len(chosen) == 1 else (Doing.ARCHIVE,):
        if chosen and all(_may(doing, row) for row in chosen):
            word = words[doing] if len(chosen) == 1 else _tr("归档 {count} 件…").format(count=len(chosen))
            yield doing, word


def too_early(doing: Doing, chosen: Sequence[ApplicationRow], today: datetime.date) -> str:
    """Say why an act has to wait for a day that is still to come, without an end mark; "" where none does."""
    ends = {
        Doing.DEMAND: (_tr("退回期限到 {day} 止，还没有届满"), [one.repay_by for one in chosen]),
        Doing.LAPSE: (_tr("领取期限到 {day} 止，还没有届满"), [one.collect_by for one in chosen]),
    }
    words, days = ends.get(doing, ("", []))
    waits = max(filter(None, days), default=None)
    return words.format(day=waits.isoformat()) if waits is not None and waits >= today else ""


def _may(doing: Doing, row: ApplicationRow) -> bool:
    """Say whether an act can be done with an application, and has anything to do there."""
    archived, running = Mark.ARCHIVED in row.marks, Mark.CLAWBACK in row.marks
    return not doing.act.refusal(row.state, archived=archived) and _fits(doing, row, running=running)


def _fits(doing: Doing, row: ApplicationRow, *, running: bool) -> bool:
    """Say whether an act that its state allows has anything to do."""
    if doing is Doing.ARCHIVE:
        return not running and not row.marks & {*SUBMITTED}
    if doing in APPROVED_FIRST and row.marks & {*SUBMITTED}:
        return False  # what was submitted is done first
    if doing in (Doing.TELL, Doing.CHECK, Doing.RECEIVE, Doing.TAKE_OUT):
        return True
    if doing is Doing.SIGN:
        return Mark.TO_SIGN in row.marks
    if doing is Doing.RECHECK:  # of what waits for its money
        waits = row.amount > 0 and not row.marks & {Mark.PAID, Mark.ARCHIVED, Mark.CLAWED_BACK, Mark.CLAWBACK}
        return waits and not CheckStage.BEFORE_PAYMENT.refusal(row.state)
    if doing in (Doing.REMIND, Doing.LAPSE) and Mark.PAID in row.marks:
        return False  # it was taken
    if doing is Doing.REMIND:  # of what was paid out and clawed back nobody is asked to take it
        return row.amount > 0 and Mark.CLAWED_BACK not in row.marks and not running
    if doing in (Doing.RETURN, Doing.DEMAND):
        return Mark.OWED in row.marks
    if doing in (Doing.DECIDE, Doing.DROP):
        return running
    return row.amount > 0 and not running


def _words() -> dict[Doing, str]:
    return {
        Doing.TELL: _tr("告知异议…"),
        Doing.PROPOSE: _tr("拟追回…"),
        Doing.DECIDE: _tr("决定追回…"),
        Doing.DROP: _tr("终止追回…"),
        Doing.RETURN: _tr("登记追回款退回…"),
        Doing.LAPSE: _tr("逾期未领…"),
        Doing.DEMAND: _tr("催告退回…"),
        Doing.REMIND: _tr("催领…"),
        Doing.CHECK: _tr("补充核查…"), Doing.RECHECK: _tr("拨付前复查…"),
        Doing.RECEIVE: _tr("登记来文…"),
        Doing.SIGN: _tr("登记审批表签字…"),
        Doing.ARCHIVE: _tr("归档…"), Doing.TAKE_OUT: _tr("撤销归档…"),
    }  # fmt: skip


def do(
    desk: Desk, page: QWidget, tell: Callable[[str], None], applications: tuple[int, ...], doing: Doing
) -> None:
    """Ask for what an act of one application needs, do it, and ``tell`` that it is done. Raises DeskError."""
    detail = desk.read(queries.application_detail, applications[0])
    if fault := _untold(detail, doing, desk.today()):
        raise Conflict(fault)
    first = detail.application.approval_order is ApprovalOrder.FIRST
    if first and doing in APPROVED_FIRST:
        _submit(desk, page, tell, detail, doing)
        return
    if doing is Doing.DEMAND:  # the decision has said it all
        desk.open(IssueLetters(applications, _PAPERS[doing]))
        return
    dialog = _dialog(desk, page, detail, doing)
    if dialog is not None:
        said = _tr("{number} 已办理“{act}”")
        word = _words()[doing].removesuffix("…")
        dialog.accepted.connect(lambda: tell(said.format(number=detail.application.number, act=word)))
        dialog.open_once()


def _untold(detail: ApplicationDetail, doing: Doing, today: datetime.date) -> str:
    """Say that the paper which has to reach the recipient before an act did not, as a sentence, else ""."""
    if doing is Doing.REMIND:
        return term_fault(detail, today)
    if doing is Doing.LAPSE:
        return reminder_fault(detail) if detail.reminders else untermed(detail, today)
    clawback = _clawback(detail, doing) if doing is Doing.DECIDE else None
    return UNTOLD if clawback is not None and clawback.served_on is None else ""


def _submit(
    desk: Desk,
    page: QWidget,
    tell: Callable[[str], None],
    detail: ApplicationDetail,
    doing: Doing,
    former: Handling | None = None,
) -> None:
    """Ask for what an act needs, and submit it; with ``former`` what was submitted is shown to be changed."""
    row, kind = detail.application, _PAPERS[doing]
    submission = Submission.of(desk, page, tell, detail, kind, former)
    if doing is Doing.DEMAND:
        submission.ask(None, f"{row.number}　{row.applicant_name}")
        return
    dialog = _dialog(desk, page, detail, doing)
    if dialog is None:
        return
    shown = submission.shown
    if shown is not None and (command := doing_of(kind, row.id, shown.text)) is not None:
        show_again(dialog, command)
    submission.stand_for(dialog)
    dialog.open_once()


def submit_again(
    desk: Desk,
    page: QWidget,
    tell: Callable[[str], None],
    detail: ApplicationDetail,
    former: Handling,
) -> None:
    """Show what was submitted of an act to be changed, and submit it anew. Raises DeskError."""
    doing = next(one for one in APPROVED_FIRST if _PAPERS[one] == former.kind)
    _submit(desk, page, tell, detail, doing, former)


def archive_many(
    desk: Desk,
    page: QWidget,
    tell: Callable[[str], None],
    offer_undo: Callable[[str, Callable[[], None]], None],
    applications: tuple[int, ...],
) -> None:
    """Put applications into the archive together, then lead to the lists of what lies in them.

    ``offer_undo`` is told how they are taken out again at once.
    """

    def archived(ids: tuple[int, ...]) -> None:
        tell(_tr("{count} 件已归档").format(count=len(ids)))
        if not desk.refusal(Act.TAKE_OUT.permission):
            words = _tr("已归档 {count} 件，可以撤销；档号用过，不再使用")
            offer_undo(words.format(count=len(ids)), partial(_take_out, desk, page, tell, ids))
        desk.open(IssueLetters(ids, _PAPERS[Doing.ARCHIVE]))

    rows = desk.read(queries.application_rows, applications)
    ArchiveDialog(desk, rows, archived, page).open_once()


def _take_out(desk: Desk, page: QWidget, tell: Callable[[str], None], ids: tuple[int, ...]) -> None:
    command = TakeAllOutOfArchive(applications=ids, reason=_tr("撤销成批归档"))
    said = _tr("已撤销归档 {count} 件").format(count=len(ids))
    desk.run_later(page, command, lambda _: tell(said), desk.refused.emit)


_OF_ANY_FILE = {
    Doing.CHECK: CheckDialog,
    Doing.RECEIVE: IncomingDialog,
    Doing.SIGN: SheetDialog,
    Doing.REMIND: ReminderDialog,
    Doing.TELL: ObjectionDialog,
    Doing.TAKE_OUT: TakeOutDialog,
}
"""Dialogs that ask nothing of a policy or a clawback."""


def _dialog(desk: Desk, page: QWidget, detail: ApplicationDetail, doing: Doing) -> CommandDialog | None:
    def then(_: object) -> None:
        if doing in _PAPERS:
            desk.open(IssueLetters((detail.application.id,), _PAPERS[doing]))

    if doing is Doing.ARCHIVE:
        return ArchiveDialog(desk, (detail.application,), then, page)
    if doing in _OF_ANY_FILE:
        return _OF_ANY_FILE[doing](desk, detail, then, page)
    policy = desk.policy(detail.application.policy)
    if doing is Doing.LAPSE:
        return LapseDialog(desk, detail, policy, then, page)
    if doing is Doing.PROPOSE:
        office = desk.read(queries.office)
        days = office.hearing_days if office is not None else 5
        return ProposeDialog(desk, detail, policy, days, then, page)
    return _dialog_of_clawback(desk, page, detail, doing, then)


def _dialog_of_clawback(
    desk: Desk, page: QWidget, detail: ApplicationDetail, doing: Doing, then: Callable[[object], None]
) -> CommandDialog | None:
    """Return the dialog of what is done to a clawback that runs, None where there is none."""
    clawback = _clawback(detail, doing)
    if clawback is None:
        return None
    if doing is Doing.DECIDE:
        return DecideDialog(desk, detail, desk.policy(detail.application.policy), clawback, then, page)
    kinds = {Doing.DROP: DropDialog, Doing.RETURN: ReturnDialog}
    return kinds[doing](desk, detail, clawback, then, page)


def _clawback(detail: ApplicationDetail, doing: Doing) -> Clawback | None:
    if doing is Doing.RETURN:
        owed = (one for one in detail.clawbacks if one.decided_on and one.returned_on is None)
        return next(owed, None)
    return next((one for one in detail.clawbacks if one.running), None)


def _tr(text: str) -> str:
    return QCoreApplication.translate("AfterAward", text)
