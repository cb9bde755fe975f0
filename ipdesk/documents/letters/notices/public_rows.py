"""The rows of a published list, from its lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from ipdesk.documents.letters.line_title import numbers_through
from ipdesk.documents.letters.notices.data import NoticeRow
from ipdesk.models.public_notices.changes import line_called
from ipdesk.models.records import PublishedLine

_NUMBER = re.compile("(.*?)([0-9]{1,15})")
_SEVERAL, _COUNTED = "{numbers}，共{count}件", "共{count}件"


def notice_rows(lines: Iterable[PublishedLine]) -> Iterator[NoticeRow]:
    """Yield the rows of a list; what was entered as one range of numbers stands in one."""
    for _, found in groupby(lines, _likeness):
        yield notice_row(tuple(found))


def _likeness(line: PublishedLine) -> tuple[object, ...]:
    # Only a new list asks how rows are entered; to print one again takes none of that.
    from ipdesk.models.parsing.achievement_rows import row_of

    return line.application, line.recipient, row_of(line.achievement), line.rule, line.item, line.score


def named_rows(lines: Iterable[PublishedLine]) -> Iterator[tuple[str, tuple[PublishedLine, ...]]]:
    """Yield what the rows of a list are called in a sentence, such as 专利授权（…）, with their lines."""
    together: dict[tuple[object, ...], list[PublishedLine]] = {}
    for line in lines:
        together.setdefault(_likeness(line), []).append(line)
    for members in together.values():
        row = notice_row(members)
        yield line_called(row.item, row.name), tuple(members)


def notice_row(members: Sequence[PublishedLine]) -> NoticeRow:
    """Return the row in which lines stand together."""
    first = members[0]
    amount = sum(line.amount for line in members)
    return NoticeRow(first.recipient, _named(members), first.item, amount, first.score)


def _named(members: Sequence[PublishedLine]) -> str:
    first, last = members[0].name, members[-1].name
    if len(members) == 1 and first:
        return first
    if first and last and not _run(first, last, len(members)):
        return "、".join(line.name for line in members)
    if first and last:
        return _SEVERAL.format(numbers=numbers_through(first, last), count=len(members))
    return _COUNTED.format(count=len(members))


def _run(first: str, last: str, count: int) -> bool:
    """Say whether so many numbers can be all from the first to the last: of a row some may be singled out."""
    one, other = _NUMBER.fullmatch(first), _NUMBER.fullmatch(last)
    if one is None or other is None or one[1] != other[1]:
        return True
    return int(other[2]) - int(one[2]) == count - 1
