"""The rows of the counter as they were read, each worked out once, and what a whole form comes to."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ipdesk.models.awards.materials import Material, materials_needed, missing_material
from ipdesk.models.core.errors import Problem
from ipdesk.models.evaluation.evaluate import evaluate
from ipdesk.models.parsing.achievement_rows import (
    JoinedRows,
    RowEntry,
    held_numbers,
    join_rows,
    read_row,
    read_rows,
)
from ipdesk.models.parsing.guardians import own_materials
from ipdesk.models.parsing.row_edits import is_missing, thing_count
from ipdesk.models.parsing.stored_rows import rows_of
from ipdesk.models.records import (
    ApplicantRecord,
    ApplicationDetail,
    Draft,
    DraftTotals,
    HeldNumber,
    MissingItem,
    RawAchievement,
)
from ipdesk.rules.core.case import HistoryEntry
from ipdesk.rules.core.result import Line, Result, Status
from ipdesk.rules.evaluation.policy import HistoryNeed, Policy, joint_need


class ReadRows:
    """Rows by their ids, in the order in which they came."""

    def __init__(self) -> None:
        self._entries: dict[str, RowEntry] = {}
        self._needs: dict[str, HistoryNeed] = {}

    def __getitem__(self, row: str) -> RowEntry:
        return self._entries[row]

    def __iter__(self) -> Iterator[RowEntry]:
        return iter(self._entries.values())

    def read(self, raw: RawAchievement, policy: Policy, year: int, today: datetime.date) -> None:
        """Read a row, for the first time or again."""
        entry = self._entries[raw.id] = read_row(raw, policy.vocabulary, year, today)
        self._needs[raw.id] = policy.history_needed(entry.achievements)

    def forget(self, row: str) -> None:
        """Leave a row out that was taken away."""
        del self._entries[row]
        del self._needs[row]

    def joined(self, rows: Iterable[RawAchievement], applicant: ApplicantRecord | None = None) -> JoinedRows:
        """Return all rows together, in the order given, with what is wrong between them and the applicant."""
        return join_rows((self._entries[raw.id] for raw in rows), applicant.name if applicant else "")

    def need(self) -> HistoryNeed:
        """Return which awards of others an evaluation of all rows needs."""
        return joint_need(self._needs.values())

    def numbers(self) -> tuple[HeldNumber, ...]:
        """Return all numbers entered."""
        return held_numbers(self)

    def totals(self, rows: Iterable[RawAchievement], result: Result | None) -> DraftTotals:
        """Return what lists show of a draft with these rows, whose evaluation is ``result``."""
        lines = result.lines if result else ()
        return DraftTotals(
            sum(thing_count(raw, self[raw.id]) for raw in rows),
            sum(line.computed for line in lines),
            result.total if result else 0,
            sum(line.status is Status.UNDECIDED for line in lines),
        )


def wrong_rows(rows: Iterable[RawAchievement], problems: Iterable[Problem]) -> dict[str, str]:
    """Return the rows in which something entered is wrong, with the first sentence on it.

    They are valued at nothing: half of what is wrong would still look like a sum.
    """
    by_id = {raw.id: raw for raw in rows}
    found: dict[str, str] = {}
    for problem in problems:
        raw = by_id.get(problem.row)
        if raw is not None and not is_missing(raw, problem):
            found.setdefault(raw.id, problem.message)
    return found


class EnteredForm(NamedTuple):
    """The rows of a form as typed, what was read of them, their lines, and the materials of these."""

    rows: tuple[RawAchievement, ...]
    read: JoinedRows
    lines: tuple[Line, ...]
    materials: tuple[Material, ...]


def evaluate_form(
    detail: ApplicationDetail,
    policy: Policy,
    draft: Draft | None,
    today: datetime.date,
    history: Iterable[HistoryEntry] = (),
) -> EnteredForm:
    """Read and evaluate a form.

    ``draft`` is its text, None where an accepted application has none: then it is made from what is stored.
    """
    rows = draft.rows if draft is not None else rows_of(detail, policy.vocabulary)
    read = read_rows(rows, policy.vocabulary, detail.application.year, today)
    lines = evaluate(policy, detail.applicant, read.achievements, history=history).lines
    own = own_materials(detail.applicant, detail.application.accepted_on or today)
    materials = tuple(materials_needed(lines, rows, policy, own, detail.asked)) if rows else ()
    return EnteredForm(rows, read, tuple(lines), materials)


def missing_items(
    detail: ApplicationDetail, policy: Policy, draft: Draft | None, today: datetime.date
) -> tuple[MissingItem, ...]:
    """Return the materials that were not received, and what of the form cannot be read.

    ``draft`` is the text of the form, None where an accepted application has none.
    """
    form = evaluate_form(detail, policy, draft, today)
    unreceived = (missing_material(one) for one in form.materials if not one.received)
    return (*dict.fromkeys(unreceived), *_unread(form.read))


def _unread(read: JoinedRows) -> tuple[MissingItem, ...]:
    problems = (problem for problem in read.problems if not problem.confirmable)
    return tuple(MissingItem(problem.message.rstrip("。"), "更正后重新提交") for problem in problems)
