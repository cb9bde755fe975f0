"""The head of the page: which fund, and how much of it is where on its way."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QWidget

from ipdesk.models.records import BatchState, Fund
from ipdesk.rules.core.money import grouped_yuan
from ipdesk.ui.funds.figure_tiles import Figure, FigureTiles
from ipdesk.ui.payments.load import PaymentsFile
from ipdesk.ui.widgets import ChoiceField, Field, FormGrid


class PaymentsHead(FormGrid):
    """``moved`` tells that another fund is wanted."""

    moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(8, parent)
        self.fund, self.tiles = ChoiceField(()), FigureTiles()
        self.add(Field(self.tr("专项资金"), self.fund), 3)
        self.add(self.tiles, 5)
        self.fund.changed.connect(lambda *_: self.moved.emit())

    def show_funds(self, funds: Iterable[Fund], chosen: Fund | None) -> None:
        """Offer these funds, standing on the chosen one; nothing is told of that."""
        with QSignalBlocker(self.fund):
            self.fund.set_choices([(str(one.id), f"{one.year}　{one.name}") for one in funds])
            self.fund.set_key(str(chosen.id) if chosen is not None else "")

    def wanted(self) -> int | None:
        """Return the id of the fund that is wanted, None for none."""
        return int(self.fund.key()) if self.fund.key() else None

    def show_sums(self, file: PaymentsFile) -> None:
        """Show how much waits, is prepared, is with the bank, and is to be repeated (yuan)."""
        unsent = BatchState.PREPARED, BatchState.SIGNED
        prepared = sum(one.fen for one in file.batches if one.state in unsent)
        again = sum(one.returned for one in file.payable)
        shown = (
            (self.tr("待拨付"), sum(one.left for one in file.payable)),
            (self.tr("其中要重新支付"), again),
            (self.tr("已编批，未提交"), prepared),
            (self.tr("已提交，等结果"), sum(one.in_transit for one in file.batches)),
        )
        self.tiles.show_figures([Figure(word, grouped_yuan(fen)) for word, fen in shown])
