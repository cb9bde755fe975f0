"""Which lines of a list an objection attacks: a box for each row of its application."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipdesk.documents.letters.notices.public_rows import named_rows
from ipdesk.models.records import LineKey, PublicNotice, PublishedLine
from ipdesk.ui import theme
from ipdesk.ui.widgets import CheckBox, ScrollArea, TickField
from ipdesk.ui.widgets.base import column_in
from ipdesk.ui.widgets.money import fen_text

_SHOWN = 4  # rows in sight before the list scrolls


class AttackedLines(TickField):
    """The rows of one application, all ticked at first: an objection to all of them is to the whole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys: list[tuple[LineKey, ...]] = []
        self._rows = QWidget()
        self._column, self._scroll = QVBoxLayout(self._rows), ScrollArea(self._rows, gutter=True)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        column_in(self).addWidget(self._scroll)
        theme.follow(self.restyle)

    def restyle(self) -> None:
        """Take the measures in force."""
        rows = min(max(len(self.boxes), 1), _SHOWN)
        self._scroll.setFixedHeight(rows * theme.density().quiet)

    def show_lines(self, notice: PublicNotice, application: int, lines: tuple[LineKey, ...] = ()) -> None:
        """Offer the rows of an application, those ticked that hold any of the lines; none are all."""
        own = (line for line in notice.lines if line.application == application)
        rows = [(name, tuple(members)) for name, members in named_rows(own)]
        self._keys = [tuple(line.key for line in members) for _, members in rows]
        boxes = [CheckBox(_named(*row)) for row in rows]
        for place, (box, keys) in enumerate(zip(boxes, self._keys, strict=True)):
            box.setChecked(not lines or bool({*keys} & {*lines}))
            box.setEnabled(len(rows) > 1)  # an objection to the only one is not to be unticked
            self._column.insertWidget(place, box)
        self.put_boxes(boxes)
        self.restyle()
        self.tell()

    def hint(self) -> str:
        """Say how much of the application is attacked; nothing where no box is ticked: that is a fault."""
        count = len(self.ticked())
        if not self.boxes:
            return _tr("先选择对谁有异议")
        if count == len(self.boxes):
            return _tr("针对整件申请（全部 {count} 项）").format(count=count)
        words = _tr("只针对勾选的 {count} 项；异议成立的，其余事项不变，不再重新公示")
        return words.format(count=count) if count else ""

    def is_empty(self) -> bool:
        """Say whether there are rows and none is ticked."""
        return bool(self.boxes) and not self.ticked()

    def lines(self) -> tuple[LineKey, ...]:
        """Return the lines that are attacked; none where all are ticked."""
        if all(box.isChecked() for box in self.boxes):
            return ()
        ticked = (keys for box, keys in zip(self.boxes, self._keys, strict=True) if box.isChecked())
        return tuple(key for keys in ticked for key in keys)


def _named(name: str, members: Iterable[PublishedLine]) -> str:
    return f"{name}　{fen_text(sum(line.amount for line in members))} {_tr('元')}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("AttackedLines", text)
