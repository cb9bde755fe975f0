"""The sum at the foot of the awards; what awaits a decision is named beside it, never added."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ipdesk.models.awards.row_keys import row_of
from ipdesk.rules.core.result import Line, Result, Status
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
        words = QVBoxLayout()
        words.setSpacing(theme.grid(0.5))
        words.addStretch(1)
        words.addWidget(Text(self.tr("本次合计"), "strong"))
        words.addWidget(self.note)
        words.addStretch(1)
        self._row = QHBoxLayout(self)
        self._row.addLayout(words, 1)
        self._row.addWidget(self.sum)
        self._row.addWidget(self._unit)
        theme.follow(self.restyle)

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
    waiting = [line for line in lines if line.status is Status.UNDECIDED]
    incomplete = len({row_of(line.achievement) for line in lines if line.status is Status.INCOMPLETE})
    if waiting:
        parts.append(_awaiting(waiting))
    elif incomplete:
        parts.append(_tr("另有 {count} 项信息不全").format(count=incomplete))
    return "；".join(parts)


def _tr(text: str) -> str:
    return QCoreApplication.translate("TotalView", text)


def _awaiting(lines: Sequence[Line]) -> str:
    ceilings = [_ceiling(line) for line in lines]
    count = len({row_of(line.achievement) for line in lines})
    if all(ceiling is not None for ceiling in ceilings):
        most = fen_text(sum(ceiling for ceiling in ceilings if ceiling is not None))
        return _tr("另有 {count} 项待核定，最高 {sum} 元").format(count=count, sum=most)
    return _tr("另有 {count} 项待核定").format(count=count)


def _ceiling(line: Line) -> int | None:
    for warning in line.warnings:
        value = warning.values.get("ceiling")
        if isinstance(value, int):
            return value
    return None
