"""The bar at the head of the window."""

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from ipdesk.ui import theme
from ipdesk.ui.widgets.base import ElidedText, Hairline, Text, rounded
from ipdesk.ui.widgets.chip import Chip
from ipdesk.ui.widgets.search_box import SearchBox


class Avatar(QWidget):
    """The first character of a name on a disc."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letter = ""
        theme.follow(self.restyle)

    def restyle(self) -> None:
        """Take the measures in force."""
        side = theme.density().avatar
        self.setFixedSize(side, side)

    def set_name(self, name: str) -> None:
        """Show the initial of another name; nothing for none."""
        self._letter = name[:1]
        self.setVisible(bool(name))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the first character of the name in a disc."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        rounded(painter, rect, rect.width() / 2, "accent")
        painter.setFont(theme.font(theme.density().base, theme.BOLD))
        painter.setPen(theme.color("surface"))
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), self._letter)


class TopSearch(SearchBox):
    """The search over everything: Esc ends a search, and leaves alone the page below, which has that key."""

    def event(self, event: QEvent) -> bool:
        """Keep Esc for the box while somebody searches."""
        escapes = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if escapes and event.type() == QEvent.Type.ShortcutOverride and self.searching():
            event.accept()
            return True
        return super().event(event)


class TopBar(QFrame):
    """Title, state and number of the page; search box; office; person."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topbar")
        self.title, self.chip = Text("", "title"), Chip()
        self.number, self.office = ElidedText("", "sub"), ElidedText("", "sub")
        self.search = TopSearch(self.tr("查全部：申请人、专利号、文号"))
        self.avatar, self.person, self.role = Avatar(), Text("", "strong"), Text("", "sub")
        self._rule = Hairline(standing=True)
        self._row = QHBoxLayout(self)
        self._lay_out()
        self.chip.hide()
        self.set_person("")
        theme.follow(self.restyle)

    def _lay_out(self) -> None:
        head: tuple[QWidget, ...] = (self.title, self.chip, self.number)
        tail: tuple[QWidget, ...] = (
            self.search, self.office, self._rule, self.avatar, self.person, self.role
        )  # fmt: skip
        for widget in head:
            self._row.addWidget(widget)
        self.search.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        for widget in tail:
            self._row.addWidget(widget)
        self._row.setStretch(self._row.indexOf(self.number), 1)

    def restyle(self) -> None:
        """Take the measures in force."""
        measures = theme.density()
        self.setFixedHeight(measures.topbar)
        self._row.setContentsMargins(measures.pad + theme.grid(1), 0, measures.pad, 0)
        self._row.setSpacing(theme.grid(3))
        self.search.setMinimumWidth(measures.search // 2)
        self._rule.setFixedHeight(theme.grid(5))

    def set_head(self, title: str, chip: str = "", number: str = "") -> None:
        """Show what page this is and in which state its content stands."""
        self.title.setText(title)
        self.chip.set_chip(chip)
        self.number.set_text(number)

    def set_office(self, office: str) -> None:
        """Show the office's name beside the search; without one nothing stands there."""
        self.office.set_text(office)
        self.office.setVisible(bool(office))

    def set_person(self, name: str, role: str = "") -> None:
        """Show who sits here and in which role; nothing for an empty name."""
        self.avatar.set_name(name)
        for label, text in ((self.person, name), (self.role, role)):
            label.setText(text)
            label.setVisible(bool(text))
        self._rule.setVisible(bool(name))
