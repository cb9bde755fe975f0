"""Finding an applicant while typing: by name, pinyin, initials, part of a code, telephone."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import fields

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ipdesk.models import queries
from ipdesk.models.core.changes import Changes, Kind
from ipdesk.models.core.session import Session
from ipdesk.models.parsing.applicant import is_personal
from ipdesk.models.parsing.masking import masked_identity, masked_telephone
from ipdesk.models.parsing.names.pasted_licence import Licence, licence_of
from ipdesk.models.parsing.text.texts import clipped
from ipdesk.models.records import ApplicantHit, ApplicantRecord
from ipdesk.rules.pack.vocabulary import Vocabulary
from ipdesk.ui import theme
from ipdesk.ui.desk.debounce import Debounce
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.latest import LatestRequest
from ipdesk.ui.widgets import GLYPH_ROLE, Button, Column, DeskTable, ElidedText, SearchBox
from ipdesk.ui.widgets.base import column_in, is_enter

_PAUSE = 80  # ms
_MOST = 50
_ROWS = 6
_NOTHING = "\n"  # no line says it: nothing was shown yet, not even that there is nobody
_Index = QModelIndex | QPersistentModelIndex


BARRED = "minus-circle"
"""The icon before the name of an applicant who is barred, in every list."""


def barred_text(until: datetime.date | None) -> str:
    """Say until when an applicant is barred; nothing for one who is not."""
    words = QCoreApplication.translate("ApplicantFinder", "限制资助至 {day}")
    return words.format(day=until.isoformat()) if until else ""


Found = tuple[tuple[ApplicantHit, ...], Mapping[int, datetime.date]]
"""Applicants, and until when some of them are barred, by their ids."""


def found_applicants(session: Session, text: str, most: int, today: datetime.date) -> Found:
    """Search, and look up who of those found is barred today."""
    hits = queries.search_applicants(session, text, most)
    return hits, queries.barred_applicants(session, [hit.id for hit in hits], today)


class HitModel(QAbstractTableModel):
    """Applicants found, one in a row: what tells them apart; names of some fill a line.

    Who is ``barred`` bears a mark before its name.
    """

    def __init__(self, vocabulary: Vocabulary, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = vocabulary
        self.hits: tuple[ApplicantHit, ...] = ()
        self.barred: Mapping[int, datetime.date] = {}

    def show(self, hits: tuple[ApplicantHit, ...]) -> None:
        """Show other applicants."""
        self.beginResetModel()
        self.hits = hits
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of applicants found; the list has no second level."""
        return 0 if parent.isValid() else len(self.hits)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of cells of an applicant: those that ``_cells`` writes."""
        return 0 if parent.isValid() else 4

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the text of a cell, or the mark of a name and what it means."""
        hit = self.hits[index.row()]
        if index.column() == 0 and hit.id in self.barred:
            if role == GLYPH_ROLE:
                return BARRED
            if role == Qt.ItemDataRole.ToolTipRole:
                return barred_text(self.barred[hit.id])
        return self._cells(hit)[index.column()] if role == Qt.ItemDataRole.DisplayRole else None

    def _cells(self, hit: ApplicantHit) -> tuple[str, ...]:
        identity = masked_identity(hit.identity, is_personal(hit.kind, self._words))
        contact = f"{hit.contact} {masked_telephone(hit.telephone)}".strip()
        return hit.name, identity, hit.legal_representative, contact


