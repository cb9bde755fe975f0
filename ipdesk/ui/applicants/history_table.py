"""The history of an applicant as a workbook: each application under any policy, sums as numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication

from ipdesk.documents.spreadsheets.table import ColumnHead, Table
from ipdesk.models.records import ApplicantDetail


def history_table(
    detail: ApplicantDetail, paid: Mapping[int, int], policy_name: Callable[[str], str]
) -> Table:
    """Return the applications as a table with a row of totals; ``paid`` is in fen, by application."""
    heads = (
        ColumnHead(_tr("申请编号"), 8),
        ColumnHead(_tr("政策"), 24),
        ColumnHead(_tr("申报年度"), 6),
        ColumnHead(_tr("成果项数"), 6, "count"),
        ColumnHead(_tr("步骤"), 8),
        ColumnHead(_tr("金额（元）"), 10, "money"),
        ColumnHead(_tr("已支付（元）"), 10, "money"),
        ColumnHead(_tr("已追回（元）"), 10, "money"),
    )
    lines = [
        (
            row.number, policy_name(row.policy), str(row.year), row.achievements, row.state.label, row.amount,
            paid.get(row.id, 0), row.taken_back,
        )
        for row in detail.applications
    ]  # fmt: skip
    sums = (sum(row.taken_back for row in detail.applications), sum(paid.values()))
    granted = sum(one.amount for one in detail.received)
    foot = (_tr("已获资助合计"), "", "", None, "", granted, sums[1], sums[0])
    title = _tr("{name}历年资助").format(name=detail.applicant.name)
    return Table(title, heads, lines, foot)


def _tr(text: str) -> str:
    return QCoreApplication.translate("ReceivedDialog", text)
