"""The sum at the foot of the awards; what awaits a decision is named beside it, never added."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ipdesk.models.awards.open_amounts import open_amounts
from ipdesk.rules.core.result import Line, Result
from ipdesk.ui import theme
from ipdesk.ui.widgets import ElidedText, SteadyText, Text
from ipdesk.ui.widgets.money import fen_text


class TotalView(QWidget):
    """The total in large figures."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sum = SteadyText("", "big")
        self.sum.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.note = ElidedText("", "sub")
        self.note.hide()
        self._unit = Text(self.tr("元"), "sub")
        self._row = QHBoxLayout(self)
        self._row.addLayout(self._words(), 1)
        self._row.addWidget(self.sum)
        self._row.addWidget(self._unit)
        theme.follow(self.restyle)

    def _words(self) -> QVBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(theme.grid(0.5))
        words.addStretch(1)
        words.addWidget(Text(self.tr("本次合计"), "strong"))
        words.addWidget(self.note)
        words.addStretch(1)
        return words

    def restyle(self) -> None:
        """Take the measures in force."""
        pad = theme.density().pad
        self._row.setContentsMargins(pad, theme.grid(2), pad, theme.grid(2.5))
        self._row.setSpacing(theme.grid(1.5))

    def show_result(self, result: Result | None, wrong: Sequence[int] = ()) -> None:
        """Show the total of a result; ``wrong`` are the numbers of rows that are not counted."""
        self.sum.setText(fen_text(result.total if result else 0))
        said = remark(result.lines if result else (), wrong)
        if said != self.note.whole():
            self.note.set_text(said)
            self.note.setVisible(bool(said))


def remark(lines: Sequence[Line], wrong: Sequence[int] = ()) -> str:
    """Return what stands beside the total but is not in it, nothing where there is no such thing."""
    parts = []
    if wrong:
        numbers = "、".join(str(number) for number in wrong)
        parts.append(_tr("第 {numbers} 项有误，未计入").format(numbers=numbers))
    left = open_amounts(lines)
    if left.undecided and left.ceiling is not None:
        most = fen_text(left.ceiling)
        parts.append(_tr("另有 {count} 项待核定，最高 {sum} 元").format(count=left.undecided, sum=most))
    elif left.undecided:
        parts.append(_tr("另有 {count} 项待核定").format(count=left.undecided))
    elif left.incomplete:
        parts.append(_tr("另有 {count} 项信息不全").format(count=left.incomplete))
    return "；".join(parts)


def _tr(text: str) -> str:
    return QCoreApplication.translate("TotalView", text)
