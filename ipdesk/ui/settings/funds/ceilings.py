"""The ceilings that are set: what each is about, how much of it is used, what becomes of more."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.models import queries
from ipdesk.models.core.session import Session
from ipdesk.models.records import Ceiling
from ipdesk.ui.funds.models import FundRow
from ipdesk.ui.funds.parts import FundTable
from ipdesk.ui.widgets import Column
from ipdesk.ui.widgets.money import fen_text

UsedCeiling = tuple[Ceiling, int]
"""A ceiling, and what was granted of that which it is about (fen)."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("FundSettings", text)


def used_ceilings(session: Session) -> tuple[UsedCeiling, ...]:
    """Read the ceilings, each with what was granted."""
    return tuple((one, queries.ceiling_used(session, one.scope)) for one in queries.ceilings(session))


def about_text(ceiling: Ceiling, policy_name: Callable[[str], str]) -> str:
    """Say what a ceiling is about."""
    scope = ceiling.scope
    if scope.task is not None:
        return ceiling.name.removesuffix(_tr("的资助上限"))
    policy = policy_name(scope.policy) if scope.policy else _tr("全部政策")
    year = "" if scope.year is None else _tr("{year}年度").format(year=scope.year)
    return "　".join(filter(None, (year, policy)))


def _columns() -> tuple[Column, ...]:
    return (
        Column(_tr("针对"), "key", ems=10, stretch=True),
        Column(_tr("上限（元）"), "number", ems=6.5, stay=True),
        Column(_tr("已核定（元）"), "number", ems=6.5, stay=True),
        Column(_tr("余额（元）"), "number", ems=6.5, stay=True),
        Column(_tr("超出时"), "sub", ems=5, stay=True),
    )


class CeilingsPanel(FundTable):
    """The list (F2)."""

    def __init__(self, policy_name: Callable[[str], str], parent: QWidget | None = None) -> None:
        super().__init__(_tr("资助上限"), "F2", _columns(), parent)
        self._policy_name = policy_name
        self.found: tuple[UsedCeiling, ...] = ()

    def show_ceilings(self, found: Sequence[UsedCeiling]) -> None:
        """List ceilings with what is used of each; where there is none, say what one is for."""
        self.found = tuple(found)
        self.show_rows(tuple(map(self._row, found)))
        hint = _tr("没有上限。年度预算有上限的，按 Alt+N 设置：超出的不能审定，或者汇总核定时同比例核减")
        self.table.set_hint("" if found else hint)

    def _row(self, one: UsedCeiling) -> FundRow:
        ceiling, used = one
        about, left = about_text(ceiling, self._policy_name), ceiling.most - used
        way = _tr("不予审定") if ceiling.way.value == "refuse" else _tr("同比例核减")
        cells = (about, fen_text(ceiling.most), fen_text(used), fen_text(left), way)
        tooltip = "\n".join(filter(None, (about, ceiling.way.label, ceiling.basis)))
        return FundRow(ceiling.id, cells, None, tooltip, "warning" if left <= 0 else "")

    def in_hand(self) -> Ceiling | None:
        """Return the ceiling that the keys act on, None for none."""
        return next((one for one, _ in self.found if one.id == self.current()), None)
