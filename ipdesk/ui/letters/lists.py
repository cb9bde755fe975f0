"""The left side of the letters page: what waits, what went out, date and number."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QWidget

from ipdesk.ui import theme
from ipdesk.ui.letters.document_kind_filter import DocumentKindFilter
from ipdesk.ui.letters.issue_form import IssueForm
from ipdesk.ui.letters.load import LetterFile, WaitingLetters
from ipdesk.ui.letters.rows import Item, RowsModel, issued_item, waiting_item
from ipdesk.ui.widgets import Button, Column, DeskTable, Hairline, Panel, SearchBox
from ipdesk.ui.widgets.money import fen_text

WAITING, ISSUED = range(2)


class LetterLists(Panel):
    """Two lists under tabs.

    ``moved`` tells that another letter is in hand or ticked, ``searched`` the text to search for.
    """

    moved = Signal()
    searched = Signal(str)

    def __init__(self, today: Callable[[], datetime.date], parent: QWidget | None = None) -> None:
        super().__init__(flush=True, parent=parent)
        self._file: LetterFile | None = None
        self._placing = False
        self.by_hand = True  # whether somebody, not the program, moved last
        self._today = today
        self.form, self.kinds = IssueForm(today), DocumentKindFilter()
        self.search = SearchBox(self.tr("名称、文号"), "Ctrl+F")
        self.tables = (self._waiting_table(), self._issued_table())
        self.models = tuple(RowsModel(len(table.columns), table) for table in self.tables)
        self._group, self._stack, self._line = QButtonGroup(self), QStackedWidget(), Hairline()
        self._tabs = QHBoxLayout()
        self._lay_out()
        self._listen()
        theme.follow(self._restyle_top)

    def _waiting_table(self) -> DeskTable:
        return DeskTable(
            (
                Column("", "check"),
                Column(self.tr("申请号"), ems=5.6, stay=True),
                Column(self.tr("收件人"), "key", ems=12, stretch=True),
                Column(self.tr("金额（元）"), "number", ems=6.4, stay=True),
            ),
            long=True,
        )

    def _issued_table(self) -> DeskTable:
        return DeskTable(
            (
                Column("", "check"),
                Column(self.tr("发文字号"), "ref", ems=8, stay=True),
                Column(self.tr("收件人"), "key", ems=9, stretch=True),
                Column(self.tr("日期"), ems=2.6, stay=True),
                Column(self.tr("金额（元）"), "number", ems=6.4, stay=True),
            ),
            long=True,
        )

    def _lay_out(self) -> None:
        for table, model, word in zip(self.tables, self.models, self._words(), strict=True):
            table.setModel(model)
            table.setAccessibleName(word)
            self._stack.addWidget(table)
        self._tab_buttons = tuple(self._tab(place, word) for place, word in enumerate(self._words()))
        for tab in self._tab_buttons:
            self._tabs.addWidget(tab)
        self._tabs.addStretch(1)
        self._tabs.addWidget(self.search)
        self.body.addLayout(self._tabs)
        self.body.addWidget(self.kinds)
        self.body.addWidget(self._stack, 1)
        self.body.addWidget(self._line)
        self.body.addWidget(self.form)
        self._tab_buttons[WAITING].setChecked(True)
        self.search.hide()
        self.kinds.show_place(WAITING)

    def _words(self) -> tuple[str, str]:
        return self.tr("待下达"), self.tr("已印发")

    def _tab(self, place: int, word: str) -> Button:
        tab = Button(word, "tab")
        tab.set_key(f"Alt+{place + 1}")
        self._group.addButton(tab, place)
        return tab

    def _restyle_top(self) -> None:
        measures, step = theme.density(), theme.grid(1)
        self._tabs.setContentsMargins(2 * step, step, 3 * step, step)
        self.search.setFixedWidth(measures.search * 3 // 4)
        self._fit()

    def _fit(self) -> None:
        """Take the width that the window allows: as much as the awards, and room for a longer name."""
        more = theme.grid(28)
        self.set_width_range(theme.density().award_least, theme.award_room(self.window().width()) + more)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the lists their width for the new size of the window."""
        super().resizeEvent(event)
        self._fit()

    def _listen(self) -> None:
        self._group.idClicked.connect(self.choose)
        self.search.textChanged.connect(lambda text: self.searched.emit(text.strip()))
        self.kinds.waiting.changed.connect(lambda _: self._show_other_kind())
        self.kinds.issued.changed.connect(lambda _: self.searched.emit(self.search.text().strip()))
        for table, model in zip(self.tables, self.models, strict=True):
            table.moved.connect(lambda _: self._tell_move())
            model.checksChanged.connect(self.moved)
            every = QShortcut(QKeySequence(QKeySequence.StandardKey.SelectAll), table)
            every.setContext(Qt.ShortcutContext.WidgetShortcut)
            every.activated.connect(model.check_all)

    # --- what is shown ---

    def show_file(self, file: LetterFile) -> None:
        """Show other lists, standing where it stood."""
        self._file = file
        self.kinds.offer(file.waiting)
        self.kinds.show_place(self.place())
        with self._put_by_program():
            self._show_waiting(file)
            self._show_items(ISSUED, [issued_item(row, self._today()) for row in file.issued])
        self._tab_buttons[ISSUED].set_text(f"{self._words()[ISSUED]} {len(file.issued)}")
        self._hint()

    def _show_waiting(self, file: LetterFile) -> None:
        waits = file.of_kind(self.kinds.waiting.key())
        kind = waits.document.kind
        self._show_items(
            WAITING, [waiting_item(row, kind, waits.unready.get(row.id, "")) for row in waits.rows]
        )
        word = self._words()[WAITING] if kind.step is not None else self.tr("待印发")
        self._tab_buttons[WAITING].set_text(f"{word} {waits.ready}")
        self.form.show_series(file.office, waits.next_number, numbered=kind.series is not None)

    def _show_other_kind(self) -> None:
        if self._file is not None:
            self.models[WAITING].check_none()
            self._show_waiting(self._file)
            self._hint()
            self.moved.emit()

    def waiting(self) -> WaitingLetters | None:
        """Return what waits for the kind in hand, None until it has been read."""
        return self._file.of_kind(self.kinds.waiting.key()) if self._file is not None else None

    def waiting_text(self) -> str:
        """Say how much waits in all, how much for the kind in hand, and its sum; "" until it is read."""
        waits = self.waiting()
        if waits is None:
            return ""
        all_due = self.tr("要办的文书共 {count} 份").format(count=self._due())
        name, count = waits.document.kind.name, waits.ready
        if not waits.document.says_sum:
            due, other = self.tr("{all}，其中{name} {count} 份"), self.tr("{all}　{name}可印 {count} 份")
            words = (due if waits.document.due else other).format(all=all_due, name=name, count=count)
            left = len(waits.rows) - count
            rest = self.tr("{words}，另有 {left} 份未填全，选中可看原因")
            return rest.format(words=words, left=left) if left else words
        words = self.tr("{all}，其中{name} {count} 份，合计 {sum} 元")
        total = fen_text(sum(row.amount for row in waits.rows))
        return words.format(all=all_due, name=name, count=count, sum=total)

    def _due(self) -> int:
        """Return how many documents of all kinds have to be issued: the number in the navigation."""
        waiting = self._file.waiting if self._file is not None else ()
        return sum(len(waits.rows) for waits in waiting if waits.document.due)

    def _show_items(self, place: int, items: list[Item]) -> None:
        table, model = self.tables[place], self.models[place]
        before, row = self._item_at(place), max(0, table.current_row())
        model.show_items(items)
        self._make_room(table, items)
        stand = model.row_of(before.id) if before else -1
        table.select_row(stand if stand >= 0 else min(row, len(items) - 1))

    @staticmethod
    def _make_room(table: DeskTable, items: list[Item]) -> None:
        """Let no number, day or sum be cut: a letter is known by the end of its number."""
        for at, column in enumerate(table.columns):
            if column.stay:
                longest = max((item.cells[at - 1] for item in items), key=len, default="")
                table.make_room(at, [longest])

    def _hint(self) -> None:
        waiting = self.tr("没有待下达的文书；审定之后在这里编号、打印")
        waits = self.waiting()
        if waits is not None and waits.document.kind.step is None:
            waiting = self.tr("没有要印发的{name}").format(name=waits.document.kind.name)
        issued = self.tr("没有这样的文书") if self.search.text() else self.tr("还没有印发过文书")
        if self.kinds.issued.key() and not self.search.text():
            issued = self.tr("还没有印发过{name}").format(name=self.kinds.issued.currentText())
        for model, table, hint in zip(self.models, self.tables, (waiting, issued), strict=True):
            table.set_hint("" if model.items else hint)

    def place(self) -> int:
        """Return which list is in front: WAITING or ISSUED."""
        return self._stack.currentIndex()

    def choose(self, place: int) -> None:
        """Bring a list to the front."""
        self._tab_buttons[place].setChecked(True)
        self._stack.setCurrentIndex(place)
        self.search.setVisible(place == ISSUED)
        self.kinds.show_place(place)
        for widget in (self.form, self._line):
            widget.setVisible(place == WAITING)
        self._tell_move()
        self.table().setFocus()

    def _tell_move(self) -> None:
        self.by_hand = not self._placing
        self.moved.emit()

    @contextmanager
    def _put_by_program(self) -> Iterator[None]:
        """Let moves within count as the program's, and the last of them until somebody moves on."""
        self._placing, self.by_hand = True, False
        try:
            yield
        finally:
            self._placing = False

    def begin_waiting(self) -> None:
        """Bring what waits to the front, nothing ticked in either list."""
        for model in self.models:
            model.check_none()
        self.choose(WAITING)

    def table(self) -> DeskTable:
        """Return the table that the keys act on: what waits, or what is issued."""
        return self.tables[self.place()]

    def model(self) -> RowsModel:
        """Return the rows in front."""
        return self.models[self.place()]

    def current(self) -> Item | None:
        """Return the letter in hand."""
        return self._item_at(self.place())

    def _item_at(self, place: int) -> Item | None:
        row, items = self.tables[place].current_row(), self.models[place].items
        return items[row] if 0 <= row < len(items) else None

    def chosen(self) -> tuple[Item, ...]:
        """Return what is ticked, or with nothing ticked the letter in hand."""
        current = self.current()
        return self.model().checked() or ((current,) if current else ())

    def go_to(self, place: int, record: int) -> None:
        """Stand on a record of a list."""
        with self._put_by_program():
            self.choose(place)
            self.table().select_row(self.model().row_of(record))
