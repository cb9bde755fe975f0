"""Doing what was signed, and issuing its paper, with one key."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.documents.letters.issuing.submission import carrying_out
from ipdesk.documents.letters.registry import DOCUMENTS
from ipdesk.documents.text.numerals import chinese_date
from ipdesk.models import queries
from ipdesk.models.applications.approvals import APPROVED, BAR, HANDLED
from ipdesk.models.commands import CarryOutHandling
from ipdesk.models.core import exact_json
from ipdesk.models.records import ApplicationDetail, Handling
from ipdesk.rules.core.money import grouped_yuan
from ipdesk.ui.desk.command_dialog import CommandDialog
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.submission import sources_of
from ipdesk.ui.widgets import DateField, TextField


class CarryOutDialog(CommandDialog):
    """Shows what was signed, and asks for the day of the paper, and its number where that is typed."""

    def __init__(
        self,
        desk: Desk,
        detail: ApplicationDetail,
        handling: Handling,
        then: Callable[[Any], None],
        parent: QWidget,
    ) -> None:
        row, paper = detail.application, APPROVED[handling.kind]
        title = f"{HANDLED[handling.kind]}　{row.number}　{row.applicant_name}"
        accept = (
            _tr("办理，登记限制") if handling.kind == BAR else _tr("办理，印发{paper}").format(paper=paper)
        )
        super().__init__(desk, title, accept, then, parent)
        self._handling, self.date = handling, DateField(desk.today)
        office = desk.read(queries.office)
        typed = office is not None and not office.own_series and handling.kind != BAR
        self.number = TextField() if typed else None
        self.add_sentence(self._signed(handling), "strong")
        for sentence in _said(desk.read(queries.letter, handling.sheet).data):
            self.add_sentence(sentence)
        self.date.set_day(desk.today())
        if handling.kind == BAR:  # nothing is asked of what has no paper
            self.date.setParent(self)
            self.date.hide()
            self.body.addWidget(self.grid)
        else:
            hint = _tr("办理以后，{paper}随即印发").format(paper=paper)
            self.add("date", _tr("成文日期"), self.date, hint=hint)
            self._put_number()
            (self.number or self.date).setFocus()

    def _put_number(self) -> None:
        if self.number is not None:
            self.add("number", _tr("文号"), self.number, hint=_tr("按本单位发文登记簿"), optional=False)
        elif drawn := self._drawn():
            self.add_sentence(
                _tr("文号 {number}，印发后日期和内容不能再改，可以随时重印。").format(number=drawn)
            )

    def _drawn(self) -> str:
        """Return the number that is drawn next; "" where the kind bears none."""
        mark = DOCUMENTS[self._handling.kind].kind.series  # a bar has no paper, and is not asked here
        year = self._desk.today().year
        return "" if mark is None else self._desk.read(queries.next_letter_number, year, mark) or ""

    def _signed(self, handling: Handling) -> str:
        signed = handling.signature
        if signed is None:
            return ""
        words = _tr("{signers} {day}签批同意。")
        return words.format(signers=signed.signers, day=chinese_date(signed.day))

    def entered(self) -> CarryOutHandling | None:
        """Return what does it, None without a day."""
        day = self.day_of("date") if "date" in self.fields else self._desk.today()
        if day is None:
            return None
        typed = self.number.text().strip() if self.number is not None else None
        return carrying_out(sources_of(self._desk), self._handling, day, typed)


def _said(sheet: object) -> list[str]:
    """Return what was signed, in full: what is done, why, by which rule, the sum."""
    data = exact_json.loads(exact_json.dumps(sheet))
    total = data.get("total")
    texts = (
        _told(_tr("拟作出的处理：{text}"), data.get("decision")),
        _told(_tr("事实和理由：{text}"), data.get("facts")),
        _told(_tr("依据：{text}"), data.get("basis")),
        _tr("金额：{sum} 元。").format(sum=grouped_yuan(total)) if total is not None else "",
    )
    return [text for text in texts if text]


def _told(words: str, text: object) -> str:
    said = str(text or "").rstrip("。")
    return words.format(text=f"{said}。") if said else ""


def _tr(text: str) -> str:
    return QCoreApplication.translate("CarryOutDialog", text)
