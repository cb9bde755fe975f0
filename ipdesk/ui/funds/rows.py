"""What the tables of the page show: tasks, groups of tasks, grants, postings."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator

from PySide6.QtCore import QCoreApplication

from ipdesk.funds.account.overview import goes_through, is_own
from ipdesk.funds.books.figures import Figures, Rounding, summed
from ipdesk.funds.books.posting_days import Precision
from ipdesk.funds.core.words import Method
from ipdesk.models.records import FundGrantRecord, FundTaskRecord, PostingRow
from ipdesk.ui.funds.load import NOTHING, FundFile, TaskFile
from ipdesk.ui.funds.models import FundRow
from ipdesk.ui.funds.shares import shares_of
from ipdesk.ui.widgets import Column
from ipdesk.ui.widgets.days import short_day

Money = Callable[[int], str]
"""Writes fen in the unit that the page shows sums in."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("FundRows", text)


def task_columns() -> tuple[Column, ...]:
    """Head the tasks: whose each is, its budget, what is spent of it."""
    return (
        Column(_tr("责任股室"), "sub", ems=7.2),
        Column(_tr("任务"), "key", ems=11, stretch=True),
        Column(_tr("预算"), "number", ems=5, stay=True),
        Column(_tr("已执行"), "number", ems=5, stay=True),
        Column(_tr("执行率"), "bar", ems=8, stay=True),
    )


def group_columns(word: str) -> tuple[Column, ...]:
    """Head sums by what ``word`` calls."""
    return (
        Column(word, "key", ems=9, stretch=True),
        Column(_tr("预算"), "number", ems=5, stay=True),
        Column(_tr("已执行"), "number", ems=5, stay=True),
        Column(_tr("执行率"), "bar", ems=8, stay=True),
    )


def grant_columns() -> tuple[Column, ...]:
    """Head the grants of a task."""
    return (
        Column(_tr("核定给谁"), "key", ems=10, stretch=True),
        Column(_tr("核定"), "number", ems=5, stay=True),
        Column(_tr("未付"), "number", ems=5, stay=True),
        Column(_tr("情况"), "sub", ems=5, stay=True),
    )


def posting_columns() -> tuple[Column, ...]:
    """Head what was posted."""
    return (
        Column(_tr("日期"), ems=6, stay=True),
        Column(_tr("记账"), ems=5, stay=True),
        Column(_tr("金额"), "number", ems=5, stay=True),
        Column(_tr("给谁"), "sub", ems=6, stretch=True),
        Column(_tr("依据"), "sub", ems=6, stretch=True),
    )


def task_rows(file: FundFile, money: Money) -> Iterator[FundRow]:
    """Yield the fund itself, then its tasks in their order."""
    if file.fund is None:
        return
    rounding = file.fund.rounding
    yield _figures_row(0, ("", _tr("全部任务")), file.whole, rounding, money)
    for task in file.tasks:
        words = (_tr("{section} {number}").format(section=task.section, number=task.number), task.name)
        yield _figures_row(task.id, words, file.of(task), rounding, money, _about(task))


def _about(task: FundTaskRecord) -> str:
    said = (task.method.label, task.basis, task.remark)
    return "\n".join((task.name, *filter(None, said)))


def _figures_row(
    record: int, words: tuple[str, ...], figures: Figures, rounding: Rounding, money: Money, about: str = ""
) -> FundRow:
    cells = (*words, money(figures.budget), money(figures.executed), "")
    return FundRow(record, cells, shares_of(figures, rounding), about)


def method_rows(file: FundFile, money: Money) -> Iterator[FundRow]:
    """Yield what went by each way of allocation that is used."""
    for method in Method:
        own = [task for task in file.tasks if task.method is method]
        if own:
            yield _group_row(file, method.label, own, money)


def section_rows(file: FundFile, money: Money) -> Iterator[FundRow]:
    """Yield the sums of each section: its own, and with what is passed down by it where that is more."""
    for section in dict.fromkeys(task.section for task in file.tasks):
        own = [task for task in file.tasks if task.section == section and is_own(task)]
        through = [task for task in file.tasks if task.section == section and goes_through(task)]
        yield _group_row(file, section, own, money)
        if len(through) > len(own):
            said = _tr("{section}（含下达）").format(section=section)
            yield _group_row(file, said, through, money)


def _group_row(file: FundFile, word: str, tasks: Iterable[FundTaskRecord], money: Money) -> FundRow:
    assert file.fund is not None, "tasks are of a fund"
    figures = summed(file.of(task) for task in tasks)
    return _figures_row(0, (word,), figures, file.fund.rounding, money, word)


def grant_rows(file: TaskFile, money: Money) -> Iterator[FundRow]:
    """Yield the grants of a task with what of each is still to be paid."""
    for grant in file.grants:
        figures = file.by_grant.get(grant.id, NOTHING)
        granted = figures.granted + figures.returned
        cells = (grantee(grant), money(granted), money(figures.outstanding), _state(figures))
        yield FundRow(grant.id, cells, None, _about_grant(grant))


def grantee(grant: FundGrantRecord) -> str:
    """Return whom a grant is for: its parties, how many there are without a name, or the bureau itself."""
    if grant.parties:
        return "、".join(grant.parties)
    if grant.retained:
        return _tr("本单位使用")
    counted = grant.count or grant.items
    if counted is None:
        return grant.item or grant.purpose or _tr("未列明")
    words = _tr("{item} {count}件") if grant.count is None else _tr("{item} {count}户")
    return words.format(item=grant.item or grant.purpose, count=counted).strip()


def _about_grant(grant: FundGrantRecord) -> str:
    return "\n".join(filter(None, (grantee(grant), grant.purpose, grant.remark)))


def _state(figures: Figures) -> str:
    """Say how it stands with a grant; what is not all paid has its sum beside it."""
    if figures.in_transit:
        return _tr("已提交支付")
    if figures.unpaid:
        return _tr("部分已付") if figures.executed else _tr("未付")
    if figures.returned:
        return _tr("已交回")
    return _tr("已下达") if figures.allotted else _tr("已支付")


def posting_rows(file: TaskFile, grant: int, money: Money, today: datetime.date) -> Iterator[FundRow]:
    """Yield what was posted of a task, of one of its grants where ``grant`` is not 0."""
    names = {one.id: grantee(one) for one in file.grants}
    for one in file.postings:
        if not grant or one.grant == grant:
            name = names.get(one.grant or 0, "")
            kind = _tr("{kind}（已冲销）").format(kind=one.kind.label) if one.reversed else one.kind.label
            cells = (_day_text(one, today), kind, money(one.fen), name, one.basis)
            yield FundRow(one.number, cells, None, _about_posting(one))


def _day_text(row: PostingRow, today: datetime.date) -> str:
    known = row.day.precision is Precision.ON
    return short_day(row.day.date, today) if known else row.day.text()


def _about_posting(row: PostingRow) -> str:
    said = _tr("第{number}笔　{day}　{kind}　{person}登记")
    first = said.format(number=row.number, day=row.day.text(), kind=row.kind.label, person=row.person)
    return "\n".join(filter(None, (first, row.basis)))
