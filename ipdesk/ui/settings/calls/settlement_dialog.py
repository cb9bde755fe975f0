"""The settlement of a call 汇总核定: what it does to every line, before it is written; and taking it back."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from ipdesk.models.awards.settlement import Settlement, factors, settle
from ipdesk.models.parsing.values.numbers import NumberForm, read_whole
from ipdesk.models.reading.call_claims import CallClaims
from ipdesk.models.records import Call, RankedPlaces, SettledAmount, SettlementChoices, StandingSettlement
from ipdesk.ui.awards.sums_table import AFTER
from ipdesk.ui.settings.calls.settlement_table import SettlementModel, columns
from ipdesk.ui.widgets import (
    Button,
    CheckBox,
    DeskTable,
    Dialog,
    Field,
    FormGrid,
    MessageLine,
    NumberField,
    Text,
    confirm,
)
from ipdesk.ui.widgets.days import short_moment
from ipdesk.ui.widgets.money import fen_text

_PLACES = NumberForm("名额", ("个", "名"), places=0, least=Decimal(0), most=Decimal(9999))


class SettlementDialog(Dialog):
    """Shows every line before and after. ``submitted`` settles, ``undone`` takes the one that stands back.

    Who was judged by experts may be ranked: a number of places for each clause. The dialog stays until told.
    """

    submitted = Signal()
    undone = Signal()

    def __init__(
        self, call: Call, found: CallClaims, standing: StandingSettlement | None, today: datetime.date,
        parent: QWidget,
    ) -> None:  # fmt: skip
        translate = QCoreApplication.translate
        title = translate("SettlementDialog", "汇总核定　{title}").format(title=call.title)
        super().__init__(title, translate("SettlementDialog", "写入核定结果"), parent=parent)
        self.call, self.found, self.standing, self._today = call, found, standing, today
        self.message, self.sums, self.total = MessageLine(), Text("", "sub"), Text("", "strong")
        self.scale = CheckBox(self.tr("超出批次预算时，各件同比例核减"))
        self.places: dict[str, NumberField] = {}
        self.model, self.table = SettlementModel(self), DeskTable(columns(), long=True)
        self.undo_button = Button(self.tr("撤销上次汇总"), icon="undo", shortcut="Alt+U")
        self._fill_body()
        self._listen()
        self.show_preview()
        (self.undo_button if standing else self.table).setFocus()

    def _fill_body(self) -> None:
        self.table.setModel(self.model)
        self.table.setAccessibleName(self.tr("汇总前后的金额"))
        self.sums.setWordWrap(True)
        self.body.addWidget(self.message)
        self.body.addWidget(self.sums)
        if ranked := self._ranked():
            self.body.addWidget(self._places_of(ranked))
        self.body.addWidget(self.scale)
        self.scale.setVisible(self.found.budget is not None)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.total)
        self.add_left(self.undo_button)
        self.undo_button.setVisible(self.standing is not None)

    def _places_of(self, ranked: Sequence[tuple[str, str]]) -> FormGrid:
        """Ask how many places there are for clauses that are given by rank, each by id and title."""
        grid, hint = FormGrid(12), self.tr("按专家得分排名，不填不排")
        for rule, title in ranked:
            self.places[rule] = NumberField(lambda text: read_whole(text, _PLACES))
            grid.add(Field(self.tr("{title}的名额").format(title=title), self.places[rule], hint=hint), 3)
        return grid

    def _ranked(self) -> list[tuple[str, str]]:
        """Return the clauses whose lines were judged, with their titles."""
        judged = {claim.rule: claim.title for claim in self.found.claims if claim.score is not None}
        return list(judged.items())

    def _listen(self) -> None:
        self.scale.toggled.connect(lambda _: self.show_preview())
        for field in self.places.values():
            field.textChanged.connect(lambda _: self.show_preview())
        self.undo_button.clicked.connect(self._undo)

    def restyle(self) -> None:
        """Take the measures in force, with room for the list."""
        super().restyle()
        self.take_room(310, 150)

    # --- what is chosen and comes out ---

    def choices(self) -> SettlementChoices:
        """Return what the office chooses."""
        numbers = ((rule, field.number()) for rule, field in self.places.items())
        places = tuple(RankedPlaces(rule, int(number)) for rule, number in numbers if number is not None)
        return SettlementChoices(places, self.scale.isChecked())

    def settlement(self) -> Settlement:
        """Return what comes out by what is chosen."""
        found = self.found
        return settle(found.claims, found.pools, found.budget, self.choices(), found.quotas)

    def shown(self) -> tuple[SettledAmount, ...]:
        """Return what is seen of every line that claims something."""
        return tuple(item.settled for item in self.settlement().claims if item.claim.amount)

    def show_preview(self) -> None:
        """Settle anew and show every line."""
        settlement = self.settlement()
        self.model.show_settlement(settlement)
        self.table.make_room(AFTER, [fen_text(settlement.before)])
        found = self.found
        self.sums.setText("\n".join(factors(settlement, found.pools, found.budget, found.quotas)))
        self.total.setText(self._total_text(settlement))
        self._tell((*found.problems, *settlement.problems))

    def _total_text(self, settlement: Settlement) -> str:
        lowered = sum(bool(item.reasons) for item in settlement.claims)
        words = self.tr("{count} 项，汇总前 {before} 元，汇总后 {after} 元，核减 {lowered} 项")
        return words.format(
            count=self.model.claims, before=fen_text(settlement.before), after=fen_text(settlement.after),
            lowered=lowered,
        )  # fmt: skip

    def _tell(self, problems: Sequence[str]) -> None:
        if self.standing is not None:
            words = self.tr("已由 {by} 于 {at} 汇总核定 {count} 件。要重新汇总的，先撤销。")
            at = short_moment(self.standing.at, self._today)
            said = words.format(by=self.standing.by, at=at, count=self.standing.applications)
            self.message.say(said, icon="info")
        elif problems:
            self.message.say("\n".join(problems))
        else:
            self.message.clear()
        standing = self.tr("已经汇总核定，要重新汇总的先撤销")
        why = standing if self.standing else self.tr("还不能汇总，原因写在上面")
        self.accept_button.enable(self.standing is None and not problems, why)

    # --- handing in ---

    def accept(self) -> None:
        """Hand in what is seen, after asking; the dialog stays until it is written."""
        if self.accept_button.isEnabled() and self._agreed():
            self.hold()
            self.submitted.emit()

    def said_result(self) -> str:
        """Say what is written: of how many applications, and to what they come."""
        settlement = self.settlement()
        words = self.tr("{files} 件申请，由 {before} 元核定为 {after} 元，核减 {lowered} 项")
        return words.format(
            files=len({item.claim.application for item in settlement.claims}),
            before=fen_text(settlement.before), after=fen_text(settlement.after),
            lowered=sum(bool(item.reasons) for item in settlement.claims),
        )  # fmt: skip

    def _agreed(self) -> bool:
        said = self.tr("{result}。写入以后各件按核定的金额继续办理；还没有继续办理的，可以撤销。")
        title, word = self.tr("写入核定结果？"), self.tr("写入")
        return confirm(self, title, said.format(result=self.said_result()), word)

    def _undo(self) -> None:
        if not self.held():
            self.hold()
            self.undo_button.setEnabled(False)
            self.undone.emit()

    def done_settling(self, _: object = None) -> None:
        """Close: it is written, or taken back."""
        super().accept()

    def refuse(self, sentence: str) -> None:
        """Say why nothing was written."""
        self.undo_button.setEnabled(True)
        self.release()
        self.accept_button.setEnabled(self.standing is None)
        self.message.say(sentence)
