"""A panel: one white surface with a head and room for content."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ipdesk.ui import theme
from ipdesk.ui.widgets.base import Text
from ipdesk.ui.widgets.button import Button
from ipdesk.ui.widgets.keycap import KeyCap
from ipdesk.ui.widgets.wrap_row import WrapRow


class Panel(QFrame):
    """A surface with a title, the cap of its key, and quiet buttons at the right of its head.

    The buttons go below the title where they have no room beside it. ``body`` is the layout of the content.
    ``flush`` lets it reach the edges of the panel, for tables and lists. The key puts the focus on the first
    input of the body, and ``reached`` tells.
    """

    reached = Signal()

    def __init__(
        self, title: str = "", key: str = "", *, flush: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._flush = flush
        self._outer = QVBoxLayout(self)
        self._outer.setSpacing(0)
        self._head = QWidget(self)
        self._head_row = QHBoxLayout(self._head)
        self._title_part, self._at_right = QWidget(), WrapRow(ends_right=True)
        self.title = Text(title, "head")
        self.note = Text("", "sub")
        self.body = QVBoxLayout()
        self._fill_head(key)
        self._outer.addWidget(self._head)
        self._outer.addLayout(self.body, 1)
        self._head.setVisible(bool(title))
        self._head.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._bind(key)
        theme.follow(self.restyle)

    def _fill_head(self, key: str) -> None:
        named = QHBoxLayout(self._title_part)
        named.setContentsMargins(0, 0, 0, 0)
        named.setSpacing(theme.grid(2))
        named.addWidget(self.title)
        if key:
            named.addWidget(KeyCap(key))
        named.addWidget(self.note)
        self._title_part.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._head_row.addWidget(self._title_part)
        self._head_row.addWidget(self._at_right, 1)
        self._at_right.set_gaps(theme.grid(2), 0)

    def _bind(self, key: str) -> None:
        if key:
            self.setAccessibleName(f"{self.title.text()} {key}")
            QShortcut(QKeySequence(key), self).activated.connect(self.enter)

    def restyle(self) -> None:
        """Take the measures in force."""
        measures = theme.density()
        pad = measures.pad
        pad -= measures.hair  # the border is part of it
        side, foot = (0, 0) if self._flush else (pad, pad)
        top = 0 if self._head.isVisibleTo(self) else foot
        self.body.setContentsMargins(side, top, side, foot)
        self._outer.setContentsMargins(*[measures.hair] * 4)
        self.body.setSpacing(0 if self._flush else theme.grid(2))
        self._head_row.setContentsMargins(pad, 0, pad - self._inset(), 0)
        self._fit_head()

    def _fit_head(self) -> None:
        """Put the buttons beside the title where they fit, else below it, in as many rows as that takes."""
        measures, margins = theme.density(), self._head_row.contentsMargins()
        one_row = measures.panel_head - measures.hair
        room = self.width() - 2 * measures.hair - margins.left() - margins.right()
        beside = self._title_part.sizeHint().width() + theme.grid(2) + self._at_right.least_width()
        below = bool(self._at_right.shown()) and beside > room
        ways = QBoxLayout.Direction
        self._head_row.setDirection(ways.TopToBottom if below else ways.LeftToRight)
        self._head_row.setSpacing(0 if below else theme.grid(2))
        if below:
            self._at_right.resize(room, self._at_right.height())
            self._at_right.arrange()
        self._head.setFixedHeight(one_row + (self._at_right.height() if below else 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Find room in the head for its buttons."""
        super().resizeEvent(event)
        self._fit_head()

    def set_width_range(self, least: int, most: int) -> None:
        """Take between so much and so much room in px beside what fills the window, in a stretched place.

        Never a fixed width: the least of all widths is what the window cannot go below.
        """
        self.setMinimumWidth(least)
        self.setMaximumWidth(most)

    def add_head(self, widget: QWidget) -> None:
        """Put a quiet button or a note at the right of the head, after those already there."""
        hidden = widget.isHidden() and widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
        self._at_right.add(widget)
        widget.setHidden(hidden)
        widget.installEventFilter(self)
        self.restyle()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Set the head's inset again when something in the head is shown or hidden."""
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self.restyle()
        return False

    def _inset(self) -> int:
        """Return how far in px the last thing of the head stands out, so that its word meets the edge."""
        last = next(reversed(self._at_right.shown()), None)
        return last.side_pad() if isinstance(last, Button) else 0

    def enter(self) -> None:
        """Put the focus on the first input of the body."""
        self.reached.emit()
        for child in self.findChildren(QWidget):
            if self._takes_focus(child):
                child.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return

    def _takes_focus(self, child: QWidget) -> bool:
        usable = child.isVisible() and child.isEnabled() and not self._head.isAncestorOf(child)
        return usable and bool(child.focusPolicy() & Qt.FocusPolicy.TabFocus)
