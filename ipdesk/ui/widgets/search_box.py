"""The search box of the top bar."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget
from shiboken6 import isValid

from ipdesk.ui import theme
from ipdesk.ui.widgets.base import SelectOnFocusMixin, is_enter
from ipdesk.ui.widgets.fields.input_method import InputMethodMixin
from ipdesk.ui.widgets.fields.paste import LinePasteMixin
from ipdesk.ui.widgets.keycap import keycap_width, paint_keycap


class SearchBox(SelectOnFocusMixin, InputMethodMixin, LinePasteMixin, QLineEdit):
    """A line to search with. Ctrl+K reaches it, Enter asks (``searched``), Esc clears it and goes back.

    One thing is looked for at a time: of a table nothing is taken (``tableRefused``).
    """

    searched = Signal(str)
    tableRefused = Signal(str)

    def __init__(self, placeholder: str, key: str = "Ctrl+K", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self._came_from: QWidget | None = None
        self.setObjectName("search")
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if key:
            QShortcut(QKeySequence(key), self).activated.connect(self.enter)
        theme.follow(self.restyle)

    def restyle(self) -> None:
        """Take the measures in force."""
        self.setFixedHeight(theme.density().input)
        cap = keycap_width(self._key) + theme.grid(2) if self._key else 0
        self.setTextMargins(theme.density().icon_small + theme.grid(1.5), 0, cap, 0)

    def sizeHint(self) -> QSize:
        """Return the width of search boxes and the height set for this one, in px."""
        return QSize(theme.density().search, self.height())

    def enter(self) -> None:
        """Take the focus and select what is there."""
        if not self.hasFocus():
            self._came_from = self.window().focusWidget()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def _leave(self) -> None:
        self.clear()
        back, self._came_from = self._came_from, None
        if back is not None and isValid(back):
            back.setFocus()

    def searching(self) -> bool:
        """Say whether somebody searches here: came by the key, or has typed something."""
        return bool(self.text()) or self._came_from is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Search by Enter; empty the box, or leave it, by Esc."""
        if is_enter(event):
            self.searched.emit(self.text().strip())
        elif event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box with its icon, and with its key while it is empty."""
        super().paintEvent(event)
        measures, painter = theme.density(), QPainter(self)
        top = (self.height() - measures.icon_small) / 2
        theme.paint_icon(painter, "search", theme.grid(2), top, measures.icon_small, "ink3")
        if self._key and not self.text():
            width = keycap_width(self._key)
            left = self.width() - width - theme.grid(2)
            cap = QRectF(left, (self.height() - measures.keycap) / 2, width, measures.keycap)
            paint_keycap(painter, cap, self._key)
