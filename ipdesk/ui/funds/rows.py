"""What the tables of the page show: tasks, groups of tasks, grants, postings."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from ipdesk.funds.account.overview import goes_through, is_own
from ipdesk.funds.books.figures import Figures, summed
from ipdesk.funds.books.posting_days import PostingDay, Precision
from ipdesk.funds.core.words import Method
from ipdesk.funds.projects.progress import ProjectDue
from ipdesk.models.records import FundGrantRecord, FundTaskRecord, PostingRow
from ipdesk.models.records.funds.payment_rows import PaymentRecord
from ipdesk.models.records.funds.projects import Project
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
        Column(_tr("责任股室"), "subref", ems=8, stay=True),
        Column(_tr("任务"), "key", ems=11, stretch=True),
        Column(_tr("预算"), "number", ems=5, stay=True),
        Column(_tr("核定"), "number", ems=5, stay=True),
        Column(_tr("已执行"), "number", ems=5, stay=True),
        Column(_tr("执行率"), "bar", ems=8, stay=True),
    )


def group_columns(word: str) -> tuple[Column, ...]:
    """Head sums by what ``word`` calls."""
    return (
        Column(word, "key", ems=9, stretch=True),
        Column(_tr("预算"), "number", ems=5, stay=True),
        Column(_tr("已执行"), "number", ems=5, stay=True),
        Column(_tr("执行率"), "bar", ems=9, stay=True),
    )


def grant_columns() -> tuple[Column, ...]:
    """Head the grants of a task."""
    return (
        Column(_tr("核定给谁"), "key", ems=10, stretch=True),
        Column(_tr("核定"), "number", ems=5, stay=True),
        Column(_tr("未付"), "number", ems=5, stay=True),
        Column(_tr("情况"), "sub", ems=5, stay=True),
    )


def payment_columns() -> tuple[Column, ...]:
    """Head the payments of a grant, or of all of a task."""
    return (
        Column(_tr("提交支付"), ems=6, stay=True),
        Column(_tr("金额"), "number", ems=5, stay=True),
        Column(_tr("情况"), ems=5.4, stay=True),
        Column(_tr("给谁"), "sub", ems=5, stretch=True),
        Column(_tr("批次和方式"), "sub", ems=6, stretch=True),
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


def task_rows(file: FundFile, money: Money, group: Group | None = None) -> Iterator[FundRow]:
    """Yield the fund itself, or the group that is looked at, then its tasks in their order."""
    if file.fund is None:
        return
    if group is None:
        yield _figures_row(0, ("", _tr("全部任务")), file, file.tasks, money, whole=file.whole)
    else:
        said = _tr("{group}　Enter 看全部").format(group=group.word)
        yield _figures_row(0, ("", said), file, group.tasks, money)
    for task in file.tasks if group is None else group.tasks:
        words = (_tr("{section} {number}").format(section=task.section, number=task.number), task.name)
        yield _figures_row(task.id, words, file, (task,), money, _about(task))


def _about(task: FundTaskRecord) -> str:
    said = (task.method.label, task.basis, task.remark)
    return "\n".join((task.name, *filter(None, said)))


def _figures_row(
    record: int, words: tuple[str, ...], file: FundFile, tasks: Sequence[FundTaskRecord], money: Money,
    about: str = "", whole: Figures | None = None,
) -> FundRow:  # fmt: skip
    """Return the row of tasks; what failed of them is told, with a mark."""
    assert file.fund is not None, "tasks are of a fund"
    figures, failed = whole or summed(map(file.of, tasks)), file.failed_of(tasks)
    cells = (*words, money(figures.budget), money(figures.granted), money(figures.executed), "")
    said = _tr("支付失败待重新支付 {sum}").format(sum=money(failed)) if failed else ""
    about = "\n".join(filter(None, (about or words[-1], said)))
    shares = shares_of(figures, file.fund.rounding, failed)
    return FundRow(record, cells, shares, about, "warning" if failed and record else "")


class Group(NamedTuple):
    """Tasks that are summed together, by what they are called."""

    word: str
    tasks: tuple[FundTaskRecord, ...]


def method_groups(file: FundFile) -> tuple[Group, ...]:
    """Return the tasks by the way of their allocation, of the ways that are used."""
    found = (Group(way.label, tuple(one for one in file.tasks if one.method is way)) for way in Method)
    return tuple(one for one in found if one.tasks)


def section_groups(file: FundFile) -> tuple[Group, ...]:
    """Return the tasks of each section: its own, and with what is passed down by it where that is more."""
    return tuple(_of_sections(file.tasks))


def _of_sections(tasks: Sequence[FundTaskRecord]) -> Iterator[Group]:
    for section in dict.fromkeys(task.section for task in tasks):
        own = tuple(task for task in tasks if task.section == section and is_own(task))
        through = tuple(task for task in tasks if task.section == section and goes_through(task))
        yield Group(section, own)
        if len(through) > len(own):
            yield Group(_tr("{section}（含下达）").format(section=section), through)


def group_rows(file: FundFile, groups: Sequence[Group], money: Money) -> Iterator[FundRow]:
    """Yield the sums of groups (by their place, from 1 on), their bars in proportion to each other."""
    most = max((summed(map(file.of, group.tasks)).budget for group in groups), default=0)
    for place, group in enumerate(groups, start=1):
        figures, failed = summed(map(file.of, group.tasks)), file.failed_of(group.tasks)
        assert file.fund is not None, "tasks are of a fund"
        shares = shares_of(figures, file.fund.rounding, failed, most)
        cells = (group.word, money(figures.budget), money(figures.executed), "")
        yield FundRow(place, cells, shares, group.word)


def grant_rows(file: TaskFile, money: Money) -> Iterator[FundRow]:
    """Yield the grants of a task with what of each is still to be paid."""
    last = file.last_payments()
    for grant in file.grants:
        figures = file.by_grant.get(grant.id, NOTHING)
        granted, state = figures.granted + figures.returned, grant_state(figures, last.get(grant.id))
        cells = (grantee(grant), money(granted), money(figures.outstanding), state)
        yield FundRow(grant.id, cells, None, _about_grant(grant, file.projects.get(grant.id)))


def payment_rows(file: TaskFile, grant: int, money: Money, today: datetime.date) -> Iterator[FundRow]:
    """Yield the payments of a task, of one of its grants where ``grant`` is not 0, the newest first."""
    names = {one.id: grantee(one) for one in file.grants}
    for one in reversed(file.payments):
        if not grant or one.grant == grant:
            way = one.batch_number or one.channel.label
            sent = _day_text(one.sent, today)
            cells = (sent, money(one.fen), one.state.label, names.get(one.grant, ""), way)
            glyph = "warning" if one.state.repeatable else ""
            yield FundRow(one.payment, cells, None, _about_payment(one), glyph)


def _about_payment(one: PaymentRecord) -> str:
    said = _tr("{sent}提交支付，{last}{state}").format(
        sent=one.sent.text(), last=one.last.text(), state=one.state.label
    )
    return "\n".join(filter(None, (said, one.reason, one.channel.label)))


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


def _about_grant(grant: FundGrantRecord, project: Project | None) -> str:
    said = [grantee(grant), grant.purpose, grant.remark]
    if project is not None:
        said += [_tr("任务书 {number}").format(number=project.contract.number), *map(_due, project.dues)]
    return "\n".join(filter(None, said))


def _due(due: ProjectDue) -> str:
    return due.text if due.day is None else _tr("{day}前{what}").format(day=due.day, what=due.text)


def grant_state(figures: Figures, last: PaymentRecord | None) -> str:
    """Say how it stands with a grant, by its sums and its last payment, None for none."""
    if figures.in_transit:
        return _tr("已提交支付")
    if figures.unpaid and last is not None and last.state.repeatable:
        return last.state.label
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
            cells = (_day_text(one.day, today), kind, money(one.fen), name, one.basis)
            yield FundRow(one.number, cells, None, _about_posting(one))


def _day_text(day: PostingDay, today: datetime.date) -> str:
    return short_day(day.date, today) if day.precision is Precision.ON else day.text()


def _about_posting(row: PostingRow) -> str:
    said = _tr("第{number}笔　{day}　{kind}　{person}登记")
    first = said.format(number=row.number, day=row.day.text(), kind=row.kind.label, person=row.person)
    return "\n".join(filter(None, (first, row.basis)))
