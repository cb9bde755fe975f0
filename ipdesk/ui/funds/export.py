"""The tables of the page as a workbook: sums as numbers in yuan, a sheet for each table."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from ipdesk.documents.spreadsheets.table import Cell, ColumnHead, Table
from ipdesk.funds.books.figures import Figures, summed
from ipdesk.models import queries
from ipdesk.models.core.session import Session
from ipdesk.models.records import FundTaskRecord
from ipdesk.models.records.funds.dues import FundDue
from ipdesk.ui.funds.due import left_text
from ipdesk.ui.funds.load import NOTHING, FundFile, TaskFile, fund_file, task_file
from ipdesk.ui.funds.rows import grant_state, grantee, method_groups, section_groups
from ipdesk.ui.funds.shares import rate_text

_Row = tuple[Cell, ...]


def _tr(text: str) -> str:
    return QCoreApplication.translate("FundExport", text)


@dataclass(frozen=True, slots=True)
class FundTables:
    """All that the page shows of a fund at the end of a day, and what is due of all funds today."""

    file: FundFile
    tasks: tuple[TaskFile, ...]
    dues: tuple[FundDue, ...]
    today: datetime.date

    @property
    def rows(self) -> int:
        """Return how many rows are about somebody."""
        return sum(len(one.grants) + len(one.payments) for one in self.tasks) + len(self.dues)


def fund_tables(session: Session, fund: int, day: datetime.date | None, today: datetime.date) -> FundTables:
    """Read all of it."""
    file = fund_file(session, fund, day)
    tasks = tuple(task_file(session, task.id, day) for task in file.tasks)
    return FundTables(file, tasks, queries.fund_dues(session), today)


def tables(found: FundTables) -> Iterator[Table]:
    """Yield the tables in the order of the page."""
    file = found.file
    tasks = [_task(file, task) for task in file.tasks]
    total = ("", None, _tr("合计"), "", *_figures(file, file.tasks, file.whole))
    yield Table(_tr("任务"), _task_heads(), tasks, total)
    summed_by = {_tr("按分配方式"): method_groups(file), _tr("按责任股室"): section_groups(file)}
    for title, groups in summed_by.items():
        rows = [(group.word, *_figures(file, group.tasks)) for group in groups]
        yield Table(title, (ColumnHead(title, 12), *_figure_heads()), rows)
    yield Table(_tr("核定"), _grant_heads(), list(_grants(found)))
    yield Table(_tr("支付"), _payment_heads(), list(_payments(found)))
    yield Table(_tr("到期"), _due_heads(), [_due(one, found.today) for one in found.dues])


# ------------------------------------------------------------ tasks and groups of them


def _figure_heads() -> tuple[ColumnHead, ...]:
    words = (
        _tr("预算（元）"), _tr("核定（元）"), _tr("已支付（元）"), _tr("指标下达（元）"),
        _tr("核定未付（元）"), _tr("其中支付失败（元）"), _tr("交回国库（元）"),
    )  # fmt: skip
    return (*(ColumnHead(word, 8, "money") for word in words), ColumnHead(_tr("执行率"), 5))


def _figures(file: FundFile, tasks: Sequence[FundTaskRecord], whole: Figures | None = None) -> _Row:
    assert file.fund is not None, "tasks are of a fund"
    found = whole or summed(map(file.of, tasks))
    sums = found.budget, found.granted, found.paid, found.allotted, found.outstanding
    rate = rate_text(found.execution(file.fund.rounding))
    return (*sums, file.failed_of(tasks), found.returned, rate)


def _task_heads() -> tuple[ColumnHead, ...]:
    named = ColumnHead(_tr("责任股室"), 9), ColumnHead(_tr("序号"), 3, "count"), ColumnHead(_tr("任务"), 18)
    return (*named, ColumnHead(_tr("分配方式"), 7), *_figure_heads())


def _task(file: FundFile, task: FundTaskRecord) -> _Row:
    return (task.section, task.number, task.name, task.method.label, *_figures(file, (task,)))


# ------------------------------------------------------------ grants, payments, what is due


def _grant_heads() -> tuple[ColumnHead, ...]:
    named = (_tr("任务"), 14), (_tr("核定给谁"), 20), (_tr("事项"), 14)
    sums = (_tr("核定（元）"), _tr("未付（元）"))
    return (
        *(ColumnHead(word, ems) for word, ems in named),
        *(ColumnHead(word, 8, "money") for word in sums),
        ColumnHead(_tr("情况"), 6),
    )


def _grants(found: FundTables) -> Iterator[_Row]:
    for task, file in zip(found.file.tasks, found.tasks, strict=True):
        last = file.last_payments()
        for grant in file.grants:
            figures = file.by_grant.get(grant.id, NOTHING)
            sums = figures.granted + figures.returned, figures.outstanding
            yield (task.name, grantee(grant), grant.purpose, *sums, grant_state(figures, last.get(grant.id)))


def _payment_heads() -> tuple[ColumnHead, ...]:
    named = (_tr("任务"), 14), (_tr("给谁"), 20), (_tr("方式"), 8), (_tr("批次"), 8), (_tr("提交支付"), 7)
    return (
        *(ColumnHead(word, ems) for word, ems in named),
        ColumnHead(_tr("金额（元）"), 8, "money"),
        *(ColumnHead(word, ems) for word, ems in ((_tr("情况"), 6), (_tr("原因"), 14))),
    )


def _payments(found: FundTables) -> Iterator[_Row]:
    for task, file in zip(found.file.tasks, found.tasks, strict=True):
        names = {one.id: grantee(one) for one in file.grants}
        for one in file.payments:
            where = one.channel.label, one.batch_number, one.sent.text()
            yield (task.name, names.get(one.grant, ""), *where, one.fen, one.state.label, one.reason)


def _due_heads() -> tuple[ColumnHead, ...]:
    named = (
        (_tr("最后一天"), 7),
        (_tr("还有"), 6),
        (_tr("事项"), 10),
        (_tr("对象"), 18),
        (_tr("专项资金"), 14),
    )
    return (*(ColumnHead(word, ems) for word, ems in named), ColumnHead(_tr("金额（元）"), 8, "money"))


def _due(due: FundDue, today: datetime.date) -> _Row:
    day = due.day.isoformat() if due.day is not None else ""
    return (day, left_text(due, today), due.kind.label, due.about, due.fund_name, due.fen)
