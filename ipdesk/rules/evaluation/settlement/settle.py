"""Lines meet what binds several of them together, in the order that limits take them."""

from __future__ import annotations

import datetime

from ipdesk.rules.evaluation import refusals
from ipdesk.rules.evaluation.clause import ClauseLine
from ipdesk.rules.evaluation.limits.highest import Highest
from ipdesk.rules.evaluation.settlement.apply_limits import apply_limits, too_early
from ipdesk.rules.evaluation.settlement.choice_group import settle_group
from ipdesk.rules.evaluation.settlement.general_rules import GeneralRules
from ipdesk.rules.evaluation.settlement.other_order import Order
from ipdesk.rules.evaluation.usage import BEFORE, Usage, note_cut
from ipdesk.rules.evaluation.windows import Key
from ipdesk.rules.source.sentences import Phrases


def settle(
    lines: list[ClauseLine],
    usage: Usage,
    phrases: Phrases,
    general: GeneralRules | None = None,
    order: Order | None = None,
) -> list[ClauseLine]:
    """Take every open line through its limits, by date, place in the case and order of the rules.

    Returns the lines without those of ``general`` rules that stay silent. ``order`` is another than that,
    to be tried.
    """
    usage[BEFORE] = dict(usage)
    waiting = _in_turn(lines, order)
    groups = _groups(waiting)
    for line in waiting:
        if not (line.settled or (general is not None and general.silent(line, usage))):
            _settle(line, groups, usage, phrases, general)
    return lines if general is None else general.spoken(lines, usage)


def _settle(
    line: ClauseLine,
    groups: dict[Key, list[ClauseLine]],
    usage: Usage,
    phrases: Phrases,
    general: GeneralRules | None,
) -> None:
    highest = line.clause.highest
    key = None if highest is None else highest.window(line)
    if highest is None or key is None:
        _settle_alone(line, usage, phrases)
    elif line.clause.milestone is None or _reached(line, usage, phrases):
        groups[key] = _settle_together(highest, key, line, groups[key], usage, phrases, general)


def _in_turn(lines: list[ClauseLine], order: Order | None) -> list[ClauseLine]:
    waiting = [line for line in lines if not line.settled]
    if len(waiting) > 1:
        waiting.sort(key=_by_date)
    return waiting if order is None else order(waiting)


def _by_date(line: ClauseLine) -> datetime.date:
    return line.date


def _groups(waiting: list[ClauseLine]) -> dict[Key, list[ClauseLine]]:
    """Return the lines of every window of which only the highest stands."""
    groups: dict[Key, list[ClauseLine]] = {}
    for line in waiting:
        if line.clause.highest is None:
            continue
        key = line.clause.highest.window(line)
        if key is not None:
            groups.setdefault(key, []).append(line)
    return groups


def _settle_alone(line: ClauseLine, usage: Usage, phrases: Phrases) -> None:
    clause, once = line.clause, line.clause.once
    if clause.preconditions and too_early(line, usage, phrases):
        return
    if clause.milestone is not None and not _reached(line, usage, phrases):
        return
    if once is not None:
        if once.excludes(usage, line):
            return
        line.steps.append(once.free)
    apply_limits(line, usage, phrases)


def _reached(line: ClauseLine, usage: Usage, phrases: Phrases) -> bool:
    """Give a milestone's line the figure it has reached; says whether there is one."""
    assert line.clause.milestone is not None
    note_cut(usage, (line.clause.milestone.tally.number,))
    line.clause.milestone.reach(usage, line)
    if not line.computed:
        refusals.waiting(line, phrases)
    return bool(line.computed)


def _settle_together(
    highest: Highest,
    key: Key,
    line: ClauseLine,
    group: list[ClauseLine],
    usage: Usage,
    phrases: Phrases,
    general: GeneralRules | None,
) -> list[ClauseLine]:
    """Settle what stands against ``line``; returns the lines of the window that still have a turn.

    Milestones, which count what was awarded before them, and general lines that are silent so far wait for
    their own.
    """
    present = [other for other in group if not other.settled]
    waits = [other for other in present if other is not line and _waits(other, usage, general)]
    if waits:
        present = [other for other in present if other not in waits]
    again = settle_group(highest, key, present, usage, phrases)
    return [] if not (again or waits) else [other for other in group if other in again or other in waits]


def _waits(line: ClauseLine, usage: Usage, general: GeneralRules | None) -> bool:
    return line.clause.milestone is not None or (general is not None and general.silent(line, usage))
