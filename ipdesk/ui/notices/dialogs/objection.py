"""Writing an objection down: who, when, to whom on the list, what, and what came along."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.models.core.errors import Problem
from ipdesk.models.parsing.text.lines import stored_line
from ipdesk.models.periods.moments import day_and_minutes, moment_of
from ipdesk.models.public_notices.objections import papers_fault
from ipdesk.models.records import Matter, ObjectionDetails, Objector, PublicNotice, Sheets
from ipdesk.ui.desk.paper_fields import PaperFields, put_paper
from ipdesk.ui.notices.dialogs.attacked_lines import AttackedLines, WhichPart
from ipdesk.ui.notices.dialogs.objection_papers import ObjectionPapers
from ipdesk.ui.widgets import (
    Button,
    ChoiceField,
    DateField,
    FormDialog,
    ParagraphField,
    TextField,
)
from ipdesk.ui.widgets.fields.hour_field import HourField


class EnteredObjection(NamedTuple):
    """An objection as it was entered, whether it is to be written down as not accepted, and its paper."""

    details: ObjectionDetails
    not_accepted: bool
    sheets: Sheets


class ObjectionDialog(FormDialog):
    """The form of an objection. Alt+R writes one down that lacks something, as not accepted."""

    def __init__(self, notice: PublicNotice, now: datetime.datetime, parent: QWidget) -> None:
        title = QCoreApplication.translate("ObjectionDialog", "登记异议")
        super().__init__(title, QCoreApplication.translate("ObjectionDialog", "受理异议"), parent)
        takers = dict.fromkeys((line.application, line.recipient) for line in notice.lines)
        self.application = ChoiceField([(str(one), name) for one, name in takers])
        self.objector = ChoiceField([(one.value, one.label) for one in Objector])
        self._notice, self.lines = notice, AttackedLines()
        self.name, self.contact, self.text = TextField(), TextField(), ParagraphField()
        self.paper = PaperFields(Matter.OBJECTION)
        day, minutes = day_and_minutes(now)
        self.day, self.hour = DateField(lambda: day), HourField(minutes)
        self.papers = ObjectionPapers()
        self.decline = Button(self.tr("登记为不予受理"), shortcut="Alt+R")
        self._not_accepted = False
        self._lay_out_form()
        self.day.set_day(day)
        self.hour.set_minutes(minutes)
        self._listen()
        self._begin()

    def _listen(self) -> None:
        self.application.changed.connect(lambda _: self._show_lines())
        self.objector.changed.connect(lambda _: self._show_papers())
        self.papers.changed.connect(self._tell_lacking)
        self.contact.textChanged.connect(self._tick_contact)
        self.contact.editingFinished.connect(lambda: self.contact.show_text(stored_line(self.contact.text())))
        self.decline.clicked.connect(self._decline)

    def _begin(self) -> None:
        self.objector.set_key(Objector.UNIT.value)
        self._show_papers()
        if self.application.count() == 1:
            self.application.setCurrentIndex(0)
        self.application.setFocus()

    def _lay_out_form(self) -> None:
        self.add("application", self.tr("对谁有异议"), self.application, 2, optional=False)
        self.add("objector", self.tr("异议人是"), self.objector)
        self.add("received_at", self.tr("收到日期"), self.day, optional=False)
        self.add("name", self.tr("异议人名称"), self.name, 2, optional=False)
        self.add("contact", self.tr("联系人和联系方式"), self.contact, optional=False)
        self.add("hour", self.tr("时间"), self.hour)
        self.add("lines", self.tr("对哪些事项有异议"), self.lines, 4, optional=False)
        self.which = WhichPart(self, self.lines)
        self.add("text", self.tr("异议内容"), self.text, 4, optional=False)
        put_paper(self, self.paper, (2, 1, 1))
        self.add("papers", self.tr("收到的材料"), self.papers, 4)
        self.add_left(self.decline)

    def _show_lines(self) -> None:
        """Offer the rows of whom the objection is about, all ticked."""
        self.lines.show_lines(self._notice, int(self.application.key() or 0))
        self._put_in_order()

    def _show_papers(self) -> None:
        """Offer the papers that this kind of objector has to bring along."""
        self.papers.show_papers(Objector(self.objector.key() or Objector.UNIT))
        self._tick_contact(self.contact.text())
        self._put_in_order()

    def _put_in_order(self) -> None:
        """Let Tab go through the boxes where they stand, though they were made later than the fields."""
        for before, after in pairwise((self.hour, *self.lines.boxes, self.which.text, self.text)):
            self.setTabOrder(before, after)
        for before, after in pairwise(
            (self.text, *self._paper_editors(), *self.papers.boxes, self.accept_button)
        ):
            self.setTabOrder(before, after)

    def _paper_editors(self) -> tuple[QWidget, ...]:
        return tuple(one.editor for one in self.paper.fields())

    def _tick_contact(self, text: str) -> None:
        """Tick that a way to reach the objector is there where one is typed; it need not be said twice."""
        self.papers.papers["contact"].setChecked(bool(text.strip()))

    def _tell_lacking(self) -> None:
        fault = papers_fault(self._entered())
        self.papers.say(fault)
        self.decline.enable(bool(fault), self.tr("材料齐全、在公示期内的，应当受理"))

    def _decline(self) -> None:
        self._not_accepted = True
        self.accept()
        self._not_accepted = False

    def missing(self) -> Iterable[Problem]:
        """Yield what is not there and has to be."""
        if not self.application.key():
            yield Problem("application", self.tr("请选择名单上的单位或者个人。"))
        if self.lines.is_empty():
            yield Problem("lines", self.tr("请勾选异议针对的事项。"))
        yield from self.which.missing()
        if self.day.day() is None:
            yield Problem("received_at", self.tr("请填写收到的日期。"))
        if not self._not_accepted and (fault := papers_fault(self._entered())):
            yield Problem("papers", fault)

    def _entered(self) -> ObjectionDetails:
        day = self.day.day() or datetime.date.min.replace(year=2000)
        return ObjectionDetails(
            application=int(self.application.key() or 0),
            objector=Objector(self.objector.key() or Objector.UNIT),
            name=self.name.text(),
            contact=self.contact.text(),
            received_at=moment_of(day, self.hour.minutes()),
            text=self.text.text(),
            papers=self.papers.given(),
            lines=self.which.lines(),
        )

    def entered(self) -> EnteredObjection:
        """Return what the form says, and whether it is only to be written down."""
        return EnteredObjection(self._entered(), self._not_accepted, self.paper.sheets())
