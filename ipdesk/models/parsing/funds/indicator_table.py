"""A sheet of indicators, as finance bureaux ask for it or as the program writes it, read into the tree.

A sheet is taken whole or not at all: every fault is named by sheet, row and column.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import NamedTuple, TypeVar

from ipdesk.funds.account.held import HELD
from ipdesk.funds.indicators.indicator import Band, Comparator, Group, Indicator
from ipdesk.models.parsing.funds.indicator_words import Goal, Target, read_actual, read_band, read_target
from ipdesk.models.parsing.text.texts import Unreadable
from ipdesk.models.parsing.values.numbers import NumberForm, read_number
from ipdesk.paths import resource
from ipdesk.rules.core.plain_text import compact
from ipdesk.rules.source.read_model import read_model
from ipdesk.rules.source.strict_model import StrictModel
from ipdesk.rules.source.yaml_source import Source

Cell = str | float
T = TypeVar("T")
_WITHIN = 60  # rows above which the heads stand
_NEEDED = ("group", "name", "target")
_BEHIND = re.compile(r"总分|合计|总计|填报人|填表人|备注[:：]|说明[:：]|注[:：]")
_IN_BRACKETS = re.compile(r"[（(][^（）()]*[）)]$")
_VERDICT = re.compile(r"(?:未达成|存疑|无法比较)(?:；|$)")
"""What the official form says before a reason, by itself."""
_CARRIED = ("group", "second")
_POINTS = NumberForm("分值", ("分",), most=Decimal(100))
_SHARE = NumberForm("得分比例", ("%",), most=Decimal(100))
_ANY = NumberForm("", least=None)
_COMPARATORS = {compact(one.label): one for one in Comparator} | {
    ">=": Comparator.AT_LEAST, "<=": Comparator.AT_MOST, "等于": Comparator.EXACTLY,
    "大于等于": Comparator.AT_LEAST, "小于等于": Comparator.AT_MOST, "定性指标": Comparator.QUALITATIVE,
}  # fmt: skip
_GROUPS = {one.label.removesuffix("指标"): one for one in Group}


class Merged(NamedTuple):
    """Cells that are one: rows and columns from 1 on, the last of each included."""

    first: int
    last: int
    left: int
    right: int


class IndicatorTable(NamedTuple):
    """A worksheet: its name, its rows that are not blank by their numbers, and where it has merged cells."""

    name: str
    rows: Sequence[tuple[int, Sequence[Cell]]]
    merged: Sequence[Merged] = ()


class ReadIndicators(NamedTuple):
    """The indicators of a sheet, or what is wrong with it, a sentence each: never both."""

    rows: tuple[Indicator, ...]
    faults: tuple[str, ...]


class _Columns(StrictModel):
    columns: dict[str, tuple[str, ...]]


@cache
def column_names() -> Mapping[str, tuple[str, ...]]:
    """Return what each column is called, as the program writes it first."""
    return read_model(_Columns, Source.read(resource("phrases", "indicator_columns.yaml"))).columns


def read_indicators(tables: Sequence[IndicatorTable]) -> ReadIndicators:
    """Read the one sheet of a workbook that has indicators."""
    found = [(table, head) for table in tables if (head := _head(table)) is not None]
    whole = [one for one in found if not one[1].missing]
    if len(whole) == 1:
        return _Reader(*whole[0]).read()
    if whole:
        names = "、".join(f"“{table.name}”" for table, _ in whole)
        return ReadIndicators((), (f"有几张工作表都有绩效指标：{names}。请只留下要导入的一张。",))
    return ReadIndicators((), (_without_heads(found),))


class _Head(NamedTuple):
    at: int
    columns: Mapping[str, int]
    twice: str = ""

    @property
    def missing(self) -> list[str]:
        return [name for name in _NEEDED if name not in self.columns]


def _without_heads(found: Sequence[tuple[IndicatorTable, _Head]]) -> str:
    needed = "、".join(column_names()[name][0] for name in _NEEDED)
    if not found:
        return f"没有找到绩效指标的表头，至少要有这些列：{needed}。"
    table, head = max(found, key=lambda one: len(one[1].columns))
    lacking = "、".join(column_names()[name][0] for name in head.missing)
    return f"工作表“{table.name}”第{table.rows[head.at][0]}行的表头缺少这些列：{lacking}。"


def _head(table: IndicatorTable) -> _Head | None:
    """Return the row with most heads, None where no row has two."""
    heads = [_recognised(at, cells) for at, (_, cells) in enumerate(table.rows[:_WITHIN])]
    best = max(heads, key=lambda head: len(head.columns), default=None)
    return best if best is not None and len(best.columns) > 1 else None


def _recognised(at: int, cells: Sequence[Cell]) -> _Head:
    names = {name: field for field, called in column_names().items() for name in called}
    columns: dict[str, int] = {}
    twice = ""
    for column, cell in enumerate(cells):
        field = names.get(_IN_BRACKETS.sub("", compact(str(cell))))
        if field is not None:
            twice = str(cell) if field in columns else twice
            columns.setdefault(field, column)
    return _Head(at, columns, twice)


class _Reader:
    """Reads one sheet, row by row; faults gather until all rows are read."""

    def __init__(self, table: IndicatorTable, head: _Head) -> None:
        self._table, self._head = table, head
        self._faults: list[str] = []
        self._line = table.rows[head.at][0]
        self._cells: Sequence[Cell] = ()
        self._before: dict[str, str] = {}

    def read(self) -> ReadIndicators:
        if self._head.twice:
            text = f"表头“{self._head.twice}”有两列，请改掉其中一个。"
            return ReadIndicators((), (f"工作表“{self._table.name}”第{self._line}行：{text}",))
        rows = [
            row
            for place, (line, cells) in enumerate(self._below(), start=1)
            if (row := self._row(place, line, cells))
        ]
        if not rows and not self._faults:
            self._faults.append(f"工作表“{self._table.name}”的表头下面没有指标。")
        return ReadIndicators((), tuple(self._faults)) if self._faults else ReadIndicators(tuple(rows), ())

    def _below(self) -> Iterator[tuple[int, Sequence[Cell]]]:
        """Yield the rows below the heads, up to the total or what is said behind the table."""
        for line, cells in self._table.rows[self._head.at + 1 :]:
            if any(_BEHIND.match(compact(str(cell))) for cell in cells[:2] if cell != ""):
                return
            yield line, cells

    def _refuse_merged(self) -> None:
        """Name cells over several rows where each row has to have its own."""
        for field, column in self._head.columns.items():
            over = (one for one in self._table.merged if one.left <= column + 1 <= one.right)
            if field not in _CARRIED and any(one.first < self._line <= one.last for one in over):
                self._fault(field, "与上一行是合并的单元格，请拆开，每行写自己的。")

    def _row(self, number: int, line: int, cells: Sequence[Cell]) -> Indicator | None:
        """Read a row; None where something is wrong with it."""
        self._line, self._cells = line, cells
        before = len(self._faults)
        self._refuse_merged()
        group, second, name, target = (
            self._group(),
            self._carried("second"),
            self._text("name"),
            self._text("target"),
        )
        for field, text in (("name", name), ("target", target)):
            if not text:
                self._fault(field, "没有填写。")
        read = self._target(target) if target else None
        if read is None or group is None:
            return None
        plain = Indicator(number, group, second, name, read.comparator, target, self._text("actual"))
        row = self._with_account(plain._replace(unit=read.unit, goal=read.goal), read)
        return row if len(self._faults) == before else None

    def _with_account(self, row: Indicator, target: Target) -> Indicator:
        """Return a row with what came of it, its points and its words."""
        value, other_unit = self._value(target)
        figure, figure_of = self._figure()
        return row._replace(
            value=value,
            actual_unit=other_unit,
            band=self._band(target),
            share=self._number("share", _SHARE),
            points=self._number("points", _POINTS),
            other_value=self._number("other_value", _ANY),
            reason=_VERDICT.sub("", self._text("reason")),
            remark=self._text("remark"),
            figure=figure,
            figure_of=figure_of,
        )

    # --- cells ---

    def _text(self, field: str) -> str:
        column = self._head.columns.get(field)
        cell = self._cells[column] if column is not None and column < len(self._cells) else ""
        if isinstance(cell, float):
            return f"{Decimal(repr(cell)).normalize():f}"
        return cell.strip()

    def _fault(self, field: str, said: str) -> None:
        column = self._head.columns.get(field, 0)
        place = f"第{self._line}行{_letters(column)}列（{column_names()[field][0]}）"
        self._faults.append(f"工作表“{self._table.name}”{place}：{said}")

    def _read(self, field: str, read: Callable[[], T], otherwise: T) -> T:
        try:
            return read()
        except Unreadable as wrong:
            self._fault(field, str(wrong))
            return otherwise

    def _number(self, field: str, form: NumberForm) -> Decimal | None:
        text = self._text(field)
        return self._read(field, lambda: read_number(text, form), None) if text else None

    def _carried(self, field: str) -> str:
        """Return a cell, that of the row above where it is blank: offices merge them or leave them out."""
        text = self._text(field)
        if text or field not in self._before:
            self._before[field] = text
        return self._before[field]

    # --- what the cells say ---

    def _group(self) -> Group | None:
        before = self._before.get("group")
        said = self._carried("group")
        if before is not None and said != before:
            self._before.pop("second", None)
        words = compact(said).removesuffix("指标")
        found = next((group for label, group in _GROUPS.items() if label in words), None)
        if found is None:
            self._fault("group", f"“{said}”不是成本、产出、效益、满意度指标。" if said else "没有填写。")
        return found

    def _target(self, words: str) -> Target | None:
        """Read a target: what columns of their own say goes before its words."""
        said, goal, unit = self._text("comparator"), self._text("goal"), self._text("unit")
        comparator = _COMPARATORS.get(compact(said)) if said else None
        if said and comparator is None:
            self._fault("comparator", f"“{said}”看不懂，请写≥、≤、＝、增长、完成时限或者定性。")
            return None
        if goal and comparator is not None:
            exact = self._read("goal", lambda: _value_of(goal, comparator), None)
            return Target(comparator, exact, unit) if exact is not None else None
        found = self._read("target", lambda: read_target(words, comparator), None)
        if found is None or not unit or found.comparator in (Comparator.DONE_BY, Comparator.QUALITATIVE):
            return found._replace(unit=unit) if found is not None and unit else found
        return self._in_unit(found, unit)

    def _in_unit(self, found: Target, unit: str) -> Target | None:
        if found.unit not in ("", unit):
            self._fault("unit", f"与指标值里的“{found.unit}”不一致，请写成一样的。")
            return None
        return found._replace(unit=unit)

    def _value(self, target: Target) -> tuple[Goal, str]:
        if "value" in self._head.columns and self._text("goal"):
            text = self._text("value")
            read = lambda: _value_of(text, target.comparator) if text else None  # noqa: E731
            return self._read("value", read, None), self._text("actual_unit")
        row_words = self._text("actual")
        nothing: tuple[Goal, str] = (None, "")
        return self._read("actual", lambda: read_actual(row_words, target), nothing)

    def _band(self, target: Target) -> Band | None:
        if target.comparator is not Comparator.QUALITATIVE:
            return None
        return read_band(self._text("band")) or read_band(self._text("actual"))

    def _figure(self) -> tuple[str, str]:
        """Return the figure that fills a row, as ``figure_words`` writes it."""
        said = self._text("figure")
        label, _, of = said.partition("：")
        found = next((key for key, figure in HELD.items() if figure.label == label.strip()), "")
        if said and not found:
            self._fault("figure", f"没有“{label}”这种数据。")
        return (found, of.strip()) if found else ("", "")


def figure_words(row: Indicator) -> str:
    """Write which figure fills a row, "" for none."""
    if row.figure not in HELD:
        return ""
    return "：".join(filter(None, (HELD[row.figure].label, row.figure_of)))


def _value_of(text: str, comparator: Comparator) -> Decimal | datetime.date:
    if comparator is not Comparator.DONE_BY:
        return read_number(text, _ANY)
    try:
        return datetime.date.fromisoformat(text[:10])
    except ValueError as wrong:
        raise Unreadable("请写成 2024-12-31 的日期。") from wrong


def _letters(column: int) -> str:
    """Return the letters of a column, counted from 0, as a spreadsheet shows them."""
    left, right = divmod(column, 26)
    return (_letters(left - 1) if left else "") + chr(ord("A") + right)
