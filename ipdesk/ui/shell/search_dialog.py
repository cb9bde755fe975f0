"""What a search over everything found, to choose from."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QWidget

from ipdesk.models.records import HitKind, Hits
from ipdesk.ui.widgets import Column, DeskTable, Dialog, EmptyState, Text

_ROWS, _DETAIL = 8, 2


def kind_word(kind: HitKind) -> str:
    """Return what a hit is."""
    translate = QCoreApplication.translate
    return {
        HitKind.APPLICANT: translate("SearchDialog", "申请人"),
        HitKind.APPLICATION: translate("SearchDialog", "申请件"),
        HitKind.LETTER: translate("SearchDialog", "文书"),
        HitKind.ACHIEVEMENT: translate("SearchDialog", "成果"),
    }[kind]


def _columns() -> tuple[Column, ...]:
    tr = QCoreApplication.translate
    return (
        Column(tr("SearchDialog", "是什么"), "sub", ems=5),
        Column(tr("SearchDialog", "名称"), "key", ems=14, stretch=True),
        Column(tr("SearchDialog", "说明"), "sub", ems=14),
    )


class SearchDialog(Dialog):
    """A list of hits; Enter opens one (``chosen``), Esc goes back."""

    chosen = Signal(object)

    def __init__(self, text: str, found: Hits, parent: QWidget) -> None:
        translate = QCoreApplication.translate
        title = translate("SearchDialog", "“{text}”找到 {count} 个").format(text=text, count=found.total)
        super().__init__(title, translate("SearchDialog", "打开"), parent=parent)
        self._hits, self.table = found.shown, DeskTable(_columns())
        self.table.setModel(self._model())
        details = [hit.detail for hit in self._hits]
        self.table.make_room(_DETAIL, details)  # its end says how far an application is
        self.table.opened.connect(self.accept)
        self.add_table(self.table, 180, _ROWS)
        if found.others:
            words = self.tr("还有 {count} 个没有列出：多写几个字，或者到“申请件”“文书”里查找")
            self.body.addWidget(Text(words.format(count=found.others), "sub"))
        if found.shown:
            self.table.select_row(0)
            self.table.setFocus()
        else:
            self._say_nothing_was_found()

    def _say_nothing_was_found(self) -> None:
        self.table.hide()
        self.accept_button.hide()
        self.body.addWidget(EmptyState(self.tr("没有找到。换名称的几个字、拼音首字母或编号的一段试试")))

    def _model(self) -> QStandardItemModel:
        model = QStandardItemModel(self)
        for hit in self._hits:
            model.appendRow([QStandardItem(text) for text in (kind_word(hit.kind), hit.title, hit.detail)])
        return model

    def accept(self) -> None:
        """Close, and tell which hit is to be opened."""
        row = self.table.current_row()
        super().accept()
        if 0 <= row < len(self._hits):
            self.chosen.emit(self._hits[row])
