"""What an applicant has applied for and received, to look at and to open."""

from __future__ import annotations

import datetime

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QWidget

from ipdesk.models.records import ApplicantDetail, ApplicationRow
from ipdesk.ui.applicants.bar_dialog import bar_line
from ipdesk.ui.widgets import CHIP_ROLE, Column, DeskTable, Dialog, Text
from ipdesk.ui.widgets.money import fen_text

_ROWS = 8


class ReceivedDialog(Dialog):
    """The applications of an applicant, newest first; Enter opens one (``chosen``)."""

    chosen = Signal(int)

    def __init__(self, detail: ApplicantDetail, today: datetime.date, parent: QWidget) -> None:
        translate = QCoreApplication.translate
        super().__init__(detail.applicant.name, translate("ReceivedDialog", "打开"), parent=parent)
        self._rows = detail.applications
        self.table = DeskTable((
            Column(self.tr("申请编号"), "key", ems=7), Column(self.tr("申报年度"), ems=5),
            Column(self.tr("成果"), "sub", ems=4), Column(self.tr("金额（元）"), "number", ems=8),
            Column(self.tr("步骤"), "chip", ems=7, stretch=True),
        ))  # fmt: skip
        self.table.setModel(self._model())
        self.table.opened.connect(self.accept)
        self.body.addWidget(Text(self._sentence(detail), "sub"))
        for bar in detail.bars:
            self.add_sentence(bar_line(bar, today))
        self.add_table(self.table, 145, _ROWS)
        self.table.select_row(0)
        self.table.setFocus()

    def _sentence(self, detail: ApplicantDetail) -> str:
        words = self.tr("{year} 年度已获资助 {count} 笔，{sum} 元")
        years = [
            words.format(year=one.year, count=one.count, sum=fen_text(one.amount)) for one in detail.received
        ]
        return "；".join(years) or self.tr("还没有获得过资助")

    def _model(self) -> QStandardItemModel:
        model = QStandardItemModel(self)
        for row in self._rows:
            model.appendRow(self._items(row))
        return model

    def _items(self, row: ApplicationRow) -> list[QStandardItem]:
        items = self.tr("{count} 项").format(count=row.achievements)
        texts = (row.number, str(row.year), items, fen_text(row.amount), "")
        made = [QStandardItem(text) for text in texts]
        made[-1].setData(row.state.value, CHIP_ROLE)
        return made

    def accept(self) -> None:
        """Close, and ask for the application of the current row to be opened."""
        row = self.table.current_row()
        super().accept()
        if 0 <= row < len(self._rows):
            self.chosen.emit(self._rows[row].id)
