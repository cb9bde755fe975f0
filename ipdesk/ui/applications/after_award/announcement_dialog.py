"""What is asked where a paper is served by public notice 公告送达: which, what was tried, where it waits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.documents.errors import DocumentError
from ipdesk.documents.letters.after_award.attempt_texts import tried_text
from ipdesk.documents.letters.issue import NO_OFFICE
from ipdesk.documents.letters.notices.issue import NoticePapers
from ipdesk.documents.letters.registry import heading
from ipdesk.models import queries
from ipdesk.models.commands import AnnounceService
from ipdesk.models.core.errors import DeskError, NotFound
from ipdesk.models.parsing.applicant import is_personal
from ipdesk.models.records import (
    AnnouncementGround,
    ApplicationDetail,
    IssuedLetter,
    LetterRow,
    Office,
    ServiceAttempt,
)
from ipdesk.rules.core.plain_text import blank
from ipdesk.ui.applications.after_award.service_dialog import papers_in_hand
from ipdesk.ui.applications.forwarding.taking import TEMPLATES
from ipdesk.ui.desk.command_dialog import CommandDialog
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.destinations import OpenLetter
from ipdesk.ui.widgets import ChoiceField, DateField, ParagraphField, TextField


class AnnouncementDialog(CommandDialog):
    """Asks for what the announcement says; those papers that are not served yet come first."""

    def __init__(
        self,
        desk: Desk,
        detail: ApplicationDetail,
        office: Office,
        letters: Sequence[LetterRow],
        then: Callable[[Any], None],
        parent: QWidget,
    ) -> None:
        row = detail.application
        title = f"{_tr('公告送达')}　{row.number}　{row.applicant_name}"
        super().__init__(desk, title, _tr("印发送达公告"), then, parent)
        self._detail, self._office = detail, office
        self.letter = self._choice_of(letters)
        self.tried, self.collect_at, self.date = ParagraphField(3), TextField(), DateField(desk.today)
        self.ground = ChoiceField([(one.value, one.label) for one in AnnouncementGround])
        self.number = None if office.own_series else TextField()
        self.add_sentence(
            _tr(
                "其他方式送达不了的才公告。公告发布满30日视为送达；发布以后到“登记送达”里写明发布的地方和证明。"
            )
        )
        self.known = self.add_sentence("", "strong")
        self._put_fields()
        self._checked, self.shown = "", self.add_sentence("")
        place = _tr("{office}（{address}）")
        self.collect_at.setText(place.format(office=office.name, address=office.address))
        self.date.set_day(desk.today())
        self._filled = ""
        self.ground.set_key(AnnouncementGround.FAILED.value)
        self.letter.changed.connect(lambda _: self._tell_ground())
        self.ground.changed.connect(lambda _: self._tell_ground())
        self._tell_ground()
        self.tried.setFocus()

    def _choice_of(self, letters: Sequence[LetterRow]) -> ChoiceField:
        served = {one.letter for one in self._detail.services}
        ordered = sorted(letters, key=lambda one: one.id in served)  # the newest first in both
        choice = ChoiceField([(str(one.id), heading(one)) for one in ordered])
        choice.set_key(str(ordered[0].id))
        return choice

    def _put_fields(self) -> None:
        self.add("letter", _tr("送达的文书"), self.letter, 2)
        self.add("ground", _tr("公告的理由"), self.ground, 2)
        tried = _tr("印在公告上，不写个人的住址和电话")
        self.add("tried", _tr("此前送达的经过"), self.tried, 2, hint=tried)
        self.add("collect_at", _tr("到哪里领取"), self.collect_at, 2)
        self.add("date", _tr("公告日期"), self.date)
        if self.number is not None:
            self.add("number", _tr("文号"), self.number, hint=_tr("按本单位发文登记簿"))

    def _tell_ground(self) -> None:
        """Say what was tried, and fill it in; or ask how the addressee was looked for."""
        untraced = self.ground.key() == AnnouncementGround.UNTRACED.value
        own = [one for one in self._detail.attempts if str(one.letter) == self.letter.key()]
        self.known.setText(_asked_for(own, untraced=untraced))
        self.fields["tried"].label.setText(_tr("查找的经过") if untraced else _tr("此前送达的经过"))
        person = is_personal(self._detail.applicant.kind, self._desk.words())
        filled = "" if untraced else tried_text(own, person=person)
        if self.tried.text() == self._filled:
            self.tried.setText(filled)
            self._filled = filled

    def entered(self) -> AnnounceService | None:
        """Return the command that issues the announcement, None without a day."""
        day = self.day_of("date")
        if day is None:
            return None
        policy = self._desk.policy(self._detail.application.policy)
        folder = self._desk.data_dir
        papers = NoticePapers(self._office, day, folder / TEMPLATES if folder else None)
        letter = self._desk.read(queries.letter, int(self.letter.key()))
        about = self._detail, policy, letter, self.tried.text(), self.collect_at.text()
        ground = AnnouncementGround(self.ground.key())
        if not self._was_shown(lambda: papers.announcement_text(*about, ground)):
            return None
        number = self.number.text().strip() if self.number is not None else None
        return papers.announce(*about, number, ground)

    def _was_shown(self, text: Callable[[], str]) -> bool:
        """Say whether what would be published was shown as it is now; else show it, to be looked through."""
        if blank(self.tried.text()) or blank(self.collect_at.text()):
            return True  # the command says what is missing
        try:
            told = text()
        except DocumentError as error:
            self.refuse(DeskError(error.message, error.setting))
            return False
        if told == self._checked:
            return True
        self._checked = told
        self.shown.setText(_tr("将要公布的内容，请核对：") + "\n" + told)
        self.accept_button.set_text(_tr("核对无误，印发送达公告"))
        self.accept_button.setFocus()
        return False


def _asked_for(own: Sequence[ServiceAttempt], *, untraced: bool) -> str:
    """Say what is to be told by the ground, and what is recorded of it."""
    if untraced:
        return _tr("写明什么时候、怎样查找过（登记住所、电话、联系人、所在村居或者市场），查到什么。")
    if not own:
        return _tr("还没有登记过送达未成。上门没有送到、邮件退回的，先到“登记送达未成”里登记。")
    told = _tr("已登记送达未成 {count} 次：{attempts}。")
    return told.format(count=len(own), attempts="；".join(one.told for one in own))


def announce_letter_service(desk: Desk, page: QWidget, tell: Callable[[str], None], application: int) -> None:
    """Ask what an announcement of a paper says, issue it, and lead on to it. Raises DeskError."""
    detail, office = desk.read(queries.application_detail, application), desk.read(queries.office)
    if office is None:
        raise NotFound(NO_OFFICE, "name")
    letters = tuple(one for one in papers_in_hand(desk, page, detail) if one.application)
    if not letters:
        return

    def lead_on(issued: IssuedLetter) -> None:
        said = _tr("{number} 已印发，请打印、盖章后发布；送达情况记录一并印出入卷")
        tell(said.format(number=issued.number))
        desk.open(OpenLetter(issued.id))

    AnnouncementDialog(desk, detail, office, letters, lead_on, page).open_once()


def _tr(text: str) -> str:
    return QCoreApplication.translate("AnnouncementDialog", text)
