"""What is asked of a paper that came in 来文: a new one, one that must have come, or one to be put right."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.models import queries
from ipdesk.models.applications.file_papers import unfiled_minutes
from ipdesk.models.awards.materials import Material
from ipdesk.models.commands import Command, CorrectIncomingPaper, RecordIncomingPaper
from ipdesk.models.core.errors import DeskError, InvalidInput
from ipdesk.models.parsing.guardians import who_signs
from ipdesk.models.records import (
    UNSEEN,
    ApplicationDetail,
    IncomingDetails,
    IncomingPaper,
    Matter,
    Sheets,
)
from ipdesk.models.records.batches import NO_MINUTES
from ipdesk.ui.awards.material_view import belongs_to, materials_of
from ipdesk.ui.desk.command_dialog import CommandDialog
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.paper_fields import DatedPaperFields
from ipdesk.ui.widgets import ChoiceField, Switch, TextField, WrappingText
from ipdesk.ui.widgets.fields.confirmable_field import DoubtField, problem_in

Then = Callable[[Any], None]
_MEETING = re.compile("[^〔［\\[（(0-9]*纪要")
_LACKING, _NEW, _KNOWN = "lacking", "new", "known"
_BRINGING = (Matter.LATE, Matter.GUARDIAN)
"""The matters whose papers bring materials of the list."""


class IncomingDialog(CommandDialog):
    """Asks for a paper; what its matter tells is filled in: those that must have come stand first.

    One that was written down before is corrected with a reason, or struck out.
    """

    def __init__(self, desk: Desk, detail: ApplicationDetail, then: Then, parent: QWidget) -> None:
        row, word = detail.application, _tr("登记来文")
        super().__init__(desk, f"{word}　{row.number}　{row.applicant_name}", _tr("登记"), then, parent)
        self._application, self._signs = row.id, who_signs(detail.applicant, desk.today())
        self._lacking, self._minutes = detail.unrecorded, _minutes(desk, detail)
        self._known = {str(one.id): one for one in detail.incoming}
        self.which = ChoiceField(self._choices())
        self.author, self.number, self.reason = TextField(), TextField(), TextField()
        self.struck = Switch(_tr("不在卷内，作废这一条"))
        self.alike = Switch(_tr("同一次会议的其他申请件一并登记"))
        self.alike.setChecked(True)
        self._materials = _materials(desk, detail)
        self.came = {one: Switch(_named(one)) for one in self._materials}
        self.paper = DatedPaperFields(Matter.LATE, self._signs, desk.today)
        self.told = WrappingText("", "strong")
        self._called = ""  # the title that was made of what is ticked
        self._early: datetime.date | None = None  # which day before the application came in is right
        self._lay_out_fields()
        self.which.changed.connect(lambda _: self._begin())
        self.which.set_key(f"{_LACKING}:0" if self._lacking else f"{_NEW}:{Matter.LATE.value}")
        self._begin()
        self.which.setFocus()

    def _choices(self) -> list[tuple[str, str]]:
        lacking = _tr("{title}　{sender}（还没有登记）")
        known = _tr("更正　{title}　{sender}　{day}")
        return [
            *(
                (f"{_LACKING}:{at}", lacking.format(title=one.title, sender=one.sender))
                for at, one in enumerate(self._lacking)
            ),
            *((f"{_NEW}:{one.value}", one.label) for one in Matter),
            *(
                (f"{_KNOWN}:{key}", known.format(title=one.title, sender=one.sender, day=one.day))
                for key, one in ((key, paper.details) for key, paper in self._known.items())
            ),
        ]

    def _lay_out_fields(self) -> None:
        self.body.addWidget(self.told)
        self.add("which", _tr("来文"), self.which, 2)
        _, day, pages, form = self.paper.fields()
        self.add("title", _tr("题名"), self.paper.title, 2)
        self.add("sender", _tr("责任者"), self.author, 2, hint=_tr("写这份来文的单位或者个人"))
        self.add("number", _tr("文号"), self.number, optional=True)
        self.day_field = DoubtField(day.label, day.editor)
        self.day_field.confirmed.connect(self._confirm_day)
        self.put("paper_day", self.day_field, 1)
        self.add("pages", pages.label, pages.editor, optional=True, hint=pages.hint)
        self.add("form", form.label, form.editor)
        self.add(
            "correction",
            _tr("更正的理由"),
            self.reason,
            2,
            hint=_tr("原来的登记保留，可以查看"),
            optional=False,
        )
        self.place(self.struck, 2)
        self.place(self.alike, 2)
        for one in self.came.values():
            self.place(one, 2)
            one.toggled.connect(lambda _: self._title_by_materials())

    def _begin(self) -> None:
        """Fill in what is known of the paper that is chosen."""
        kind, _, key = self.which.key().partition(":")
        known = self._known.get(key) if kind == _KNOWN else None
        if known is not None:
            self._show(known.details)
        elif kind == _LACKING:
            self._show(self._lacking[int(key)])
        elif kind == _NEW:
            self._show(self._usual(Matter(key)))
        self._tick(known)
        self._tell_known(known)

    def _tick(self, known: IncomingPaper | None) -> None:
        """Show what a paper brought; a new one has brought nothing yet."""
        brings = known.details.brings if known is not None else ()
        for one, switch in self.came.items():
            switch.setChecked((one.row, one.id) in brings)

    def _asked(self, known: IncomingPaper | None) -> list[Switch]:
        """Return what is to be ticked: what is missing still, or came with this paper."""
        if self.paper.matter not in _BRINGING or (known is None and not self.which.key().startswith(_NEW)):
            return []
        brings = known.details.brings if known is not None else ()
        return [
            switch for one, switch in self.came.items() if not one.received or (one.row, one.id) in brings
        ]

    def _title_by_materials(self) -> None:
        """Call the paper by what it brings, unless it has a title of its own."""
        made = {"", *(one.label for one in _BRINGING), self._called}
        if self.paper.title.text() in made and self.which.key().startswith(_NEW):
            names = dict.fromkeys(one.name for one, switch in self.came.items() if switch.isChecked())
            self._called = "、".join(names) or self.paper.matter.label
            self.paper.title.setText(self._called)

    def _brought(self) -> tuple[tuple[str, str], ...]:
        found = self.came.items()
        return tuple((one.row, one.id) for one, it in found if it.isChecked() and not it.isHidden())

    def _usual(self, matter: Matter) -> IncomingDetails:
        """Return what a matter tells of its paper; of the minutes that decided they are known, but a copy."""
        if matter is Matter.MINUTES:
            return self._minutes
        if matter.of_office:
            return replace(self._minutes, matter=matter, day=self._desk.today(), number="", sheets=UNSEEN)
        sender = self._signs if matter.of_applicant else ""
        return IncomingDetails(matter=matter, sender=sender, day=self._desk.today())

    def _show(self, paper: IncomingDetails) -> None:
        self.paper.begin(paper.matter, paper.sheets)
        if paper.matter in (Matter.OTHER, Matter.EVIDENCE) and paper.sheets == UNSEEN:
            self.paper.title.setText("")
        self.author.setText(paper.sender)
        self.number.setText(paper.number)
        self.paper.day.set_day(paper.day)
        for field in self.fields.values():
            field.set_error("")

    def _tell_known(self, known: IncomingPaper | None) -> None:
        words = _tr("这份来文由{by}于 {day} 登记；再次登记是更正。")
        said = words.format(by=known.by, day=known.at.date().isoformat()) if known else ""
        self.told.setText(said)
        self.told.setVisible(bool(said))
        left_out = () if known else (self.fields["correction"], self.struck)
        asked = self._asked(known)
        unasked = [one for one in self.came.values() if one not in asked]
        self.grid.leave_out((*left_out, *unasked, *(() if self._is_alike(known) else (self.alike,))))
        self.accept_button.setText(_tr("更正登记") if known else _tr("登记"))

    # --- a day before the application came in ---

    def accept(self) -> None:
        """Hand in what was entered, unless something is missing or cannot be read: that is said."""
        self.day_field.show_problem(None)
        super().accept()

    def refuse(self, error: DeskError) -> None:
        """Say why it was not written down; a day that may be right can be confirmed in its place."""
        super().refuse(error)
        problems = error.problems if isinstance(error, InvalidInput) else ()
        if (doubt := problem_in(problems, "paper_day")) is not None:
            self.day_field.show_problem(doubt)

    def _confirm_day(self) -> None:
        self._early = self.paper.day.day()
        self.accept()

    def entered(self) -> Command[Any] | None:
        """Return what writes the paper down, or puts it right; None without a day."""
        kind, _, key = self.which.key().partition(":")
        if kind == _KNOWN and self.struck.isChecked():
            return CorrectIncomingPaper(paper=int(key), details=None, reason=self.reason.text())
        day = self.day_of("paper_day")
        if day is None:
            return None
        paper = IncomingDetails(
            matter=self.paper.matter,
            sender=self.author.text(),
            day=day,
            number=self.number.text(),
            sheets=self.paper.sheets(),
            brings=self._brought(),
        )
        if kind == _KNOWN:
            return CorrectIncomingPaper(
                paper=int(key), details=paper, reason=self.reason.text(), early=day == self._early
            )
        return RecordIncomingPaper(
            application=self._application,
            paper=paper,
            early=day == self._early,
            alike=self._is_alike(None) and self.alike.isChecked(),
        )

    def _is_alike(self, known: IncomingPaper | None) -> bool:
        """Say whether the paper is the same for several files: minutes that are written down now."""
        return known is None and self.paper.matter is Matter.MINUTES


def _materials(desk: Desk, detail: ApplicationDetail) -> tuple[Material, ...]:
    """Return the materials of a file; none where its policy cannot be read, or before it is accepted."""
    if not detail.achievements:
        return ()
    try:
        return materials_of(detail, desk.policy(detail.application.policy))
    except DeskError:
        return ()


def _named(material: Material) -> str:
    return _tr("收到　{name}（{of}）").format(name=material.name, of=belongs_to(material))


def _minutes(desk: Desk, detail: ApplicationDetail) -> IncomingDetails:
    """Return the minutes that a file cites and has not got yet, the first first, as far as they are known."""
    office, cited = desk.read(queries.office), next(iter(unfiled_minutes(detail)), NO_MINUTES)
    called = _MEETING.match(cited.number)
    return IncomingDetails(
        matter=Matter.MINUTES,
        sender=office.name if office is not None else "",
        day=cited.date or desk.today(),
        number=cited.number,
        sheets=Sheets(title=called[0] if called else "", is_copy=True),
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("IncomingDialog", text)
