"""The decision on one accepted application: amounts, reasons and minutes, each line with its reasoning."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ipdesk.models.awards.decision_draft import DecisionSheet, Pair, readable_amount
from ipdesk.models.awards.guard_findings import guard_findings
from ipdesk.models.core.errors import Difference
from ipdesk.models.services.decision_file import DecisionFile
from ipdesk.rules.core.result import Result
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.ui import theme
from ipdesk.ui.applications.decision.basis_asking import BasisAsking
from ipdesk.ui.applications.decision.file_parts import Meeting, has_stage, meeting_of, sheet_of
from ipdesk.ui.applications.decision.form import DecisionForm
from ipdesk.ui.applications.decision.groups import DecisionGroup, decision_groups, numbers_of
from ipdesk.ui.applications.decision.line_texts import (
    departure_texts,
    difference_text,
    line_titles,
    weighed_text,
)
from ipdesk.ui.applications.decision.outcome import OutcomePanel
from ipdesk.ui.applications.decision.subject import SubjectPanel
from ipdesk.ui.applications.decision.table import (
    ARTICLE,
    COMPUTED,
    GRANTED,
    PROPOSED,
    STATE,
    DecisionDelegate,
    DecisionModel,
    columns,
    head_sums,
)
from ipdesk.ui.applications.decision.words import words_of
from ipdesk.ui.awards.material_view import materials_of
from ipdesk.ui.awards.other_applications import awaiting_remarks, holder_remarks
from ipdesk.ui.awards.remedy_hints import Question
from ipdesk.ui.desk.latest import LatestRequest
from ipdesk.ui.widgets import DeskTable, Hairline, MessageLine, Panel, ScrollArea

_NO_MEETING = Meeting()


class DecisionView(QWidget):
    """Shows a decision and takes what is typed. ``edited`` tells that something was.

    ``worker`` evaluates what would hold the window up; ``today`` tells the day.
    """

    edited = Signal()

    def __init__(
        self, worker: LatestRequest, today: Callable[[], datetime.date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._worker = worker
        self.sheet: DecisionSheet | None = None
        self._kept: Policy | None = None  # the one that the stored lines were computed by
        self._apart: set[Pair] = set()
        self._filling = False  # whether a file is being shown: nobody types then
        self.message, self.subject = MessageLine(), SubjectPanel(today)
        self.panel = Panel(self.tr("事项"), "F3", flush=True)
        self.table, self.model = DeskTable(columns()), DecisionModel(self)
        self.form, self.outcome = DecisionForm(), OutcomePanel(today)
        self.basis = BasisAsking(self.form, lambda: self.sheet, lambda: self.after_edit())
        left = QWidget()
        self._row, self._column, self._left = QHBoxLayout(self), QVBoxLayout(), QVBoxLayout(left)
        self._scroll = ScrollArea(left, gutter=True)
        self._lay_out()
        self._listen()
        theme.follow(self.restyle)

    def _lay_out(self) -> None:
        self.table.setModel(self.model)
        self.table.setItemDelegate(DecisionDelegate(self.table))
        self.table.setAccessibleName(self.tr("事项"))
        self.table.set_hint("")
        self.panel.body.addWidget(self.table, 1)
        self.panel.body.addWidget(Hairline())
        self.panel.body.addWidget(self.form)
        self._left.addWidget(self.subject)
        self._left.addWidget(self.panel, 1)
        self._left.setContentsMargins(0, 0, 0, 0)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._top = QHBoxLayout()  # of what must not be scrolled away
        self._top.addWidget(self.message)
        self._column.addLayout(self._top)
        self._column.addWidget(self._scroll, 1)
        self._row.addLayout(self._column, 1)
        self._row.addWidget(self.outcome, 1)

    def _listen(self) -> None:
        self.table.moved.connect(lambda _: self._show_line())
        self.table.opened.connect(self._open)
        self.form.amountTyped.connect(self._type_amount)
        self.form.amount.editingFinished.connect(self._fill_empty)
        self.form.reasonTyped.connect(self._type_reason)
        self.form.finished.connect(self.next_line)
        self.form.splitWanted.connect(self._split)
        self.form.basisChosen.connect(self.basis.choose)
        self.form.sheetWanted.connect(self.basis.ask)
        outcome = self.outcome
        for edit in (outcome.minutes, outcome.day, outcome.met, outcome.resolved):
            edit.textEdited.connect(lambda _: self._edit_meeting())
        outcome.day.changed.connect(lambda _: self._edit_meeting())
        for part in (outcome.answers, outcome.departures):
            part.edited.connect(self._tell_edit)

    def restyle(self) -> None:
        """Take the measures in force."""
        measures = theme.density()
        self._row.setContentsMargins(measures.gap, measures.gap, measures.gap, measures.gap)
        bar = self._scroll.bar_width()
        self._row.setSpacing(measures.gap - bar)
        self._top.setContentsMargins(0, 0, bar, 0)
        for box in (self._left, self._column):
            box.setSpacing(measures.gap)
        self._fit()

    def _fit(self) -> None:
        room = theme.award_room(self.window().width())
        self.outcome.set_width_range(theme.density().award_least, room)
        self.form.grid.set_columns(theme.form_columns(self.width(), room))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the column of the outcome its width for the new size."""
        self._fit()
        super().resizeEvent(event)

    # --- what is shown ---

    def show_file(self, file: DecisionFile, meeting: Meeting = _NO_MEETING) -> None:
        """Show an application with what was typed; ``meeting`` is the one to begin with where none was."""
        self._filling = True
        self._show_file(file, meeting)
        self._filling = False

    def _show_file(self, file: DecisionFile, meeting: Meeting) -> None:
        draft = file.draft
        self.sheet = sheet_of(file)
        self._name_step(file)
        self._kept = file.kept
        self._apart = set()
        self._show_remarks(file)
        self.outcome.show_materials(materials_of(file.detail, file.kept))
        answered = {record.code: record.answer for record in file.detail.answers}
        self.outcome.answers.set_texts(draft.answers if draft else answered)
        self.form.mark_missing(False)
        self.message.clear()
        self.subject.show_detail(file.detail, file.policy)
        self.outcome.set_meeting(meeting_of(file, meeting), file)
        self.outcome.departures.begin(draft, file.detail)
        self.outcome.awards.open_trace("")
        self._show_all(None)
        if told := weighed_text(self.sheet):
            self.message.say(told)

    def clear(self) -> None:
        """Take the application off without telling of it as an edit."""
        self._filling = True
        self._clear()
        self._filling = False

    def _clear(self) -> None:
        self._worker.drop()
        self.sheet = None
        self.model.show_groups(())
        for part in (self.form, self.message, self.subject, self.outcome):
            part.clear()

    def _name_step(self, file: DecisionFile) -> None:
        """Show what belongs to the stage of proposals where there is one, and name what is done here."""
        row = file.detail.application
        words = words_of(row)
        self.outcome.least = file.minutes_from
        self.outcome.ask_for_resolution(has_stage(row))
        self.outcome.name_step(words)
        head_sums(self.table, file.detail, words)

    def take_history(self, file: DecisionFile) -> None:
        """Compute again under the present history; what was typed stays."""
        if self.sheet is not None:
            self.sheet.take_history(file.history, file.guards)
            self._show_remarks(file)
            self._show_all(self._in_hand())

    def _show_remarks(self, file: DecisionFile) -> None:
        remarks = (*holder_remarks(file.holders), *awaiting_remarks(file.awaiting))
        self.outcome.notices.show_remarks(remarks)

    def _first_waiting(self) -> int:
        return next((at for at, one in enumerate(self.model.groups) if one.waits), 0)

    def _in_hand(self) -> Pair | None:
        """Return the first of the lines in the inputs, None where none is."""
        return self.form.pairs[0] if self.form.pairs else None

    def _show_all(self, stand: Pair | None) -> None:
        """Show everything anew and stand on a line, by default on the first that waits for an amount."""
        if self.sheet is None:
            return
        self.model.show_groups(decision_groups(self.sheet, self._apart))
        self._share_table()
        self.outcome.show_total(self.sheet, self.waiting())
        number = numbers_of(self.sheet.detail).__getitem__
        self.outcome.show_notices(guard_findings(self.sheet.result.notices, number))
        if self.sheet.decided_already():
            self.outcome.show_standing()
        else:
            proposed = self.sheet.detail.proposal is not None
            found = self.difference_texts(self.sheet.differences())
            self.outcome.show_differences(found, proposed=proposed)
            self.outcome.show_departures(self.departure_texts(), self.sheet)
        self._stand_on(stand)

    def _share_table(self) -> None:
        """Keep articles, results and sums whole in the narrowest window; titles give way, and empty rows."""
        groups, model = self.model.groups, self.model
        self.table.keep_in_sight(len(groups))
        self.table.make_room(ARTICLE, [group.view.article for group in groups])
        self.table.make_room_for_chips(STATE, [group.view.status for group in groups])
        for at in (COMPUTED, PROPOSED, GRANTED):
            self.table.make_room(at, [str(model.index(row, at).data()) for row in range(len(groups))])

    def _stand_on(self, stand: Pair | None) -> None:
        """Take a line in hand; the model has just been reset, so that the table tells it in any case."""
        row = self.model.row_with(stand) if stand is not None else -1
        if self.model.groups:
            self.table.select_row(row if row >= 0 else self._first_waiting())
        else:
            self._show_line()

    def _show_line(self) -> None:
        """Show the line in hand in form and reasoning: they show nothing by any other way."""
        if self.sheet is not None:
            self.form.show_line(self.current(), self.sheet)
            self.outcome.show_line(self.current())

    def difference_texts(self, found: tuple[Difference, ...]) -> tuple[str, ...]:
        """Say for each line that has changed since it was shown what it was and what it is now."""
        if self.sheet is None or self._kept is None:
            return ()
        titles, known = line_titles(self.model.groups), (self.sheet.policy, self._kept)
        return tuple(difference_text(item, titles, known) for item in found)

    def departure_texts(self) -> tuple[str, ...]:
        """Say for each line that is granted otherwise than proposed what was and what is."""
        return departure_texts(self.sheet, self.model.groups) if self.sheet is not None else ()

    def current(self) -> DecisionGroup | None:
        """Return the line in hand."""
        row = self.table.current_row()
        return self.model.groups[row] if 0 <= row < len(self.model.groups) else None

    def waiting(self) -> int:
        """Return how many lines still await an amount."""
        return sum(len(group.lines) for group in self.model.groups if group.waits)

    def open_to_edit(self) -> bool:
        """Say whether the application still awaits its decision."""
        return self.sheet is not None and self.sheet.detail.application.state.decidable

    def lock(self, locked: bool) -> None:
        """Let amounts, reasons and minutes be typed, or only read."""
        self.form.lock(locked)
        self.outcome.lock(locked)

    def question(self, _key: str) -> Question | None:
        """Return what to ask about the line in hand: what would bring it its full amount."""
        group, case = self.current(), self.sheet.case() if self.sheet else None
        if group is None or group.group is None or case is None or self.sheet is None:
            return None
        return Question(self.sheet.policy, case, group.group.first, group.group.example)

    # --- what is typed ---

    def _type_amount(self, text: str) -> None:
        group = self.current()
        if self.sheet is not None and group is not None:
            whole = not group.decidable and readable_amount(text) == group.lines[0].amount
            before = self.sheet.result
            self.sheet.type_amount(self.form.pairs, "" if whole else text)
            self._compute(self.sheet, before)
            self.after_edit()

    def take_inputs(self) -> None:
        """Take what stands in the inputs of the line in hand, whoever put it there."""
        group = self.current()
        if self.sheet is None or group is None or not self.open_to_edit() or not group.open:
            return
        typed, amount = self.sheet.typed(self.form.pairs[0]), self.form.amount_text()
        unread = readable_amount(amount) is None and amount != self.sheet.amount_text(self.form.pairs[0])
        if unread or readable_amount(amount) != self._standing(group):
            self._type_amount(amount)
        self._fill_empty()
        if self.form.reason.text() != typed.reason:
            self._type_reason(self.form.reason.text())

    def _fill_empty(self) -> None:
        """Show the computed sum again in a box that was left empty: it is what will be granted."""
        group = self.current()
        if self.sheet is None or group is None or not group.open or group.decidable:
            return
        if not self.form.amount.text().strip():
            self.form.fill(group, self.sheet)

    def _standing(self, group: DecisionGroup) -> int | None:
        """Return the fen that stand for each line of a group, as typed or else as computed."""
        assert self.sheet is not None
        text = self.sheet.amount_text(self.form.pairs[0])
        return readable_amount(text) if text or group.decidable else group.lines[0].amount

    def _compute(self, sheet: DecisionSheet, before: Result) -> None:
        """Evaluate now, or behind the window where that takes long: until then the old result stands."""
        self._worker.drop()
        if not sheet.costly():
            return
        computation = sheet.computation()
        sheet.take(before)
        self._worker.do(lambda: (sheet, computation()), self._computed, _raise)

    def _computed(self, found: tuple[DecisionSheet, Result]) -> None:
        sheet, result = found
        sheet.take(result)
        if sheet is self.sheet:
            self._show_all(self._in_hand())

    def _type_reason(self, text: str) -> None:
        if self.sheet is not None:
            self.sheet.type_reason(self.form.pairs, text)
            self.after_edit()

    def _edit_meeting(self) -> None:
        self.outcome.check_meeting()
        self._tell_edit()

    def after_edit(self) -> None:
        """Show what was typed just now in everything that goes by it, and tell."""
        self._show_all(self._in_hand())
        self._tell_edit()

    def _tell_edit(self) -> None:
        if not self._filling:
            self.edited.emit()

    def _split(self) -> None:
        group = self.current()
        if group is not None and group.group is not None and self.sheet is not None:
            self._apart.add((group.group.row, group.group.rule))
            self._show_all(self._in_hand())
            self.form.fill(self.current(), self.sheet)  # the inputs were those of the whole range

    # --- going about ---

    def _open(self, _row: int) -> None:
        group = self.current()
        if group is not None and group.open:
            self.form.enter()
        else:
            self.next_line()

    def next_line(self) -> None:
        """Go to the next line; after the last one to the minutes."""
        row = self.table.current_row() + 1
        if row < len(self.model.groups):
            self.table.select_row(row)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.outcome.minutes.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_to_problem(self) -> bool:
        """Mark everything that must be put right and go to the first of it; say whether there is any."""
        self.form.mark_missing(True)
        elsewhere = self.outcome.mark_problems()
        row = next((row for row, group in enumerate(self.model.groups) if group.problem), -1)
        if row >= 0:
            self._go_to_line(row)
        elif elsewhere is not None:
            elsewhere()
        return row >= 0 or elsewhere is not None

    def _go_to_line(self, row: int) -> None:
        group = self.model.groups[row]
        self.table.select_row(row)
        if self.sheet is not None:
            self.form.refresh(group, self.sheet)
        self.form.enter_at(group)


def _raise(error: Exception) -> None:
    raise error
