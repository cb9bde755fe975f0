"""Who is entitled, as the dialog shows it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from ipdesk.models.services.entitlements import Entitlement
from ipdesk.ui.widgets import Column
from ipdesk.ui.widgets.money import fen_text

_MOST_NAMED = 5


class EntitledRow(NamedTuple):
    """One applicant: its place in the list, what stands in it, and what is told of it."""

    id: int
    cells: tuple[str, ...]
    tooltip: str


def columns() -> tuple[Column, ...]:
    """Head the list."""
    return (
        Column(_tr("申请人"), "key", ems=14, stretch=True),
        Column(_tr("成果"), "number", ems=3, stay=True),
        Column(_tr("核算金额（元）"), "number", ems=7, stay=True),
        Column(_tr("可资助（元）"), "number", ems=7, stay=True),
        Column(_tr("要注意的"), "sub", ems=16, stretch=True),
    )


def entitled_row(place: int, one: Entitlement) -> EntitledRow:
    """Return what the list shows of an applicant: sums in yuan, and what limits, bars and gaps leave."""
    remarks = _tr("，").join(_remarks(one))
    cells = (one.applicant.name, str(len(one.rows)), fen_text(one.computed), fen_text(one.amount), remarks)
    return EntitledRow(place, cells, remarks)


def _remarks(one: Entitlement) -> Iterator[str]:
    if one.barred_until is not None:
        yield _tr("限制资助到 {day}").format(day=one.barred_until.isoformat())
    if one.amount < one.computed:
        yield _tr("按限额核减 {sum} 元").format(sum=fen_text(one.computed - one.amount))
    if one.incomplete:
        yield _tr("{count} 项信息不全").format(count=one.incomplete)
    if one.undecided:
        yield _tr("{count} 项待核定").format(count=one.undecided)


def named(one: Entitlement) -> str:
    """Return which things an applicant would apply for, a line each; of many the first, and how many."""
    lines = [_tr("{ref}　{name}").format(ref=row.ref, name=row.name).strip() for row in one.rows]
    if len(lines) <= _MOST_NAMED:
        return "\n".join(lines)
    return "\n".join((*lines[: _MOST_NAMED - 1], _tr("等共 {count} 件").format(count=len(lines))))


def _tr(text: str) -> str:
    return QCoreApplication.translate("EntitledRows", text)
