"""The left side of the letters page: what waits, what went out, date and number."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from ipdesk.ui import theme
from ipdesk.ui.letters.document_kind_filter import DocumentKindFilter
from ipdesk.ui.letters.issue_form import IssueForm
from ipdesk.ui.letters.load import LetterFile, WaitingLetters
from ipdesk.ui.letters.rows import Item, RowsModel, issued_item, waiting_item
from ipdesk.ui.letters.ticked_lists import TickedLists
from ipdesk.ui.widgets import Column, DeskTable, Hairline, SearchBox
from ipdesk.ui.widgets.money import fen_text

WAITING, ISSUED = range(2)


def _columns() -> tuple[tuple[Column, ...], tuple[Column, ...]]:
    """Head what waits, and what went out."""
    addressee, amount = _tr("收件人"), Column(_tr("金额（元）"), "number", ems=6.4, stay=True)
    waiting = (
        Column("", "check"),
        Column(_tr("申请编号"), ems=5.6, stay=True),
        Column(addressee, "key", ems=12, stretch=True),
        amount,
    )
    issued = (
        Column("", "check"),
        Column(_tr("发文字号"), "ref", ems=8, stay=True),
        Column(addressee, "key", ems=9, stretch=True),
        Column(_tr("日期"), ems=2.6, stay=True),
        amount,
    )
    return waiting, issued


def _words() -> tuple[str, str]:
    return _tr("待下达"), _tr("已印发")


class LetterLists(TickedLists):
    """What waits and what went out. ``searched`` carries the text to search for."""

    searched = Signal(str)

    def __init__(self, today: Callable[[], datetime.date], parent: QWidget | None = None) -> None:
        super().__init__(_words(), _columns(), (WAITING, ISSUED), parent)
        self._file: LetterFile | None = None
        self._arriving = True  # whether nobody chose a kind since the page came into sight
        self._offering = False  # while the program, not somebody, may choose another
        self._today = today
        self.form, self.kinds, self._line = IssueForm(today), DocumentKindFilter(), Hairline()
        self.search = SearchBox(self.tr("名称、文号"), "Ctrl+F")
        self._lay_out()
        self._listen()
        theme.follow(self._restyle_search)

    def _lay_out(self) -> None:
        self.tabs.addWidget(self.search)
        self.body.insertWidget(1, self.kinds)
        self.body.addWidget(self._line)
        self.body.addWidget(self.form)
        self.search.hide()
        self.kinds.show_place(WAITING)

    def _restyle_search(self) -> None:
        self.search.setFixedWidth(theme.density().search * 3 // 4)

    def _listen(self) -> None:
        self.search.textChanged.connect(lambda text: self.searched.emit(text.strip()))
        self.kinds.waiting.changed.connect(lambda _: self._show_other_kind())
        self.kinds.issued.changed.connect(lambda _: self.searched.emit(self.search.text().strip()))

    # --- what is shown ---

    def show_file(self, file: LetterFile) -> None:
        """Show other lists, standing where it stood; who just came, on a kind that something waits for."""
        self._file = file
        self._offering = True
        self.kinds.offer(file.waiting, arriving=self._arriving)
        self._arriving = self._offering = False
        self.kinds.show_place(self.place())
        self._show_waiting(file)
        self.show_items(ISSUED, [issued_item(row, self._today()) for row in file.issued])
        self.tab_buttons[ISSUED].set_text(f"{_words()[ISSUED]} {len(file.issued)}")
        self._hint()

    def _show_waiting(self, file: LetterFile) -> None:
        waits = file.of_kind(self.kinds.waiting.key())
        kind = waits.document.kind
        self.show_items(
            WAITING, [waiting_item(row, kind, waits.unready.get(row.id, "")) for row in waits.rows]
        )
        word = _words()[WAITING] if kind.step is not None else self.tr("待印发")
        self.tab_buttons[WAITING].set_text(f"{word} {waits.ready}")
        self.form.show_series(file.office, waits.next_number, numbered=kind.series is not None)

    def _show_other_kind(self) -> None:
        if self._file is not None:
            self.models[WAITING].check_none()
            self._show_waiting(self._file)
            self._hint()
            self.moved.emit()
            if not self._offering:
                self.taken.emit()

    def arrive(self) -> None:
        """Stand on a kind of paper that waits, with the next lists that are shown."""
        self._arriving = True

    def waiting(self) -> WaitingLetters | None:
        """Return what waits for the kind in hand, None until it has been read."""
        return self._file.of_kind(self.kinds.waiting.key()) if self._file is not None else None

    def waiting_text(self) -> str:
        """Say how much waits in all, how much for the kind in hand, and its sum; "" until it is read."""
        waits = self.waiting()
        if waits is None:
            return ""
        if not self._due() and not waits.rows:
            return self.tr("没有要办的文书")
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

    def _hint(self) -> None:
        waiting = self.tr("没有待下达的文书；审定之后在这里编号、打印")
        waits = self.waiting()
        if waits is not None and waits.document.kind.step is None:
            waiting = self.tr("没有要印发的{name}").format(name=waits.document.kind.name)
        issued = self.tr("没有这样的文书") if self.search.text() else self.tr("还没有印发过文书")
        if self.kinds.issued.key() and not self.search.text():
            issued = self.tr("还没有印发过{name}").format(name=self.kinds.issued.currentText())
        self.show_hints((waiting, issued))

    def came(self, place: int) -> None:
        """Bring what goes with a list into sight."""
        self.search.setVisible(place == ISSUED)
        self.kinds.show_place(place)
        for widget in (self.form, self._line):
            widget.setVisible(place == WAITING)

    def show_all(self) -> None:
        """Leave nothing ticked in either list, and what is issued narrowed by no kind and no search."""
        for model in self.models:
            model.check_none()
        self.search.clear()
        self.kinds.issued.set_key("")

    def names(self) -> dict[int, str]:
        """Return whose applications wait, by their ids."""
        return {item.id: item.name for item in self.models[WAITING].items}

    def table(self) -> DeskTable:
        """Return the table that the keys act on: what waits, or what is issued."""
        return self.tables[self.place()]

    def model(self) -> RowsModel:
        """Return the rows in front."""
        return self.models[self.place()]

    def current(self) -> Item | None:
        """Return the letter in hand."""
        return self.at(self.place())

    def chosen(self) -> tuple[Item, ...]:
        """Return what is ticked, or with nothing ticked the letter in hand."""
        current = self.current()
        return self.model().checked() or ((current,) if current else ())


def _tr(text: str) -> str:
    return QCoreApplication.translate("LetterLists", text)
