"""Lists under tabs at the left of a page, whose rows can be ticked."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QWidget

from ipdesk.ui import theme
from ipdesk.ui.letters.rows import CHECK, Item, RowsModel
from ipdesk.ui.widgets import Button, Column, DeskTable, Panel


class TickedLists(Panel):
    """Tables under tabs with Alt+1, Alt+2 and so on.

    ``moved`` tells that something else is in hand or ticked, ``taken`` that somebody, not the program, took
    it in hand. ``words`` name the lists, and ``ticked`` are those whose rows have a box, by Ctrl+A all.
    """

    moved = Signal()
    taken = Signal()

    def __init__(
        self,
        words: Sequence[str],
        columns: Sequence[tuple[Column, ...]],
        ticked: Collection[int],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(flush=True, parent=parent)
        self.tables = tuple(DeskTable(one, long=True) for one in columns)
        self.models = tuple(RowsModel(len(table.columns), table) for table in self.tables)
        self.stack, self.tabs = QStackedWidget(), QHBoxLayout()
        self._group = QButtonGroup(self)
        self.tab_buttons = tuple(self._tab(place, word) for place, word in enumerate(words))
        for place, word in enumerate(words):
            self._add(place, word, ticked=place in ticked)
        self._put_together()
        self._group.idClicked.connect(self._choose_by_hand)
        theme.follow(self.restyle_lists)

    def _put_together(self) -> None:
        self.tabs.addStretch(1)
        self.body.addLayout(self.tabs)
        self.body.addWidget(self.stack, 1)
        self.tab_buttons[0].setChecked(True)

    def _tab(self, place: int, word: str) -> Button:
        tab = Button(word, "tab")
        tab.set_key(f"Alt+{place + 1}")
        self._group.addButton(tab, place)
        self.tabs.addWidget(tab)
        return tab

    def _add(self, place: int, word: str, *, ticked: bool) -> None:
        table, model = self.tables[place], self.models[place]
        table.setModel(model)
        table.setAccessibleName(word)
        table.setColumnHidden(CHECK, not ticked)
        self.tab_buttons[place].lead_down_to(table)
        table.moved.connect(lambda _: self.moved.emit())
        table.taken.connect(self.taken)
        model.checksChanged.connect(self.moved)
        self.stack.addWidget(table)
        if ticked:
            every = QShortcut(QKeySequence(QKeySequence.StandardKey.SelectAll), table)
            every.setContext(Qt.ShortcutContext.WidgetShortcut)
            every.activated.connect(model.check_all)

    def restyle_lists(self) -> None:
        """Take the measures in force."""
        step = theme.grid(1)
        self.tabs.setContentsMargins(2 * step, step, 3 * step, step)
        self._fit()

    def _fit(self) -> None:
        """Take the width that the window allows: as much as the awards, and room for a longer name."""
        more = theme.grid(28)
        self.set_width_range(theme.density().award_least, theme.award_room(self.window().width()) + more)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the lists their width for the new size of the window."""
        super().resizeEvent(event)
        self._fit()

    def show_items(self, place: int, items: Sequence[Item]) -> None:
        """Show other rows of a list, standing where it stood; no number, day or sum is cut."""
        table, model = self.tables[place], self.models[place]
        before, row = self.at(place), max(0, table.current_row())
        model.show_items(items)
        for at, column in enumerate(table.columns):
            if column.stay:
                table.make_room(at, [max((item.cells[at - 1] for item in items), key=len, default="")])
        stand = model.row_of(before.id) if before else -1
        table.select_row(stand if stand >= 0 else min(row, len(items) - 1))

    def show_hints(self, hints: Sequence[str]) -> None:
        """Say in each empty list what would fill it."""
        for model, table, hint in zip(self.models, self.tables, hints, strict=True):
            table.set_hint("" if model.items else hint)

    def place(self) -> int:
        """Return which list is in front."""
        return self.stack.currentIndex()

    def choose(self, place: int) -> None:
        """Bring a list to the front."""
        self.tab_buttons[place].setChecked(True)
        self.stack.setCurrentIndex(place)
        self.came(place)
        self.moved.emit()
        self.tables[place].setFocus()

    def _choose_by_hand(self, place: int) -> None:
        self.choose(place)
        self.taken.emit()

    def came(self, place: int) -> None:
        """Bring what goes with a list into sight, for those below."""

    def at(self, place: int) -> Item | None:
        """Return what is in hand in a list, None in an empty one."""
        row, items = self.tables[place].current_row(), self.models[place].items
        return items[row] if 0 <= row < len(items) else None

    def go_to(self, place: int, record: int) -> None:
        """Stand on a record of a list."""
        self.choose(place)
        self.tables[place].select_row(self.models[place].row_of(record))
