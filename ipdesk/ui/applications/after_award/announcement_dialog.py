"""What is asked where a paper is served by public notice 公告送达: which, what was tried, where it waits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.documents.errors import DocumentError
from ipdesk.documents.letters.after_award.attempt_texts import tried_text
from ipdesk.documents.letters.issue import NO_OFFICE
from ipdesk.documents.letters.issuing.notice_papers import NoticePapers
from ipdesk.documents.letters.registry import heading
from ipdesk.models import queries
from ipdesk.models.applications.approvals import ANNOUNCEMENT
from ipdesk.models.commands import AnnounceService
from ipdesk.models.commands.handlings import SaidAnnouncement, said_of
from ipdesk.models.core.errors import DeskError, NotFound
from ipdesk.models.parsing.applicant import is_personal
from ipdesk.models.records import (
    AnnouncementGround,
    ApplicationDetail,
    ApprovalOrder,
    Handling,
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
from ipdesk.ui.desk.submission import Submission
from ipdesk.ui.widgets import Button, ChoiceField, DateField, ParagraphField, TextField


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
        self.act = _tr("印发送达公告")
        super().__init__(desk, title, self.act, then, parent)
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
        self._checked, self.shown, self._looking = "", self.add_sentence(""), False
        self.back = Button(_tr("返回修改"), shortcut="Alt+B")
        self.add_left(self.back)
        self.back.clicked.connect(self._go_back)
        self.back.hide()
        bar = self._scrolled.verticalScrollBar()
        bar.rangeChanged.connect(lambda *_: self._name_key())
        bar.valueChanged.connect(lambda _: self._name_key())
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
        self.add("tried", _tr("此前送达的经过"), self.tried, 2, hint=tried, optional=False)
        self.add("collect_at", _tr("到哪里领取"), self.collect_at, 2, optional=False)
        self.add("date", _tr("公告日期"), self.date, optional=False)
        if self.number is not None:
            self.add("number", _tr("文号"), self.number, hint=_tr("按本单位发文登记簿"), optional=False)

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

    def submit_with(self, asking: Submission) -> None:
        """Have it submitted in place of being issued, beginning with what was submitted before."""
        asking.stand_for(self)
        self.act = asking.word()
        for name in {"date", "number"} & self.fields.keys():
            self.fields[name].hide()  # they are asked for once the paper goes out
        shown = asking.shown
        said = said_of(ANNOUNCEMENT, shown.text) if shown is not None else None
        if isinstance(said, SaidAnnouncement):
            self.letter.set_key(str(said.letter))
            self.ground.set_key(said.ground.value)
            self.tried.setText(said.tried)
            self.collect_at.setText(said.collect_at)

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
        return papers.announce(*about, number or None, ground)

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
            return not self._looking or self._seen_to_the_end()
        self._checked = told
        self.shown.setText(_tr("将要公布的内容，请核对：") + "\n" + told)
        self._look(looking=True)
        return False

    def _look(self, *, looking: bool) -> None:
        """Show what would be published in place of the fields, from its beginning; or the fields again."""
        self._looking = looking
        self.back.setVisible(looking)
        self.grid.setVisible(not looking)
        self.known.setVisible(not looking)
        self.shown.setVisible(looking)
        self._scrolled.verticalScrollBar().setValue(0)
        self.fit_again()
        self._name_key()
        (self.accept_button if looking else self.tried).setFocus()

    def _go_back(self) -> None:
        self._checked = ""
        self._look(looking=False)

    def _seen_to_the_end(self) -> bool:
        """Say whether the last line was in sight; else show what comes next."""
        bar = self._scrolled.verticalScrollBar()
        if bar.value() >= bar.maximum():
            return True
        bar.setValue(bar.value() + bar.pageStep())
        return False

    def _name_key(self) -> None:
        """Let the key say what it does: go on reading, issue what was read, or show it."""
        bar = self._scrolled.verticalScrollBar()
        ends = bar.value() >= bar.maximum()
        read = _tr("核对无误，{act}").format(act=self.act) if ends else _tr("往下看")
        self.accept_button.set_text(read if self._looking else self.act)

    def refuse(self, error: DeskError) -> None:
        """Say what is wrong at the fields, which stand there again."""
        if self._looking:
            self._go_back()
        super().refuse(error)


def _asked_for(own: Sequence[ServiceAttempt], *, untraced: bool) -> str:
    """Say what is to be told by the ground, and what is recorded of it."""
    if untraced:
        return _tr("写明什么时候、怎样查找过（登记住所、电话、联系人、所在村居或者市场），查到什么。")
    if not own:
        return _tr("还没有登记过送达未成。上门没有送到、邮件退回的，先到“登记送达未成”里登记。")
    told = _tr("已登记送达未成 {count} 次：{attempts}。")
    return told.format(count=len(own), attempts="；".join(one.told for one in own))


def announce_letter_service(
    desk: Desk,
    page: QWidget,
    tell: Callable[[str], None],
    application: int,
    former: Handling | None = None,
) -> None:
    """Ask what an announcement of a paper says, issue it, and lead on to it. Raises DeskError.

    Where the office approves first it is submitted; ``former`` is what was submitted of it before.
    """
    detail, office = desk.read(queries.application_detail, application), desk.read(queries.office)
    if office is None:
        raise NotFound(NO_OFFICE, "name")
    letters = tuple(one for one in papers_in_hand(desk, page, detail) if one.application)
    if not letters:
        return

    def lead_on(issued: IssuedLetter) -> None:
        said = _tr("{number} 已印发，请打印、盖章后发布；送达情况记录一并印出入卷")
        tell(said.format(number=issued.number))
        desk.open(OpenLetter(issued.id, application))

    dialog = AnnouncementDialog(desk, detail, office, letters, lead_on, page)
    if detail.application.approval_order is ApprovalOrder.FIRST:
        dialog.submit_with(Submission.of(desk, page, tell, detail, ANNOUNCEMENT, former))
    dialog.open_once()


def _tr(text: str) -> str:
    return QCoreApplication.translate("AnnouncementDialog", text)
