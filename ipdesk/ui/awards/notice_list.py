"""Remarks on the whole application: achievements without a clause, the same number in another open file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from ipdesk.ui import theme
from ipdesk.ui.widgets import Button, Text
from ipdesk.ui.widgets.base import discard, row_in

_MOST = 4
OPEN = "Alt+K"
"""The key that opens an application that is spoken of; of several it goes from one to the next."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence, and the application it speaks of, where one can be opened."""

    text: str
    application: int | None = None


class NoticeList(QWidget):
    """A line for each remark; hidden while there is none. ``opened`` carries an application."""

    opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._remarks: tuple[Remark, ...] = ()
        self._lines: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setSpacing(theme.grid(0.5))
        QShortcut(QKeySequence(OPEN), self).activated.connect(self._open_or_go_on)
        theme.follow(self.restyle)
        self.hide()

    def _open_or_go_on(self) -> None:
        """Open the one application there is to open; of several put the keyboard on the next, for Enter."""
        looks = [one for line in self._lines for one in line.findChildren(Button)]
        if len(looks) == 1:
            looks[0].click()
        elif looks:
            place = next((at for at, one in enumerate(looks) if one.hasFocus()), -1)
            looks[(place + 1) % len(looks)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def restyle(self) -> None:
        """Take the measures in force."""
        pad = theme.density().pad
        self._column.setContentsMargins(pad, theme.grid(1.5), pad, theme.grid(1.5))

    def remarks(self) -> tuple[Remark, ...]:
        """Return the remarks on show, in their order."""
        return self._remarks

    def show_remarks(self, remarks: Sequence[Remark]) -> None:
        """Say these things instead of the former."""
        if tuple(remarks) == self._remarks:
            return
        self._remarks = tuple(remarks)
        discard(self._lines)
        self._lines = [self._line(remark) for remark in self._remarks[:_MOST]]
        if len(self._remarks) > _MOST:
            more = self.tr("另有 {count} 条提示").format(count=len(self._remarks) - _MOST)
            self._lines.append(self._line(Remark(more)))
        for line in self._lines:
            self._column.addWidget(line)
        self.setVisible(bool(self._remarks))

    def _line(self, remark: Remark) -> QWidget:
        line, icon, words = QWidget(self), QLabel(), Text(remark.text, "sub")
        icon.setPixmap(theme.pix("info", theme.density().glyph, "ink2", self.devicePixelRatioF()))
        words.setWordWrap(True)
        words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        row = row_in(line, 2)
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(words, 1)
        if remark.application is not None:
            row.addWidget(self._way_to(remark.application), 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _way_to(self, application: int) -> Button:
        look = Button(self.tr("打开　{key}").format(key=OPEN), "link")
        look.setAccessibleName(self.tr("打开"))
        look.clicked.connect(lambda: self.opened.emit(application))
        return look
