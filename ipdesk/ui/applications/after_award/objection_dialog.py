"""What is asked before an applicant is told of an objection 告知异议: which, in what words, how long."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.models import queries
from ipdesk.models.commands import TellObjection
from ipdesk.models.parsing.text.first_person import told_of
from ipdesk.models.parsing.values.numbers import read_hearing_days
from ipdesk.models.records import ApplicationDetail, ObjectionState
from ipdesk.models.records.public_notices import ObjectionOfFile
from ipdesk.ui.desk.command_dialog import CommandDialog
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.widgets import ChoiceField, NumberField, ParagraphField, Switch

Then = Callable[[Any], None]


class ObjectionDialog(CommandDialog):
    """Asks what an applicant is told of an objection, and leads on to the letter that says so."""

    def __init__(self, desk: Desk, detail: ApplicationDetail, then: Then, parent: QWidget) -> None:
        row = detail.application
        title = f"{_tr('告知异议')}　{row.number}　{row.applicant_name}"
        super().__init__(desk, title, _tr("登记告知，印告知书"), then, parent, 4)
        waiting = (one for one in detail.objections if one.objection.state is ObjectionState.OPEN)
        self._open = {str(one.objection.id): one for one in waiting}
        self.which = ChoiceField([(key, _called(one)) for key, one in self._open.items()])
        self.gist, self.days = ParagraphField(), NumberField(read_hearing_days)
        self.named = Switch(_tr("异议人同意告知其姓名或者名称"))
        self._put_fields()
        self.days.set_number(_usual_days(desk))
        self.which.changed.connect(lambda _: self._begin())
        untold = [key for key, one in self._open.items() if one.hearing is None]
        self.which.set_key(next(iter((*untold, *self._open)), ""))
        self._begin()

    def _put_fields(self) -> None:
        self.add_sentence(_tr("告知书送达以后，申请人在期限内陈述意见；意见用“登记来文”登记，再答复异议。"))
        self.add("objection", _tr("哪一件异议"), self.which, 3)
        self.add("days", _tr("陈述意见的期限（工作日）"), self.days)
        hint = _tr("印在告知书上，不写异议人的名称、联系方式和其他个人信息，“本社”“我公司”写“异议人”")
        self.add("gist", _tr("异议的主要内容"), self.gist, 4, hint=hint)
        self.body.addWidget(self.named)

    def _begin(self) -> None:
        """Begin with the words of the objection, as they are said of who objects."""
        told = self._open.get(self.which.key())
        if told is not None:
            details = told.objection.details
            self.gist.setText(told_of(details.text, details.name, _tr("异议人")))
        self.gist.setFocus()

    def entered(self) -> TellObjection | None:
        """Return what to write down, None without an objection or days."""
        key, days = self.which.key(), self.days.number()
        if not key or days is None:
            return None
        named = self.named.isChecked()
        return TellObjection(objection=int(key), gist=self.gist.text(), days=int(days), named=named)


def _called(one: ObjectionOfFile) -> str:
    details = one.objection.details
    return f"{details.name}　{details.received_at.date().isoformat()}"


def _usual_days(desk: Desk) -> int:
    office = desk.read(queries.office)
    return office.hearing_days if office is not None else 5


def _tr(text: str) -> str:
    return QCoreApplication.translate("AfterAwardDialogs", text)
