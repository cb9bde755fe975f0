"""Which lines of a list an objection attacks: a box for each row of its application."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipdesk.documents.letters.notices.public_rows import named_rows
from ipdesk.models.records import LineKey, PublicNotice
from ipdesk.ui import theme
from ipdesk.ui.widgets import CheckBox, ScrollArea, Text
from ipdesk.ui.widgets.money import fen_text

_SHOWN = 4  # rows in sight before the list scrolls


class AttackedLines(QWidget):
    """The rows of one application, all ticked at first: an objection to all of them is to the whole.

    ``changed`` tells that a box was ticked or not any more.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes: list[CheckBox] = []
        self._keys: list[tuple[LineKey, ...]] = []
        self._rows = QWidget()
        self._column, self._outer = QVBoxLayout(self._rows), QVBoxLayout(self)
        self._scroll, self.told = ScrollArea(self._rows, gutter=True), Text("", "sub")
        for layout in (self._column, self._outer):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        self._column.addStretch(1)
        self._outer.addWidget(self._scroll)
        self._outer.addWidget(self.told)
        theme.follow(self.restyle)

    def restyle(self) -> None:
        """Take the measures in force."""
        rows = min(max(len(self.boxes), 1), _SHOWN)
        self._scroll.setFixedHeight(rows * theme.density().quiet)

    def show_lines(self, notice: PublicNotice, application: int, lines: tuple[LineKey, ...] = ()) -> None:
        """Offer the rows of an application, those ticked that hold any of the lines; none are all."""
        for box in self.boxes:
            self._column.removeWidget(box)
            box.deleteLater()
        self.boxes, self._keys = [], []
        own = (line for line in notice.lines if line.application == application)
        for name, members in named_rows(own):
            keys = tuple(line.key for line in members)
            amount = fen_text(sum(line.amount for line in members))
            box = CheckBox(f"{name}　{amount} {_tr('元')}", not lines or bool({*keys} & {*lines}))
            box.toggled.connect(lambda _: self._tell())
            self._column.insertWidget(len(self.boxes), box)
            self.boxes.append(box)
            self._keys.append(keys)
        self.restyle()
        self._tell()

    def _tell(self) -> None:
        ticked = sum(box.isChecked() for box in self.boxes)
        if not self.boxes:
            said = _tr("先选择对谁有异议")
        elif not ticked:
            said = _tr("请勾选异议针对的事项")
        elif ticked == len(self.boxes):
            said = _tr("针对整件申请（全部 {count} 项）").format(count=ticked)
        else:
            said = _tr("只针对勾选的 {count} 项；异议成立的，其余事项不变，不再重新公示").format(count=ticked)
        self.told.setText(said)
        self.changed.emit()

    def is_empty(self) -> bool:
        """Say whether there are rows and none is ticked."""
        return bool(self.boxes) and not any(box.isChecked() for box in self.boxes)

    def lines(self) -> tuple[LineKey, ...]:
        """Return the lines that are attacked; none where all are ticked."""
        if all(box.isChecked() for box in self.boxes):
            return ()
        ticked = (keys for box, keys in zip(self.boxes, self._keys, strict=True) if box.isChecked())
        return tuple(key for keys in ticked for key in keys)


def _tr(text: str) -> str:
    return QCoreApplication.translate("AttackedLines", text)
