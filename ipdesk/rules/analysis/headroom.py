"""What is left of every limit, and what a further achievement would bring."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ipdesk.rules.core.case import NO_FACTS, Applicant, HistoryEntry
from ipdesk.rules.evaluation.limits.base import Cap
from ipdesk.rules.evaluation.limits.once import Once
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.evaluation.usage import Usage, used_by
from ipdesk.rules.evaluation.windows import APPLICANT, YEAR, Key
from ipdesk.rules.pack import model as pack


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
        limits: tuple[Once | Cap, ...] = (*once, *clause.limits)
        for limit in limits:
            for key in _windows(limit, applicant.id, year, usage):
                room = _headroom(limit, clause.rule, applicant, year, key, usage)
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


def _headroom(
    limit: Once | Cap, rule: pack.Rule, applicant: Applicant, year: int, key: Key, usage: Usage
) -> Headroom | None:
    if isinstance(limit, Cap) and not limit.concerns(applicant.kind, applicant.traits):
        return None
    found = limit.room(usage, key, year)
    if found is None:
        return None
    parts = zip(limit.per, key[1:], strict=True)
    within = tuple((name, part) for name, part in parts if name not in (APPLICANT, YEAR))
    name, title = (rule.id, rule.title) if isinstance(limit, Once) else (limit.id, limit.name)
    return Headroom(name, title, *found, within)
