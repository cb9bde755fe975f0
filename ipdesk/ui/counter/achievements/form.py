"""The form of one achievement, made from the vocabulary: only what the policy needs for its kind."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ipdesk.models.awards.asked_facts import asked_of
from ipdesk.models.core.errors import Problem
from ipdesk.models.parsing.achievement_rows import RowEntry
from ipdesk.models.parsing.row_edits import OWN_FIELDS, text_of, with_confirmed, with_text
from ipdesk.models.records import RawAchievement
from ipdesk.rules.analysis.uncovered_choices import uncovered_choices
from ipdesk.rules.core.plain_text import blank
from ipdesk.rules.evaluation.amounts.alternatives import alternative_borders
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.pack.vocabulary import FactWord, KindWord
from ipdesk.ui.counter.achievements.certificate_part import KEY, CertificatePart
from ipdesk.ui.counter.achievements.inputs import (
    ChoiceInput,
    Input,
    LineInput,
    SwitchInput,
    count_input,
    event_input,
    fact_input,
    spoken_hint,
    text_input,
)
from ipdesk.ui.counter.kind_words import kind_word
from ipdesk.ui.widgets import FormGrid, TextField
from ipdesk.ui.widgets.base import column_in, is_enter
from ipdesk.ui.widgets.column_flow import ColumnFlow
from ipdesk.ui.widgets.fields.checked_field import CheckedField
from ipdesk.ui.widgets.fields.confirmable_field import DoubtField, problem_in
from ipdesk.ui.widgets.fields.inline_field import InlineField


class AchievementForm(QWidget):
    """Number, date, facts and year of one row. ``edited`` carries the row with what was typed.

    ``finished`` tells that Enter was pressed in the last field, ``left`` that Esc was in any.
    """

    edited = Signal(object)
    finished = Signal()
    left = Signal()

    def __init__(
        self,
        kind: str,
        policy: Policy,
        today: Callable[[], datetime.date],
        applicant: Callable[[], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.kind, self._policy, self._today = kind, policy, today
        self._word: KindWord = kind_word(policy.vocabulary, kind)
        self._raw, self._loading = RawAchievement(id="", kind=kind), False
        self._must = self.tr("必填")
        self._enough = alternative_borders(policy.pack, kind)
        self._applicant = applicant
        self._begin_empty()
        self.certificate = CertificatePart(policy.vocabulary.certificate(kind), today)
        self._grid = FormGrid()
        self._switches = QWidget()
        self._flow = ColumnFlow(3, self._switches)
        self._year = InlineField(self.tr("申报年度"), TextField())
        self._fill()
        self._lay_out()

    def _begin_empty(self) -> None:
        self.inputs: dict[str, Input] = {}
        self.fields: dict[str, DoubtField] = {}
        self._usual: dict[str, str] = {}  # what stands behind the labels as long as nothing tells more
        self._marks: dict[str, str] = {}  # what stands there now
        self._left: set[str] = set()
        self._asked: frozenset[str] = frozenset()
        self._derived_before: frozenset[str] = frozenset()
        self._entry: RowEntry | None = None
        self._problems: Sequence[Problem] = ()

    # --- made once for a kind ---

    def _fill(self) -> None:
        ref = self._word.ref
        optional = not self._policy.needs_ref(self.kind)
        ranged = self.tr("第一件的{ref}").format(ref=ref.name) if ref.ranges else ref.name
        self._add("ref", ranged, text_input(), ref.hint, optional)
        if ref.ranges:
            self._add("count", self.tr("件数"), count_input(), self.tr("连号的一次填完，一件填 1"), True)
            self._add("ref_last", self.tr("最后一件的{ref}").format(ref=ref.name), text_input(), "", True)
        self._add("date", self._word.date, event_input(self._today), "", False)
        if self.kind in self._policy.vocabulary.kinds:
            for name in self._policy.facts_of(self.kind):
                self._add_fact(name)
        self._add_year()
        self._add_certificate()

    def _add_certificate(self) -> None:
        """Let a key open what Enter passes by, and say so in the line of the switches."""
        part = self.certificate
        self._flow.addWidget(part.way)
        QShortcut(QKeySequence(KEY), self).activated.connect(self._turn_to_certificate)
        part.way.clicked.connect(self._turn_to_certificate)
        part.typed.connect(self._typed_in_certificate)
        part.confirmed.connect(self._confirm)
        part.left.connect(self._show_again)

    def _turn_to_certificate(self) -> None:
        """Open the part for the certificate and go there; from there, go back and close it."""
        inside = bool(self.certificate.focused_field(self.window().focusWidget()))
        self.certificate.want(not inside)
        self.go_to(next(iter(self.inputs)) if inside else self.certificate.first())

    def _add_year(self) -> None:
        """Add the programme year, which stands in the line of the switches: it is seldom changed."""
        self._take("year", LineInput(self._year.editor))
        self._year.confirmed.connect(lambda: self._confirm("year"))
        self._year.editor.installEventFilter(self)
        self._flow.addWidget(self._year)

    def _add_fact(self, name: str) -> None:
        word = self._policy.vocabulary.fact(self.kind, name)
        made = fact_input(word, self._today)
        if isinstance(made, SwitchInput):
            self._take(name, made)
            made.widget.setToolTip(f"{word.hint}\n{made.widget.toolTip()}".strip())
            self._flow.addWidget(made.widget)
        elif name in self._enough and not word.needed:
            words = self.tr("满 {count} {unit}即可")
            enough = words.format(count=f"{self._enough[name]:f}", unit=word.unit)
            self._add(name, word.name, made, enough, True, self.tr("几项满其一"))
        else:
            self._add_asked(name, word, made)

    def _add_asked(self, name: str, word: FactWord, made: Input) -> None:
        blank_as = "" if word.needed or word.default is None else f"{word.default:f}"
        mark = self.tr("不填算 {value}").format(value=blank_as) if blank_as else ""
        self._add(name, word.name, made, spoken_hint(word), bool(blank_as), mark)

    def _add(self, name: str, label: str, made: Input, hint: str, optional: bool, mark: str = "") -> None:
        self._usual[name] = mark or (self.tr("选填") if optional else self._must)
        self._marks[name] = self._usual[name]
        field = DoubtField(label, made.widget, hint=hint, mark=self._usual[name])
        self.fields[name] = field
        field.confirmed.connect(lambda: self._confirm(name))
        self._take(name, made)
        self._grid.add(field)

    def _take(self, name: str, made: Input) -> None:
        self.inputs[name] = made
        made.listen(lambda: self._typed(name))
        if made.line is not None:
            made.line.editingFinished.connect(lambda: self._leave(name))

    def _lay_out(self) -> None:
        column = column_in(self, 2)
        for part in (self.certificate, self._grid, self._switches):
            column.addWidget(part)

    def set_columns(self, columns: int) -> None:
        """Put so many fields, and so many switches, beside each other."""
        self.certificate.set_columns(columns)
        self._grid.set_columns(columns)
        self._flow.set_columns(columns)

    def begin_day(self) -> None:
        """Check the days again: what lay ahead may have come."""
        for made in (*self.certificate.inputs.values(), *self.inputs.values()):
            if isinstance(made.line, CheckedField):
                made.line.read_again()

    def needed(self) -> int:
        """Return how many things the form asks for: those marked 必填."""
        return sum(mark == self._must for mark in self._marks.values())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Enter in the year, the last field, as the end of the form."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and is_enter(event):
            self.finished.emit()
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the form for its row by Esc; what was typed stays."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def has_alternatives(self) -> bool:
        """Say whether of some things that need not be filled in one has to be enough."""
        return any(name in self._enough for name in self.fields)

    def has_switches(self) -> bool:
        """Say whether something is answered by Y and N."""
        return any(isinstance(made, SwitchInput) for made in self.inputs.values())

    # --- one row after the other ---

    def load(self, raw: RawAchievement, entry: RowEntry, problems: Sequence[Problem], year: int) -> None:
        """Show a row; ``year`` is that of the application, which a blank year stands for."""
        another = raw.id != self._raw.id
        self._loading, self._raw, self._asked = True, raw, frozenset()
        self._left = {name for name in self.inputs if text_of(raw, name)}
        if (line := self.inputs["year"].line) is not None:
            line.setPlaceholderText(str(year))
        for name, made in self.inputs.items():
            typed = text_of(raw, name), name in raw.in_wan
            if another or (made.read(), made.in_wan()) != typed:
                made.write(*typed)
        self.certificate.load(raw, another)
        self._loading = False
        self.show_entry(raw, entry, problems)

    def put_away(self) -> None:
        """Hide, and know of no row: the next is that of another file."""
        self.hide()
        self._raw = RawAchievement(id="", kind=self.kind)

    def lock(self, locked: bool) -> None:
        """Say how the fields are filled in, or only what stands in them."""
        self.certificate.lock(locked)
        for field in self.fields.values():
            field.lock(locked)

    def show_entry(self, raw: RawAchievement, entry: RowEntry, problems: Sequence[Problem]) -> None:
        """Show what reading the row has found: problems, what a number tells, facts it decides."""
        self._raw, self._entry, self._problems = raw, entry, problems
        self._show_derived(raw, entry)
        self._mark_uncovered(entry)
        self._show_asked(raw, entry)
        for name, field in self.fields.items():
            found = problem_in(problems, name)
            field.show_problem(found if found is not None and self._ripe(name, found) else None)
            field.show_note(self._note(name, entry))
        self._year.show_problem(problem_in(problems, "year"))
        self.certificate.show_entry(raw, entry, problems, self._applicant())

    def _mark_uncovered(self, entry: RowEntry) -> None:
        """Say of choices that lead nowhere beside what else is entered that they do."""
        for name, made in self.inputs.items():
            if isinstance(made, ChoiceInput) and entry.achievements:
                made.mark_uncovered(uncovered_choices(self._policy, entry.achievements[0], name))

    def _show_asked(self, raw: RawAchievement, entry: RowEntry) -> None:
        """Say what must be filled in by what is known; what nothing asks for is passed by, and says so."""
        asked = asked_of(self._policy, raw, entry, self._today())
        for name in self.fields:
            mark = self._usual[name]
            if mark == self._must and name not in (*asked.required, "ref", "date"):
                mark = self.tr("不用填") if name in asked.idle else self.tr("选填")
            self._mark(name, mark, idle=name in asked.idle)
        if "ref_last" in self.fields:
            self._show_last_number(raw, entry)

    def _show_last_number(self, raw: RawAchievement, entry: RowEntry) -> None:
        """Show the last number that the count says in the box, where nobody need type it."""
        counted = not blank(raw.count)
        line = self.inputs["ref_last"].line
        assert line is not None
        line.setPlaceholderText(entry.refs[-1] if counted and len(entry.refs) > 1 else "")
        self._mark("ref_last", self.tr("不用填") if counted else self._usual["ref_last"], idle=counted)

    def _mark(self, name: str, mark: str, *, idle: bool) -> None:
        if mark != self._marks[name]:
            self._marks[name] = mark
            self.fields[name].set_mark(mark)
        widget = self.inputs[name].widget
        widget.setEnabled(widget.hasFocus() or not idle or not blank(self.inputs[name].read()))

    def _note(self, name: str, entry: RowEntry) -> str:
        return entry.notes.get(name, "") or self.inputs[name].describe()

    def _show_derived(self, raw: RawAchievement, entry: RowEntry) -> None:
        """Show facts that the number decides and nobody typed."""
        self._loading = True
        for name, made in self.inputs.items():
            if name not in OWN_FIELDS and not raw.facts.get(name):
                said, stands = entry.derived.get(name, ""), made.read()
                derived = stands in ("", *self._derived_before)
                if derived and stands != said and not made.widget.hasFocus():
                    made.write(said)
        self._derived_before = frozenset(entry.derived.values())
        self._loading = False

    def _ripe(self, name: str, problem: Problem) -> bool:
        """Say whether a problem helps by now: not while the first text of a field is being typed."""
        return name in self._left and (not blank(text_of(self._raw, name)) or name in self._asked)

    def ask_for(self, names: Iterable[str]) -> None:
        """Show what is wrong in these fields even where nothing was typed yet."""
        self._asked = frozenset(names)
        self._left |= self._asked
        self.certificate.ask_for(self._asked)
        self._show_again()

    def show_missing(self, names: Iterable[str]) -> None:
        """Mark facts that the clauses still lack."""
        for name in names:
            if name in self.fields:
                self.fields[name].set_error(self.tr("还没有填"))

    def go_to(self, name: str) -> bool:
        """Put the focus on a field; return whether the form has it."""
        if name not in self.inputs:
            return self.certificate.go_to(name)
        self.inputs[name].widget.setFocus()
        if (line := self.inputs[name].line) is not None:
            line.selectAll()  # also where the focus stood in the same field of the row before
        return True

    def take_place(self, after: QWidget) -> QWidget:
        """Come into the Tab order behind a widget, the inputs as they are seen; return the last of them."""
        own = (self.inputs[name] for name in sorted(self.inputs, key=lambda one: one not in self.fields))
        for made in (*self.certificate.inputs.values(), *own):
            QWidget.setTabOrder(after, made.widget)
            after = made.widget
        return after

    def first(self) -> QWidget:
        """Return the editor that takes the focus when the form is entered from above."""
        return {**self.inputs, **self.certificate.inputs}[self.first_field()].widget

    def first_field(self) -> str:
        """Return the field that takes the focus when the form is entered: the first in sight."""
        return self.certificate.first() if self.certificate.open() else next(iter(self.inputs))

    def focused_field(self, now: QWidget | None) -> str:
        """Return the field that a widget is the input of, "" for none."""
        own = (name for name, made in self.inputs.items() if made.widget is now)
        return next(own, "") or self.certificate.focused_field(now)

    def _typed(self, name: str) -> None:
        if self._loading:
            return
        self._asked -= {name}
        made = self.inputs[name]
        self.edited.emit(with_text(self._raw, name, made.read(), made.in_wan()))

    def _typed_in_certificate(self, name: str, text: str) -> None:
        if not self._loading:
            self._asked -= {name}
            self.edited.emit(with_text(self._raw, name, text))

    def _leave(self, name: str) -> None:
        self._show_clean(name)
        if name not in self._left:
            self._left.add(name)
            self._show_again()
        if name == "ref":
            self._show_number()

    def _show_number(self) -> None:
        """Show a number that is in order as it is read: without label, marks and what nobody sees."""
        numbers = self._entry.numbers if self._entry is not None else ()
        doubted = "ref" in self._raw.confirmed or problem_in(self._problems, "ref") is not None
        if numbers and not doubted and numbers[0].ref != self.inputs["ref"].read():
            self.inputs["ref"].write(numbers[0].ref)

    def _show_clean(self, name: str) -> None:
        """Show a number as it was read, once it is left: what was confirmed of it stays confirmed."""
        entry, typed = self._entry, text_of(self._raw, name)
        if entry is None or name not in ("ref", "ref_last") or blank(typed) or not entry.refs:
            return
        clean = entry.refs[0 if name == "ref" else -1]
        # As long as the first number or the count is in doubt there is no range, and no last number was read.
        unread = ("ref", "count", "ref_last") if name == "ref_last" else ("ref",)
        if clean != typed and all(problem_in(self._problems, one) is None for one in unread):
            self._loading = True
            self.inputs[name].write(clean)
            self._loading = False
            self.edited.emit(replace(with_text(self._raw, name, clean), confirmed=self._raw.confirmed))

    def _show_again(self) -> None:
        if self._entry is not None:
            self.show_entry(self._raw, self._entry, self._problems)

    def _confirm(self, name: str) -> None:
        self.edited.emit(with_confirmed(self._raw, name))
