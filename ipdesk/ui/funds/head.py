"""The head of the page: which fund, at the end of which day, in which unit."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from ipdesk.models.records import Fund
from ipdesk.rules.core.money import grouped_yuan, wan_yuan
from ipdesk.ui.widgets import Button, ChoiceField, DateField, Field, FormGrid

WAN, YUAN = "wan", "yuan"


class FundHead(FormGrid):
    """``moved`` tells that another fund, another day or another unit is wanted, ``turned`` another view."""

    moved = Signal()
    turned = Signal(int)

    def __init__(self, today: Callable[[], datetime.date], parent: QWidget | None = None) -> None:
        super().__init__(8, parent)
        self.views = QButtonGroup(self)
        self._tabs = QWidget()
        self.fund = ChoiceField(())
        self.day = DateField(today)
        self.unit = ChoiceField(((WAN, self.tr("万元")), (YUAN, self.tr("元"))))
        self.unit.set_key(WAN)
        self._add_views()
        self.add(Field(self.tr("专项资金"), self.fund), 4)
        self.add(Field(self.tr("截至"), self.day, mark=self.tr("不填算全部")))
        self.add(Field(self.tr("金额单位"), self.unit))
        for changed in (self.fund.changed, self.unit.changed, self.day.changed):
            changed.connect(lambda *_: self.moved.emit())

    def _add_views(self) -> None:
        row = QHBoxLayout(self._tabs)
        row.setContentsMargins(0, 0, 0, 0)
        for place, word in enumerate((self.tr("账目"), self.tr("绩效"), self.tr("到期"))):
            tab = Button(word, "tab")
            tab.set_key(f"Alt+{place + 1}")
            self.views.addButton(tab, place)
            row.addWidget(tab)
        row.addStretch(1)
        self.views.button(0).setChecked(True)
        self.views.idClicked.connect(self.turned)
        self.add(self._tabs, 2)

    def show_funds(self, funds: Iterable[Fund], chosen: Fund | None) -> None:
        """Offer these funds, standing on the chosen one; nothing is told of that."""
        with QSignalBlocker(self.fund):
            self.fund.set_choices([(str(one.id), _named(one)) for one in funds])
            self.fund.set_key(str(chosen.id) if chosen is not None else "")

    def wanted(self) -> int | None:
        """Return the id of the fund that is wanted, None for none."""
        return int(self.fund.key()) if self.fund.key() else None

    def money(self, fen: int) -> str:
        """Write fen in the unit that is wanted."""
        return wan_yuan(fen) if self.unit.key() == WAN else grouped_yuan(fen)

    def unit_word(self) -> str:
        """Return what the unit is called."""
        return self.unit.currentText()


def _named(fund: Fund) -> str:
    return f"{fund.year}　{fund.name}　{fund.level.label}"
