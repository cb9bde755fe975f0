"""What the buttons of the page do: each opens the dialog of what is in hand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ipdesk.funds.payments.results import SentPayment
from ipdesk.models import queries
from ipdesk.models.commands import ChargeAwards
from ipdesk.models.core.errors import DeskError
from ipdesk.models.records import BatchState, NotCharged, PaymentBatch, PaymentLine
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.exports import Made, ask_workbook, only_expected
from ipdesk.ui.letters.file_places import file_text
from ipdesk.ui.letters.pdf_output import PdfOutput
from ipdesk.ui.payments.dialogs.act_dialog import ActDialog
from ipdesk.ui.payments.dialogs.answer_dialog import AnswerDialog
from ipdesk.ui.payments.dialogs.by_hand_dialog import ByHandDialog
from ipdesk.ui.payments.dialogs.charge_dialog import ChargeDialog
from ipdesk.ui.payments.dialogs.drop_dialog import DropDialog
from ipdesk.ui.payments.dialogs.file_dialog import BankFileDialog
from ipdesk.ui.payments.dialogs.line_dialog import LineDialog
from ipdesk.ui.payments.dialogs.papers_dialog import PapersDialog
from ipdesk.ui.payments.dialogs.prepare_dialog import ChooseDialog, PrepareDialog
from ipdesk.ui.payments.dialogs.send_dialog import SendBatchDialog
from ipdesk.ui.payments.dialogs.sign_dialog import SignDialog
from ipdesk.ui.payments.dialogs.voucher_dialog import VoucherDialog
from ipdesk.ui.payments.load import BatchFile, PaymentsFile
from ipdesk.ui.payments.offered import can_come_back
from ipdesk.ui.widgets import Dialog, MessageLine


class Payments(Protocol):
    """What a page shows and where somebody stands on it."""

    file: PaymentsFile
    batch: BatchFile
    message: MessageLine
    output: PdfOutput

    def batch_in_hand(self) -> bool:
        """Say whether the lists show the batch in hand."""

    def line_in_hand(self) -> PaymentLine | None:
        """Return the payment in hand, None where no batch is."""

    def tell(self, said: str) -> None:
        """Say at the foot what was done."""

    def go_to(self, batch: int, said: str) -> None:
        """Stand on a batch that was just written down, and say so."""


class PaymentWork(QObject):
    """The dialogs over a page; what is done is said in its foot."""

    def __init__(self, page: Payments, over: QWidget, desk: Desk) -> None:
        super().__init__(over)
        self._page, self._over, self._desk = page, over, desk
        self.dialog: Dialog | None = None

    def export(self) -> None:
        """Ask where to, and write all tables of the fund in hand as a workbook, behind the window."""
        if (fund := self._page.file.fund) is not None:
            name = self.tr("{fund}拨付各表").format(fund=fund.short_name)
            if (path := ask_workbook(self._over, name)) is not None:
                self._export(fund.id, path)

    def _export(self, fund: int, path: Path) -> None:
        store, today = self._desk.store, self._desk.today()

        def made() -> Made:
            from ipdesk.documents.spreadsheets.workbook import tables_workbook
            from ipdesk.ui.payments.export import payment_tables, tables

            found = store.read(payment_tables, fund, today)
            return ((path, tables_workbook(tables(found))),), found.rows

        said, failed = self.tr("已导出：{where}"), only_expected(self._page.message.say)
        done = lambda _: self._page.tell(said.format(where=file_text(path)))  # noqa: E731
        self._desk.exports.start("payment_tables", made, done, failed)

    def go_on(self) -> None:
        """Take the batch in hand the next step on its way; on the row of what waits prepare one."""
        batch = self._page.batch.batch if self._page.batch_in_hand() else None
        if batch is None:
            self.prepare()
        elif batch.state is BatchState.PREPARED:
            self.sign()
        elif batch.state is BatchState.SIGNED:
            self.send()
        elif batch.state is BatchState.SENT:
            self.answer()

    def prepare(self) -> None:
        """Prepare a batch of what waits."""
        file = self._page.file
        if file.fund is not None and file.payable:
            said = self.tr("已编制。核对收款账户后按 F9 签批")
            then = lambda batch: self._page.go_to(batch, said)  # noqa: E731
            self._open(PrepareDialog(self._desk, file, then, self._over))

    def charge(self) -> None:
        """Say which task pays a call, and charge what was decided of it before."""
        calls = self._desk.read(queries.calls)
        if self._page.file.tasks and calls:
            self._open(ChargeDialog(self._desk, self._page.file, calls, self._charge_awards, self._over))

    def _charge_awards(self, call: int) -> None:
        if not self._desk.read(queries.call_charges, call).charges:
            self._page.tell(self.tr("已保存，这个批次没有列支任务"))
            return
        self._desk.run_later(self, ChargeAwards(call=call), self._tell_charged, self._refused)

    def _tell_charged(self, left: Sequence[NotCharged]) -> None:
        """Say what of what was decided before no task can pay, and why."""
        self._page.tell(self.tr("已保存，审定的资助列在待拨付"))
        if left:
            words = self.tr("{number}：{why}")
            said = [words.format(number=one.number, why=one.why) for one in left]
            self._page.message.say(
                "\n".join((self.tr("有 {count} 件没有列支：").format(count=len(left)), *said))
            )

    def _refused(self, error: DeskError) -> None:
        self._page.message.say(error.message, *self._desk.ways_out(error))

    def change(self) -> None:
        """Choose anew what the batch in hand pays."""
        if self._is(BatchState.PREPARED):
            said = self.tr("已保存")
            file, batch = self._page.file, self._page.batch
            self._open(ChooseDialog(self._desk, file, batch, lambda _: self._page.tell(said), self._over))

    def change_line(self) -> None:
        """Change the payment in hand, such as its account."""
        line = self._page.line_in_hand()
        if line is not None and self._is(BatchState.PREPARED):
            said = self.tr("已保存第{place}笔").format(place=line.place)
            self._open(
                LineDialog(self._desk, self._page.batch, line, lambda _: self._page.tell(said), self._over)
            )

    def drop(self) -> None:
        """Give the batch in hand up."""
        batch = self._page.batch.batch
        if batch is not None and self._is(BatchState.PREPARED, BatchState.SIGNED):
            said = self.tr("批次 {number} 已作废，各笔回到待拨付").format(number=batch.number)
            self._open(DropDialog(self._desk, batch, lambda _: self._page.tell(said), self._over))

    def sign(self) -> None:
        """Sign the batch in hand off."""
        if self._is(BatchState.PREPARED):
            said = self.tr("已签批，按 F9 提交支付")
            self._open(SignDialog(self._desk, self._page.batch, lambda _: self._page.tell(said), self._over))

    def send(self) -> None:
        """Send the batch in hand."""
        batch = self._page.batch.batch
        if batch is not None and self._is(BatchState.SIGNED):
            said = self.tr("已提交支付，流水号已编好；按 Alt+X 生成银行文件，有了结果按 F9")
            self._open(SendBatchDialog(self._desk, batch, lambda _: self._page.tell(said), self._over))

    def write_file(self) -> None:
        """Lay the payments of the batch out as the bank wants its sheet, in a folder that is asked for."""
        if self._is(BatchState.SENT):
            self._open(BankFileDialog(self._desk, self._page.batch, self._page.tell, self._over))

    def answer(self) -> None:
        """Read what the bank answered of the batch in hand."""
        batch = self._page.batch.batch
        if batch is not None and self._is(BatchState.SENT):
            sent = self._desk.read(queries.sent_payments, batch.id)
            tell, by_hand = self._page.tell, lambda: self._answer_by_hand(batch, sent)
            self._open(AnswerDialog(self._desk, batch, sent, tell, by_hand, self._over))

    def _answer_by_hand(self, batch: PaymentBatch, sent: tuple[SentPayment, ...]) -> None:
        said = self.tr("已登记结果")
        self._open(ByHandDialog(self._desk, batch, sent, lambda _: self._page.tell(said), self._over))

    def print(self) -> None:
        """Show the papers of the batch in hand, to be printed."""
        if self._page.batch_in_hand():
            output = self._page.output
            self._open(PapersDialog(self._desk, self._page.file, self._page.batch, output, self._over))

    def keep_vouchers(self) -> None:
        """Type back what the treasury's system says of the payments."""
        if self._is(BatchState.SENT):
            line = self._page.line_in_hand()
            said = self.tr("已登记支付凭证")
            self._open(
                VoucherDialog(self._desk, self._page.batch, line, lambda _: self._page.tell(said), self._over)
            )

    def act(self) -> None:
        """Enter that money of the payment in hand came back, was paid from a wrong task, or is given up."""
        line = self._page.line_in_hand()
        if line is not None and can_come_back(line):
            said = self.tr("已登记")
            self._open(
                ActDialog(
                    self._desk,
                    self._page.file,
                    line,
                    lambda _: self._page.tell(said),
                    self._over,
                    self._page.batch.back_of(line.grant),
                )
            )

    def _is(self, *states: BatchState) -> bool:
        batch = self._page.batch.batch
        return self._page.batch_in_hand() and batch is not None and batch.state in states

    def _open(self, dialog: Dialog) -> None:
        self._page.message.clear()
        self.dialog = dialog
        dialog.open_once()
