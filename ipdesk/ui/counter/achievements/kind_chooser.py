"""Choosing what kind the next achievement is of: type a few letters, or walk with the arrows."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ipdesk.models.parsing.kind_search import KindGroup, kind_groups, matching, nearest
from ipdesk.models.parsing.text.texts import clipped
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.ui import theme
from ipdesk.ui.counter.achievements.kind_board import KindBoard
from ipdesk.ui.widgets import Button, SearchBox, Text, WrappingText
from ipdesk.ui.widgets.base import column_in, is_enter


class KindBox(SearchBox):
    """The line to narrow the kinds with; arrows walk on the board."""

    walked = Signal(int, int)
    accepted = Signal()
    refused = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk by arrows (sideways in an empty line), take the kind by Enter; Esc empties it or leaves."""
        key = Qt.Key(event.key())
        steps = {Qt.Key.Key_Down: (0, 1), Qt.Key.Key_Up: (0, -1)}
        if not self.text():
            steps |= {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0)}
        if key in steps:
            self.walked.emit(*steps[key])
        elif is_enter(event):
            self.accepted.emit()
        elif key == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif key == Qt.Key.Key_Escape:
            self.refused.emit()
        else:
            super().keyPressEvent(event)


class KindChooser(QWidget):
    """The kinds of the policy by section, narrowed by what is typed; others are offered behind 更多.

    ``chosen`` carries the choice: a kind, and the answers that it was asked for by.
    """

    chosen = Signal(object)
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spoken: tuple[KindGroup, ...] = ()
        self._others: tuple[KindGroup, ...] = ()
        self._all = False
        self.title = Text(self.tr("添加成果：选择种类"), "strong")
        self.box = KindBox(self.tr("输入名称、奖项或拼音首字母，如 贯标、zlzr"), key="")
        self.board = KindBoard()
        self.more = Button(self.tr("更多种类"), "link", shortcut="Alt+G")
        self.dead_end = WrappingText("", "sub")
        self._lay_out()
        self._listen()
        theme.follow(self.restyle)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.grid(3))
        head.addWidget(self.title)
        head.addWidget(self.box, 1)
        head.addWidget(Text(self.tr("↑↓←→ 选择　Enter 确定　Esc 返回"), "sub"))
        self._column = column_in(self)
        self._column.addLayout(head)
        self._column.addWidget(self.board)
        self._column.addWidget(self.dead_end)
        self._column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)

    def _listen(self) -> None:
        self.box.textChanged.connect(self._narrow)
        self.box.walked.connect(self._walk)
        self.box.accepted.connect(self._accept)
        self.box.refused.connect(self.cancelled)
        self.box.tableRefused.connect(self._say_refused)
        self.board.picked.connect(self.chosen)
        self.more.clicked.connect(self._show_all)

    def restyle(self) -> None:
        """Take the measures in force."""
        self._column.setSpacing(theme.density().field_y)
        self.box.setMaximumWidth(theme.density().search)

    def begin(self, policy: Policy) -> None:
        """Offer the kinds of a policy and take the focus."""
        self._spoken = kind_groups(policy, others=False)
        self._others = kind_groups(policy, others=True)
        self._all = False
        self.box.setText("")  # unlike clear, this cannot be undone
        self._narrow("")
        self.box.setFocus()

    def _show_all(self) -> None:
        self._all = True
        self.box.setText("")  # which narrows to nothing
        self._narrow("")
        self.box.setFocus()

    def _narrow(self, text: str) -> None:
        found = self._captioned(matching(self._spoken, text))
        if self._all or text.strip():
            found = (*found, *self._marked(matching(self._others, text)))
        if not found:
            self._show_dead_end(text)
            return
        self.board.set_groups(found, mark_first=bool(text.strip()))
        self.dead_end.hide()
        self.more.setVisible(not self._all and not text.strip() and bool(self._others))

    def _captioned(self, groups: tuple[KindGroup, ...]) -> tuple[KindGroup, ...]:
        """Put a caption over the answers, which have none of their own."""
        caption = self.tr("连同答案")
        return tuple(replace(group, title=group.title or caption) for group in groups)

    def _show_dead_end(self, text: str) -> None:
        """Offer what is named alike, and say what can be done where it is none of that."""
        near = nearest((*self._spoken, *self._others), text)
        group = (KindGroup(self.tr("名称相近"), near),) if near else ()
        self.board.set_groups(group, mark_first=False)
        self.dead_end.setText(self._way_out(text.strip(), bool(near)))
        self.dead_end.show()
        self.more.setVisible(bool(self._others))

    def _say_refused(self, sentence: str) -> None:
        self.dead_end.setText(sentence)
        self.dead_end.show()

    def _way_out(self, text: str, near: bool) -> str:
        words = self.tr("没有叫“{text}”的种类，也没有名称相近的，可以换个叫法再试。")
        if near:
            words = self.tr("没有叫“{text}”的种类。上面是名称相近的，按 ↓ 选择；也可以换个叫法再试。")
        said = words.format(text=clipped(text)) + self.tr("确实都不是的，本政策没有针对它的条款，不予资助。")
        if self._others:
            said += self.tr("需要留底的，从更多种类里选最接近的一种登记，审定时列为“没有适用的条款”。")
        return said

    def _marked(self, groups: tuple[KindGroup, ...]) -> tuple[KindGroup, ...]:
        """Put what the policy does not speak of under one caption."""
        kinds = tuple(kind for group in groups for kind in group.kinds)
        return (KindGroup(self.tr("本政策不涉及"), kinds),) if kinds else ()

    def _walk(self, across: int, down: int) -> None:
        if across:
            self.board.step(across)
        if down:
            self.board.step_row(down)

    def _accept(self) -> None:
        choice = self.board.choice()
        if choice is not None:
            self.chosen.emit(choice)
