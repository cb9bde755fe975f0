"""A stack of pages that asks only for the room of the page on show, not for that of the largest."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget, QWidget


class PageStack(QStackedWidget):
    """Needs as much room as the page in sight; those behind it push no window off the screen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.currentChanged.connect(lambda _: self.updateGeometry())

    def hasHeightForWidth(self) -> bool:
        """Say no: Qt would ask the pages out of sight too."""
        return False

    def minimumSizeHint(self) -> QSize:
        """Return the least size of the page on show, in px."""
        if not self.count():
            return super().minimumSizeHint()
        page = self.currentWidget()
        return page.minimumSizeHint().expandedTo(page.minimumSize())
