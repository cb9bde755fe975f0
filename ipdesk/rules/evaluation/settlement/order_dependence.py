"""Whether limits that met share lines, so that what a case pays may hang on which line is taken first.

A single sum pays the same in any order, and so do sums of which one lies within the other. Where limits
cross, or one of them goes by more than sums, other achievements are tried at the head of the case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from typing import NamedTuple

from ipdesk.rules.core.result import Status
from ipdesk.rules.evaluation.clause import Clause, ClauseLine
from ipdesk.rules.evaluation.limits.base import CompetingLimit

_FEW = 4
"""So many achievements are tried in every order; of more, the best heads are tried further."""
_MOST, _KEPT = 12, 3
"""How many are tried at the head at all, and how many of the best heads are tried further."""
_TRIES, _LINES = 48, 20_000
"""How often a case is worked out again at most, and how many lines that may come to."""


class LimitScope(NamedTuple):
    """What a limit binds: which clauses (their places), and within which windows.

    ``order_matters`` marks what may pay more in another order by itself, ``only_sum`` a sum that is nothing
    more; ``narrowed`` says that it does not bind every line of its clauses.
    """

    clauses: frozenset[int]
    per: frozenset[str]
    order_matters: bool
    only_sum: bool
    narrowed: bool


class OrderHead(NamedTuple):
    """Achievements (ids) that come before all others, and what the case then pays (fen)."""

    first: tuple[str, ...]
    worth: int


def reaches(clauses: Iterable[Clause]) -> dict[int, LimitScope]:
    """Return what every limit binds, by its number."""
    found: dict[int, LimitScope] = {}
    for place, clause in enumerate(clauses):
        for limit in clause.competing():
            known = found.get(limit.number)
            over = {place} if known is None else {place, *known.clauses}
            found[limit.number] = _reach(limit, frozenset(over))
    return found


def _reach(limit: CompetingLimit, clauses: frozenset[int]) -> LimitScope:
    return LimitScope(clauses, frozenset(limit.per), limit.order_matters, limit.only_sum, limit.narrowed)


def order_dependent(numbers: Iterable[int], reach: dict[int, LimitScope]) -> bool:
    """Say whether limits (their numbers) may pay more in another order."""
    met = [reach[number] for number in numbers if number in reach]
    return any(one.order_matters for one in met) or any(
        _cross(one, other) for one, other in combinations(met, 2)
    )


def _cross(one: LimitScope, other: LimitScope) -> bool:
    if one.clauses.isdisjoint(other.clauses):
        return False
    return not (one.only_sum and other.only_sum and (_within(one, other) or _within(other, one)))


def _within(one: LimitScope, other: LimitScope) -> bool:
    return one.clauses <= other.clauses and one.per >= other.per and not other.narrowed


def contending(lines: Iterable[ClauseLine], numbers: Iterable[int]) -> list[str]:
    """Return the achievements whose lines the limits bind, those that lost most first."""
    met = frozenset(numbers)
    lost: dict[str, int] = {}
    for line in lines:
        open_to_limits = line.status is not Status.INELIGIBLE or line.clause.preconditions
        if open_to_limits and any(limit.number in met for limit in line.clause.competing()):
            found = line.achievement.id
            lost[found] = lost.get(found, 0) + line.computed - line.amount
    return sorted(lost, key=lambda name: -lost[name])[:_MOST]


def best_head(
    names: Sequence[str], worth: Callable[[tuple[str, ...]], int], paid: int, lines: int
) -> OrderHead:
    """Return the shortest head of those tried with which a case of so many ``lines`` pays most.

    ``paid`` is what it pays as it is (fen), with nothing put first.
    """
    tries = max(len(names), min(_TRIES, _LINES // lines))
    best, heads = OrderHead((), paid), [OrderHead((), paid)]
    while heads and tries > 0:
        longer = [(*head.first, name) for head in heads for name in names if name not in head.first]
        tried = [OrderHead(first, worth(first)) for first in longer[:tries]]
        tries -= len(tried)
        tried.sort(key=lambda head: -head.worth)
        best = max([best, *tried[:1]], key=lambda head: head.worth)
        heads = tried if len(names) <= _FEW else tried[:_KEPT]
    return best
