"""What a list that is published anew changes: row by row, which sum was shown before and which is now.

What a name was before is not said again: it may be why the list is published anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from ipdesk.documents.letters.notices.data import ChangedRow, NoticeRow
from ipdesk.documents.letters.notices.public_rows import notice_row
from ipdesk.models.public_notices.changes import line_called
from ipdesk.models.records import PublicNotice, PublishedLine
from ipdesk.rules.core.money import grouped_yuan

ADDED, TAKEN_OUT, LESS, MORE = "新增", "取消", "调减", "调增"
RENAMED, CALLED_ANEW = "名称（姓名）更正", "成果名称或者编号更正"

_TOLD = {
    ADDED: "新增{what}，{now}元",
    TAKEN_OUT: "取消{what}，原公示{before}元",
    LESS: "{what}经核实后重新核算，由{before}元调减为{now}元",
    MORE: "{what}经核实后重新核算，由{before}元调增为{now}元",
    RENAMED: "{what}的名称（姓名）已更正",
    CALLED_ANEW: "{what}的名称或者编号已更正",
}

_Key = tuple[int, str, str]


def changed_rows(notice: PublicNotice) -> Iterator[ChangedRow]:
    """Yield the rows that differ from those of the notices before, in the order of the list; new ones last.

    Of an application that is published for the first time nothing is said.
    """
    before = _rows(line for earlier in notice.earlier for line in earlier.lines)
    again = {application for application, _, _ in before}
    now = _rows(line for line in notice.lines if line.application in again)
    for key in dict.fromkeys((*before, *now)):
        if found := _changed(before.get(key), now.get(key)):
            yield found


def change_told(row: ChangedRow) -> str:
    """Return a change as a sentence tells it, in place of a row of a table."""
    before, now = ("" if fen is None else grouped_yuan(fen) for fen in (row.before, row.now))
    what = f"{row.recipient}的{line_called(row.item, row.name)}"
    hows = row.how.split("；")
    return "，".join(_TOLD[how].format(what=what, before=before, now=now) for how in hows)


def _rows(lines: Iterable[PublishedLine]) -> dict[_Key, NoticeRow]:
    # Only a new list asks how rows are entered; to print one again takes none of that.
    from ipdesk.models.parsing.achievement_rows import row_of

    found = defaultdict[_Key, list[PublishedLine]](list)
    for line in lines:
        found[line.application, row_of(line.achievement), line.rule].append(line)
    return {key: notice_row(members) for key, members in found.items()}


def _changed(before: NoticeRow | None, now: NoticeRow | None) -> ChangedRow | None:
    row = now or before
    how = _how(before, now)
    if row is None or not how:
        return None
    amounts = before.amount if before else None, now.amount if now else None
    return ChangedRow(row.recipient, row.name, row.item, *amounts, how)


def _how(before: NoticeRow | None, now: NoticeRow | None) -> str:
    if before is None or now is None:
        return TAKEN_OUT if before else ADDED
    told = (
        (LESS, now.amount < before.amount),
        (MORE, now.amount > before.amount),
        (RENAMED, now.recipient != before.recipient),
        (CALLED_ANEW, now.name != before.name and now.amount == before.amount),
    )
    return "；".join(word for word, holds in told if holds)
