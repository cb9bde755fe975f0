"""The parts of the page: batches at the left; at the right what waits, or the payments of one batch."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ipdesk.ui import theme
from ipdesk.ui.funds.parts import FundTable
from ipdesk.ui.payments.rows import (
    batch_columns,
    finding_columns,
    line_columns,
    particular_columns,
    payable_columns,
)

_WAITING, _BATCH = range(2)
_FOUND, _PARTICULARS = range(2)
_CONTENT = 1  # the column of what is copied


class ParticularsTable(FundTable):
    """One payment field by field. Enter or Ctrl+C copies the content and goes to the next field.

    ``copied`` tells the word and the content: another system is filled one field after the other.
    """

    copied = Signal(str, str)

    def __init__(self, title: str, key: str, parent: QWidget | None = None) -> None:
        super().__init__(title, key, particular_columns(), parent)
        self.table.opened.connect(lambda _: self.copy_field())
        again = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self.table)
        again.setContext(Qt.ShortcutContext.WidgetShortcut)
        again.activated.connect(self.copy_field)

    def copy_field(self) -> None:
        """Copy the field in hand, and stand on the next."""
        at = self.table.current_row()
        if not 0 <= at < len(self.model.rows):
            return
        word, content, *_ = self.model.rows[at].cells
        QGuiApplication.clipboard().setText(content)
        self.table.select_row(min(at + 1, len(self.model.rows) - 1))
        self.copied.emit(word, content)


class PaymentParts(QWidget):
    """Batches (F2); what waits (F3), or payments (F3) and what was found in them or one in full (F4)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.batches = FundTable(self.tr("拨付批次"), "F2", batch_columns())
        self.payable = FundTable(self.tr("待拨付"), "F3", payable_columns())
        self.lines = FundTable(self.tr("支付"), "F3", line_columns())
        self.findings = FundTable(self.tr("要核对的"), "F4", finding_columns())
        self.particulars = ParticularsTable(self.tr("支付明细"), "F4")
        self.particulars.note.setText(self.tr("Enter 复制一项，到下一项"))
        self._right, self._below = QStackedWidget(), QStackedWidget()
        self._row, self._column = QHBoxLayout(self), QVBoxLayout()
        self._lay_out()

    def _lay_out(self) -> None:
        batch = QWidget()
        self._column = QVBoxLayout(batch)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._below.addWidget(self.findings)
        self._below.addWidget(self.particulars)
        self._column.addWidget(self.lines, 5)
        self._column.addWidget(self._below, 4)
        self._right.addWidget(self.payable)
        self._right.addWidget(batch)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.batches, 4)
        self._row.addWidget(self._right, 5)

    def restyle(self) -> None:
        """Take the measures in force."""
        for layout in (self._row, self._column):
            layout.setSpacing(theme.density().gap)

    def show_batch(self, shown: bool) -> None:
        """Show the payments of a batch, else what waits."""
        self._right.setCurrentIndex(_BATCH if shown else _WAITING)

    def show_findings(self, shown: bool) -> None:
        """Show what was found in the payments, else one of them in full."""
        self._below.setCurrentIndex(_FOUND if shown else _PARTICULARS)

    def shows_findings(self) -> bool:
        """Say whether what was found is in sight."""
        return self._below.currentIndex() == _FOUND
