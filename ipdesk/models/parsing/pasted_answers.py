"""The answer of the level above as pasted from its sheet: sums found by the number of the application.

No sum is taken by its place alone. A line is known by the number of its application; where that has several
forwarded lines, by the number of the thing too.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ipdesk.models.parsing.text.texts import Unreadable
from ipdesk.models.parsing.values.amounts import WAN, YUAN, AmountUnit, read_amount
from ipdesk.rules.core.plain_text import compact, without_invisible

_SUM_HEADS = ("批复", "审定", "核定", "拨付", "资助金额", "金额")
_REASON_HEADS = ("理由", "原因", "说明", "备注", "意见")
# 单位：万元 above a table, or （万元） below its head; other multiples than 万 are not reckoned with.
_UNIT = re.compile(
    r"\(?(?P<table>(?:金额)?(?:计量)?单位:?)?(?:人民币)?(?P<scale>[百千十]?万|[百千]|亿)?元?\)?"
)
_OF_HEAD = re.compile(r"(?P<scale>[百千十]?万|[百千]|亿)(?:元|\))")
_NO_SUM = re.compile(r"(?:19|20)[0-9]{2}(?<!00)|(?:19|20)[0-9]{6}|1[3-9][0-9]{9}|[0-9]")
"""A year, a day, a mobile number or a place in the sheet: no sum, unless its column says so."""
NO_NUMBERS = "粘贴的内容里没有受理编号。请在上级的表里连同受理编号一列一起复制，再粘贴。"


class ForwardedKey(NamedTuple):
    """What a forwarded line is known by: the numbers of its application and of the thing, "" for none."""

    number: str
    ref: str


class PastedAnswer(NamedTuple):
    """What was found for a line, by its place among those asked for: fen, and a reason or ""."""

    line: int
    granted: int
    reason: str


class PastedAnswers(NamedTuple):
    """What was found, and a sentence for every row of which nothing was taken."""

    found: tuple[PastedAnswer, ...]
    problems: tuple[str, ...]


class _Heads(NamedTuple):
    """Which columns hold sum and reason, -1 where none is known.

    ``scale`` is the word of the unit of a sum without one, such as 万: "" for yuan.
    """

    amount: int = -1
    reason: int = -1
    scale: str = ""

    @property
    def unit(self) -> AmountUnit:
        """Return the unit. Raises _Wrong for one that is not reckoned with."""
        if self.scale not in ("", "万"):
            raise _Wrong(f"金额的单位是{self.scale}元，请先换算成元或者万元")
        return WAN if self.scale else YUAN


class _Wrong(Exception):
    """Why nothing is taken of a row."""


def pasted_answers(text: str, lines: Sequence[ForwardedKey]) -> PastedAnswers:
    """Read pasted rows against the lines that were forwarded; nothing is taken of one that is not clear."""
    rows = [row for row in _cells(text) if any(cell.strip() for cell in row)]
    known = {_bare(line.number) for line in lines}
    if not any(_bare(cell) in known for row in rows for cell in row):
        return PastedAnswers((), (NO_NUMBERS,))
    heads, unit, found, problems = _Heads(), "", dict[int, PastedAnswer](), list[str]()
    for place, row in enumerate(rows, start=1):
        if not any(_bare(cell) in known for cell in row):
            unit, heads = _units(row, heads, unit)
            heads = _heads(row, unit) or heads
            problems += [f"第{place}行没有所列申请的受理编号，没有填入。"] if _has_sum(row, heads) else []
            continue
        try:
            answer = _answer(row, lines, heads)
            if answer.line in found:
                raise _Wrong("与前面的一行是同一项")
            found[answer.line] = answer
        except _Wrong as wrong:
            problems.append(f"第{place}行：{wrong}，没有填入。")
    return PastedAnswers(tuple(found.values()), tuple(problems))


def _cells(text: str) -> list[list[str]]:
    """Return the rows of a sheet; a cell that holds a line end stands in quotes."""
    seen = without_invisible(text)
    try:
        quoted = list(csv.reader(io.StringIO(seen, newline=""), delimiter="\t", strict=True))
    except csv.Error:
        quoted = []
    # A quote that is never closed swallows the rows behind it: then it is a sign like any other.
    if quoted and not any("\t" in cell for row in quoted for cell in row):
        return quoted
    return [line.split("\t") for line in seen.splitlines()]


def _units(row: Sequence[str], heads: _Heads, before: str) -> tuple[str, _Heads]:
    """Return the unit of the table, and the heads with theirs, by what a row without a number says."""
    table = before
    for at, cell in enumerate(row):
        found = _UNIT.fullmatch(compact(cell)) if cell.strip() else None
        if found is None:
            continue
        if found["table"]:
            table, heads = found["scale"] or "", heads._replace(scale=found["scale"] or "")
        elif at == heads.amount:
            heads = heads._replace(scale=found["scale"] or "")
    return table, heads


def _bare(text: str) -> str:
    return compact(text).upper()


def _heads(row: Sequence[str], unit: str) -> _Heads | None:
    """Read a row of heads of a table with a unit; None where it is none."""
    cells = [compact(cell) for cell in row]
    amounts = [at for at, cell in enumerate(cells) if _names_sum(cell)]
    if not amounts or any(_amount(cell, YUAN) is not None for cell in row):
        return None
    amount = next((at for word in _SUM_HEADS for at in reversed(amounts) if word in cells[at]), -1)
    reason = next((at for word in _REASON_HEADS for at, cell in enumerate(cells) if word in cell), -1)
    own = _OF_HEAD.search(cells[amount])
    return _Heads(amount, reason, own["scale"] if own else "" if "元" in cells[amount] else unit)


def _names_sum(head: str) -> bool:
    return any(word in head for word in _SUM_HEADS) and _UNIT.fullmatch(head) is None


def _has_sum(row: Sequence[str], heads: _Heads) -> bool:
    """Say whether a row without a number looks like an answer, not like a title, a total or the heads."""
    if any("计" in cell or "注" in cell for cell in row[:2]) or _heads(row, "") is not None:
        return False
    return any(_amount(cell, YUAN) is not None for cell in row[1:])


def _answer(row: Sequence[str], lines: Sequence[ForwardedKey], heads: _Heads) -> PastedAnswer:
    line = _line(row, lines)
    known = {_bare(lines[line].number), _bare(lines[line].ref)}
    granted, at = _granted(row, heads, known)
    reason = row[heads.reason].strip() if 0 <= heads.reason < len(row) and heads.reason != at else ""
    return PastedAnswer(line, granted, reason)


def _line(row: Sequence[str], lines: Sequence[ForwardedKey]) -> int:
    cells = {_bare(cell) for cell in row}
    numbers = {_bare(line.number) for line in lines} & cells
    if len(numbers) > 1:
        raise _Wrong("有两个受理编号，不知是哪一件")
    own = [at for at, line in enumerate(lines) if _bare(line.number) in numbers]
    if len(own) == 1:
        return own[0]
    told = [at for at in own if lines[at].ref and any(_bare(lines[at].ref) in cell for cell in cells)]
    if len(told) != 1:
        raise _Wrong(f"{lines[own[0]].number} 上报了{len(own)}项，没有写明是哪一项（证书号、项目编号）")
    return told[0]


def _granted(row: Sequence[str], heads: _Heads, known: set[str]) -> tuple[int, int]:
    """Return the fen of a row and in which cell they stand."""
    if 0 <= heads.amount < len(row):
        unit = heads.unit
        try:
            return read_amount(row[heads.amount].strip() or "?", unit), heads.amount
        except Unreadable as unreadable:
            said = str(unreadable).rstrip("。")
            raise _Wrong(f"金额“{row[heads.amount].strip()}”不能识别（{said}）") from unreadable
    sums = list(_sums(row, known, heads.unit))
    if len(sums) != 1:
        raise _Wrong("有几个数字，不知哪个是批复金额，请连同表头一起复制" if sums else "没有金额")
    [(amount, at)] = sums
    if _NO_SUM.fullmatch(compact(row[at])):
        raise _Wrong(f"“{row[at].strip()}”不像金额，请连同表头一起复制")
    return amount, at


def _sums(row: Sequence[str], known: set[str], unit: AmountUnit) -> Iterator[tuple[int, int]]:
    """Yield what reads like a sum; a whole number in front is the place in the sheet."""
    for at, cell in enumerate(row):
        amount = None if _bare(cell) in known else _amount(cell, unit)
        if amount is not None and not (at == 0 and cell.strip().isdigit() and len(row) > 2):
            yield amount, at


def _amount(cell: str, unit: AmountUnit) -> int | None:
    try:
        return read_amount(cell.strip(), unit) if cell.strip() else None
    except Unreadable:
        return None
