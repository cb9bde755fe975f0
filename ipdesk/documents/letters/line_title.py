"""What lines and achievements that stand together are called on paper, with their numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ipdesk.models.records import AwardLine
from ipdesk.rules.core.case import Achievement

NAMED, COUNTED = "{title}（{said}）", "共{count}{measure}"
RANGE = "{numbers}，共{count}{measure}"
_SERIAL = re.compile("(?P<before>.*[-－—])(?P<serial>[0-9]{4,})")


def group_title(title: str, members: Sequence[AwardLine | Achievement], measure: str, told: str = "") -> str:
    """Return what a group of lines or achievements is called, with the numbers of what it is about.

    ``told`` is what their certificate says besides; it stands behind the numbers.
    """
    said = "，".join(filter(None, (_numbers(members, measure), told)))
    return NAMED.format(title=title, said=said) if said else title


def _numbers(members: Sequence[AwardLine | Achievement], measure: str) -> str:
    first, last, count = members[0], members[-1], len(members)
    if count == 1:
        return first.ref or ""
    if first.ref and last.ref:
        return RANGE.format(numbers=numbers_through(first.ref, last.ref), count=count, measure=measure)
    return COUNTED.format(count=count, measure=measure)


def numbers_through(first: str, last: str) -> str:
    """Return a range of numbers; of the last one only the serial, where all before it is that of the first.

    粤作登字-2022-F-00000001至00000100: two whole numbers of registers leave no line room for anything else.
    """
    one, other = _SERIAL.fullmatch(first), _SERIAL.fullmatch(last)
    alike = one and other and one["before"] == other["before"] and len(first) == len(last)
    return f"{first}至{other['serial'] if alike and other else last}"
