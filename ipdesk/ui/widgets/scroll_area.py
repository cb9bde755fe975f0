"""Content that scrolls where the window is too low for it."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QSizePolicy, QWidget

from ipdesk.ui import theme
from ipdesk.ui.widgets.base import column_in


class ScrollArea(QScrollArea):
    """As wide as its room. Tab passes it by: the focus inside, the wheel and the bar scroll it.

    With a ``gutter`` the bar has a place of its own at the right, which stays free while there is no bar: the
    content is as wide then as before.
    """

    def __init__(self, content: QWidget, *, gutter: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gutter = gutter
        if not content.objectName():
            content.setObjectName("scrolled")
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if gutter:
            self.verticalScrollBar().rangeChanged.connect(self._keep_width)
            self._keep_width(0, 0)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    @staticmethod
    def bar_width() -> int:
        """Return the width in px of a scroll bar."""
        return theme.grid(2.5)

    def _keep_width(self, _: int, last: int) -> None:
        self.setViewportMargins(0, 0, 0 if last else self.bar_width(), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the place of the keyboard in sight where the room becomes lower."""
        super().resizeEvent(event)
        self._follow(None, self.window().focusWidget())

    def _follow(self, _: QWidget | None, now: QWidget | None) -> None:
        """Scroll to where the keyboard goes, with what stands right above it."""
        if now is not None and self.widget() is not None and self.widget().isAncestorOf(now):
            self.ensureWidgetVisible(now, 0, theme.density().panel_head)


class DialogBody(ScrollArea):
    """What stands between title and buttons of a dialog, in ``box``; it scrolls only for want of room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        content = QWidget()
        self.box = column_in(content)
        super().__init__(content, parent=parent)

    def needed(self, width: int) -> int:
        """Return the height in px that the content needs at a width."""
        return self.box.totalHeightForWidth(width) if self.box.hasHeightForWidth() else self._hint().height()

    def _hint(self) -> QSize:
        return self.widget().sizeHint().expandedTo(self.widget().minimumSizeHint())

    def sizeHint(self) -> QSize:
        """Return the size in px of the content."""
        return self._hint()

    def minimumSizeHint(self) -> QSize:
        """Return the least size in px: a few rows of the content, with the bar beside it."""
        least = self.widget().minimumSizeHint()
        bar = self.bar_width() if self.verticalScrollBar().maximum() else 0
        return QSize(least.width() + bar, min(least.height(), theme.grid(30)))

    def event(self, event: QEvent) -> bool:
        """Tell the dialog that the content needs another room."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().event(event)


class LowPart(DialogBody):
    """A part of a panel, in ``box``: as high as its content needs, lower and scrolling for want of room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def sizeHint(self) -> QSize:
        """Return the size in px of the content, its sentences wrapped at the present width."""
        return QSize(self._hint().width(), self.needed(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for another height where sentences wrap otherwise."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


def keep_in_sight(widget: QWidget, part: QRect) -> None:
    """Scroll what a widget stands in, where that scrolls, until a part of the widget is in sight."""
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, ScrollArea):
        parent = parent.parentWidget()
    if parent is not None:
        seen = QRect(widget.mapTo(parent.widget(), part.topLeft()), part.size())
        for corner in (seen.bottomRight(), seen.topLeft()):
            parent.ensureVisible(corner.x(), corner.y(), 0, theme.grid(2))
