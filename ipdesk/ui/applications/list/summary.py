"""What stands at the left of the foot: how many applications are chosen, and what they come to."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ipdesk.models.records import ApplicationTotals
from ipdesk.ui import theme
from ipdesk.ui.widgets import Button, Text
from ipdesk.ui.widgets.money import fen_text


class SelectionSummary(QWidget):
    """已选 3 件 合计 186,400.00 元; with nothing chosen, how to choose. ``cleared`` takes the choice back."""

    cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.count, self.sum, self.rest = Text("", "strong"), Text("", "strong"), Text("", "sub")
        self._word = Text(self.tr("金额合计"), "sub")
        self.hint = Text(self.tr("空格勾选，Ctrl+A 全选"), "sub")
        self.clear_button = Button(self.tr("取消选择"), "quiet", shortcut="Ctrl+Shift+A")
        self._row = QHBoxLayout(self)
        for widget in (self.count, self._word, self.sum, self.rest, self.clear_button, self.hint):
            self._row.addWidget(widget)
        self._row.addStretch(1)
        self.clear_button.clicked.connect(self.cleared)
        theme.follow(self.restyle)
        self.show_totals(None)

    def restyle(self) -> None:
        """Take the measures in force."""
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.grid(2))

    def show_totals(self, totals: ApplicationTotals | None) -> None:
        """Show the totals of what is chosen, None for nothing."""
        for widget in (self.count, self._word, self.sum, self.rest, self.clear_button):
            widget.setVisible(totals is not None)
        self.hint.setVisible(totals is None)
        if totals is not None:
            self.count.setText(self.tr("已选 {count} 件").format(count=totals.applications))
            self.sum.setText(self.tr("{sum} 元").format(sum=fen_text(totals.amount)))
            self.rest.setText(self._rest(totals))
            self.setAccessibleName(f"{self.count.text()} {self.sum.text()} {self.rest.text()}")

    def _rest(self, totals: ApplicationTotals) -> str:
        said = []
        if totals.proposed:
            said.append(self.tr("拟资助 {sum} 元").format(sum=fen_text(totals.proposed)))
        if totals.undecided:
            said.append(self.tr("其中待核定 {count} 项").format(count=totals.undecided))
        return "　".join(said)
