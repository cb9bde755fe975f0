"""The figures that the program holds of a fund's year, by which an indicator can be filled in.

``HELD`` is the table of them, ``held_value`` their one reader. What is about a task is named by the task's
place in the fund, what is about awards by the kind of achievement, what the office states by its name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import StrEnum, auto
from typing import NamedTuple

from ipdesk.funds.account.overview import Overview
from ipdesk.funds.books.figures import Figures
from ipdesk.funds.case.facts import KindAwards, YearFact
from ipdesk.funds.case.form import FundForm, Task
from ipdesk.funds.indicators.indicator import Comparator, Indicator

WAN = 1_000_000  # fen
LINKABLE = frozenset({Comparator.AT_LEAST, Comparator.AT_MOST, Comparator.EXACTLY})
"""A growth needs last year's figure, which no fund of this year holds; days and bands are no figures."""


class About(StrEnum):
    """What a figure is of: the fund or a task of it, awards of a kind, or what the office states."""

    TASK = auto()
    KIND = auto()
    FACT = auto()


class HeldFigure(NamedTuple):
    """A figure: what it is called, in which unit it is held ("" for the office's own), and what it is of."""

    label: str
    unit: str
    about: About
    read: Callable[[FundForm, Overview, str], Decimal | None]


def held_value(form: FundForm, account: Overview, figure: str, of: str) -> Decimal | None:
    """Return what the program holds, in the figure's unit; None where there is no such thing (any more)."""
    found = HELD.get(figure)
    return found.read(form, account, of) if found is not None else None


def held_for(row: Indicator, form: FundForm, account: Overview) -> Decimal | None:
    """Return what the program holds for a row, in the row's unit; None where it is filled by hand."""
    value = held_value(form, account, row.figure, row.figure_of) if row.comparator in LINKABLE else None
    unit = HELD[row.figure].unit if value is not None else ""
    if value is None or unit not in _YUAN or row.unit not in _YUAN:
        return value
    return value * _YUAN[unit] / _YUAN[row.unit]


def filled(row: Indicator, form: FundForm, account: Overview) -> Indicator:
    """Return a row with what the program holds for it, and behind that what was typed where it differs."""
    value = held_for(row, form, account)
    if value is None:
        return row
    said = f"{value:f}{row.unit}"
    if differs(row, value):
        said += f"（填报{row.actual}）"
    return row._replace(value=value, actual=said, actual_unit="", other_value=None)


def differs(row: Indicator, value: Decimal) -> bool:
    """Say whether somebody typed another value than the program holds."""
    return bool(row.actual.strip()) and row.value != value


def indicator_rows(form: FundForm, account: Overview) -> list[Indicator]:
    """Return the indicators of a fund, those filled in that are linked to a figure."""
    return [filled(one.indicator(), form, account) for one in form.indicators]


_YUAN: Mapping[str, Decimal] = {"元": Decimal(1), "万元": Decimal(10**4), "亿元": Decimal(10**8)}


def _money(of: Callable[[Figures], int]) -> Callable[[FundForm, Overview, str], Decimal | None]:
    def read(_form: FundForm, account: Overview, task: str) -> Decimal | None:
        found = _figures(account, task)
        return None if found is None else _wan(of(found))

    return read


def _figures(account: Overview, task: str) -> Figures | None:
    """Return the figures of a task by its place in the fund, of the whole fund for ""."""
    if not task:
        return account.whole
    return next((row.figures for row in account.tasks if str(row.task.order) == task), None)


def _rate(form: FundForm, account: Overview, task: str) -> Decimal | None:
    found = _figures(account, task)
    return None if found is None else found.execution(form.rounding)


def _counted(of: Callable[[Task], int]) -> Callable[[FundForm, Overview, str], Decimal | None]:
    def read(form: FundForm, _account: Overview, task: str) -> Decimal | None:
        found = [one for one in form.tasks if not task or str(one.order) == task]
        return Decimal(sum(map(of, found))) if found else None

    return read


def _of_kind(of: Callable[[KindAwards], Decimal]) -> Callable[[FundForm, Overview, str], Decimal | None]:
    """Read of the awards of a kind; of a kind that had none that is nothing."""

    def read(form: FundForm, _account: Overview, kind: str) -> Decimal | None:
        return sum((of(one) for one in form.awards if one.kind == kind), Decimal(0)) if kind else None

    return read


def _of_fact(of: Callable[[YearFact], Decimal | None]) -> Callable[[FundForm, Overview, str], Decimal | None]:
    def read(form: FundForm, _account: Overview, name: str) -> Decimal | None:
        return next((of(one) for one in form.facts if one.name == name), None)

    return read


def _number(count: int | None) -> Decimal | None:
    return None if count is None else Decimal(count)


def _wan(fen: int | None) -> Decimal | None:
    return None if fen is None else _plain(Decimal(fen) / WAN)


def _plain(number: Decimal) -> Decimal:
    """Return a number without decimals that say nothing: 750, 0.1014."""
    return Decimal(f"{number.normalize():f}")


HELD: Mapping[str, HeldFigure] = {
    "executed": HeldFigure("执行金额", "万元", About.TASK, _money(lambda found: found.executed)),
    "paid": HeldFigure("本级已支付金额", "万元", About.TASK, _money(lambda found: found.paid)),
    "allotted": HeldFigure("指标下达金额", "万元", About.TASK, _money(lambda found: found.allotted)),
    "granted": HeldFigure("核定金额", "万元", About.TASK, _money(lambda found: found.granted)),
    "execution": HeldFigure("预算执行率", "%", About.TASK, _rate),
    "grants": HeldFigure("核定笔数", "项", About.TASK, _counted(lambda task: len(task.grants))),
    "items": HeldFigure(
        "核定件数", "件", About.TASK, _counted(lambda task: sum(one.items or 0 for one in task.grants))
    ),
    "awards": HeldFigure("审定资助的件数", "件", About.KIND, _of_kind(lambda one: Decimal(one.awards))),
    "award_sum": HeldFigure(
        "审定资助的金额", "万元", About.KIND, _of_kind(lambda one: _plain(Decimal(one.amount) / WAN))
    ),
    "applicants": HeldFigure(
        "获资助的申请人数", "家", About.KIND, _of_kind(lambda one: Decimal(one.applicants))
    ),
    "achieved": HeldFigure(
        "当年取得、已受理的成果数", "件", About.KIND, _of_kind(lambda one: Decimal(one.achieved))
    ),
    "fact_count": HeldFigure("年度数据的数量", "", About.FACT, _of_fact(lambda one: _number(one.count))),
    "fact_sum": HeldFigure("年度数据的金额", "万元", About.FACT, _of_fact(lambda one: _wan(one.amount))),
}
