"""The left side of the page: what can be published, what was, and what other offices were asked."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QWidget

from ipdesk.ui import theme
from ipdesk.ui.letters.rows import Item, RowsModel
from ipdesk.ui.notices.load import NoticeFile
from ipdesk.ui.notices.rows import (
    inquiry_columns,
    inquiry_item,
    notice_columns,
    notice_item,
    waiting_columns,
    waiting_item,
)
from ipdesk.ui.widgets import Button, DeskTable, Panel

WAITING, NOTICES, INQUIRIES = range(3)


class NoticeLists(Panel):
    """Three lists under tabs. ``moved`` tells that something else is in hand or ticked.

    Of what can be published everything is ticked at first: a list is made of all that is there, and one
    takes out what is to wait.
    """

    moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(flush=True, parent=parent)
        columns = (waiting_columns(), notice_columns(), inquiry_columns())
        self.tables = tuple(DeskTable(one, long=True) for one in columns)
        pairs = zip(columns, self.tables, strict=True)
        self.models = tuple(RowsModel(len(one), table) for one, table in pairs)
        self._known: frozenset[int] = frozenset()
        self._group, self._stack, self._tabs = QButtonGroup(self), QStackedWidget(), QHBoxLayout()
        self._lay_out()
        theme.follow(self._restyle_top)

    def _lay_out(self) -> None:
        for place, (table, model, word) in enumerate(
            zip(self.tables, self.models, self._words(), strict=True)
        ):
            table.setModel(model)
            table.setAccessibleName(word)
            table.moved.connect(lambda _: self.moved.emit())
            model.checksChanged.connect(self.moved)
            self._stack.addWidget(table)
            if place:
                table.setColumnHidden(0, True)
        self.tab_buttons = tuple(self._tab(place, word) for place, word in enumerate(self._words()))
        for tab in self.tab_buttons:
            self._tabs.addWidget(tab)
        self._tabs.addStretch(1)
        self.body.addLayout(self._tabs)
        self.body.addWidget(self._stack, 1)
        self.tab_buttons[WAITING].setChecked(True)
        self._group.idClicked.connect(self.choose)
        every = QShortcut(QKeySequence(QKeySequence.StandardKey.SelectAll), self.tables[WAITING])
        every.setContext(Qt.ShortcutContext.WidgetShortcut)
        every.activated.connect(self.models[WAITING].check_all)

    def _words(self) -> tuple[str, str, str]:
        return self.tr("待公示"), self.tr("公示"), self.tr("征求意见")

    def _tab(self, place: int, word: str) -> Button:
        tab = Button(word, "tab")
        tab.set_key(f"Alt+{place + 1}")
        self._group.addButton(tab, place)
        return tab

    def _restyle_top(self) -> None:
        step = theme.grid(1)
        self._tabs.setContentsMargins(2 * step, step, 3 * step, step)
        self._fit()

    def _fit(self) -> None:
        more = theme.grid(28)
        self.set_width_range(theme.density().award_least, theme.award_room(self.window().width()) + more)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the lists their width for the new size of the window."""
        super().resizeEvent(event)
        self._fit()

    # --- what is shown ---

    def show_file(self, file: NoticeFile, today: datetime.date) -> None:
        """Show other lists, standing where each stood; what is new to be published is ticked."""
        lists = (
            [waiting_item(row) for row in file.waiting],
            [notice_item(one, today) for one in file.notices],
            [inquiry_item(one, today) for one in file.inquiries],
        )
        for place, items in enumerate(lists):
            self._show_items(place, items)
        for row in file.waiting:
            if row.id not in self._known:
                self.models[WAITING].check(row.id)
        self._known = frozenset(row.id for row in file.waiting)
        for place, word in enumerate(self._words()):
            self.tab_buttons[place].set_text(f"{word} {len(lists[place])}")
        self._hint()

    def _show_items(self, place: int, items: Sequence[Item]) -> None:
        table, model = self.tables[place], self.models[place]
        before, row = self.at(place), max(0, table.current_row())
        model.show_items(items)
        for at, column in enumerate(table.columns):
            if column.stay:
                table.make_room(at, [max((item.cells[at - 1] for item in items), key=len, default="")])
        stand = model.row_of(before.id) if before else -1
        table.select_row(stand if stand >= 0 else min(row, len(items) - 1))

    def _hint(self) -> None:
        hints = (
            self.tr("没有待公示的申请件；提出“拟资助”以后在这里汇总公示"),
            self.tr("还没有公示过名单"),
            self.tr("还没有发过征求意见函；在“待公示”里选定申请件，按 Alt+Y"),
        )
        for model, table, hint in zip(self.models, self.tables, hints, strict=True):
            table.set_hint("" if model.items else hint)

    def place(self) -> int:
        """Return which list is in front."""
        return self._stack.currentIndex()

    def choose(self, place: int) -> None:
        """Bring a list to the front."""
        self.tab_buttons[place].setChecked(True)
        self._stack.setCurrentIndex(place)
        self.moved.emit()
        self.tables[place].setFocus()

    def at(self, place: int) -> Item | None:
        """Return what is in hand in a list."""
        row, items = self.tables[place].current_row(), self.models[place].items
        return items[row] if 0 <= row < len(items) else None

    def chosen(self) -> tuple[Item, ...]:
        """Return the applications that are ticked."""
        return self.models[WAITING].checked()

    def tick_only(self, applications: Sequence[int]) -> None:
        """Tick these applications and no others."""
        self.models[WAITING].check_none()
        for one in applications:
            self.models[WAITING].check(one)
        for one in applications[:1]:
            self.tables[WAITING].select_row(self.models[WAITING].row_of(one))

    def go_to(self, place: int, record: int) -> None:
        """Stand on a record of a list."""
        self.choose(place)
        self.tables[place].select_row(self.models[place].row_of(record))
