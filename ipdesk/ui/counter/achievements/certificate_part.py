"""The part of an achievement's form for what the certificate says: name, owners and day of filing.

No rule needs them, so that Enter passes them by: the part is closed until its key is pressed, or the row has
something in it.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ipdesk.models.core.errors import Problem
from ipdesk.models.parsing.achievement_rows import RowEntry
from ipdesk.models.parsing.names.owners import place_among, read_owners_line
from ipdesk.models.parsing.names.rights import read_rights_line
from ipdesk.models.parsing.names.things import read_thing_name
from ipdesk.models.parsing.row_edits import text_of
from ipdesk.models.records import (
    CERTIFICATE_FIELDS,
    FILED,
    NAME,
    OWNERS,
    RawAchievement,
)
from ipdesk.models.records.forms import CONTRACT, RIGHTS, SIGNED
from ipdesk.rules.core.plain_text import blank
from ipdesk.rules.pack.vocabulary import CertificateWord
from ipdesk.ui.counter.achievements.inputs import LineInput, event_input
from ipdesk.ui.widgets import Button, FormGrid, LineField
from ipdesk.ui.widgets.base import column_in
from ipdesk.ui.widgets.fields.confirmable_field import DoubtField, problem_in

KEY = "Alt+M"
_NAMED = 3  # so many fields are called by their names where there are more than have room


class CertificatePart(QWidget):
    """The fields of the certificate of one row.

    ``way`` is the link that leads to it, for the form to place. ``typed`` carries a field and its text,
    ``confirmed`` a field; ``left`` tells that a field was left.
    """

    typed = Signal(str, str)
    confirmed = Signal(str)
    left = Signal()

    def __init__(
        self, word: CertificateWord, today: Callable[[], datetime.date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._word, self._wanted, self._filled, self._loading = word, False, False, False
        self._left: set[str] = set()
        self.inputs: dict[str, LineInput] = {}
        self.fields: dict[str, DoubtField] = {}
        self._grid = FormGrid()
        self._fill(today)
        self.way, self._locked = self._way_here(), False
        self._tell_way()
        column = column_in(self)
        column.addWidget(self._grid)
        self._show_or_hide()

    def _way_here(self) -> Button:
        way = Button("", "link", parent=self)
        way.tell_key(KEY)
        way.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return way

    def _tell_way(self) -> None:
        """Say how to fill it in; of what was accepted without, that it says nothing, and papers neither."""
        named = [field.label.text() for field in self.fields.values()]
        labels = "、".join(named[:_NAMED])
        if len(named) > _NAMED:
            labels = self.tr("{fields}等 {count} 项").format(fields=labels, count=len(named))
        words = self.tr("填{fields}　{key}")
        if self._locked:
            words = self.tr("没有登记{fields}，文书上留空")
        self.way.set_text(words.format(fields=labels, key=KEY))

    def _fill(self, today: Callable[[], datetime.date]) -> None:
        """Make the fields in the order of a certificate."""
        if self._word.name:
            self._add(NAME, self._word.name, LineInput(LineField(reader=read_thing_name)), "")
        if self._word.rights:
            hint = self.tr("几个的用分号隔开")
            self._add(RIGHTS, self._word.rights, LineInput(LineField(reader=read_rights_line)), hint)
        if self._word.owners:
            hint = self.tr("几个的用分号隔开，按证书顺序")
            self._add(OWNERS, self._word.owners, LineInput(LineField(reader=read_owners_line)), hint)
        if self._word.filed:
            self._add(FILED, self.tr("申请日"), event_input(today), "")
        if self._word.contract:
            hint = self.tr("如 专利实施许可合同")
            self._add(CONTRACT, self.tr("合同名称"), LineInput(LineField(reader=read_thing_name)), hint)
            self._add(SIGNED, self.tr("签订日期"), event_input(today), "")

    def _add(self, name: str, label: str, made: LineInput, hint: str) -> None:
        field = DoubtField(label, made.widget, hint=hint, optional=True)
        field.confirmed.connect(lambda: self.confirmed.emit(name))
        made.listen(lambda: self._tell(name))
        made.field.editingFinished.connect(lambda: self._leave(name))
        self.fields[name], self.inputs[name] = field, made
        self._grid.add(field)

    def set_columns(self, columns: int) -> None:
        """Put so many fields beside each other."""
        self._grid.set_columns(columns)

    def lock(self, locked: bool) -> None:
        """Say how the fields are filled in, or only what stands in them."""
        for field in self.fields.values():
            field.lock(locked)
        self._locked = locked
        self._tell_way()

    # --- open and closed ---

    def want(self, wanted: bool) -> None:
        """Open the part, or close it as far as nothing stands in it."""
        self._wanted = wanted
        self._show_or_hide()

    def open(self) -> bool:
        """Say whether the fields are in sight."""
        return bool(self.fields) and (self._wanted or self._filled)

    def _show_or_hide(self) -> None:
        self.setVisible(self.open())
        self.way.setVisible(bool(self.fields) and not self.open())

    # --- one row after the other ---

    def load(self, raw: RawAchievement, another: bool) -> None:
        """Show what was typed of a row; of ``another`` than before nobody has asked for it yet."""
        self._loading, self._wanted = True, self._wanted and not another
        self._left = {name for name in self.inputs if text_of(raw, name)}
        for name, made in self.inputs.items():
            if made.read() != text_of(raw, name):
                made.write(text_of(raw, name))
        self._loading = False

    def show_entry(
        self, raw: RawAchievement, entry: RowEntry, problems: Sequence[Problem], applicant: str
    ) -> None:
        """Show what reading the row has found: problems, the place of the applicant (by name)."""
        self._filled = any(not blank(text_of(raw, name)) for name in CERTIFICATE_FIELDS)
        self._show_or_hide()
        notes = self._notes(entry, applicant)
        for name, field in self.fields.items():
            found = problem_in(problems, name)
            field.show_problem(found if name in self._left else None)
            field.show_note(notes.get(name, ""))
        if NAME in self.inputs:
            self._pass_by_name(len(entry.refs) > 1)

    def _pass_by_name(self, several: bool) -> None:
        """Ask for no name where the row stands for several things."""
        widget = self.inputs[NAME].widget
        widget.setEnabled(not several or widget.hasFocus() or not blank(self.inputs[NAME].read()))
        self.fields[NAME].set_mark(self.tr("不用填") if several else self.tr("选填"))

    def _notes(self, entry: RowEntry, applicant: str) -> Mapping[str, str]:
        owners = entry.certificate.owners
        place = place_among(owners, applicant) if applicant else 0
        if not place or len(owners) < 2:
            return {}
        said = self.tr("共 {count} 个，申请人是第 {place} {owners}")
        return {OWNERS: said.format(count=len(owners), place=place, owners=self._word.owners)}

    def ask_for(self, names: frozenset[str]) -> None:
        """Show what is wrong in these fields from now on."""
        self._left |= names & self.inputs.keys()

    def first(self) -> str:
        """Return the field to begin with, "" where there is none."""
        return next((name for name, made in self.inputs.items() if made.field.isEnabled()), "")

    def go_to(self, name: str) -> bool:
        """Put the focus on a field, which opens the part; return whether it has the field."""
        if name not in self.inputs:
            return False
        if not self.open():
            self.want(True)
        self.inputs[name].field.setFocus()
        self.inputs[name].field.selectAll()
        return True

    def focused_field(self, now: QWidget | None) -> str:
        """Return the field that a widget is the input of, "" for none."""
        return next((name for name, made in self.inputs.items() if made.widget is now), "")

    def _tell(self, name: str) -> None:
        if not self._loading:
            self.typed.emit(name, self.inputs[name].read())

    def _leave(self, name: str) -> None:
        self._left.add(name)
        self.left.emit()
