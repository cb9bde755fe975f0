"""The navigation at the left of the window."""

from typing import Literal

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from ipdesk.ui import theme
from ipdesk.ui.widgets.base import Text
from ipdesk.ui.widgets.nav_item import NavItem
from ipdesk.ui.widgets.scroll_area import ScrollArea

Section = Literal["work", "payout", "records", "foot"]
_LAST_NUMBER = 9  # entries beyond have no key of their own
_ORDER: tuple[Section, ...] = ("work", "payout", "records")


class Brand(QWidget):
    """The name of the program at the head of the navigation."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._narrow = name, False
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.follow(self.restyle)

    def restyle(self) -> None:
        """Take the measures in force."""
        self.setFixedHeight(theme.density().topbar - theme.grid(1))  # the first caption stands closer

    def set_narrow(self, narrow: bool) -> None:
        """Leave the name out and the mark in."""
        self._narrow = narrow
        self.setToolTip(self._name if narrow else "")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sign of the program, with its name where the navigation is wide."""
        measures, painter = theme.density(), QPainter(self)
        side = measures.icon
        left = (self.width() - side) / 2 if self._narrow else theme.grid(5.5)
        theme.paint_icon(painter, "flag", left, (measures.topbar - side) / 2, side, "accent")
        if not self._narrow:
            painter.setFont(theme.font(measures.base, theme.BOLD))
            painter.setPen(theme.color("ink"))
            start = left + side + theme.grid(2)
            room = QRectF(start, 0, self.width() - start, measures.topbar)
            painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), self._name)


class Navigation(QFrame):
    """Pages under their captions; scrolls where the window is low. ``chosen`` tells the page wanted."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("nav")
        self._items: dict[str, NavItem] = {}
        self._captions: dict[Section, Text] = {}
        self._boxes: dict[Section, QVBoxLayout] = {}
        self._narrow = False
        self._brand = Brand(self.tr("知识产权资助受理"))
        self._foot = QVBoxLayout()
        self._lay_out()
        theme.follow(self.restyle)

    def _caption_word(self, section: Section) -> str:
        words: dict[Section, str] = {
            "work": self.tr("办理"), "payout": self.tr("公示与发放"), "records": self.tr("档案与规则"),
        }  # fmt: skip
        return words.get(section, "")

    def _lay_out(self) -> None:
        body = QWidget()
        body.setObjectName("navBody")
        self._column = QVBoxLayout(body)
        for section in _ORDER:
            self._add_section(section)
        self._column.addStretch(1)
        self._scroll = ScrollArea(body)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.verticalScrollBar().rangeChanged.connect(self._keep_in_sight)
        self._boxes["foot"] = self._foot
        self._lay_out_whole()

    def _lay_out_whole(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, theme.grid(2))
        outer.setSpacing(0)
        outer.addWidget(self._brand)
        outer.addWidget(self._scroll, 1)
        outer.addLayout(self._foot)

    def _add_section(self, section: Section) -> None:
        caption, box = Text(self._caption_word(section), "cap"), QVBoxLayout()
        caption.hide()
        self._captions[section], self._boxes[section] = caption, box
        box.setSpacing(0)
        self._column.addWidget(caption)
        self._column.addLayout(box)

    def restyle(self) -> None:
        """Take the measures in force."""
        measures = theme.density()
        self.setFixedWidth(measures.nav_narrow if self._narrow else measures.nav_width)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        for caption in self._captions.values():
            caption.setFixedHeight(measures.nav_item - theme.grid(1))
            caption.setIndent(theme.grid(1) if self._narrow else theme.grid(5.5))
            caption.setContentsMargins(0, theme.grid(1), 0, 0)

    def add(self, key: str, word: str, icon: str, section: Section) -> None:
        """Add a page at the end of its section."""
        item = NavItem(word, icon)
        item.set_narrow(self._narrow)
        item.clicked.connect(lambda: self.chosen.emit(key))
        self._items[key] = item
        self._bind(key, len(self._items))
        self._boxes[section].addWidget(item)
        if section in self._captions:
            self._captions[section].setVisible(not self._narrow)

    def _bind(self, key: str, number: int) -> None:
        """Let Ctrl with the number of an entry go to its page."""
        if number <= _LAST_NUMBER:
            combination, item = f"Ctrl+{number}", self._items[key]
            QShortcut(QKeySequence(combination), self).activated.connect(lambda: self.chosen.emit(key))
            item.set_key(combination)

    def mark(self, key: str) -> None:
        """Mark a page as the one in sight, and bring its word into sight too."""
        for other, item in self._items.items():
            item.setChecked(other == key)
        self._keep_in_sight()

    def _keep_in_sight(self) -> None:
        for item in self._items.values():
            if item.isChecked() and self._scroll.isAncestorOf(item):
                self._scroll.ensureWidgetVisible(item, 0, 0)

    def set_count(self, key: str, count: int, what: str = "") -> None:
        """Show how many things wait on a page; ``what`` says for what."""
        self._items[key].set_count(count, what)

    def item(self, key: str) -> NavItem:
        """Return the entry of a page. Raises KeyError for an unknown one."""
        return self._items[key]

    def set_narrow(self, narrow: bool) -> None:
        """Put the words under the icons, for windows that are short of width."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        self._brand.set_narrow(narrow)
        for item in self._items.values():
            item.set_narrow(narrow)
        for section, caption in self._captions.items():
            caption.setVisible(not narrow and self._boxes[section].count() > 0)
        self.restyle()
