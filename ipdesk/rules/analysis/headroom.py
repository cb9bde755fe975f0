"""What is left of every limit, and what a further achievement would bring."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ipdesk.rules.core.case import NO_FACTS, Applicant, HistoryEntry
from ipdesk.rules.evaluation.limits.base import Cap, Usage
from ipdesk.rules.evaluation.limits.count_cap import CountCap, count_of
from ipdesk.rules.evaluation.limits.once import Once
from ipdesk.rules.evaluation.limits.sum_cap import SumCap
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.evaluation.settlement import used_by
from ipdesk.rules.evaluation.windows import APPLICANT, YEAR, Key


class Headroom(NamedTuple):
    """One window of one limit: fen where ``is_money``, items otherwise.

    ``limit`` is the limit's id, or the rule's for what is granted once. ``within`` are the facts (or the
    item) that tell the window from others of the limit, by name.
    """

    limit: str
    name: str
    is_money: bool
    at_most: int
    used: int
    within: tuple[tuple[str, object], ...] = ()

    @property
    def left(self) -> int:
        """What remains, never below 0."""
        return max(0, self.at_most - self.used)


def headroom(
    policy: Policy, applicant: Applicant, year: int, history: Iterable[HistoryEntry]
) -> tuple[Headroom, ...]:
    """Return what ``history`` leaves an applicant of every limit in a programme year.

    Windows by applicant and year are always there; those by item or facts only where history opened them.
    Limits whose sum depends on the achievement itself have no room of their own and are left out.
    """
    usage = used_by(history, policy.bound)
    found: dict[tuple[str, Key], Headroom] = {}
    for clause in policy.clauses:
        if not clause.audience.fits(applicant.kind, applicant.traits):
            continue
        once: tuple[Once, ...] = (clause.once,) if clause.once else ()
        limits: tuple[Once | Cap, ...] = (*once, *clause.counts, *clause.sums)
        for limit in limits:
            for key in _windows(limit, applicant.id, year, usage):
                room = _room(limit, clause.rule.id, clause.rule.title, applicant, year, key, usage)
                if room is not None:
                    found.setdefault((room.limit, key), room)
    return tuple(found.values())


def _windows(limit: Once | Cap, applicant: str, year: int, usage: Usage) -> Iterator[Key]:
    if {APPLICANT, YEAR}.issuperset(limit.per):
        own = limit.key(applicant, year, None, NO_FACTS)
        assert own is not None
        yield own
        return
    places = {name: place for place, name in enumerate(limit.per, start=1)}
    for key in usage:
        if key[0] != limit.number:
            continue
        if APPLICANT in places and key[places[APPLICANT]] != applicant:
            continue
        if YEAR not in places or key[places[YEAR]] == year:
            yield key


def _room(
    limit: Once | Cap, rule: str, title: str, applicant: Applicant, year: int, key: Key, usage: Usage
) -> Headroom | None:
    parts = zip(limit.per, key[1:], strict=True)
    within = tuple((name, part) for name, part in parts if name not in (APPLICANT, YEAR))
    if isinstance(limit, Once):
        return Headroom(rule, title, False, 1, int(key in usage), within)
    if not limit.concerns(applicant.kind, applicant.traits):
        return None
    if isinstance(limit, CountCap):
        return Headroom(limit.id, limit.name, False, limit.at_most(year), count_of(usage.get(key)), within)
    most = limit.fixed_limit(year) if isinstance(limit, SumCap) else None
    if most is None or not isinstance(limit, SumCap):
        return None
    return Headroom(limit.id, limit.name, True, most, limit.spent(usage, key), within)
