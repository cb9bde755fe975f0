"""The line above the total that says how much national rules point out, and the dialog that says it all."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ipdesk.models.awards.guard_findings import GuardFinding
from ipdesk.ui import theme
from ipdesk.ui.awards.guard_notices import rows_text, summary
from ipdesk.ui.widgets import Button, Dialog, ElidedText, ScrollArea, Text

_SCROLLING = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class GuardSummary(QWidget):
    """How many national rules point something out; hidden while none does. F5 shows the dialog."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: tuple[GuardFinding, ...] = ()
        self._flag, self.words = QLabel(), ElidedText("", "sub")
        self.look = Button(self.tr("看提示"), "quiet", shortcut="F5")
        self.look.clicked.connect(self.show_sheet)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._flag)
        self._row.addWidget(self.words, 1)
        self._row.addWidget(self.look)
        theme.follow(self.restyle)
        self.hide()

    def restyle(self) -> None:
        """Take the measures in force."""
        measures = theme.density()
        self._row.setContentsMargins(measures.pad, theme.grid(1), theme.grid(2), theme.grid(1))
        self._row.setSpacing(theme.grid(2))
        self._flag.setPixmap(theme.pix("flag", measures.glyph, "ink2", self.devicePixelRatioF()))

    def show_found(self, found: Sequence[GuardFinding]) -> None:
        """Say how much there is now."""
        if tuple(found) == self._found:
            return
        self._found = tuple(found)
        self.words.set_text(summary(self._found))
        self.setVisible(bool(self._found))

    def found(self) -> tuple[GuardFinding, ...]:
        """Return the notices of national rules that the line sums up."""
        return self._found

    def show_sheet(self) -> None:
        """Show every notice with its rows."""
        sheet = GuardDialog(self._found, self)
        sheet.open_once()


class GuardDialog(Dialog):
    """Every national rule that points something out: its sentences and their rows."""

    def __init__(self, found: Sequence[GuardFinding], parent: QWidget) -> None:
        translate = QCoreApplication.translate
        title, close = translate("GuardDialog", "国家规定提示"), translate("GuardDialog", "关闭")
        super().__init__(title, close, parent=parent)
        self.refuse_button.hide()
        self.body.addWidget(Text(self.tr("只作提示，不改变金额；审定时要逐条写明处理意见。"), "sub"))
        self.body.addWidget(self._list(found), 1)
        self.take_room(150, 75)
        self.accept_button.setFocus()

    def _list(self, found: Sequence[GuardFinding]) -> QWidget:
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(0, 0, theme.grid(3), 0)
        box.setSpacing(theme.grid(1))
        for one in found:
            words = self.tr("{title}　{items} 件").format(title=one.title, items=len(one.about))
            box.addWidget(Text(words, "strong"))
            for text, rows in one.sentences.items():
                box.addWidget(_wrapped(self.tr("{rows}：{text}").format(rows=rows_text(rows), text=text)))
            box.addSpacing(theme.grid(2))
        box.addStretch(1)
        self._area = ScrollArea(inner)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return self._area

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll the notices by the arrows and pages; the rest is a dialog's."""
        if event.key() in _SCROLLING:
            QCoreApplication.sendEvent(self._area.verticalScrollBar(), event)
        else:
            super().keyPressEvent(event)


def _wrapped(text: str) -> Text:
    made = Text(text)
    made.setWordWrap(True)
    return made
