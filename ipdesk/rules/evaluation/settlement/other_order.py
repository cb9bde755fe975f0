"""Whether another order of the lines would pay more: said where a place went to less than it might have.

Limits take lines by date and place in the case. Where a count, a quota or *once* then refuses a line that is
dearer than one that took the place, the case is worked out again with the dearer first; where limits that met
are entangled, with other achievements at its head. Nothing is done for other cases.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from ipdesk.rules.core.money import format_yuan, grouped_yuan
from ipdesk.rules.core.result import Notice
from ipdesk.rules.evaluation.clause import ClauseLine
from ipdesk.rules.evaluation.settlement.order_dependence import OrderHead, best_head, contending
from ipdesk.rules.evaluation.usage import REFUSED, PlaceLimit, Usage
from ipdesk.rules.evaluation.windows import Key
from ipdesk.rules.evaluation.wording import after_han
from ipdesk.rules.source.sentences import Phrases

CODE = "order_matters"

Order = Callable[[list[ClauseLine]], list[ClauseLine]]
"""Puts lines, which are in the order that limits take them, into another."""

_PAIR = 2
_ALONE = 4
"""How many windows are tried one by one where all together bring nothing."""


class Advice(NamedTuple):
    """What another order would bring (fen), and the notice that says so."""

    gain: int
    notice: Notice


class Contest(NamedTuple):
    """A full window: the ``dearest`` line refused, the ``cheapest`` that has a place, and all of both."""

    dearest: ClauseLine
    cheapest: ClauseLine
    name: str
    lines: frozenset[tuple[str, str]]


def contests(lines: Iterable[ClauseLine], usage: Usage) -> list[Contest]:
    """Return the windows that refused a line dearer than one of the case that they hold."""
    refused: dict[Key, tuple[PlaceLimit, list[ClauseLine]]] = usage.get(REFUSED, {})
    if not refused:
        return []
    dear = {key: max(found, key=_computed).computed for key, (_, found) in refused.items()}
    held: dict[Key, list[ClauseLine]] = {}
    for line in lines:
        for key in _places(line) if line.amount else ():
            if key in dear:
                held.setdefault(key, []).append(line)
    made = [_contest(*refused[key], held[key]) for key in refused if key in held]
    return [one for one in made if one is not None]


def _places(line: ClauseLine) -> Iterable[Key]:
    """Yield the windows in which a line has a place."""
    for limit in line.clause.limits:
        key = limit.window(line)
        if key is not None:
            yield key
    if line.once_key is not None:
        yield line.once_key


def _contest(limit: PlaceLimit, refused: Sequence[ClauseLine], held: Sequence[ClauseLine]) -> Contest | None:
    still = [line for line in refused if not line.amount]
    dearest = max(still, key=_computed, default=None)
    cheapest = min(held, key=lambda line: line.amount)
    if dearest is None or dearest.computed <= cheapest.amount:
        return None
    return Contest(dearest, cheapest, limit.called, frozenset(map(_name, (*still, *held))))


def _computed(line: ClauseLine) -> int:
    return line.computed


def _name(line: ClauseLine) -> tuple[str, str]:
    return line.achievement.id, line.clause.id


def dearer_first(found: Sequence[Contest], lines: Iterable[ClauseLine]) -> Order:
    """Return the order in which the lines of each window change places among themselves, the dearer first."""
    figures = {_name(line): line.computed for line in lines}

    def ordered(waiting: list[ClauseLine]) -> list[ClauseLine]:
        for contest in found:
            places = [at for at, line in enumerate(waiting) if _name(line) in contest.lines]
            own = sorted((waiting[at] for at in places), key=lambda line: -figures[_name(line)])
            for at, line in zip(places, own, strict=True):
                waiting[at] = line
        return waiting

    return ordered


def order_notice(
    found: Sequence[Contest], lines: Sequence[ClauseLine], worth: Callable[[Order], int], phrases: Phrases
) -> Advice | None:
    """Return what to say of the order of ``lines``; None where no other that is tried would pay more.

    ``worth`` works out what the case pays in another order (fen).
    """
    paid = sum(line.amount for line in lines)
    tried = [tuple(found), *((one,) for one in found[:_ALONE] if len(found) > 1)]
    for some in tried:
        gain = worth(dearer_first(some, lines)) - paid
        if gain > 0:
            return Advice(gain, _notice(some, gain, phrases))
    return None


def head_notice(
    numbers: Iterable[int], lines: Sequence[ClauseLine], worth: Callable[[Order], int], phrases: Phrases
) -> Advice | None:
    """Return what to say where limits (their ``numbers``) are entangled, None where nothing pays more.

    ``worth`` answers for an order how much all lines come to in it, in fen.
    """
    names, paid = contending(lines, numbers), sum(line.amount for line in lines)
    if len(names) < _PAIR:
        return None
    found = best_head(names, lambda first: worth(headed(first)), paid, len(lines))
    return (
        Advice(found.worth - paid, _head_notice(found, paid, names, lines, phrases)) if found.first else None
    )


def headed(first: Sequence[str]) -> Order:
    """Return the order in which the achievements ``first`` (ids) come before all others."""
    places = {name: place for place, name in enumerate(first)}
    return lambda waiting: sorted(waiting, key=lambda line: places.get(line.achievement.id, len(places)))


def _head_notice(
    head: OrderHead, paid: int, names: Sequence[str], lines: Sequence[ClauseLine], phrases: Phrases
) -> Notice:
    dearest = {line.achievement.id: line for line in sorted(lines, key=_computed)}
    days = {dearest[name].date for name in names}
    first, words = [dearest[name] for name in head.first], phrases.words
    text = phrases.notice["order_matters_head"](
        first=words["and_then"]().join(_named(line, phrases) for line in first),
        gain=grouped_yuan(head.worth - paid),
        way=words["order_of_one_day" if len(days) == 1 else "order_of_days"](),
    )
    values = {"rule": first[0].clause.id, "gain": format_yuan(head.worth - paid)}
    return Notice(CODE, text, first[0].achievement.id, rules=(first[0].clause.id,), values=values)


def _notice(found: Sequence[Contest], gain: int, phrases: Phrases) -> Notice:
    first, words = found[0], phrases.words
    dearest, cheapest = first.dearest, first.cheapest
    same_day = dearest.achievement.date == cheapest.achievement.date
    text = phrases.notice[CODE](
        name=first.name,
        taken=_named_sum(cheapest, cheapest.amount, phrases),
        refused=_named_sum(dearest, dearest.computed, phrases),
        more=words["more_alike"](count=len(found)) if len(found) > 1 else "",
        gain=grouped_yuan(gain),
        way=words["order_by_place" if same_day else "order_by_day"](),
    )
    values = {"rule": dearest.clause.id, "gain": format_yuan(gain)}
    return Notice(CODE, text, dearest.achievement.id, rules=(dearest.clause.id,), values=values)


def _named_sum(line: ClauseLine, fen: int, phrases: Phrases) -> str:
    return phrases.words["named_sum"](name=after_han(_named(line, phrases)), amount=grouped_yuan(fen))


def _named(line: ClauseLine, phrases: Phrases) -> str:
    ref = phrases.words["of_ref"](ref=line.achievement.ref) if line.achievement.ref else ""
    return f"{line.clause.label.text(line.achievement.facts)}{ref}"
