"""What is left of every limit for an applicant: before an application and with it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ipdesk.models.evaluation.evaluate import applicant_key
from ipdesk.models.records import ApplicantRecord
from ipdesk.rules.analysis.headroom import Headroom, headroom
from ipdesk.rules.core.case import Achievement, Applicant, HistoryEntry
from ipdesk.rules.core.result import Line
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.pack.limits import Limit

_ITEM = "item"


@dataclass(frozen=True, slots=True)
class LimitHeadroom:
    """One limit: how far it is used before (``used``), by this application, and of how much; fen or items.

    ``titles`` are those of the clauses that it is over, each once; ``within`` what tells its window from
    others (同族专利编号 F1); ``cut`` what of this application went beyond it. ``once`` is for what is granted
    a single time, ``yearly`` if once every year.
    """

    name: str
    titles: tuple[str, ...]
    within: tuple[str, ...]
    used: int
    this: int
    at_most: int
    cut: int
    is_money: bool
    measure: str = ""
    once: bool = False
    yearly: bool = False

    @property
    def left(self) -> int:
        """Return what remains, never below 0."""
        return max(0, self.at_most - self.used - self.this)


@dataclass(frozen=True, slots=True)
class ApplicantContext:
    """Who applies, under which policy and in which programme year."""

    policy: Policy
    applicant: ApplicantRecord
    year: int

    def applicant_of_year(self, today: datetime.date) -> Applicant:
        """Return the applicant with the traits held today, or on the nearest day of the year."""
        day = min(max(today, datetime.date(self.year, 1, 1)), datetime.date(self.year, 12, 31))
        key, traits = applicant_key(self.applicant.id), self.applicant.traits_on(day)
        return Applicant(key, self.applicant.kind, traits)


def limit_headroom(
    context: ApplicantContext,
    today: datetime.date,
    history: Iterable[HistoryEntry],
    own: Sequence[HistoryEntry],
    cut: Mapping[str, int],
) -> tuple[LimitHeadroom, ...]:
    """Return the limits in the order of the clauses; ``own`` is what this application takes.

    ``cut`` says by limit how much of this application went beyond it, in fen or items.
    What is granted once for each single thing is left out: it says nothing of what is still to come.
    """
    policy, who = context.policy, context.applicant_of_year(today)
    past = tuple(entry for entry in history if entry.rule in policy.bound)
    used = {(room.limit, room.within): room.used for room in headroom(policy, who, context.year, past)}
    found = headroom(policy, who, context.year, (*past, *own))
    return tuple(
        _limit_headroom(policy, room, used.get((room.limit, room.within), 0), cut.get(room.limit, 0))
        for room in found
        if all(name != _ITEM for name, _ in room.within)
    )


def as_history(
    context: ApplicantContext, lines: Iterable[Line], achievements: Iterable[Achievement]
) -> tuple[HistoryEntry, ...]:
    """Return what lines take of limits, as it would stand in the history."""
    by_id = {found.id: found for found in achievements}
    key = applicant_key(context.applicant.id)
    return tuple(
        HistoryEntry(line.rule, key, of.year, line.amount, of.ref, of.facts)
        for line in lines
        if line.amount and (of := by_id.get(line.achievement)) is not None
    )


def cuts(lines: Iterable[Line]) -> dict[str, int]:
    """Return how much of lines went beyond each limit, in fen or items."""
    found: dict[str, int] = {}
    for line in lines:
        for use in line.limits:
            found[use.limit] = found.get(use.limit, 0) + use.cut
    return found


def _limit_headroom(policy: Policy, room: Headroom, used: int, cut: int) -> LimitHeadroom:
    form = next((one for one in policy.pack.limits if one.id == room.limit), None)
    within = tuple(_part(policy, name, value) for name, value in room.within)
    sums = used, room.used - used, room.at_most, cut, room.is_money
    if form is None:
        rule = policy.rule(f"{policy.id}/{room.limit}")
        return LimitHeadroom(room.name, (room.name,), within, *sums, once=True, yearly="year" in rule.once)
    titles = dict.fromkeys(policy.rule(rule).title for rule in _rules(policy, form.rules))
    measure = "" if room.is_money else _measure(policy, form)
    return LimitHeadroom(room.name, tuple(titles), within, *sums, measure)


def _measure(policy: Policy, form: Limit) -> str:
    """Return the measure word of what a limit counts, "" where it counts different values."""
    kind = policy.rule(_rules(policy, form.rules)[0]).about.kind[0]
    return form.measure or ("" if form.distinct else policy.vocabulary.kinds[kind].measure)


def _rules(policy: Policy, names: Sequence[str] | str) -> tuple[str, ...]:
    """Return the full ids of the rules that a limit is over."""
    if isinstance(names, str) or "all" in names:
        return policy.rule_ids()
    return tuple(f"{policy.id}/{name}" for name in names)


def _part(policy: Policy, name: str, value: object) -> str:
    """Return a fact and its value as people say them: 同族专利编号 F1."""
    words = (facts[name] for facts in policy.vocabulary.all_facts.values() if name in facts)
    word = next(words, None)
    if word is None:
        return str(value)
    return f"{word.name} {word.choices.get(str(value), str(value))}"
