"""The answer of the level above as pasted from its sheet: sums found by the number of the application.

No sum is taken by its place alone. A line is known by the number of its application; where that has several
forwarded lines, by the number of the thing too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ipdesk.models.parsing.answer_heads import Heads, read_heads, read_units, unit_of_row
from ipdesk.models.parsing.text.pasted_table import table_cells
from ipdesk.models.parsing.text.texts import Unreadable, clipped
from ipdesk.models.parsing.values.amounts import WAN, YUAN, AmountUnit, read_amount
from ipdesk.rules.core.money import grouped_yuan
from ipdesk.rules.core.plain_text import compact

_NO_SUM = re.compile(r"(?:19|20)[0-9]{2}(?<!00)|(?:19|20)[0-9]{6}|1[3-9][0-9]{9}|[0-9]")
"""A year, a day, a mobile number or a place in the sheet: no sum, unless its column says so."""
_NUMBER = re.compile(
    r"['‘’]?(?:[一-鿿]{0,4}号:?)?(?P<year>[0-9]{4})(?:-(?P<of_year>[0-9]{4,9})|年第(?P<said>[0-9]{1,9})号)"
)
_FAR = 1000
_WITH_UNIT = "请连同写明单位的表头一起复制"
NO_NUMBERS = "粘贴的内容里没有申请编号。请在上级的表里连同申请编号一列一起复制，再粘贴。"


class ForwardedKey(NamedTuple):
    """What a forwarded line is known by: the numbers of its application and of the thing, "" for none.

    ``amount`` is what was forwarded, in fen, 0 where the level above decides it alone.
    """

    number: str
    ref: str
    amount: int = 0


class PastedAnswer(NamedTuple):
    """What was found for a line, by its place among those asked for: fen, and a reason or ""."""

    line: int
    granted: int
    reason: str


class PastedAnswers(NamedTuple):
    """What was found, and a sentence for every row of which nothing was taken."""

    found: tuple[PastedAnswer, ...]
    problems: tuple[str, ...]


class _Wrong(Exception):
    """Why nothing is taken of a row."""


def pasted_answers(text: str, lines: Sequence[ForwardedKey]) -> PastedAnswers:
    """Read pasted rows against the lines that were forwarded; nothing is taken of one that is not clear."""
    rows = [row for row in table_cells(text) if any(cell.strip() for cell in row)]
    known = {_number(line.number) for line in lines}
    if not any(_number(cell) in known for row in rows for cell in row):
        return PastedAnswers((), (NO_NUMBERS,))
    heads, unit, found, problems = Heads(), "", dict[int, PastedAnswer](), list[str]()
    for place, row in enumerate(_numbered(rows, lines), start=1):
        if not any(_number(cell) in known for cell in row):
            unit, heads = read_units(row, heads, unit)
            heads = _heads(row, unit) or heads
            problems += [_unknown(place, row)] if _has_sum(row, heads) else []
            continue
        try:
            answer = _answer(row, lines, heads)
            if answer.line in found:
                raise _Wrong("与前面的一行是同一项")
            found[answer.line] = answer
        except _Wrong as wrong:
            problems.append(f"第{place}行：{wrong}，没有填入。")
    return PastedAnswers(tuple(found.values()), tuple(problems))


def _unknown(place: int, row: Sequence[str]) -> str:
    """Say of a row with a sum that its application is none of those listed, by the number it gives."""
    number = next((cell for cell in row if _NUMBER.fullmatch(_bare(cell))), "")
    said = f"申请编号“{clipped(number)}”不在所列申请中" if number else "没有申请编号"
    return f"第{place}行{said}，没有填入。"


def _numbered(rows: Sequence[Sequence[str]], lines: Sequence[ForwardedKey]) -> Iterator[Sequence[str]]:
    """Yield the rows, those of merged cells with the number that stands above them.

    Such a row has nothing in the column of the number, and names a thing of the application.
    """
    known = {_number(line.number) for line in lines}
    column, number = -1, ""
    for row in rows:
        at = next((at for at, cell in enumerate(row) if _number(cell) in known), -1)
        if at >= 0:
            column, number = at, row[at]
        elif 0 <= column < len(row) and not row[column].strip() and _names_thing(row, number, lines):
            row = [*row[:column], number, *row[column + 1 :]]
        yield row


def _names_thing(row: Sequence[str], number: str, lines: Sequence[ForwardedKey]) -> bool:
    refs = [_bare(line.ref) for line in lines if line.ref and _number(line.number) == _number(number)]
    return any(ref in _bare(cell) for ref in refs for cell in row)


def _bare(text: str) -> str:
    return compact(text).upper()


def _number(text: str) -> str:
    """Return the number of an application in its one form, whatever form and label a sheet gives it."""
    found = _NUMBER.fullmatch(_bare(text))
    return f"{found['year']}-{int(found['of_year'] or found['said']):04d}" if found else _bare(text)


def _heads(row: Sequence[str], unit: str) -> Heads | None:
    """Read a row of heads of a table with a unit; None where it is none, as where it holds a sum."""
    return None if any(_amount(cell, YUAN) is not None for cell in row) else read_heads(row, unit)


def _has_sum(row: Sequence[str], heads: Heads) -> bool:
    """Say whether a row without a number looks like an answer, not like a title, a total or the heads."""
    if any("计" in cell or "注" in cell for cell in row[:2]) or _heads(row, "") is not None:
        return False
    return any(_amount(cell, YUAN) is not None for cell in row[1:])


def _answer(row: Sequence[str], lines: Sequence[ForwardedKey], heads: Heads) -> PastedAnswer:
    line = _line(row, lines)
    known = {_number(lines[line].number), _bare(lines[line].ref)}
    granted, at = _granted(row, heads, known)
    _check_size(granted, lines[line].amount)
    reason = row[heads.reason].strip() if 0 <= heads.reason < len(row) and heads.reason != at else ""
    return PastedAnswer(line, granted, reason)


def _check_size(granted: int, forwarded: int) -> None:
    """Raise _Wrong where a sum and what was forwarded are so far apart that only the unit can be wrong.

    Who copies two columns alone leaves the line above the table behind that says 万元.
    """
    if 0 < granted * _FAR <= forwarded:
        raise _Wrong(f"{grouped_yuan(granted)}元不到上报金额的千分之一，表里的单位可能是万元，{_WITH_UNIT}")
    if 0 < forwarded * _FAR <= granted:
        raise _Wrong(f"{grouped_yuan(granted)}元超过上报金额的一千倍，表里的单位可能是元，{_WITH_UNIT}")


def _line(row: Sequence[str], lines: Sequence[ForwardedKey]) -> int:
    numbers = {_number(line.number) for line in lines} & set(map(_number, row))
    if len(numbers) > 1:
        raise _Wrong("有两个申请编号，不知是哪一件")
    own = [at for at, line in enumerate(lines) if _number(line.number) in numbers]
    if len(own) == 1:
        return own[0]
    told = [at for at in own if lines[at].ref and any(_bare(lines[at].ref) in _bare(cell) for cell in row)]
    if len(told) != 1:
        raise _Wrong(f"{lines[own[0]].number} 上报了{len(own)}项，没有写明是哪一项（证书号、项目编号）")
    return told[0]


def _granted(row: Sequence[str], heads: Heads, known: set[str]) -> tuple[int, int]:
    """Return the fen of a row and in which cell they stand."""
    if heads.fault:
        raise _Wrong(heads.fault)
    unit = _unit(row, heads)
    if 0 <= heads.amount < len(row):
        try:
            return read_amount(row[heads.amount].strip() or "?", unit), heads.amount
        except Unreadable as unreadable:
            said = str(unreadable).rstrip("。")
            raise _Wrong(f"金额“{row[heads.amount].strip()}”不能识别（{said}）") from unreadable
    sums = list(_sums(row, known, unit))
    if len(sums) != 1:
        raise _Wrong("有几个数字，不知哪个是批复金额，请连同表头一起复制" if sums else "没有金额")
    [(amount, at)] = sums
    if _NO_SUM.fullmatch(compact(row[at])):
        raise _Wrong(f"“{row[at].strip()}”不像金额，请连同表头一起复制")
    return amount, at


def _unit(row: Sequence[str], heads: Heads) -> AmountUnit:
    """Return the unit of the sums of a row. Raises _Wrong for one that is not reckoned with."""
    own = unit_of_row(row)
    scale = heads.scale if own is None else own
    if scale not in ("", "万"):
        raise _Wrong(f"金额的单位是{scale}元，请先换算成元或者万元")
    return WAN if scale else YUAN


def _sums(row: Sequence[str], known: set[str], unit: AmountUnit) -> Iterator[tuple[int, int]]:
    """Yield what reads like a sum; a whole number in front is the place in the sheet."""
    for at, cell in enumerate(row):
        amount = None if {_bare(cell), _number(cell)} & known else _amount(cell, unit)
        if amount is not None and not (at == 0 and cell.strip().isdigit() and len(row) > 2):
            yield amount, at


def _amount(cell: str, unit: AmountUnit) -> int | None:
    try:
        return read_amount(cell.strip(), unit) if cell.strip() else None
    except Unreadable:
        return None
