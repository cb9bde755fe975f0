"""How far the lines of a group use limits together, and what of that other lines of the application took."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ipdesk.models.awards.line_groups import LineGroup
from ipdesk.rules.core.result import LimitUse, Line


class GroupUse(NamedTuple):
    """One limit as the first line of a group meets it (``use``), with what the whole group takes and loses.

    ``this`` and ``cut`` are fen, or items. ``shared`` says that other lines of the same application took part
    of what was used before.
    """

    use: LimitUse
    this: int
    cut: int
    shared: bool


def least_used(lines: Iterable[Line]) -> dict[str, int]:
    """Return by limit the least that was used of it (fen, or items) before a line that took some itself.

    What a line finds used beyond this was taken by lines of the same application.
    """
    found: dict[str, int] = {}
    for line in lines:
        for use in line.limits:
            if use.this:
                found[use.limit] = min(use.used, found.get(use.limit, use.used))
    return found


def group_uses(groups: Sequence[LineGroup], at: int, least: Mapping[str, int]) -> tuple[GroupUse, ...]:
    """Return the limits of the group at a place among those of its row and rule, ``least`` of ``least_used``.

    What one cut from the groups behind it is told at the group it let through; those are told nothing.
    """
    group = groups[at]
    if at and not group.first.amount:
        return ()
    behind = [line for later in groups[at + 1 :] for line in later.lines]
    return tuple(
        GroupUse(
            use,
            sum(line.limits[place].this for line in group.lines),
            sum(line.limits[place].cut for line in group.lines) + _cut(behind, use.limit),
            use.used > least.get(use.limit, use.used),
        )
        for place, use in enumerate(group.first.limits)
    )


def _cut(lines: Iterable[Line], limit: str) -> int:
    return sum(use.cut for line in lines for use in line.limits if use.limit == limit)
