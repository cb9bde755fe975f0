"""The rows of the decision: lines of one range that share everything stand together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from ipdesk.models.granted import as_granted
from ipdesk.models.records import ApplicationDetail
from ipdesk.rules.result import Line, Notice, Status
from ipdesk.ui.applications.decision_sheet import DecisionSheet, Pair
from ipdesk.ui.counter.award_groups import AwardGrouper, Numbered
from ipdesk.ui.counter.guard_notices import beside
from ipdesk.ui.widgets import AwardLineView


@dataclass(frozen=True, slots=True)
class DecisionGroup:
    """Lines decided as one: ``number`` is the place of their row, ``granted`` fen in all."""

    key: str
    number: int
    view: AwardLineView
    lines: tuple[Line, ...]
    granted: int
    decidable: bool
    problem: str

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """Return achievement and rule of every line."""
        return tuple((line.achievement, line.rule) for line in self.lines)

    @property
    def status(self) -> Status:
        """Return what the rules say of the lines."""
        return self.lines[0].status

    @property
    def open(self) -> bool:
        """Say whether there is an amount to be decided or lowered."""
        return self.decidable_now or any(line.amount for line in self.lines)

    @property
    def decidable_now(self) -> bool:
        """Say whether the clause leaves the amount to a decision and nothing else stands in the way."""
        closed = (Status.INELIGIBLE, Status.INCOMPLETE, Status.REFERRED)
        return self.decidable and self.status not in closed


def numbered(detail: ApplicationDetail, notices: Iterable[Notice]) -> Numbered:
    """Return the rows of an application as the clerk counts them, with what national rules point out."""
    answers = {record.code: record.answer for record in detail.answers}
    items: dict[str, int] = {}
    for stored in detail.achievements:
        items[stored.row] = items.get(stored.row, 0) + 1
    places = {row: at for at, row in enumerate(items, start=1)}
    return Numbered(places, items, notices=beside(notices, numbers_of(detail).__getitem__, answers))


def numbers_of(detail: ApplicationDetail) -> dict[str, int]:
    """Return the number of the row that each achievement was entered in."""
    places: dict[str, int] = {}
    return {stored.key: places.setdefault(stored.row, len(places) + 1) for stored in detail.achievements}


def decision_groups(sheet: DecisionSheet, apart: Iterable[Pair] = ()) -> tuple[DecisionGroup, ...]:
    """Return the rows to show; those in ``apart`` (row of entry, rule) stand one by one."""
    rows, split = numbered(sheet.detail, sheet.result.notices), frozenset(apart)
    row_of = {stored.key: stored.row for stored in sheet.detail.achievements}
    made: list[DecisionGroup] = []
    for row, own in groupby(sheet.result.lines, lambda line: row_of[line.achievement]):
        by_rule: dict[str, list[Line]] = {}
        for line in own:
            by_rule.setdefault(line.rule, []).append(line)
        for rule, lines in by_rule.items():
            runs = _runs(lines, sheet, one_by_one=(row, rule) in split)
            made += [_group(run, rows, row, sheet) for run in runs]
    return tuple(made)


def _runs(lines: Sequence[Line], sheet: DecisionSheet, *, one_by_one: bool) -> list[tuple[Line, ...]]:
    if one_by_one:
        return [(line,) for line in lines]
    return [tuple(run) for _, run in groupby(lines, lambda line: _likeness(line, sheet))]


def _likeness(line: Line, sheet: DecisionSheet) -> tuple[object, ...]:
    typed = sheet.typed((line.achievement, line.rule))
    codes = tuple(warning.code for warning in line.warnings)
    written = (typed.decided, typed.granted, typed.reason)
    return line.status, line.computed, line.amount, line.basis, codes, written


def _group(lines: tuple[Line, ...], rows: Numbered, row: str, sheet: DecisionSheet) -> DecisionGroup:
    pairs = [(line.achievement, line.rule) for line in lines]
    granted = [
        as_granted(line, sheet.granted[pair], sheet.typed(pair).reason)
        for line, pair in zip(lines, pairs, strict=True)
    ]
    shown = AwardGrouper().groups(granted, sheet.policy, rows)[0]
    return DecisionGroup(
        key=shown.view.key,
        number=rows.place[row],
        view=shown.view,
        lines=lines,
        granted=sum(sheet.granted[pair] for pair in pairs),
        decidable=sheet.policy.may_decide(lines[0].rule),
        problem=next((code for code in map(sheet.problem, lines) if code), ""),
    )
