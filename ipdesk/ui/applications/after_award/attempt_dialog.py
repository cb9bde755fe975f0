"""What is asked where a paper could not be served 送达未成: how it was tried, when, where, what was met."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.documents.letters.registry import heading
from ipdesk.models import queries
from ipdesk.models.applications.addressees import addressee_of
from ipdesk.models.applications.service_outcomes import outcomes_of
from ipdesk.models.commands import RecordServiceAttempt, StrikeServiceAttempt
from ipdesk.models.commands.base import Command
from ipdesk.models.records import ApplicationDetail, AttemptDetails, LetterRow, ServiceAttempt, ServiceWay
from ipdesk.models.records.services import ATTEMPTED
from ipdesk.ui.applications.after_award.service_dialog import note_address, papers_in_hand
from ipdesk.ui.applications.pictures.button import PicturesButton
from ipdesk.ui.desk.command_dialog import CommandDialog
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.widgets import ChoiceField, DateField, Field, Switch, TextField, WrappingText
from ipdesk.ui.widgets.fields.hour_field import HourField

_NEW, _OTHER = "new", "other"
_OF_POST = {True: ("minutes", "witness"), False: ("mail", "returned_on")}
"""What is not asked of a letter by post, and what of another way."""


class AttemptDialog(CommandDialog):
    """Asks for one attempt; those recorded before can be put right, with a reason, or struck out."""

    def __init__(
        self,
        desk: Desk,
        detail: ApplicationDetail,
        letters: Sequence[LetterRow],
        then: Callable[[Any], None],
        parent: QWidget,
    ) -> None:
        super().__init__(desk, "", _tr("登记"), then, parent)
        self._named_file = f"{_tr('登记送达未成')}　{detail.application.number}"
        self._addressees = {str(one.id): addressee_of(detail, one) for one in letters}
        self._attempts = detail.attempts
        served = {one.letter for one in detail.services}
        ordered = sorted(letters, key=lambda one: one.id in served)  # the newest first in both
        self.letter = ChoiceField([(str(one.id), heading(one)) for one in ordered])
        self.which = ChoiceField([(_NEW, _tr("新登记一次"))])
        self.way = ChoiceField([(way.value, way.label) for way in ATTEMPTED])
        self._make_fields()
        self._lay_out_when()
        self._lay_out_what()
        self.letter.set_key(str(ordered[0].id))
        self._listen()
        self._offer()
        self.way.setFocus()

    def _make_fields(self) -> None:
        self.day, self.returned_on = DateField(self._desk.today), DateField(self._desk.today)
        self.minutes, self.outcome = HourField(0), ChoiceField([])
        self.minutes.setPlaceholderText("")
        self.mail, self.where, self.servers = TextField(), TextField(), TextField()
        self.witness, self.course, self.reason = TextField(), TextField(), TextField()
        self.picture_button = PicturesButton(_tr("送达未成的图片"))
        self.struck = Switch(_tr("没有这一次，作废这条登记"))

    def _lay_out_when(self) -> None:
        said = _tr("每上门一次、每退回一件登记一次；公告送达以此为据。登记后可以印送达情况记录入卷。")
        self.body.addWidget(WrappingText(said, "sub"))
        self.put("letter", Field(_tr("送达的文书"), self.letter), 2)
        self.put("which", Field(_tr("登记"), self.which), 2)
        self.put("way", Field(_tr("送达方式"), self.way))
        self.put("day", Field(_tr("送达日期"), self.day, hint=_tr("上门的日期；邮寄的填寄出日期")))
        self.put("minutes", Field(_tr("时间"), self.minutes, optional=True, hint=_tr("如 9:30")))
        self.put("mail", Field(_tr("邮件号"), self.mail, optional=True))
        self.put("returned_on", Field(_tr("退回日期"), self.returned_on, hint=_tr("收到退回邮件的日期")))

    def _lay_out_what(self) -> None:
        self.put("outcome", Field(_tr("未成的情况"), self.outcome))
        self.put("servers", Field(_tr("送达人"), self.servers, hint=_tr("两人的用顿号分开")))
        self.put("witness", Field(_tr("见证人"), self.witness, optional=True, hint=_tr("姓名、单位或者职务")))
        self.put("place", Field(_tr("送达地点"), self.where), 2)
        hint = _tr("看到、问到什么，怎样联系过；选“其他”的须写明")
        self.put("course", Field(_tr("经过"), self.course, optional=True, hint=hint), 2)
        hint = _tr("退回的信封、现场照片，印在送达情况记录上")
        self.put("pictures", Field(_tr("图片"), self.picture_button, optional=True, hint=hint), 2)
        kept = _tr("原来的登记保留，可以查看")
        self.put("correction", Field(_tr("更正的理由"), self.reason, hint=kept), 2)
        self.grid.add(self.struck, 2)
        self._mark_wanted()

    def _mark_wanted(self) -> None:
        """Mark what the record is refused without, where it is asked."""
        for name in ("day", "returned_on", "outcome", "servers", "place", "correction"):
            self.fields[name].set_mark(_tr("必填"))

    def _listen(self) -> None:
        self.letter.changed.connect(lambda _: self._offer())
        self.which.changed.connect(lambda _: self._begin())
        self.way.changed.connect(lambda _: self._tell_way())

    def _offer(self) -> None:
        """Offer what is recorded of the chosen letter to be put right; a new record stands first."""
        known = _tr("更正　{told}")
        self.set_title(f"{self._named_file}　{self._addressees[self.letter.key()].name}")
        own = [one for one in self._attempts if str(one.letter) == self.letter.key()]
        choices = [(str(one.id), known.format(told=one.told)) for one in own]
        another = _tr("新登记一次（已登记 {count} 次）").format(count=len(own))
        self.which.set_choices([(_NEW, another), *choices])
        self.which.set_key(_NEW)
        self._begin()

    def _known(self) -> ServiceAttempt | None:
        return next((one for one in self._attempts if str(one.id) == self.which.key()), None)

    def _begin(self) -> None:
        """Fill in what is known: of a new record where the addressee lives, and who sits here."""
        known = self._known()
        details = known.details if known else None
        self.way.set_key((details.way if details else ServiceWay.DIRECT).value)
        self.day.set_day(details.day if details else self._desk.today())
        self.minutes.set_minutes(details.minutes if details else None)
        self.returned_on.set_day(details.returned_on if details else None)
        self.where.setText(details.place if details else self._addressees[self.letter.key()].address)
        self.servers.setText(details.servers if details else self._desk.person().name)
        for field, name in ((self.mail, "mail"), (self.witness, "witness"), (self.course, "course")):
            field.setText(getattr(details, name) if details else "")
        self._show_pictures(known)
        self._tell_way(details.outcome if details else "")
        self.struck.setChecked(False)
        self.accept_button.setText(_tr("更正登记") if known else _tr("登记"))

    def _show_pictures(self, known: ServiceAttempt | None) -> None:
        kept = known.pictures if known else ()
        contents = [self._desk.read(queries.kept_picture, one.sha256) for one in kept]
        self.picture_button.show_pictures(contents, [one.caption for one in kept])

    def _tell_way(self, outcome: str = "") -> None:
        """Offer what may be met in the chosen way, and ask what belongs to it."""
        way = ServiceWay(self.way.key())
        usual = outcomes_of(way)
        own = (outcome,) if outcome and outcome not in usual else ()
        words = [(one, one) for one in (*usual, *own)]
        self.outcome.set_choices([*words, (_OTHER, _tr("其他，见经过"))])
        if outcome:
            self.outcome.set_key(outcome)
        new = () if self._known() else ("correction",)
        alone = () if len([*self.which_keys()]) > 1 else ("which",)
        left_out = (*_OF_POST[way is ServiceWay.POST], *new, *alone)
        self.grid.leave_out([*(self.fields[name] for name in left_out), *((self.struck,) if new else ())])

    def which_keys(self) -> Sequence[str]:
        """Return the keys of what is offered: a new record, and those to be put right."""
        return [str(self.which.itemData(at)) for at in range(self.which.count())]

    def content(self) -> object:
        """Return what was entered, pictures among it."""
        return super().content(), self.picture_button.entered()

    def entered(self) -> Command[Any] | None:
        """Return what to record, None without a day."""
        known = self._known()
        if known is not None and self.struck.isChecked():
            return StrikeServiceAttempt(letter=known.letter, attempt=known.id, reason=self.reason.text())
        if (details := self._details()) is None:
            return None
        pictures, captions = self.picture_button.entered()
        return RecordServiceAttempt(
            letter=int(self.letter.key()),
            details=details,
            pictures=pictures,
            captions=captions,
            replaces=known.id if known else None,
            correction=self.reason.text() if known else "",
        )

    def _details(self) -> AttemptDetails | None:
        """Return what was entered of the attempt, None without a day."""
        day, posted = self.day_of("day"), self.way.key() == ServiceWay.POST.value
        if day is None:
            return None
        told = bool(self.minutes.text().strip()) and not posted
        outcome, course = self.outcome.key(), self.course.text()
        other = outcome == _OTHER
        return AttemptDetails(
            way=ServiceWay(self.way.key()),
            day=day,
            minutes=self.minutes.minutes() if told else None,
            returned_on=self.returned_on.day() if posted else None,
            place=self.where.text(),
            outcome=course if other else outcome,
            course="" if other else course,
            mail=self.mail.text() if posted else "",
            servers=self.servers.text(),
            witness="" if posted else self.witness.text(),
        )


def record_attempt(desk: Desk, page: QWidget, tell: Callable[[str], None], application: int) -> None:
    """Ask how it was tried in vain to serve a paper of an application. Raises DeskError."""
    detail = desk.read(queries.application_detail, application)
    letters = papers_in_hand(desk, page, detail)
    if not letters:
        return
    note_address(desk, detail)
    dialog = AttemptDialog(desk, detail, letters, lambda _: None, page)
    said = _tr("{number} 已登记送达未成").format(number=detail.application.number)
    dialog.accepted.connect(lambda: tell(said))
    dialog.open_once()


def _tr(text: str) -> str:
    return QCoreApplication.translate("AttemptDialog", text)
