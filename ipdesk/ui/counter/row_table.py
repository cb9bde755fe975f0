"""The table of what was achieved."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent

from ipdesk.ui.widgets import DeskTable


class RowTable(DeskTable):
    """The table; Delete takes the current row away, Enter goes into its form."""

    deleted = Signal(int)

    def sizeHint(self) -> QSize:
        """Ask for no more than the least height: what is left of the window comes by itself."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        """Return the width of any table and the height set for this one, in px."""
        return QSize(super().minimumSizeHint().width(), self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the current row in sight when the table shrinks."""
        super().resizeEvent(event)
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask for the current row to be removed by Delete; the rest is a table's."""
        if event.key() == Qt.Key.Key_Delete and self.current_row() >= 0:
            self.deleted.emit(self.current_row())
        else:
            super().keyPressEvent(event)
