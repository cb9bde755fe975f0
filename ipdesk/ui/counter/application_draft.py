"""What lies on the counter: applicant, policy, particulars, rows as typed, what they come to. No widgets."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from ipdesk.models.awards.asked_facts import AskedFacts, asked_of, blank_facts, unanswered
from ipdesk.models.awards.call_check import with_period_note
from ipdesk.models.awards.entered_rows import ReadRows, wrong_rows
from ipdesk.models.awards.guard_findings import notices_by_line
from ipdesk.models.awards.missing_facts import days_of, missing_facts, missing_problems, traits_by_line
from ipdesk.models.core.errors import Problem
from ipdesk.models.evaluation.evaluate import PastAwards, build_case, evaluate_after, past_of
from ipdesk.models.evaluation.retired_rules import without_retired
from ipdesk.models.parsing.achievement_rows import RowEntry, row_of
from ipdesk.models.parsing.row_edits import RemovedRow, is_missing, new_row, thing_count, unconfirmed
from ipdesk.models.records import (
    OWNERS,
    ApplicantRecord,
    ApplicationParticulars,
    DraftTotals,
    HeldNumber,
    RawAchievement,
)
from ipdesk.rules.analysis.missing_traits import MissingTraits
from ipdesk.rules.analysis.national_guards import Guard
from ipdesk.rules.core.case import Achievement, Case, HistoryEntry
from ipdesk.rules.core.result import Result
from ipdesk.rules.evaluation.policy import HistoryNeed, Policy
from ipdesk.ui.awards.achievement_rows import RowCells, row_cells
from ipdesk.ui.awards.award_groups import RowNumbers
from ipdesk.ui.awards.guard_notices import notice_views
from ipdesk.ui.awards.remedy_hints import trait_remedies
from ipdesk.ui.counter.kind_words import counts_by_measure, kind_word
from ipdesk.ui.counter.particulars.beginning import Beginning
from ipdesk.ui.counter.particulars.in_force import in_force
from ipdesk.ui.counter.saved_application import SavedApplication
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.office_calls import OfficeCalls


class ApplicationDraft(QObject):
    """The application on the counter, read only once it is accepted. Edits are evaluated at once, in memory.

    ``edited`` tells that there is something to save; ``resultChanged`` that awards differ;
    ``needChanged`` that another part of the history is needed; ``marksChanged`` that other rows than the
    one typed in may have to be looked at; ``loaded`` that another file lies on the counter.
    """

    loaded = Signal()
    applicantChanged = Signal()
    policyChanged = Signal()
    rowsReset = Signal()
    rowChanged = Signal(int)
    marksChanged = Signal()
    resultChanged = Signal()
    needChanged = Signal()
    fileChanged = Signal()
    edited = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.applicant: ApplicantRecord | None = None
        self.calls = OfficeCalls(desk, self)
        self.beginning = Beginning(desk, self.calls)
        self.policy, self.why_policy = self.beginning.policy()
        self.particulars = self.beginning.first(self.policy)
        self.file = SavedApplication()
        self.rows: list[RawAchievement] = []
        self.history: tuple[HistoryEntry, ...] = ()
        self.result: Result | None = None
        self._guards: tuple[Guard, ...] = ()
        self._answers: Mapping[str, str] = {}
        self._valued: tuple[Achievement, ...] = ()
        self._entries = ReadRows()
        self._past: tuple[Policy, tuple[HistoryEntry, ...], PastAwards] | None = None
        self._shown: dict[str, RowCells] = {}
        self._open: dict[str, bool] = {}  # by row, whether something asked of it is not answered yet
        self._need: HistoryNeed | None = None
        self._missing: Mapping[str, list[str]] = {}
        self._problems: tuple[Problem, ...] = ()

    # --- what stands there ---

    @property
    def year(self) -> int:
        """Return the programme year, which rows have that name none."""
        return self.particulars.year

    def read_only(self) -> bool:
        """Say whether the application has been accepted and can no longer be typed in."""
        return not self.file.state.editable

    def empty(self) -> bool:
        """Say whether nothing has been entered yet."""
        return self.applicant is None and not self.rows and self.file.id is None

    def today(self) -> datetime.date:
        """Return the day of entry."""
        return self._desk.today()

    def entry(self, place: int) -> RowEntry:
        """Return a row as it was read."""
        entry, call = self._entries[self.rows[place].id], self.calls.by_id(self.particulars.call)
        return entry if self.read_only() else with_period_note(entry, call)

    def place_of(self, row: str) -> int:
        """Return where a row stands, -1 for one that is not there."""
        return next((place for place, raw in enumerate(self.rows) if raw.id == row), -1)

    def numbered(self) -> RowNumbers:
        """Return the rows' numbers and how many achievements each stands for."""
        places = {raw.id: number for number, raw in enumerate(self.rows, start=1)}
        items = {entry.row: len(entry.achievements) for entry in self._entries}
        told = self.result.notices if self.result else ()
        noticed = notices_by_line(told, lambda key: places.get(row_of(key), 0), self._answers)
        words = self.policy.vocabulary
        remedies = trait_remedies(self._missing_traits(), words, days_of(self._entries))
        return RowNumbers(places, items, remedies, notice_views(noticed))

    def missing_traits(self) -> MissingTraits:
        """Return all traits whose absence alone refuses a line, in the order of the lines."""
        return tuple(dict.fromkeys(one for each in self._missing_traits().values() for one in each))

    def _missing_traits(self) -> Mapping[tuple[str, str], MissingTraits]:
        applicant: ApplicantRecord | None = self.applicant
        if applicant is None or self.result is None or self.read_only():
            return {}
        return traits_by_line(self.result.lines, applicant, self.policy, days_of(self._entries))

    def shown(self, place: int) -> RowCells:
        """Return what the table shows of a row."""
        row = self.rows[place].id
        if row not in self._shown:
            self._shown[row] = self._shown_anew(place)
        return self._shown[row]

    def _shown_anew(self, place: int) -> RowCells:
        raw = self.rows[place]
        word = kind_word(self.policy.vocabulary, raw.kind)
        problems = self.problems_of(raw.id)
        blank = {problem.field for problem in problems if is_missing(raw, problem)}
        entry, asked = self.entry(place), self.asked(place)
        missing = {*self._missing.get(raw.id, ()), *blank_facts(asked, raw, entry)} - blank
        return row_cells(raw, entry, word, problems, len(missing), len(asked.as_no))

    def incomplete(self) -> bool:
        """Say whether some row still lacks something."""
        return any(self.shown(place).glyph == "pencil" for place in range(len(self.rows)))

    def may_need_more(self) -> bool:
        """Say whether what is wrong or not answered may bring further clauses, and what these need."""
        return bool(self._missing or self.wrong_rows()) or any(self._open.values())

    def asked(self, place: int) -> AskedFacts:
        """Return the facts that a row's form asks for, by its kind, the policy and the day."""
        return asked_of(self.policy, self.rows[place], self.entry(place), self.today())

    def problems(self) -> tuple[Problem, ...]:
        """Return what is wrong or doubtful in all rows and between them."""
        return self._problems

    def problems_of(self, row: str) -> tuple[Problem, ...]:
        """Return what is wrong or doubtful in a row."""
        return tuple(problem for problem in self._problems if problem.row == row)

    def wrong_rows(self) -> dict[str, str]:
        """Return the rows that are valued at nothing, with the first sentence on what is wrong in each."""
        return wrong_rows(self.rows, self._problems) if self._problems else {}

    def missing(self) -> tuple[Problem, ...]:
        """Return the facts that clauses still lack, in the order of the rows."""
        return missing_problems(self.rows, self._missing, self.policy.vocabulary)

    def need(self) -> HistoryNeed | None:
        """Return which awards of others the evaluation needs, None before there is an achievement."""
        return self._need

    def numbers(self) -> tuple[HeldNumber, ...]:
        """Return all numbers entered."""
        return self._entries.numbers()

    def case(self) -> Case | None:
        """Return what is evaluated, None while nothing is, or once it stands as it was accepted."""
        if self.applicant is None or self.read_only():
            return None
        case = build_case(self.policy, self.applicant, self._valued, (), self.history)
        return without_retired(self.policy, case)[0]

    def achievements(self) -> tuple[Achievement, ...]:
        """Return what is valued; of an accepted application all that was entered."""
        if self.read_only():
            return self._entries.joined(self.rows).achievements
        return self._valued

    def counts(self) -> dict[str, int]:
        """Return how many things the rows stand for, by the word that each kind is counted with."""
        found = ((raw.kind, thing_count(raw, self._entries[raw.id])) for raw in self.rows)
        return counts_by_measure(self.policy.vocabulary, found)

    def totals(self) -> DraftTotals:
        """Return what lists show of this draft."""
        return self._entries.totals(self.rows, self.result)

    # --- edits ---

    def set_applicant(self, applicant: ApplicantRecord | None, *, keep: bool = False) -> None:
        """Put another applicant on the counter; ``keep`` says that only its particulars changed."""
        self.applicant = applicant
        if not keep:
            self.history, self._need = (), None
            self.rows = [unconfirmed(raw, OWNERS) for raw in self.rows]
            self._read_all()
        self.applicantChanged.emit()
        self._evaluate()
        self.needChanged.emit()
        self.edited.emit()

    def set_policy(self, policy: Policy, particulars: ApplicationParticulars, why: str = "") -> None:
        """Apply under another policy or with other particulars; ``why`` where nobody has chosen it."""
        self.policy, self.particulars, self.why_policy = policy, particulars, why
        self.history, self._need = (), None
        self._read_all()
        self.policyChanged.emit()
        self._evaluate()
        self.rowsReset.emit()
        self.needChanged.emit()
        self.edited.emit()

    def renew_policy(self) -> None:
        """Go on by what the policy says now, where its file was replaced or (on an empty counter) removed."""
        nobody_chose = self.empty() and bool(self.why_policy)  # and an own policy may have come in
        policy, why = self.beginning.policy() if nobody_chose else (in_force(self._desk, self.policy), "")
        if self.read_only() or policy.sha256 == self.policy.sha256:
            return
        if self.empty():
            self.set_policy(policy, self.beginning.first(policy), why)
        elif policy.id == self.policy.id:
            self.set_policy(policy, self.particulars)

    def add_row(self, kind: str, facts: Mapping[str, str] | None = None) -> int:
        """Add a row of a kind at the end, with what is known of its facts already; answers its place."""
        self._insert(len(self.rows), new_row(kind, facts or {}))
        return len(self.rows) - 1

    def change_row(self, place: int, raw: RawAchievement) -> None:
        """Take another text for a row; only this row is read again."""
        if raw == self.rows[place]:
            return
        self.rows[place] = raw
        self._read(raw)
        self._evaluate()
        self.rowChanged.emit(place)
        self.edited.emit()

    def remove_row(self, place: int) -> RemovedRow:
        """Take a row away; answers what ``restore`` puts back."""
        raw = self.rows.pop(place)
        self._entries.forget(raw.id)
        del self._open[raw.id]
        self._structure_changed()
        return RemovedRow(raw, place)

    def restore(self, removed: RemovedRow) -> int:
        """Put a row back where it stood; answers its place."""
        place = min(removed.place, len(self.rows))
        self._insert(place, removed.raw)
        return place

    def _insert(self, place: int, raw: RawAchievement) -> None:
        self.rows.insert(place, raw)
        self._read(raw)
        self._structure_changed()

    def _structure_changed(self) -> None:
        self._evaluate()
        self.rowsReset.emit()
        self.edited.emit()

    # --- loading ---

    def load(
        self,
        file: SavedApplication,
        applicant: ApplicantRecord | None,
        policy: Policy,
        particulars: ApplicationParticulars,
        rows: Iterable[RawAchievement],
    ) -> None:
        """Lay an application on the counter in place of what was there."""
        self.file, self.applicant, self.policy, self.particulars = file, applicant, policy, particulars
        self.rows = list(rows)
        self.why_policy = "" if file.id is not None else self.why_policy  # one has been begun under it
        self.history, self._need, self.result, self._answers = (), None, None, {}
        self._read_all()
        self.loaded.emit()
        for told in (self.fileChanged, self.policyChanged, self.applicantChanged):
            told.emit()
        self._evaluate()
        self.rowsReset.emit()
        self.needChanged.emit()

    def clear(self) -> None:
        """Empty the counter for the next applicant; policy (as in force now), call and year stay, no more."""
        policy = in_force(self._desk, self.policy)
        self.load(SavedApplication(), None, policy, self.beginning.after(policy, self.particulars), ())

    def begin_day(self) -> None:
        """Read again by the day that has begun; an empty counter goes on to its year."""
        if self.empty() and (now := self.beginning.after(self.policy, self.particulars)) != self.particulars:
            self.set_policy(self.policy, now, self.why_policy)
        elif not self.read_only():
            self._read_all()
            self.show_again()

    def show_again(self) -> None:
        """Evaluate again what may be seen otherwise by now, and have every row shown anew."""
        self._evaluate()
        for place in range(len(self.rows)):
            self.rowChanged.emit(place)

    def set_file(self, file: SavedApplication) -> None:
        """Note in which application this has been saved."""
        if file != self.file:
            self.file, self.why_policy = file, ""
            self.fileChanged.emit()

    def saved_as(self, application: int, number: str, revision: int) -> None:
        """Note a save: the application, its number and the revision to save from next."""
        self.set_file(replace(self.file, id=application, number=number, revision=revision))

    # --- what it comes to ---

    def set_history(self, history: tuple[HistoryEntry, ...]) -> None:
        """Take what was granted before, and evaluate with it."""
        if history != self.history:
            self.history = history
            self._evaluate()

    def set_guards(self, guards: tuple[Guard, ...]) -> None:
        """Let other national rules watch, and evaluate with them."""
        if guards != self._guards:
            self._guards = guards
            self._evaluate()

    def set_result(self, result: Result, answers: Mapping[str, str]) -> None:
        """Show a stored result (of an accepted application), with what national notices were answered."""
        self.result, self._answers = result, answers
        self.resultChanged.emit()

    def _marked(self) -> tuple[frozenset[str], frozenset[str]]:
        """Return the rows in which something is wrong, and those in which something is missing."""
        return frozenset(problem.row for problem in self._problems), frozenset(self._missing)

    def _read(self, raw: RawAchievement) -> None:
        self._entries.read(raw, self.policy, self.year, self.today())
        self._open[raw.id] = unanswered(self.policy, raw, self._entries[raw.id], self.today())

    def _read_all(self) -> None:
        self._entries, self._shown, self._open = ReadRows(), {}, {}
        for raw in self.rows:
            self._read(raw)

    def _past_now(self) -> PastAwards:
        """Return what the history means, worked out anew only where it or the policy is another."""
        before = self._past
        if before is None or before[0] is not self.policy or before[1] is not self.history:
            before = self._past = self.policy, self.history, past_of(self.policy, self.history)
        return before[2]

    def _evaluate(self) -> None:
        self._shown = {}
        if self.read_only():
            self._problems, self._missing = (), {}
            return
        marked = self._marked()
        found, self._problems, _ = self._entries.joined(self.rows, self.applicant)
        self.result = self._valued_with(self.applicant, found) if self.applicant is not None else None
        self._missing = missing_facts(self.result)
        if marked != self._marked():
            self.marksChanged.emit()
        self.resultChanged.emit()
        need = self._entries.need()
        if need != self._need:
            self._need = need
            self.needChanged.emit()

    def _valued_with(self, applicant: ApplicantRecord, found: Sequence[Achievement]) -> Result:
        """Return what the rows come to in which nothing is wrong."""
        wrong = frozenset(self.wrong_rows())
        sound = [item for item in found if row_of(item.id) not in wrong] if wrong else found
        self._valued = tuple(sound)
        return evaluate_after(self._past_now(), self.policy, applicant, self._valued, guards=self._guards)
