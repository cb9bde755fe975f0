"""What is left of every limit for the applicant on the counter: before this application and with it.

No widgets.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from ipdesk.models.evaluation.evaluate import applicant_key
from ipdesk.models.records import ApplicantRecord
from ipdesk.rules.analysis.headroom import Headroom, headroom
from ipdesk.rules.core.case import Achievement, Applicant, HistoryEntry
from ipdesk.rules.core.result import Line
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.ui.awards.award_views import BarView

_ITEM = "item"
_NAMED = 2  # titles of the clauses that a limit is over; more are counted


@dataclass(frozen=True, slots=True)
class Room:
    """One limit: what it is about, and how far it is used before, by this application, and of how much.

    ``once`` is for what is granted a single time, ``yearly`` if once every year.
    """

    title: str
    bar: BarView
    once: bool = False
    yearly: bool = False

    @property
    def left(self) -> int:
        """What remains, never below 0."""
        return max(0, self.bar.limit - self.bar.used - self.bar.this)


@dataclass(frozen=True, slots=True)
class Seated:
    """Who is on the counter, under which policy and in which programme year."""

    policy: Policy
    applicant: ApplicantRecord
    year: int

    def applicant_of_year(self, today: datetime.date) -> Applicant:
        """Return the applicant with the traits held today, or on the nearest day of the year."""
        day = min(max(today, datetime.date(self.year, 1, 1)), datetime.date(self.year, 12, 31))
        key, traits = applicant_key(self.applicant.id), self.applicant.traits_on(day)
        return Applicant(key, self.applicant.kind, traits)


def rooms(
    seated: Seated,
    today: datetime.date,
    history: Iterable[HistoryEntry],
    own: Sequence[HistoryEntry],
    cut: Mapping[str, int],
) -> tuple[Room, ...]:
    """Return the limits in the order of the clauses; ``own`` is what this application takes.

    ``cut`` says by limit how much of this application went beyond it.
    What is granted once for each single thing is left out: it says nothing of what is still to come.
    """
    policy, who = seated.policy, seated.applicant_of_year(today)
    past = tuple(entry for entry in history if entry.rule in policy.bound)
    used = {(room.limit, room.within): room.used for room in headroom(policy, who, seated.year, past)}
    found = headroom(policy, who, seated.year, (*past, *own))
    return tuple(
        _room(policy, room, used.get((room.limit, room.within), 0), cut.get(room.limit, 0))
        for room in found
        if all(name != _ITEM for name, _ in room.within)
    )


def taken(
    seated: Seated, lines: Iterable[Line], achievements: Iterable[Achievement]
) -> tuple[HistoryEntry, ...]:
    """Return what lines take of limits, as it would stand in the history."""
    by_id = {found.id: found for found in achievements}
    key = applicant_key(seated.applicant.id)
    return tuple(
        HistoryEntry(line.rule, key, of.year, line.amount, of.ref, of.facts)
        for line in lines
        if line.amount and (of := by_id.get(line.achievement)) is not None
    )


def cuts(lines: Iterable[Line]) -> dict[str, int]:
    """Return how much of lines went beyond each limit."""
    found: dict[str, int] = {}
    for line in lines:
        for use in line.limits:
            found[use.limit] = found.get(use.limit, 0) + use.cut
    return found


def _room(policy: Policy, room: Headroom, used: int, cut: int) -> Room:
    form = next((one for one in policy.pack.limits if one.id == room.limit), None)
    within = "、".join(_part(policy, name, value) for name, value in room.within)
    bar = BarView(room.name, used, room.used - used, room.at_most, cut, room.is_money)
    if form is None:
        rule = policy.rule(f"{policy.id}/{room.limit}")
        return Room(_with(room.name, within), bar, once=True, yearly="year" in rule.once)
    titles = [policy.rule(rule).title for rule in _rules(policy, form.rules)]
    if not room.is_money:
        kind = policy.rule(_rules(policy, form.rules)[0]).about.kind[0]
        measure = form.measure or ("" if form.distinct else policy.vocabulary.kinds[kind].measure)
        bar = BarView(f"{room.name} {room.at_most:,} {measure}".rstrip(), *_numbers(bar))
    return Room(_with(_named(titles), within), bar)


def _numbers(bar: BarView) -> tuple[int, int, int, int, bool]:
    return bar.used, bar.this, bar.limit, bar.cut, bar.is_money


def _rules(policy: Policy, names: Sequence[str] | str) -> tuple[str, ...]:
    """Return the full ids of the rules that a limit is over."""
    if isinstance(names, str) or "all" in names:
        return policy.rule_ids()
    return tuple(f"{policy.id}/{name}" for name in names)


def _named(titles: Sequence[str]) -> str:
    distinct = list(dict.fromkeys(titles))
    if len(distinct) <= _NAMED:
        return "、".join(distinct)
    return _tr("{first}等 {count} 项").format(first="、".join(distinct[:_NAMED]), count=len(distinct))


def _with(title: str, within: str) -> str:
    return _tr("{title}（{within}）").format(title=title, within=within) if within else title


def _part(policy: Policy, name: str, value: object) -> str:
    """Return a fact and its value as people say them: 同族编号 F1."""
    words = (facts[name] for facts in policy.vocabulary.all_facts.values() if name in facts)
    word = next(words, None)
    if word is None:
        return str(value)
    return f"{word.name} {word.choices.get(str(value), str(value))}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("Rooms", text)
