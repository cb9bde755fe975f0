"""What lines and achievements that stand together are called on paper, with their numbers."""

from __future__ import annotations

from collections.abc import Sequence

from ipdesk.models.records import AwardLine
from ipdesk.rules.core.case import Achievement

NAMED, COUNTED = "{title}（{ref}）", "{title}（共{count}{measure}）"
RANGE = "{title}（{first}至{last}，共{count}{measure}）"


def group_title(title: str, members: Sequence[AwardLine | Achievement], measure: str) -> str:
    """Return what a group of lines or achievements is called, with the numbers of what it is about."""
    first, count = members[0], len(members)
    if count == 1:
        return NAMED.format(title=title, ref=first.ref) if first.ref else title
    last = members[-1]
    if first.ref and last.ref:
        return RANGE.format(title=title, first=first.ref, last=last.ref, count=count, measure=measure)
    return COUNTED.format(title=title, count=count, measure=measure)