class FinderBox(SearchBox):
    """The line to search with; Up and Down move in the list below while one goes on typing."""

    moved = Signal(int)
    picked = Signal()
    licence: Licence | None = None  # the last one that was pasted or read

    def wanted(self) -> str | Licence:
        """Return what somebody new is registered by: a licence, if what it is looked for by stands here."""
        asked, licence = self.text().strip(), self.licence
        return licence if asked and licence is not None and licence.searched == asked else asked

    def take_licence(self, licence: Licence) -> None:
        """Look for whom a licence is of."""
        self.licence = licence
        self.setText(licence.searched)

    def _refuses(self, text: str) -> bool:
        """Take a row of a list, whose name and number begin a new form; of a licence its code."""
        if (licence := licence_of(text)) is not None:
            self.take_licence(licence)
            return True
        return len(text.strip().splitlines()) > 1 and super()._refuses(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk through the hits by the arrows, pick one by Enter, empty the box by Esc."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is not None:
            self.moved.emit(step)
        elif is_enter(event):
            self.picked.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.clear()
        else:
            super().keyPressEvent(event)


class ApplicantFinder(QWidget):
    """A line to search with and what it finds.

    ``chosen`` carries an applicant, ``wanted_new`` a text or a licence to register, ``cancelled`` leaves the
    one there is.
    """

    chosen = Signal(int)
    wanted_new = Signal(object)
    cancelled = Signal()

    def __init__(self, desk: Desk, vocabulary: Vocabulary, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.box = FinderBox(self.tr("选申请人：名称、拼音首字母、代码、法定代表人、电话"), key="")
        self.table = DeskTable(self._columns())
        self.model = HitModel(vocabulary, self)
        self.note = ElidedText("", "cap", middle=True)
        self.new = Button(self.tr("登记新申请人"), "quiet", icon="plus", shortcut="Alt+N")
        self.back = Button(self.tr("返回"), "quiet", shortcut="Esc")
        self._present: ApplicantHit | None = None  # who is on the counter, and stays unless another is chosen
        self._asked, self._shown = "", _NOTHING
        self._latest, self._searching = LatestRequest(desk, self), Debounce(self.refresh, _PAUSE, self)
        self._lay_out()
        self._listen()
        theme.follow(self.restyle)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(self.tr("名称"), "key", ems=12, stretch=True),
            Column(self.tr("代码"), ems=11.5, stay=True),
            Column(self.tr("法定代表人"), ems=5, stay=True),
            Column(self.tr("经办人"), "sub", ems=9, stay=True),
        )

    def _lay_out(self) -> None:
        self.table.setModel(self.model)
        self.table.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.table.setAccessibleName(self.tr("找到的申请人"))
        line = QHBoxLayout()
        line.setSpacing(theme.grid(2))
        line.addWidget(self.box, 1)
        for button in (self.new, self.back):
            line.addWidget(button)
        column = column_in(self, 2)
        column.addLayout(line)
        column.addWidget(self.note)
        column.addWidget(self.table)

    def _listen(self) -> None:
        self.box.textChanged.connect(self._searching.later)
        self.box.moved.connect(self._move)
        self.box.picked.connect(self._pick)
        self.table.opened.connect(self._choose)
        self.table.clicked.connect(lambda index: self._choose(index.row()))
        self.new.clicked.connect(lambda: self.wanted_new.emit(self.box.wanted()))
        self.box.tableRefused.connect(self._say_what_is_pasted)
        self.back.clicked.connect(self.cancelled)
        self._desk.changed.connect(self._records_changed)

    def restyle(self) -> None:
        """Take the measures in force."""
        measures = theme.density()
        rows = min(_ROWS, len(self.model.hits))
        self.table.setFixedHeight(measures.table_head + rows * measures.row + 1)
        self.table.setVisible(rows > 0)

    def _records_changed(self, changes: Changes) -> None:
        if changes.touches(Kind.APPLICANT) and self.isVisible():
            self.refresh()

    def begin(self, present: ApplicantRecord | None = None) -> None:
        """Start a new search, standing on the applicant who is on the counter."""
        self._present = _hit(present) if present is not None else None
        self.back.setVisible(present is not None)
        self.box.clear()
        self.refresh()

    def refresh(self) -> None:
        """Search for what stands in the line; nothing finds the present one and those registered last."""
        self._asked = self.box.text().strip()
        asked = self._asked

        def answered(found: Found) -> None:
            hits, barred = found
            same = asked == self._shown and self._with_present(hits) == self.model.hits
            if not same or barred != self.model.barred:
                self.model.barred = barred
                self.show_hits(hits)

        self._latest.ask(found_applicants, asked, _MOST, self._desk.today(), done=answered)

    def show_hits(self, hits: tuple[ApplicantHit, ...]) -> None:
        """Show what was found."""
        self._shown = self._asked
        hits = self._with_present(hits)
        self.model.show(hits)
        if hits:
            self.table.select_row(0)
        self.note.set_text(self._note(len(hits)))
        self.restyle()

    def _with_present(self, hits: tuple[ApplicantHit, ...]) -> tuple[ApplicantHit, ...]:
        """Put who is on the counter before the others, as long as nothing is searched for."""
        present = self._present
        if present is None or self._asked:
            return hits
        return (present, *(hit for hit in hits if hit.id != present.id))

    def _note(self, count: int) -> str:
        if not self._asked and self._present is not None:
            return self.tr("现在的申请人在第一行，Enter 或 Esc 返回；↑↓ 另选，或输入名称查找")
        if not self._asked and count:
            return self.tr("最近登记的申请人，↑↓ 选择，Enter 确定")
        if not self._asked:
            return self.tr("还没有登记过申请人：输入名称，按 Enter 登记")
        if count == 0:
            words = self.tr("没有找到“{text}”，按 Alt+N 或 Enter 登记为新申请人")
            return words.format(text=clipped(self._asked))
        return self.tr("找到 {count} 个，↑↓ 选择，Enter 确定").format(count=count)

    def _catch_up(self) -> None:
        """Search at once for what was typed a moment ago: whoever presses a key means what he typed."""
        text = self.box.text().strip()
        if text != self._shown or self._searching.waiting():
            self._searching.stop()
            self._latest.drop()
            self._asked = text
            found = self._desk.read(found_applicants, text, _MOST, self._desk.today())
            hits, self.model.barred = found
            self.show_hits(hits)

    def _move(self, step: int) -> None:
        self._catch_up()
        self.table.select_row(self.table.current_row() + step)

    def _pick(self) -> None:
        """Take the marked one; a text that nobody bears is registered."""
        self._catch_up()
        if self.model.hits:
            self._choose(max(0, self.table.current_row()))
        elif self._asked:
            self.wanted_new.emit(self.box.wanted())

    def _say_what_is_pasted(self, _: str) -> None:
        words = self.tr("这里可以粘贴一个名称或者代码、表格里的一行，或者一份营业执照的文字")
        self.note.set_text(words)

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self.model.hits):
            self.chosen.emit(self.model.hits[row].id)


def _hit(record: ApplicantRecord) -> ApplicantHit:
    """Return an applicant as a search would find it."""
    return ApplicantHit(**{one.name: getattr(record, one.name) for one in fields(ApplicantHit)})
