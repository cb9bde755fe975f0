"""The papers of a batch: looked at, then printed."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.models import queries
from ipdesk.ui import theme
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.letters.pdf_output import PdfOutput
from ipdesk.ui.letters.preview import Preview
from ipdesk.ui.payments.load import BatchFile, PaymentsFile
from ipdesk.ui.widgets import ChoiceField, Dialog, Field, FormGrid

SUMMARY, RECEIPT, RETURNED = "payment_summary", "payment_receipt", "return_notice"


class PapersDialog(Dialog):
    """Shows one of the papers as it would be printed."""

    room = 200

    def __init__(
        self, desk: Desk, file: PaymentsFile, shown: BatchFile, output: PdfOutput, parent: QWidget
    ) -> None:
        assert shown.batch is not None, "a batch is in hand"
        title = _tr("打印　批次 {number}").format(number=shown.batch.number)
        super().__init__(title, _tr("打印"), parent=parent)
        self._desk, self._file, self._shown, self._output = desk, file, shown, output
        self.paper = ChoiceField(list(_papers(shown)))
        self.preview, grid = Preview(desk), FormGrid(2)
        grid.add(Field(_tr("哪一种"), self.paper), 2)
        self.body.addWidget(grid)
        self.body.addWidget(self.preview, 1)
        self.preview.setMinimumHeight(theme.grid(110))
        self.paper.set_key(SUMMARY)
        self.paper.changed.connect(lambda _: self._show())
        self._show()
        self.paper.setFocus()

    def _show(self) -> None:
        self.preview.show_letter(lambda: self.pdf(self.paper.key()))

    def pdf(self, kind: str) -> bytes:
        """Return a paper as a PDF; raises DocumentError."""
        from ipdesk.documents.letters.compose import render
        from ipdesk.documents.letters.data import issuer_of
        from ipdesk.documents.letters.funds.batch_data import BatchSource, batch_paper
        from ipdesk.documents.letters.funds.batch_papers import (
            PAYMENT_RECEIPT,
            PAYMENT_SUMMARY,
            RETURN_NOTICE,
        )

        office, batch, fund = self._desk.store.read(queries.office), self._shown.batch, self._file.fund
        assert office is not None and batch is not None and fund is not None, "a batch of a fund is in hand"
        tasks = {one.id: one.name for one in self._file.tasks}
        source = BatchSource(issuer_of(office), fund.name, batch, self._shown.lines, tasks)
        papers = {one.kind.id: one for one in (PAYMENT_SUMMARY, PAYMENT_RECEIPT, RETURN_NOTICE)}
        return render(papers[kind], batch_paper(source, self._desk.today(), ""))

    def accept(self) -> None:
        """Print what is shown, and close."""
        if pdf := self.preview.pdf():
            self._output.print(pdf, self.paper.currentText())
            super().accept()


def _papers(shown: BatchFile) -> Iterator[tuple[str, str]]:
    """Yield the papers that a batch has anything to say in."""
    yield SUMMARY, _tr("资金拨付明细汇总表")
    if not all(one.came_to_nothing for one in shown.lines):
        yield RECEIPT, _tr("收款收据，每个收款人一张")
    if any(one.came_to_nothing for one in shown.lines):
        yield RETURNED, _tr("收款账户核实通知单，没有付成的每个收款人一张")


def _tr(text: str) -> str:
    return QCoreApplication.translate("PaymentDialogs", text)
