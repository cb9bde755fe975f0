"""The objections to the notice in hand."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QWidget

from ipdesk.models.records import Objection, ObjectionState, PublicNotice
from ipdesk.models.workflow import HandlingState
from ipdesk.ui.notices.rows import objection_cells, objection_columns
from ipdesk.ui.widgets import DeskTable, Panel

RECEIVED, STATE, ANSWER_BY = 0, 3, 4


class ObjectionsPanel(Panel):
    """A list of objections; Enter answers the one in hand (``wanted``), ``moved`` tells another."""

    wanted = Signal()
    moved = Signal()

    def __init__(self, today: Callable[[], datetime.date], parent: QWidget | None = None) -> None:
        super().__init__(self.tr("异议"), "F3", flush=True, parent=parent)
        self._today = today
        self.table = DeskTable(objection_columns())
        self._model = QStandardItemModel(0, len(objection_columns()), self)
        self.objections: tuple[Objection, ...] = ()
        self.table.setModel(self._model)
        self.table.setAccessibleName(self.tr("异议"))
        self.body.addWidget(self.table)
        self.table.opened.connect(lambda _: self.wanted.emit())
        self.table.moved.connect(lambda _: self.moved.emit())

    def show_notice(
        self, notice: PublicNotice | None, replies: Mapping[int, HandlingState] | None = None
    ) -> None:
        """Show the objections to a notice, those that wait first in hand.

        ``replies`` say how far answers have come that were submitted, by the objections' ids.
        """
        lines = notice.lines if notice else ()
        named = {line.application: line.recipient for line in lines}
        self.objections = notice.objections if notice else ()
        with QSignalBlocker(self.table):
            self._model.setRowCount(0)
            for one in self.objections:
                about = self._about(one, named.get(one.details.application, ""), notice)
                cells = objection_cells(one, about, self._today(), (replies or {}).get(one.id))
                self._model.appendRow([QStandardItem(cell) for cell in cells])
            waiting = [place for place, one in enumerate(self.objections) if _is_open(one)]
            self.table.select_row(waiting[0] if waiting else 0)
        for column in (RECEIVED, STATE, ANSWER_BY):
            texts = [self._model.index(row, column).data() for row in range(self._model.rowCount())]
            self.table.make_room(column, texts[:1])
        self.table.set_hint("" if self.objections else self.tr("没有异议；收到异议的，按 Alt+O 登记"))
        self.note.setText(self.tr("待答复 {count} 件").format(count=len(waiting)) if waiting else "")
        self.moved.emit()

    def _about(self, one: Objection, who: str, notice: PublicNotice | None) -> str:
        """Say whom an objection is about, and which rows where it is not about all."""
        if notice is None or not one.details.lines:
            return who
        items = dict.fromkeys(line.item for line in notice.attacked(one))
        return self.tr("{who}：{items}").format(who=who, items="、".join(items))

    def current(self) -> Objection | None:
        """Return the objection in hand."""
        row = self.table.current_row()
        return self.objections[row] if 0 <= row < len(self.objections) else None


def _is_open(objection: Objection) -> bool:
    return objection.state is ObjectionState.OPEN
