"""The history of an applicant: what it applied for, received and gave back, to look at, open and export."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QWidget

from ipdesk.models.records import ApplicantDetail, ApplicationRow
from ipdesk.ui.applicants.bar_dialog import bar_line
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.exports import Made, ask_workbook, only_expected
from ipdesk.ui.widgets import CHIP_ROLE, Button, Column, DeskTable, Dialog, WrappingText
from ipdesk.ui.widgets.money import fen_text

_ROWS = 8


class ReceivedDialog(Dialog):
    """The applications of an applicant under all policies, newest first; Enter opens one (``chosen``).

    ``paid`` is what funds paid of each (fen), by the application's id.
    """

    chosen = Signal(int)

    def __init__(self, desk: Desk, detail: ApplicantDetail, paid: Mapping[int, int], parent: QWidget) -> None:
        translate = QCoreApplication.translate
        super().__init__(detail.applicant.name, translate("ReceivedDialog", "打开"), parent=parent)
        self._desk, self._detail, self._paid = desk, detail, paid
        self._rows = detail.applications
        self.table = DeskTable((
            Column(self.tr("申请编号"), "key", ems=7), Column(self.tr("政策"), "sub", ems=12, stretch=True),
            Column(self.tr("年度"), ems=4), Column(self.tr("成果"), "sub", ems=4),
            Column(self.tr("金额（元）"), "number", ems=8), Column(self.tr("已支付（元）"), "number", ems=8),
            Column(self.tr("已追回（元）"), "number", ems=7), Column(self.tr("步骤"), "chip", ems=7),
        ))  # fmt: skip
        self.table.setModel(self._model())
        self.table.opened.connect(self.accept)
        self.said = WrappingText("", "sub")
        self._lay_out_history()

    def _lay_out_history(self) -> None:
        self.add_sentence(self._sentence())
        for bar in self._detail.bars:
            self.add_sentence(bar_line(bar, self._desk.today()))
        self.add_table(self.table, 236, _ROWS)
        self.body.addWidget(self.said)
        self.said.hide()
        self.export_button = Button(self.tr("导出 Excel…"), icon="export", shortcut="Alt+Q")
        self.export_button.clicked.connect(self._ask_and_export)
        self.export_button.enable(bool(self._rows), self.tr("没有可导出的"))
        self.add_left(self.export_button)
        self.table.select_row(0)
        self.table.setFocus()

    def _sentence(self) -> str:
        words = self.tr("{year} 年度《{policy}》已获资助 {count} 笔，{sum} 元")
        years = [
            words.format(
                year=one.year,
                policy=self._desk.policy_name(one.policy),
                count=one.count,
                sum=fen_text(one.amount),
            )
            for one in self._detail.received
        ]
        return "；".join((*years, *self._all_years())) or self.tr("还没有获得过资助")

    def _all_years(self) -> tuple[str, ...]:
        """Say what all of it comes to, and what was paid."""
        received = self._detail.received
        if not received:
            return ()
        words = self.tr("合计 {count} 笔，{sum} 元，已支付 {paid} 元")
        count, fen = sum(one.count for one in received), sum(one.amount for one in received)
        paid = fen_text(sum(self._paid.values()))
        return (words.format(count=count, sum=fen_text(fen), paid=paid),)

    def _model(self) -> QStandardItemModel:
        model = QStandardItemModel(self)
        for row in self._rows:
            model.appendRow(self._items(row))
        return model

    def _items(self, row: ApplicationRow) -> list[QStandardItem]:
        items = self.tr("{count} 项").format(count=row.achievements)
        sums = (row.amount, self._paid.get(row.id, 0), row.taken_back)
        policy = self._desk.policy_name(row.policy)
        texts = (row.number, policy, str(row.year), items, *map(fen_text, sums), "")
        made = [QStandardItem(text) for text in texts]
        made[-1].setData(row.state.value, CHIP_ROLE)
        return made

    # --- taking it elsewhere ---

    def _ask_and_export(self) -> None:
        path = ask_workbook(self, self.tr("{name}历年资助").format(name=self._detail.applicant.name))
        if path is not None:
            self.export(path)

    def export(self, path: Path) -> None:
        """Write what is listed as a workbook, behind the window; the log says that it was taken along."""
        detail, paid, name_of = self._detail, self._paid, self._desk.policy_name

        def made() -> Made:
            return ((path, _workbook(detail, paid, name_of)),), len(detail.applications)

        said = self.tr("已导出：{path}").format(path=path)
        self._desk.exports.start("history", made, lambda _: self._say(said), only_expected(self._say))

    def _say(self, said: str) -> None:
        self.said.setText(said)
        self.said.show()

    def accept(self) -> None:
        """Close, and ask for the application of the current row to be opened."""
        row = self.table.current_row()
        super().accept()
        if 0 <= row < len(self._rows):
            self.chosen.emit(self._rows[row].id)


def _workbook(detail: ApplicantDetail, paid: Mapping[int, int], name_of: Callable[[str], str]) -> bytes:
    # Only when a workbook is written: it brings openpyxl along.
    from ipdesk.documents.spreadsheets.workbook import tables_workbook
    from ipdesk.ui.applicants.history_table import history_table

    return tables_workbook([history_table(detail, paid, name_of)])
