"""What is done on the page: each act asks by its dialog, writes, and prints what came of it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable
from typing import Any, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ipdesk.documents.letters.document import RegisteredDocument
from ipdesk.documents.letters.issuing.notice_papers import NoticePapers
from ipdesk.documents.letters.notices.public_list import PUBLIC_LIST
from ipdesk.documents.letters.notices.public_rows import notice_rows
from ipdesk.models import queries
from ipdesk.models.commands import Command, CorrectObjection, RecordInquiryAnswer, RecordObjection
from ipdesk.models.core.errors import DeskError, InvalidInput, Problem
from ipdesk.models.public_notices.assemble import assembled
from ipdesk.models.records import (
    Inquiry,
    InquiryDetails,
    IssuedLetter,
    LineToPublish,
    NoticeDetails,
    Objection,
    ObjectionState,
    PublicNotice,
)
from ipdesk.models.workflow import Step
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.exports import Made, ask_workbook, only_expected
from ipdesk.ui.desk.latest import LatestRequest
from ipdesk.ui.notices.dialogs.answer import (
    CloseDialog,
    EnteredInquiryAnswer,
    InquiryAnswerDialog,
    InquiryDialog,
)
from ipdesk.ui.notices.dialogs.correction import CorrectionDialog, EnteredLines
from ipdesk.ui.notices.dialogs.objection import EnteredObjection, ObjectionDialog
from ipdesk.ui.notices.dialogs.publish import PublishDialog
from ipdesk.ui.notices.foot import NoticesBar
from ipdesk.ui.notices.lists import INQUIRIES, NOTICES, NoticeLists
from ipdesk.ui.notices.load import NoticeFile
from ipdesk.ui.notices.objections import ObjectionsPanel
from ipdesk.ui.notices.replying import Replying
from ipdesk.ui.notices.usual import still_shown, without_call
from ipdesk.ui.shell.clock_watch import confirm_dated
from ipdesk.ui.widgets import FormDialog, MessageLine
from ipdesk.ui.widgets.money import fen_text


class NoticesHost(Protocol):
    """What the work needs of its page: what is in hand there, and where news of it are told."""

    file: NoticeFile | None
    notice: PublicNotice | None
    lists: NoticeLists
    objections: ObjectionsPanel
    message: MessageLine
    foot: NoticesBar

    def details(self) -> NoticeDetails:
        """Return with what a notice of the chosen applications begins."""

    def papers(self) -> NoticePapers:
        """Return what makes the papers of today."""

    def policies_of(self, applications: Iterable[int]) -> tuple[str, ...]:
        """Return the policies of applications as letters cite them."""

    def read_lines(self, applications: tuple[int, ...]) -> tuple[LineToPublish, ...]:
        """Read what applications would publish; on a worker. Raises DeskError."""

    def inquiry_in_hand(self) -> Inquiry | None:
        """Return the inquiry that the keys act on, None for none."""

    def refresh(self) -> None:
        """Read again, behind the window."""

    def go_to(self, place: int, record: int) -> None:
        """Stand on a record of a list once it is read anew."""

    def print_letter(self, letter: int, title: str, *further: tuple[int, str]) -> None:
        """Print a paper as it went out, and ``further`` ones behind it, by id and title."""

    def tell(self, error: DeskError) -> None:
        """Say why something was not done."""


class NoticeWork(QObject):
    """Publishes, records and answers objections, closes, asks other offices; ``dialog`` is the open one."""

    def __init__(self, page: NoticesHost, window: QWidget, desk: Desk) -> None:
        super().__init__(window)
        self._page, self._window, self._desk = page, window, desk
        self._reading = LatestRequest(desk, self)
        self._replies = Replying(self, page, window, desk)
        self.dialog: FormDialog | None = None

    # --- publishing ---

    def publish(self) -> None:
        """Read what the chosen applications say now, then ask for the details."""
        chosen = tuple(item.id for item in self._page.lists.chosen())
        if chosen and self._page.file is not None and self.dialog is None:
            read, refused = self._page.read_lines, self._desk.error_handler(self, self._refused)
            self._reading.do(lambda: read(chosen), lambda lines: self._ask(chosen, lines), refused)

    def _ask(self, chosen: tuple[int, ...], lines: tuple[LineToPublish, ...]) -> None:
        page, file = self._page, self._page.file
        assert file is not None, "read by then"
        dialog = PublishDialog(
            page.details(), self._summary(chosen, lines), self._desk.today(), file.days, self._window,
            typed_number=not file.office.own_series,
        )  # fmt: skip

        def submit(details: NoticeDetails) -> None:
            if fault := self._late_fault(chosen, details):
                dialog.refuse(InvalidInput([Problem("begins", fault)]))
            elif self.agreed(
                dialog, self.tr("公示这份名单？"), self._said_of(dialog, details, chosen), chosen
            ):  # fmt: skip
                command = page.papers().publish(details, chosen, lines, dialog.typed_number())
                self.run(command, self._published)

        self.open(dialog, submit)

    def _said_of(self, dialog: PublishDialog, details: NoticeDetails, chosen: tuple[int, ...]) -> str:
        """Return what is said of a list before it is published."""
        day = details.paper_day(self._desk.today())
        number = self.number(PUBLIC_LIST, dialog.typed_number(), day)
        words = self.tr("{summary}。{period}。文号 {number}。公示以后名单不能再改。")
        said = words.format(summary=dialog.summary.text(), period=dialog.period_said(), number=number)
        running = self._desk.read(queries.running_notices, chosen, details.period.begins)
        return "\n".join((said, *(still_shown(*one) for one in running)))

    def _late_fault(self, chosen: tuple[int, ...], details: NoticeDetails) -> str:
        """Return why what is chosen cannot have been on a list that is entered late, "" where it can."""
        begins = details.period.begins
        return self._desk.read(queries.proposed_later_fault, chosen, begins) if details.late else ""

    def _summary(self, chosen: tuple[int, ...], lines: tuple[LineToPublish, ...]) -> str:
        units = {line.applicant for line in lines if not line.person}
        people = {line.applicant for line in lines if line.person}
        words = self.tr("单位 {units} 个，个人 {people} 名，共 {count}，合计 {sum} 元{apart}")
        total = fen_text(sum(line.amount for line in lines))
        rows = [*notice_rows(assembled(lines, self._desk.today()))]
        count, apart = self._counted(len(lines), len(rows)), self._apart(chosen)
        return words.format(units=len(units), people=len(people), count=count, sum=total, apart=apart)

    def _counted(self, things: int, rows: int) -> str:
        """Say how many things stand in how many rows, as the paper does."""
        alike = things == rows
        words = self.tr("{things} 项") if alike else self.tr("{things} 件（{rows} 项）")
        return words.format(things=things, rows=rows)

    def _apart(self, chosen: tuple[int, ...]) -> str:
        """Say that some belong to no call, so that the basis names none; nothing where all are alike."""
        words = self.tr("；其中 {count} 件不属于申报批次，依据里没有列申报通知")
        count = without_call(self._desk.read(queries.application_rows, chosen))
        return words.format(count=count) if count else ""

    def _published(self, notice: PublicNotice) -> None:
        self._page.foot.tell(self.tr("已公示 {number}").format(number=notice.number), "check")
        self._page.go_to(NOTICES, notice.id)
        self._page.print_letter(notice.letter, notice.number)

    # --- objections ---

    def record(self) -> None:
        """Ask for an objection to the notice in hand."""
        notice = self._page.notice
        if notice is None or notice.closed_on is not None or self.dialog is not None:
            return

        def submit(entered: EnteredObjection) -> None:
            command = RecordObjection(
                notice=notice.id,
                details=entered.details,
                not_accepted=entered.not_accepted,
                sheets=entered.sheets,
            )
            self.run(command, self._recorded)

        self.open(ObjectionDialog(notice, self._desk.store.moment(), self._window), submit)

    def _recorded(self, objection: Objection) -> None:
        accepted = self.tr("已受理 {name} 的异议，请在 {day} 以前答复")
        refused = self.tr("{name} 的异议已登记为不予受理")
        words = refused if objection.state is ObjectionState.NOT_ACCEPTED else accepted
        said = words.format(name=objection.details.name, day=objection.answer_by.isoformat())
        self._page.foot.tell(said, "check")
        self._page.refresh()

    def correct(self) -> None:
        """Ask which lines the objection in hand attacks."""
        notice, objection = self._page.notice, self._page.objections.current()
        if notice is None or objection is None or objection.state is not ObjectionState.OPEN:
            return

        def submit(entered: EnteredLines) -> None:
            command = CorrectObjection(objection=objection.id, lines=entered.lines, reason=entered.reason)
            self.run(command, lambda _: self._corrected(objection))

        self.open(CorrectionDialog(notice, objection, self._window), submit)

    def _corrected(self, objection: Objection) -> None:
        said = self.tr("已更正 {name} 异议的事项").format(name=objection.details.name)
        self._page.foot.tell(said, "check")
        self._page.refresh()

    def answer(self) -> None:
        """Ask how the objection in hand is answered."""
        objection, notice = self._page.objections.current(), self._page.notice
        if notice is None or objection is None or objection.state is not ObjectionState.OPEN:
            return
        if why := self._desk.refusal(Step.DISMISS_OBJECTION.permission):
            self._page.message.say(why)
        elif self._page.file is not None:
            self._replies.answer(notice, objection)

    # --- the end ---

    def close(self) -> None:
        """Ask where the list was shown, and close the notice in hand."""
        notice = self._page.notice
        if notice is None or notice.closed_on is not None or self.dialog is not None:
            return
        words = self.tr("“{title}”公示到 {day} 止，收到异议 {count} 件。结束后印出公示情况说明。")
        day, count = notice.last_day.isoformat(), len(notice.objections)
        said = words.format(title=notice.details.title, day=day, count=count)

        def submit(shown: str) -> None:
            self.run(self._page.papers().close(notice.id, shown), self._closed)

        late = notice.details.late
        self.open(CloseDialog(said, late.shown if late else "", self._window), submit)

    def _closed(self, letter: IssuedLetter) -> None:
        self._page.foot.tell(self.tr("公示已结束"), "check")
        self._page.refresh()
        self._page.print_letter(letter.id, self.tr("公示情况说明"))

    # --- inquiries ---

    def inquire(self) -> None:
        """Ask another office about the chosen applications."""
        self.ask_about(tuple(item.id for item in self._page.lists.chosen()))

    def ask_about(self, chosen: tuple[int, ...]) -> None:
        """Ask another office about applications, whether they are proposed or not yet."""
        file = self._page.file
        if not chosen or file is None or self.dialog is not None:
            return
        typed = not file.office.own_series
        dialog = InquiryDialog(chosen, self._desk.today(), self._window, typed_number=typed)

        def submit(details: InquiryDetails) -> None:
            command = self._page.papers().inquire(
                details, self._page.policies_of(chosen), dialog.typed_number()
            )
            self.run(command, lambda number: self._inquired(number, len(chosen)))

        self.open(dialog, submit)

    def _inquired(self, inquiry: int, chosen: int) -> None:
        asked = next(one for one in self._desk.read(queries.inquiries) if one.id == inquiry)
        said = self.tr("已发函，收到复函后在这里登记")
        if left := chosen - len(asked.parties):
            said = self.tr("{said}；未满18周岁的{count}名没有列入").format(said=said, count=left)
        self._page.foot.tell(said, "check")
        self._page.go_to(INQUIRIES, inquiry)

    def note_answer(self) -> None:
        """Ask for the answer to the inquiry in hand."""
        inquiry = self._page.inquiry_in_hand()
        if inquiry is None or inquiry.answered_on is not None or self.dialog is not None:
            return

        def submit(entered: EnteredInquiryAnswer) -> None:
            command = RecordInquiryAnswer(
                inquiry=inquiry.id,
                day=entered.day,
                source=entered.source,
                against=entered.against,
                sheets=entered.sheets,
            )
            self.run(command, lambda _: self._noted())

        self.open(InquiryAnswerDialog(inquiry, self._desk.today(), self._window), submit)

    def _noted(self) -> None:
        self._page.foot.tell(self.tr("已登记复函，各件的核查记录里都有"), "check")
        self._page.refresh()

    # --- papers ---

    def print(self) -> None:
        """Print what is in hand as it went out."""
        page = self._page
        inquiry = page.inquiry_in_hand()
        if page.lists.place() == NOTICES and page.notice is not None:
            page.print_letter(page.notice.letter, page.notice.number or page.notice.details.title)
        elif page.lists.place() == INQUIRIES and inquiry is not None:
            page.print_letter(inquiry.letter, self.tr("征求意见函"))

    def print_report(self) -> None:
        """Print the report on the notice in hand."""
        notice = self._page.notice
        if notice is not None and notice.report is not None:
            self._page.print_letter(notice.report, self.tr("公示情况说明"))

    def export(self) -> None:
        """Save the list of the notice in hand as a workbook."""
        notice = self._page.notice
        if notice is None:
            return
        path = ask_workbook(self._window, notice.details.title)
        if path is None:
            return
        foot, said = self._page.foot, self.tr("已存：{path}").format(path=path)

        def made() -> Made:
            from ipdesk.documents.spreadsheets.papers import notice_workbook

            return ((path, notice_workbook(notice)),), len(notice.lines)

        failed = only_expected(lambda sentence: foot.tell(sentence, "warning"))
        self._desk.exports.start("notice", made, lambda _: foot.tell(said, "check"), failed)

    # --- asking and writing ---

    def open(self, dialog: FormDialog, submit: Callable[[Any], None]) -> None:
        """Open a dialog; what is entered there goes to ``submit``."""
        self._page.message.clear()
        self.dialog = dialog
        dialog.submitted.connect(submit)
        dialog.finished.connect(self._put_away)
        dialog.open_once()

    def agreed(self, dialog: FormDialog, title: str, said: str, applications: Collection[int] = ()) -> bool:
        """Ask once before what cannot be taken back; where it is not wanted the form stays as it was."""
        word = dialog.accept_button.text()
        agreed = confirm_dated(self._desk, dialog, title, said, word, applications)
        if not agreed and isValid(dialog):
            dialog.release()
        return agreed

    def number(
        self, document: RegisteredDocument[Any], typed: str | None, day: datetime.date | None = None
    ) -> str:
        """Return the number that a paper of a day, or today, bears: as typed, or the next of its series."""
        year, mark = (day or self._desk.today()).year, document.kind.series or ""
        return typed or self._desk.read(queries.next_letter_number, year, mark) or ""

    def _put_away(self) -> None:
        self.dialog = None

    def run(self, command: Command[Any], done: Callable[[Any], None]) -> None:
        """Have a command carried out; a refusal is told in the dialog."""

        def ended(value: object) -> None:
            if self.dialog is not None:
                self.dialog.saved()
            done(value)

        self._desk.run_later(self, command, ended, self._refused)

    def _refused(self, error: DeskError) -> None:
        if self.dialog is not None:
            self.dialog.refuse(error)
        else:
            self._page.tell(error)
