"""Writing down who else pays for what a grant is given for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.funds.projects.funding import Bearer, FundingPart
from ipdesk.models.commands import KeepFunding
from ipdesk.models.records import FundGrantRecord
from ipdesk.ui.desk.command_dialog import CommandDialog
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.funds.rows import grantee
from ipdesk.ui.widgets import DateField, Field, MoneyField, TextField
from ipdesk.ui.widgets.money import fen_text


class FundingDialog(CommandDialog):
    """A row for each that may bear a part; an empty one is left out."""

    room = 190

    def __init__(
        self,
        desk: Desk,
        grant: FundGrantRecord,
        granted: int,
        shown: tuple[FundingPart, ...],
        then: Callable[[Any], None],
        parent: QWidget,
    ) -> None:
        """Take the grant, what it comes to (fen), and what is written down of others so far."""
        title = _tr("分担和配套　{name}　核定 {fen} 元").format(name=grantee(grant), fen=fen_text(granted))
        super().__init__(desk, title, _tr("保存"), then, parent, columns=4)
        self._grant, self._shown = grant.id, shown
        self.kept_as = f"funding of grant {grant.id}"
        parts = {one.bearer: one for one in shown}
        self.rows = {bearer: _PartFields(desk, bearer, parts.get(bearer)) for bearer in Bearer}
        for row in self.rows.values():
            row.put_into(self)
        self.rows[Bearer.RECIPIENT].fen.setFocus()

    def entered(self) -> KeepFunding:
        """Return what is kept of others, as the fields say it."""
        parts = tuple(filter(None, (row.entered() for row in self.rows.values())))
        return KeepFunding(grant=self._grant, shown=self._shown, parts=parts)


class _PartFields:
    """The fields of one that may bear a part."""

    def __init__(self, desk: Desk, bearer: Bearer, part: FundingPart | None) -> None:
        self._bearer = bearer
        self.fen, self.in_place, self.by, self.paper = (
            MoneyField(),
            MoneyField(),
            DateField(desk.today),
            TextField(),
        )
        if part is not None:
            self.fen.set_fen(part.fen)
            self.in_place.set_fen(part.in_place or None)
            self.by.set_day(part.by)
            self.paper.show_text(part.paper)

    def put_into(self, dialog: FundingDialog) -> None:
        """Stand in the form as its row; problems of the part are told at its sum."""
        optional = _tr("选填")
        dialog.put(self._bearer.value, Field(_tr("{who}应承担").format(who=self._bearer.label), self.fen))
        dialog.put(f"{self._bearer.value}_in_place", Field(_tr("已到位"), self.in_place, mark=optional))
        dialog.put(f"{self._bearer.value}_by", Field(_tr("到位期限"), self.by, mark=optional))
        dialog.put(f"{self._bearer.value}_paper", Field(_tr("依据"), self.paper, mark=optional))

    def entered(self) -> FundingPart | None:
        """Return the part, None where nothing was typed of one; what lacks its sum is refused then."""
        fen, others = self.fen.fen(), (self.in_place.fen(), self.by.day(), self.paper.text().strip())
        if fen is None and not any(others):
            return None
        sums = {"fen": fen or 0, "in_place": self.in_place.fen() or 0}
        return FundingPart(bearer=self._bearer, by=self.by.day(), paper=self.paper.text(), **sums)


def _tr(text: str) -> str:
    return QCoreApplication.translate("FundDialogs", text)
