"""The achievements panel: the table, and below it the form of the selected row or the choice of a kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipdesk.models.core.errors import Problem
from ipdesk.models.parsing.kind_search import KindChoice
from ipdesk.models.parsing.row_edits import RemovedRow
from ipdesk.models.records import RawAchievement
from ipdesk.ui import theme
from ipdesk.ui.awards.achievement_rows import counts_text
from ipdesk.ui.counter.achievements.asked_text import asked_text
from ipdesk.ui.counter.achievements.form import AchievementForm
from ipdesk.ui.counter.achievements.kind_chooser import KindChooser
from ipdesk.ui.counter.achievements.table import AchievementModel, RowTable, columns
from ipdesk.ui.counter.application_draft import ApplicationDraft
from ipdesk.ui.counter.kind_words import kind_word
from ipdesk.ui.widgets import Button, Hairline, Panel, Text, WrappingText, WrapRow
from ipdesk.ui.widgets.base import discard
from ipdesk.ui.widgets.undo_line import UndoLine

_LEAST_ROWS = 2


class AchievementsPanel(Panel):
    """What was achieved, row by row. The form below belongs to the selected row."""

    selected = Signal(str)

    def __init__(self, draft: ApplicationDraft, parent: QWidget | None = None) -> None:
        super().__init__(
            QCoreApplication.translate("AchievementsPanel", "成果"), "F3", flush=True, parent=parent
        )
        self._draft, self._held = draft, False  # from typing, where who sits here is related to the applicant
        self._policy, self._forms = draft.policy, dict[str, AchievementForm]()
        self._form: AchievementForm | None = None
        self._last: QWidget | None = None  # of the form made first, which Tab leaves last
        self._row, self._columns = "", 3
        self.count = Text("", "sub")
        self.add_button = Button(self.tr("添加成果"), "quiet", icon="plus", shortcut="")
        self.remove_button = Button(self.tr("删除"), "quiet", icon="trash")
        for button in (self.add_button, self.remove_button):  # both have keys; a stray Space must not delete
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table = RowTable(columns())
        self.model = AchievementModel(draft, self)
        self.undo = UndoLine()
        self.chooser = KindChooser()
        self._name, self._asks, self._way = Text("", "strong"), WrappingText("", "sub"), Text("", "sub")
        self._lower, self._place_of_form = QWidget(), QVBoxLayout()
        self._lay_out()
        self._listen()
        self._refresh_rows()

    # --- layout ---

    def _lay_out(self) -> None:
        for widget in (self.count, self.remove_button, self.add_button):
            self.add_head(widget)
        self.table.setModel(self.model)
        self.table.setAccessibleName(self.tr("成果列表"))
        self._rule = Hairline()
        self.body.setSpacing(0)
        parts: tuple[QWidget, ...] = (self.table, self.undo, self._rule, self._lower)
        for part in parts:
            self.body.addWidget(part)
        self.body.setStretch(0, 1)
        self._lay_out_below()
        self.restyle()

    def _lay_out_below(self) -> None:
        """Put the form of the row in hand, and the choice of a kind, below the list."""
        self._head_of_form = WrapRow()
        for widget in (self._name, self._asks, self._way):
            self._head_of_form.add(widget, at_right=widget is self._way)
        self._box = QVBoxLayout(self._lower)
        self._box.addWidget(self._head_of_form)
        self._box.addLayout(self._place_of_form)
        self._box.addWidget(self.chooser)

    def restyle(self) -> None:
        """Take the measures in force."""
        super().restyle()
        if hasattr(self, "_box"):
            measures = theme.density()
            pad = measures.pad
            self._box.setContentsMargins(pad, measures.field_y, pad, pad - theme.grid(1))
            self._box.setSpacing(measures.field_y)
            self._head_of_form.set_gaps(theme.grid(2), theme.grid(0.5))
            self._fit_table()

    def _listen(self) -> None:
        self.add_button.tell_key("F3")
        self.remove_button.tell_key("Delete")
        self.add_button.clicked.connect(self.add)
        self.remove_button.clicked.connect(lambda: self.remove(self.table.current_row()))
        self.table.moved.connect(self._show_row)
        self.table.opened.connect(lambda _: self._into_form())
        self.table.deleted.connect(self.remove)
        self.chooser.chosen.connect(self._chosen)
        self.chooser.cancelled.connect(self._leave_chooser)
        self._listen_to_draft()
        self._bind_keys()

    def _bind_keys(self) -> None:
        keys = {"Ctrl+Down": self.next_row, "Ctrl+Up": self.previous_row, "Ctrl+Delete": self._remove_current}
        for key, slot in {"Ctrl+Return": self.add, "Ctrl+Enter": self.add, **keys}.items():
            QShortcut(QKeySequence(key), self).activated.connect(slot)

    def _listen_to_draft(self) -> None:
        self._draft.loaded.connect(self.undo.clear)  # what was taken away belongs to the file before
        self._draft.rowsReset.connect(self._refresh_rows)
        self._draft.rowChanged.connect(self._row_changed)
        self._draft.fileChanged.connect(self._show_state)
        self._draft.applicantChanged.connect(self._show_state)
        self._draft.marksChanged.connect(self._show_problems)
        self._draft.policyChanged.connect(self._put_forms_away)

    # --- rows ---

    def enter(self) -> None:
        """Add an achievement (the panel's key)."""
        self.reached.emit()
        self.add()

    def add(self) -> None:
        """Let the clerk choose the kind of another achievement."""
        if not self._fixed():
            self._show_lower(choosing=True)
            self.chooser.begin(self._draft.policy)

    def _chosen(self, choice: KindChoice) -> None:
        self._select(self._draft.add_row(choice.kind, choice.facts))
        self._into_form()

    def go_in(self) -> None:
        """Put the focus where work on the rows goes on: a field, or the table where nothing can be typed."""
        if self._fixed():
            self.table.setFocus()
        elif self._draft.rows:
            self._into_form()
        else:
            self.add()

    def _leave_chooser(self) -> None:
        self._show_lower(choosing=False)
        self.table.setFocus()

    def remove(self, place: int) -> None:
        """Take a row away; a line offers to put it back."""
        if self._fixed() or not 0 <= place < len(self._draft.rows):
            return
        name = self._draft.shown(place).kind
        removed = self._draft.remove_row(place)
        said = self.tr("已删除第 {number} 项　{kind}").format(number=place + 1, kind=name)
        self.undo.add(said, lambda: self._restore(removed))
        self._select(min(place, len(self._draft.rows) - 1))
        self.table.setFocus()

    def _remove_current(self) -> None:
        self.remove(self.table.current_row())

    def _restore(self, removed: RemovedRow) -> None:
        self._select(self._draft.restore(removed))
        self.table.setFocus()  # where Delete was pressed: the next one must not eat a letter

    def next_row(self) -> None:
        """Go to the next achievement, in the same field where it has it."""
        self._step(1)

    def previous_row(self) -> None:
        """Go to the achievement before."""
        self._step(-1)

    def _step(self, by: int) -> None:
        place = self.table.current_row() + by
        if 0 <= place < len(self._draft.rows):
            in_table = self.table.hasFocus()
            field = self._focused_field()
            self._select(place)
            if not in_table and self._form is not None and not self._form.go_to(field):
                self._into_form()

    def _go_on(self) -> None:
        """Go from the end of a form to the next row that still lacks something, or add another."""
        here = self._draft.place_of(self._row)
        places = sorted({self._draft.place_of(one.row) for one in self._draft.missing()} - {here})
        if places:
            self._select(next((place for place in places if place > here), places[0]))
            self._into_form()
        else:
            self.add()

    def _focused_field(self) -> str:
        now = self.window().focusWidget()  # the window's own, also while a dialog stands before it
        return self._form.focused_field(now) if self._form else ""

    def hold_place(self) -> Callable[[], None]:
        """Return what brings the focus back to where it is in the panel now, whatever becomes of the form."""
        now = self.window().focusWidget()
        if now is None or now is self.table or not self.isAncestorOf(now):
            return lambda: None
        field = self._focused_field()
        return lambda: self._return_to(field)

    def _return_to(self, field: str) -> None:
        if self._form is None or not self._form.go_to(field):
            self.go_in()

    def _select(self, place: int) -> None:
        if self.table.current_row() == place:
            self._show_row(place)
        else:
            self.table.select_row(place)  # which tells that it has moved

    def select_id(self, row: str) -> None:
        """Select the row of an id; nothing happens where it was removed meanwhile."""
        place = self._draft.place_of(row)
        if place >= 0:
            self._select(place)

    def _into_form(self) -> None:
        if self._form is not None and self._form.isVisibleTo(self):
            self._form.go_to(self._form.first_field())

    def _refresh_rows(self) -> None:
        """Follow rows that came or went; the selected row stays selected."""
        count = len(self._draft.rows)
        self._show_count()
        self._fit_table()
        place = self._draft.place_of(self._row)
        if count:
            self._select(place if place >= 0 else min(max(0, self.table.current_row()), count - 1))
        else:
            self._row = ""
            self._show_lower(choosing=False)
        self._show_state()

    def _show_count(self) -> None:
        """Say how many things the rows stand for; how many rows, the last of them says itself."""
        counts = self._draft.counts()
        self.count.setText(self.tr("共 {count}").format(count=counts_text(counts)) if counts else "")

    def _fit_table(self) -> None:
        """Keep a few rows in sight in the lowest window; whatever height is left goes to the table."""
        measures = theme.density()
        least = 1 if self.chooser.isVisibleTo(self) else _LEAST_ROWS  # the kinds want all the room there is
        rows = max(1, min(least, len(self._draft.rows)))
        self.table.setMinimumHeight(measures.table_head + rows * measures.row + 1)

    # --- the form below ---

    def _show_row(self, place: int) -> None:
        if not 0 <= place < len(self._draft.rows):
            return
        raw = self._draft.rows[place]
        form = self._form_of(raw.kind)
        if self._form is not form:
            if self._form is not None:
                self._form.hide()
            self._form = form
        if self._row != raw.id:
            self.selected.emit(raw.id)
        self._row = raw.id
        form.lock(self._fixed())
        form.load(raw, self._draft.entry(place), self._draft.problems_of(raw.id), self._draft.year)
        self._show_head(place, raw, form)
        self._show_lower(choosing=False)

    def _show_head(self, place: int, raw: RawAchievement, form: AchievementForm) -> None:
        word = kind_word(self._draft.policy.vocabulary, raw.kind)
        way = self.tr("Enter 到下一格，按 Y 为是，按 N 为否，Esc 回列表")
        self._way.setText(way if form.has_switches() else self.tr("Enter 到下一格，Esc 回列表"))
        self._name.setText(self.tr("第 {number} 项　{kind}").format(number=place + 1, kind=word.name))
        self._asks.setText(asked_text(self._draft.policy, raw.kind, None if self._fixed() else form))
        self._head_of_form.arrange()

    def _leave_form(self) -> None:
        self.table.setFocus()

    def _form_of(self, kind: str) -> AchievementForm:
        form = self._forms.get(kind)
        if form is None:
            form = AchievementForm(kind, self._draft.policy, self._draft.today, self._applicant_name)
            self._forms[kind] = form
            form.set_columns(self._columns)
            form.edited.connect(self._edited)
            form.finished.connect(self._go_on)
            form.left.connect(self._leave_form)
            self._place_of_form.addWidget(form)
            last = form.take_place(self.chooser.more)
            self._last = self._last or last
        return form

    def _applicant_name(self) -> str:
        return self._draft.applicant.name if self._draft.applicant else ""

    def set_columns(self, columns: int) -> None:
        """Put so many fields of a form beside each other."""
        self._columns = columns
        for form in self._forms.values():
            form.set_columns(columns)

    def lead_to(self, widget: QWidget) -> None:
        """Let Tab go on to a widget from the last field of a form."""
        QWidget.setTabOrder(self._last or self.chooser.more, widget)

    def _put_forms_away(self) -> None:
        """Begin with no row in hand; another policy asks for other facts."""
        for form in self._forms.values():
            form.put_away()
        self._form, self._row = None, ""
        if self._policy is not self._draft.policy:
            discard(self._forms.values())
            self._policy, self._forms, self._last = self._draft.policy, {}, None

    def _edited(self, raw: RawAchievement) -> None:
        place = self._draft.place_of(raw.id)
        if place >= 0:
            self._draft.change_row(place, raw)

    def _row_changed(self, place: int) -> None:
        raw = self._draft.rows[place]
        self._show_count()
        if self._form is not None and raw.id == self._row:
            self._form.show_entry(raw, self._draft.entry(place), self._draft.problems_of(raw.id))
            self._show_head(place, raw, self._form)

    def _show_problems(self) -> None:
        if self._form is not None and (place := self._draft.place_of(self._row)) >= 0:
            raw = self._draft.rows[place]
            self._form.show_entry(raw, self._draft.entry(place), self._draft.problems_of(raw.id))

    def _show_lower(self, *, choosing: bool) -> None:
        row = not choosing and bool(self._draft.rows)
        self.chooser.setVisible(choosing)
        self.undo.close_button.setEnabled(not choosing)  # Esc leaves the chooser then, not the line
        self._head_of_form.setVisible(row)
        if self._form is not None:
            self._form.setVisible(row)
        self._lower.setVisible(choosing or row)
        self._rule.setVisible(choosing or row)
        self._fit_table()

    def hold_back(self, held: bool) -> None:
        """Let the file be read alone, or not any more: who sits here is related to the applicant."""
        if held is not self._held:
            self._held = held
            self._show_row(self.table.current_row())
            self._show_state()

    def _fixed(self) -> bool:
        return self._held or self._draft.read_only()

    def _show_state(self) -> None:
        """Let an application that is accepted, or not for who sits here, be read, not typed in."""
        self._show_problems()
        fixed = self._fixed()
        self.table.set_hint("" if fixed else self._what_to_do())
        self.add_button.setVisible(not fixed)
        self.remove_button.setVisible(not fixed and bool(self._draft.rows))
        self._lower.setEnabled(not fixed)
        self._way.setVisible(not fixed)
        self._head_of_form.arrange()
        if fixed:
            self.undo.clear()

    def _what_to_do(self) -> str:
        if self._draft.applicant is None and not self._draft.rows:
            return self.tr("先按 F2 选定或登记申请人，再按 F3 添加成果")
        return self.tr("按 F3 添加成果，Ctrl+↑↓ 换一项；在列表里按 Enter 填写，Delete 删除")

    def forms(self) -> tuple[AchievementForm, ...]:
        """Return the forms that have been opened."""
        return tuple(self._forms.values())

    def form(self) -> AchievementForm | None:
        """Return the form of the selected row."""
        return self._form if self._draft.rows else None

    # --- pointing at what is wrong ---

    def point_at(self, problem: Problem, all_of_row: Iterable[Problem] = ()) -> None:
        """Select the row of a problem, mark it, and put the focus on its field."""
        self.select_id(problem.row)
        if self._form is None:
            return
        own = tuple(one for one in all_of_row if one.row == problem.row) or (problem,)
        self._form.ask_for(one.field for one in own)
        if not self._form.go_to(problem.field):
            self._into_form()

    def mark_missing(self, names: Iterable[str]) -> None:
        """Mark facts of the selected row that its clauses still lack."""
        if self._form is not None:
            self._form.show_missing(names)
