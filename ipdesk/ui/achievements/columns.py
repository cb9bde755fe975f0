"""What the register shows of a thing, and what it can be ordered by."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication

from ipdesk.models.records.achievements.lists import RegisterOrder, RegisterRow
from ipdesk.rules.pack.vocabulary import standard_vocabulary
from ipdesk.ui.widgets import Column
from ipdesk.ui.widgets.money import fen_text

KIND, REF, NAME, OWNERS, DATE, USES, PAID = range(7)

ORDERS: Mapping[int, RegisterOrder] = {
    KIND: RegisterOrder.KIND,
    REF: RegisterOrder.NUMBER,
    NAME: RegisterOrder.NAME,
    DATE: RegisterOrder.DATE,
    PAID: RegisterOrder.PAID,
}
BEGIN_LARGE = frozenset({DATE, PAID})
"""Columns that begin with the largest."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("Register", text)


def columns() -> tuple[Column, ...]:
    """Head the register."""
    return (
        Column(_tr("种类"), "sub", ems=7.4, stay=True),
        Column(_tr("编号"), "ref", ems=13, stay=True),
        Column(_tr("名称"), "key", ems=12, stretch=True),
        Column(_tr("权利人"), "sub", ems=12, stretch=True),
        Column(_tr("日期"), ems=5.6, stay=True),
        Column(_tr("申请件"), "number", ems=3.6, stay=True),
        Column(_tr("已资助（元）"), "number", ems=6, stay=True),
    )


def kind_name(kind: str) -> str:
    """Return what a kind is called; its id where the program's words do not know it."""
    word = standard_vocabulary().kinds.get(kind)
    return word.name if word is not None else kind


def ref_text(row: RegisterRow) -> str:
    """Return the number of a thing, with its class where it has one."""
    return _tr("{ref} 第 {part} 类").format(ref=row.ref, part=row.part) if row.part else row.ref


_TEXTS: Mapping[int, Callable[[RegisterRow], str]] = {
    KIND: lambda row: kind_name(row.kind),
    REF: ref_text,
    NAME: lambda row: row.name,
    OWNERS: lambda row: "；".join(row.owners),
    DATE: lambda row: row.date.isoformat(),
    USES: lambda row: str(row.applications) if row.applications else "",
    PAID: lambda row: fen_text(row.paid) if row.paid else "",
}


def cell_text(row: RegisterRow, column: int) -> str:
    """Return what a thing shows in a column; sums are yuan, nothing where there is none."""
    return _TEXTS[column](row)
