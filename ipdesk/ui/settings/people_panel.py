"""Who works at the desk, and who sits here now."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ipdesk.models.records import Person
from ipdesk.ui import theme
from ipdesk.ui.widgets import GLYPH_ROLE, Button, Column, DeskTable, Field, Panel, TextField


class PeoplePanel(Panel):
    """The people; Enter or a double click lets one sit here (``seated``), a name adds one (``added``)."""

    seated = Signal(object)
    added = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("人员"), "F3", flush=True, parent=parent)
        self._persons: tuple[Person, ...] = ()
        self.table = DeskTable(
            (Column(self.tr("姓名"), "key", ems=8, stretch=True), Column(self.tr("现在"), "sub", ems=6))
        )
        self._model = QStandardItemModel(0, 2, self)
        self.name, self.add_button = TextField(), Button(self.tr("添加"))
        self.field = Field(self.tr("新同事的姓名"), self.name)
        self._foot, self._line, self._beside = QVBoxLayout(), QHBoxLayout(), QVBoxLayout()
        self._lay_out()
        self.table.opened.connect(lambda row: self.seated.emit(self._persons[row]))
        self.name.textEdited.connect(lambda _: self.field.set_error(""))
        self.name.returnPressed.connect(self._add)
        self.add_button.clicked.connect(self._add)
        theme.follow(self._restyle_foot)

    def _lay_out(self) -> None:
        self.table.setModel(self._model)
        self.table.setAccessibleName(self.tr("人员"))
        self._line.addWidget(self.field, 1)
        self._beside.addWidget(self.add_button)
        self._beside.addStretch(1)
        self._line.addLayout(self._beside)
        self._foot.addLayout(self._line)
        self.body.addWidget(self.table, 1)
        self.body.addLayout(self._foot)

    def _restyle_foot(self) -> None:
        pad = theme.density().pad
        self._foot.setContentsMargins(pad, theme.grid(2), pad, theme.grid(2))
        self._line.setSpacing(theme.grid(2))
        label = self.field.label.sizeHint().height() + theme.density().label_gap
        self._beside.setContentsMargins(0, label, 0, 0)  # the button stands beside the input, not the label

    def _add(self) -> None:
        name = self.name.text().strip()
        if not name:
            self.field.set_error(self.tr("先填写姓名"))
        elif self.add_button.isEnabled():
            self.added.emit(name)

    def set_busy(self, busy: bool) -> None:
        """Let nobody be added while somebody is."""
        self.add_button.setEnabled(not busy)

    def show_people(self, persons: Sequence[Person], here: Person | None) -> None:
        """Show the people and mark who sits here."""
        self._persons = tuple(persons)
        self._model.setRowCount(0)
        for person in persons:
            now = QStandardItem(self.tr("正在使用") if person == here else "")
            if person == here:
                now.setData("check", GLYPH_ROLE)
            self._model.appendRow([QStandardItem(person.name), now])
        self.table.set_hint(self.tr("选中后按 Enter，换这位同事使用"))

    def refuse(self, sentence: str) -> None:
        """Say why a person could not be added."""
        self.field.set_error(sentence)
        self.name.setFocus()

    def clear_name(self, added: str) -> None:
        """Empty the line for the next name, unless that one stands there already."""
        if self.name.text().strip() == added:
            self.name.clear()
