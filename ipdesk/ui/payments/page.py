"""The page 拨付: from what was granted to what the bank paid, batch by batch."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipdesk.models.core.actor import Permission
from ipdesk.models.core.changes import Changes, Kind
from ipdesk.models.records import BatchState, PaymentLine
from ipdesk.ui import theme
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.destinations import Destination, OpenBatch, Origin, PayGrant
from ipdesk.ui.desk.latest import LatestRequest
from ipdesk.ui.desk.page import Page
from ipdesk.ui.letters.pdf_output import AskPrinter, PdfOutput, system_dialog
from ipdesk.ui.payments.foot import PaymentsBar
from ipdesk.ui.payments.head import PaymentsHead
from ipdesk.ui.payments.load import BatchFile, PaymentsFile, batch_file, payments_file
from ipdesk.ui.payments.offered import offer
from ipdesk.ui.payments.parts import PaymentParts
from ipdesk.ui.payments.rows import batch_rows, finding_rows, line_rows, particular_rows, payable_rows
from ipdesk.ui.payments.seen import note_accounts, whose_accounts
from ipdesk.ui.payments.work import PaymentWork
from ipdesk.ui.widgets import MessageLine, Panel
from ipdesk.ui.widgets.money import fen_text


class PaymentsPage(Page):
    """The batches of one fund, and what waits to be paid of it."""

    def __init__(
        self, desk: Desk, parent: QWidget | None = None, ask_printer: AskPrinter = system_dialog
    ) -> None:
        super().__init__(parent)
        self._desk, self._latest, self._reading = desk, LatestRequest(desk, self), LatestRequest(desk, self)
        self.file, self.batch = PaymentsFile(), BatchFile()
        self.message, self.foot, self.head = MessageLine(), PaymentsBar(), PaymentsHead()
        self.parts, self._top, self._outer = PaymentParts(), Panel(), QVBoxLayout(self)
        self.output = PdfOutput(desk, self, ask_printer)
        self.work = PaymentWork(self, self, desk)
        self._wanted = 0  # a batch that is to be stood on, once it is read
        self._wanted_line = 0  # a payment of it
        self._wanted_grant = 0  # likewise, something that waits or is in a batch
        self._wanted_fund: int | None = None
        self._lay_out()
        self._listen()
        self.set_head(self.tr("拨付"))
        theme.follow(self.restyle)

    def _lay_out(self) -> None:
        self._top.body.addWidget(self.head)
        for widget in (self.message, self._top):
            self._outer.addWidget(widget)
        self._outer.addWidget(self.parts, 1)

    def _listen(self) -> None:
        parts, work = self.parts, self.work
        self.head.moved.connect(self.refresh)
        self.foot.follow(*(one.table for one in (parts.batches, parts.payable, parts.lines)))
        parts.batches.table.moved.connect(lambda _: self._read_batch())
        parts.batches.table.opened.connect(lambda _: self._go_in())
        parts.payable.table.opened.connect(lambda _: work.prepare())
        parts.lines.table.moved.connect(lambda _: self._show_line())
        parts.lines.table.opened.connect(lambda _: self._open_line())
        parts.findings.table.opened.connect(lambda _: self._go_to_finding())
        parts.particulars.copied.connect(
            lambda word, text: self.tell(self.tr("已复制{word}：{text}").format(word=word, text=text))
        )
        self.output.told.connect(self.foot.set_state)
        self._listen_to_foot()
        self._desk.changed.connect(self._refresh_for)
        self._desk.permissionsChanged.connect(lambda: offer(self))

    def _listen_to_foot(self) -> None:
        foot, work = self.foot, self.work
        acts = (
            (foot.charge, work.charge), (foot.prepare, work.prepare), (foot.change, work.change),
            (foot.drop, work.drop), (foot.voucher, work.keep_vouchers), (foot.act, work.act),
            (foot.file, work.write_file), (foot.papers, work.print), (foot.next, work.go_on),
        )  # fmt: skip
        for button, act in acts:
            button.clicked.connect(act)
        self._desk.guard(Permission.ACCOUNT, *(one for one, _ in acts if one is not foot.next))
        foot.tables.clicked.connect(work.export)

    def restyle(self) -> None:
        """Take the measures in force."""
        gap = theme.density().gap
        self._outer.setContentsMargins(gap, gap, gap, gap)
        self._outer.setSpacing(gap)
        self.parts.restyle()

    # --- as a page ---

    def action_bar(self) -> QWidget | None:
        """Return the bar for the foot of the window."""
        return self.foot

    def activated(self) -> None:
        """Refresh, and let the keyboard begin in the batches."""
        self.refresh()
        self.parts.batches.table.setFocus()

    def show_destination(self, destination: Destination, origin: Origin) -> None:
        """Stand on what waits to be paid, or on a batch."""
        match destination:
            case PayGrant(fund, grant):
                self._wanted_fund, self._wanted_grant = fund, grant
            case OpenBatch(fund, batch, line):
                self._wanted_fund, self._wanted, self._wanted_line = fund, batch, line
            case _:
                super().show_destination(destination, origin)
                return
        self.refresh()

    def _refresh_for(self, changes: Changes) -> None:
        if self.isVisible() and (changes.touches(Kind.FUND) or changes.touches(Kind.APPLICATION)):
            self.refresh()

    def refresh(self) -> None:
        """Read again, behind the window."""
        wanted = self.head.wanted() if self._wanted_fund is None else self._wanted_fund
        if self.file.fund is not None and wanted != self.file.fund.id:
            self.file, self.batch = PaymentsFile(self.file.funds), BatchFile()  # nothing is in hand any more
            offer(self)
        self._latest.ask(payments_file, wanted, self._desk.today(), done=self._show)

    def go_to(self, batch: int, said: str) -> None:
        """Stand on a batch that was just written down, and say so."""
        self._wanted = batch
        self.tell(said)
        self.refresh()

    def refusal(self, permission: Permission) -> str:
        """Return why who sits here may not do something, "" where it may."""
        return self._desk.refusal(permission)

    def tell(self, said: str) -> None:
        """Say at the foot what was done."""
        self.foot.tell(said, "check")

    # --- what is shown ---

    def _show(self, file: PaymentsFile) -> None:
        self.file = file
        self.head.show_funds(file.funds, file.fund)
        self.head.show_sums(file)
        self._show_rows()
        self._hint()
        self._read_batch()
        if self._wanted_fund is not None:
            self._wanted_fund = None
            self._go_in()

    def _show_rows(self) -> None:
        file, parts, grant, wanted = self.file, self.parts, self._wanted_grant, self._wanted
        self._wanted = self._wanted_grant = 0
        parts.payable.show_rows(tuple(payable_rows(file)), grant)
        if grant:
            wanted = file.unsent_batch_of(grant)
            parts.batches.table.select_row(0)  # what waits is the first row, wherever one stood before
        parts.batches.show_rows(tuple(batch_rows(file, self._desk.today())), wanted)

    def _hint(self) -> None:
        no_fund = self.tr("还没有登记专项资金，请先在“资金”页登记")
        nothing = self.tr("没有等着拨付的。申报批次指定了列支任务的，审定后列在这里；其他的在“资金”页核定")
        self.parts.batches.table.set_hint(no_fund if self.file.fund is None else "")
        self.parts.payable.table.set_hint("" if self.file.payable else nothing)

    def _read_batch(self) -> None:
        """Read the batch in hand; on the row of what waits there is none."""
        batch = self.parts.batches.current()
        self.parts.show_batch(bool(batch))
        if batch:
            offer(self)
            self._reading.ask(batch_file, batch, self._desk.today(), done=self._show_batch)
        else:
            self._show_batch(BatchFile())

    def _show_batch(self, file: BatchFile) -> None:
        self.batch, parts = file, self.parts
        parts.lines.show_rows(tuple(line_rows(file)), self._wanted_line)
        if self._wanted_line and (line := self.line_in_hand()) and (back := file.back_of(line.grant)):
            said = self.tr("追回款退回的 {sum} 元还没有记账，按 Alt+R 登记")
            self.foot.tell(said.format(sum=fen_text(back.fen)), "info")
        self._wanted_line = 0
        parts.findings.show_rows(tuple(finding_rows(file.findings)))
        parts.show_findings(bool(file.findings))
        note_accounts(self._desk, self.file, whose_accounts(self.file, file))
        self._show_line()

    def _show_line(self) -> None:
        line, parts = self.line_in_hand(), self.parts
        parts.particulars.show_rows(tuple(particular_rows(self.batch, line)) if line is not None else ())
        if line is not None and parts.shows_findings():
            parts.findings.table.select_row(parts.findings.model.row_of(line.place))
        offer(self)

    # --- what is in hand ---

    def line_in_hand(self) -> PaymentLine | None:
        """Return the payment in hand, None where no batch is."""
        return self.batch.line(self.parts.lines.current()) if self.batch_in_hand() else None

    def batch_in_hand(self) -> bool:
        """Say whether the lists show the batch in hand; for a moment they are those of the one before."""
        return self.batch.batch is not None and self.batch.batch.id == self.parts.batches.current()

    def _go_in(self) -> None:
        batch = self.parts.batches.current()
        (self.parts.lines if batch else self.parts.payable).table.setFocus()

    def _open_line(self) -> None:
        """Change a payment that is not signed yet; of another go to its particulars."""
        batch = self.batch.batch
        if batch is not None and batch.state is BatchState.PREPARED:
            self.work.change_line()
        elif self.parts.shows_findings():
            self.parts.findings.table.setFocus()
        else:
            self.parts.particulars.table.setFocus()

    def _go_to_finding(self) -> None:
        """Stand on the payment in which something was found."""
        place = self.parts.findings.current()
        found = next((one for one in self.batch.lines if one.place == place), None)
        if found is not None:
            self.parts.lines.table.select_row(self.parts.lines.model.row_of(found.id))
            self.parts.lines.table.setFocus()
