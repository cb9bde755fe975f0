"""The rows of the counter as they were read, each with what depends on nothing else, worked out once."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from ipdesk.models.core.errors import Problem
from ipdesk.models.parsing.achievement_rows import JoinedRows, RowEntry, held_numbers, join_rows, read_row
from ipdesk.models.parsing.row_edits import is_missing, thing_count
from ipdesk.models.records import ApplicantRecord, DraftTotals, HeldNumber, RawAchievement
from ipdesk.rules.core.result import Result, Status
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
