"""Files that were replaced or removed, one of which can be taken back into use."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QWidget

from ipdesk.ui import theme
from ipdesk.ui.policies.finding_text import write_changes
from ipdesk.ui.policies.former_rows import FormerRow, moment_text
from ipdesk.ui.widgets import Column, DeskTable, Dialog, DocumentView, EmptyState

_ROWS = 5


class FormerFilesDialog(Dialog):
    """The list, and below what is different in the current file.

    Enter wants one back (``chosen`` carries its path), Esc goes back.
    """

    chosen = Signal(object)

    def __init__(self, rows: Sequence[FormerRow], parent: QWidget) -> None:
        tr = QCoreApplication.translate
        title, act = tr("FormerFilesDialog", "以前的文件"), tr("FormerFilesDialog", "恢复…")
        super().__init__(title, act, parent=parent)
        self._rows = tuple(rows)
        self.table = DeskTable(self._columns())
        self.view = DocumentView(self.tr("不同之处"), bare=True)
        self.table.setModel(self._model())
        self.table.opened.connect(self.accept)
        self.table.moved.connect(lambda _: self._show())
        self._lay_out_list()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(self.tr("政策"), "key", ems=10, stretch=True),
            Column(self.tr("停用时间"), "text", ems=10.5, stay=True),
            Column(self.tr("内容"), "sub", ems=15.5, stay=True),
            Column(self.tr("不同之处"), "text", ems=14, stretch=True),
        )

    def _lay_out_list(self) -> None:
        self.view.setMinimumHeight(theme.grid(40))
        if self._rows:
            self.add_table(self.table, 210, _ROWS)
            self.body.addWidget(self.view, 1)
            self.table.select_row(0)
            self.table.setFocus()
            self._show()
        else:
            self._say_none_are_left()

    def _say_none_are_left(self) -> None:
        for widget in (self.table, self.view):
            widget.setParent(self)
            widget.hide()
        self.accept_button.hide()
        self.body.addWidget(EmptyState(self.tr("被代替或者删除的政策文件留在这里，现在还没有")))

    def _model(self) -> QStandardItemModel:
        model = QStandardItemModel(self)
        for row in self._rows:
            texts = (
                row.pack.title or row.pack.policy, moment_text(row.pack.until), row.contents, row.difference
            )  # fmt: skip
            model.appendRow([QStandardItem(text) for text in texts])
        return model

    def _current(self) -> FormerRow | None:
        row = self.table.current_row()
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def _show(self) -> None:
        row = self._current()
        if row is not None:
            self.view.show_text(lambda view: self._write(view, row))

    def _write(self, view: DocumentView, row: FormerRow) -> None:
        words = self.tr("编号 {id}　{until} 停用")
        view.line(words.format(id=row.pack.policy, until=moment_text(row.pack.until)), token="ink3")
        if row.policy is None:
            view.line(self.tr("文件里有错误，现在不能使用；选“恢复”可以看是哪些错误。"), before=2)
        elif row.base is not None:
            view.section(row.base.words)
            write_changes(view, row.changes())
            if not row.changes():
                view.line(self.tr("没有不同"))

    def accept(self) -> None:
        """Close, and ask for the file of the current version to be taken."""
        row = self._current()
        super().accept()
        if row is not None:
            self.chosen.emit(row.pack.path)
