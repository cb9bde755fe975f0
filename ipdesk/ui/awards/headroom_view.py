"""What is left of every limit, in the place of the award lines: bars, and what is granted only once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from ipdesk.models.awards.limit_headroom import LimitHeadroom
from ipdesk.ui import theme
from ipdesk.ui.awards.award_views import BarView
from ipdesk.ui.awards.limit_bar import LimitBar, spoken_bar
from ipdesk.ui.widgets import Chip, ElidedText, Hairline, Text
from ipdesk.ui.widgets.base import row_in

_NAMED = 2  # titles of the clauses that a limit is over; more are counted


def title_of(room: LimitHeadroom) -> str:
    """Return what a limit is about, in the words of its clauses."""
    title = "、".join(room.titles[:_NAMED])
    if len(room.titles) > _NAMED:
        title = _tr("{first}等 {count} 项").format(first=title, count=len(room.titles))
    within = "、".join(room.within)
    return _tr("{title}（{within}）").format(title=title, within=within) if within else title


def bar_of(room: LimitHeadroom) -> BarView:
    """Return the bar of a limit; one that counts is named with its number and unit: 年度上限 100 件."""
    counted = not room.is_money and not room.once
    label = f"{room.name} {room.at_most:,} {room.measure}".rstrip() if counted else room.name
    return BarView(label, room.used, room.this, room.at_most, room.cut, room.is_money)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Rooms", text)


class BarLine(QWidget):
    """A limit with what it is about above its bar."""

    def __init__(self, room: LimitHeadroom, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.bar = ElidedText("", "strong"), LimitBar(bar_of(room))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, theme.grid(1))
        box.setSpacing(0)
        box.addWidget(self.title)
        box.addWidget(self.bar)
        self.show_room(room)

    def show_room(self, room: LimitHeadroom) -> None:
        """Show another state of the limit."""
        title, bar = title_of(room), bar_of(room)
        self.title.set_text(title)
        self.bar.set_bar(bar)
        self.setAccessibleName(f"{title} {spoken_bar(bar)}")


class OnceLine(QWidget):
    """What is granted a single time, and whether that is still to come."""

    def __init__(self, room: LimitHeadroom, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.chip = ElidedText(""), Chip(word=" ")
        row = row_in(self, 2)
        row.addWidget(self.title, 1)
        row.addWidget(self.chip)
        self.show_room(room)

    def show_room(self, room: LimitHeadroom) -> None:
        """Show whether it is still to come."""
        title = title_of(room)
        self.title.set_text(title)
        self.chip.set_chip("", self._word(room))
        self.setAccessibleName(f"{title} {self.chip.text()}")

    def _word(self, room: LimitHeadroom) -> str:
        if room.used:
            return self.tr("本年度已资助") if room.yearly else self.tr("已资助过")
        if room.this:
            return self.tr("本次资助")
        return self.tr("本年度未用") if room.yearly else self.tr("未用")


class HeadroomView(QScrollArea):
    """Limits as bars, then what is granted only once; a sentence where there is neither.

    With the focus on it the arrow keys scroll.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head, self.note, self.empty = Text("", "strong"), Text("", "sub"), Text("", "empty")
        self.once_head = Text(self.tr("只资助一次的事项"), "strong")
        self.bars: list[BarLine] = []
        self.onces: list[OnceLine] = []
        self._rule = Hairline()
        self._inner = QWidget()
        self._box, self._bars_box, self._once_box = QVBoxLayout(self._inner), QVBoxLayout(), QVBoxLayout()
        self._lay_out()
        theme.follow(self.restyle)

    def _lay_out(self) -> None:
        self._inner.setObjectName("scrolled")
        for words in (self.note, self.empty):
            words.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for widget in (self.head, self.note, self.empty):
            self._box.addWidget(widget)
        self._box.addLayout(self._bars_box)
        self._box.addWidget(self._rule)
        self._box.addWidget(self.once_head)
        self._box.addLayout(self._once_box)
        self._box.addStretch(1)
        self._scroll_by_keys()

    def _scroll_by_keys(self) -> None:
        self.setWidget(self._inner)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setObjectName("scrollable")

    def restyle(self) -> None:
        """Take the measures in force."""
        pad = theme.density().pad - theme.density().focus  # the border is part of it
        self._box.setContentsMargins(pad, theme.grid(2), pad, theme.grid(2))
        for box in (self._box, self._bars_box, self._once_box):
            box.setSpacing(theme.grid(1))
        self._bars_box.setContentsMargins(0, theme.grid(1), 0, 0)

    def say(self, sentence: str) -> None:
        """Show only a sentence: why there is nothing to see."""
        self.show_rooms("", "", ())
        self.empty.setText(sentence)
        self.setAccessibleName(sentence)

    def show_rooms(self, head: str, note: str, rooms: Sequence[LimitHeadroom]) -> None:
        """Show what is left; ``note`` says what counts as used."""
        limits = [room for room in rooms if not room.once]
        onces = [room for room in rooms if room.once]
        self._show_bars(limits)
        self._show_onces(onces)
        self.head.setText(head)
        self.note.setText(note)
        self.empty.setText(self.tr("这项政策对这位申请人没有可以累计的上限。"))
        some = bool(limits or onces)
        for widget in (self.head, self.note):
            widget.setVisible(some)
        self.empty.setVisible(not some)
        self.once_head.setVisible(bool(onces))
        self._rule.setVisible(bool(onces and limits))
        self.setAccessibleName(head or self.empty.text())

    def _show_bars(self, rooms: Sequence[LimitHeadroom]) -> None:
        for line, room in zip(self.bars, rooms, strict=False):
            line.show_room(room)
        for room in rooms[len(self.bars) :]:
            self.bars.append(BarLine(room))
            self._bars_box.addWidget(self.bars[-1])
        _drop(self.bars, len(rooms))

    def _show_onces(self, rooms: Sequence[LimitHeadroom]) -> None:
        for line, room in zip(self.onces, rooms, strict=False):
            line.show_room(room)
        for room in rooms[len(self.onces) :]:
            self.onces.append(OnceLine(room))
            self._once_box.addWidget(self.onces[-1])
        _drop(self.onces, len(rooms))


def _drop(lines: list[BarLine] | list[OnceLine], keep: int) -> None:
    """Take away the lines behind those to keep."""
    while len(lines) > keep:
        line = lines.pop()
        line.hide()
        line.deleteLater()
