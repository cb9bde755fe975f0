"""Files that were replaced or removed, one of which can be taken back into use."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QWidget

from ipdesk.models.pack_files import FormerPack
from ipdesk.ui import theme
from ipdesk.ui.widgets import Column, DeskTable, EmptyState, Sheet

_ROWS = 8


class FormerSheet(Sheet):
    """The list; Enter wants one back (``chosen`` carries its path), Esc goes back."""

    chosen = Signal(object)

    def __init__(self, packs: Sequence[FormerPack], parent: QWidget) -> None:
        translate = QCoreApplication.translate
        super().__init__(
            translate("FormerSheet", "以前的文件"), translate("FormerSheet", "恢复…"), parent=parent
        )
        self._packs = tuple(packs)
        self.table = DeskTable(
            (
                Column(self.tr("政策"), "key", ems=13, stretch=True),
                Column(self.tr("编号"), "sub", ems=9),
                Column(self.tr("停用时间"), "text", ems=10.5, stay=True),
            )
        )
        self.table.setModel(self._model())
        self.table.opened.connect(self.accept)
        self._lay_out_list()

    def _lay_out_list(self) -> None:
        measures = theme.density()
        self.table.setMinimumSize(theme.grid(140), measures.table_head + _ROWS * measures.row)
        self.setMinimumWidth(self.table.minimumWidth() + theme.grid(12))
        if self._packs:
            self.body.addWidget(self.table)
            self.table.select_row(0)
            self.table.setFocus()
        else:
            self.table.setParent(self)
            self.table.hide()
            self.accept_button.hide()
            self.body.addWidget(EmptyState(self.tr("被代替或者删除的政策文件留在这里，现在还没有")))

    def _model(self) -> QStandardItemModel:
        model = QStandardItemModel(self)
        for pack in self._packs:
            until = pack.until.strftime("%Y-%m-%d %H:%M:%S")
            model.appendRow([QStandardItem(text) for text in (pack.title, pack.policy, until)])
        return model

    def accept(self) -> None:  # noqa: D102
        row = self.table.current_row()
        super().accept()
        if 0 <= row < len(self._packs):
            self.chosen.emit(self._packs[row].path)
