"""What is asked where a paper was served 送达: which, in which way, on which day, who took it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.documents.letters.registry import heading, issued_without_step
from ipdesk.models import queries
from ipdesk.models.applications.addressees import addressee_of
from ipdesk.models.applications.correction_period import running_correction
from ipdesk.models.applications.service_text import correction_text, hearing_text, remedies_text
from ipdesk.models.commands import RecordService
from ipdesk.models.core.changes import Kind
from ipdesk.models.core.errors import Conflict
from ipdesk.models.parsing.applicant import is_personal
from ipdesk.models.parsing.masking import masked_fields
from ipdesk.models.parsing.values.numbers import read_pages
from ipdesk.models.periods.working_days import UnknownYear, WorkingDays
from ipdesk.models.records import (
    ApplicationDetail,
    Clawback,
    Correction,
    LetterRow,
    Service,
    ServiceAnnouncement,
    ServiceWay,
)
from ipdesk.models.records.checks import Taken
from ipdesk.models.records.services import HEARING_NOTICE, SERVED_ON_OTHERS, WITH_A_PERIOD
from ipdesk.models.services.remedies_by_day import appeal_comes_first
from ipdesk.ui.applications.pictures.button import PicturesButton
from ipdesk.ui.desk.command_dialog import CommandDialog
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.destinations import IssueLetters
from ipdesk.ui.widgets import ChoiceField, DateField, NumberField, TextField, confirm
from ipdesk.ui.widgets.fields.hour_field import HourField

_Shown = tuple[list[bytes], list[str], list[Taken]]


def served_papers(detail: ApplicationDetail) -> tuple[LetterRow, ...]:
    """Return the letters of an application whose service can be recorded, newest first."""
    own = (one for one in detail.letters if one.number and not one.is_void and _is_served(one))
    asked = running_correction(detail.corrections)
    return tuple(one for one in own if one.kind not in WITH_A_PERIOD or _asks(one, asked))


def _asks(letter: LetterRow, asked: Correction | None) -> bool:
    """Say whether a letter is the notice of a round of correction."""
    return letter.kind in WITH_A_PERIOD and asked is not None and letter.date >= asked.asked_on


def _is_served(letter: LetterRow) -> bool:
    """Say whether a letter goes to the applicant alone, or to who objected."""
    return bool(letter.application) or letter.kind in SERVED_ON_OTHERS


def _hearing(detail: ApplicationDetail, letters: Sequence[LetterRow]) -> tuple[int, Clawback] | None:
    """Return the letter that tells of the clawback on its way, with that, None without such a letter."""
    for clawback in detail.clawbacks:
        for letter in letters:
            told = letter.kind == HEARING_NOTICE and letter.issued_at >= clawback.proposed_at
            if clawback.running and told:
                return letter.id, clawback
    return None


_PUBLIC, _HANDED, _TAKEN = ("posted", "proof", "proof_pages", "pictures"), ("place", "minutes"), ("receiver",)


def _not_asked(way: ServiceWay) -> tuple[str, ...]:
    """Return what is not asked of a way."""
    if way is ServiceWay.PUBLIC:
        return *_TAKEN, *_HANDED
    return _PUBLIC if way.at_a_place else (*_PUBLIC, *_HANDED)


class ServiceRecordDialog(CommandDialog):
    """Asks what the proof of service says; below it stands until when remedies run.

    Those not served yet come first. Of one that was served it says so, and takes a correction with a reason.
    """

    def __init__(
        self,
        desk: Desk,
        detail: ApplicationDetail,
        letters: Sequence[LetterRow],
        then: Callable[[Any], None],
        parent: QWidget,
    ) -> None:
        super().__init__(desk, "", _tr("保存"), then, parent)
        self._named_file = f"{_tr('登记送达')}　{detail.application.number}"
        self._addressees = {one.id: addressee_of(detail, one) for one in letters}
        self._days: WorkingDays = desk.read(queries.working_days)
        self._know_services(detail, letters)
        letters = sorted(letters, key=lambda one: one.id in self._served)  # the newest first in both
        self._make_inputs(letters)
        self.left, self.known = self.add_sentence(""), self.add_sentence("", "strong")
        self.left.hide()
        self._put_fields()
        self._put_fields_of_public_notice()
        self._put_reasons()
        self.until = self.add_sentence("")
        self._begin(letters[0])

    def _know_services(self, detail: ApplicationDetail, letters: Sequence[LetterRow]) -> None:
        """Know which letters were served, when and as who recorded it, and what else their days begin."""
        words = _tr("{told}（{by}登记）")
        self._served = {one.letter: words.format(told=one.told, by=one.by) for one in detail.services}
        self._days_served = {one.letter: one.day for one in detail.services}
        self._handed = {one.letter: (one.place, one.minutes) for one in detail.services if one.place}
        self._on_others = {str(one.id) for one in letters if one.kind in SERVED_ON_OTHERS}
        self._hearing, self._asked = _hearing(detail, letters), running_correction(detail.corrections)
        self._asking = [one.id for one in letters if _asks(one, self._asked)]
        self._appealed = self._appealed_first(letters)
        self._know_hearing()
        self._know_correction()
        told = self._desk.read(queries.announcements, detail.application.id)
        self._announced = {one.letter: one for one in reversed(told)}  # the newest of each counts
        self._kept = {one.letter: self._shown_of(one) for one in detail.services}
        self._shown = 0

    def _appealed_first(self, letters: Sequence[LetterRow]) -> list[int]:
        """Return the letters that nobody sues over before an appeal."""
        if (office := self._desk.read(queries.office)) is None:
            return []
        return [one.id for one in letters if appeal_comes_first(one.kind, one.date, office)]

    def _shown_of(self, service: Service) -> _Shown:
        """Return the pictures of a public notice, what they show, and where and when they were taken."""
        kept = service.publication.pictures if service.publication is not None else ()
        contents = [self._desk.read(queries.kept_picture, one.sha256) for one in kept]
        return contents, [one.caption for one in kept], [one.taken for one in kept]

    def _make_inputs(self, letters: Sequence[LetterRow]) -> None:
        self.letter = ChoiceField([(str(one.id), self._named(one)) for one in letters])
        self.way = ChoiceField([(way.value, way.label) for way in ServiceWay])
        self.day, self.receiver, self.reason = DateField(self._desk.today), TextField(), TextField()
        self.correction, self.posted, self.proof = TextField(), TextField(), TextField()
        self.proof_pages = NumberField(read_pages)
        self.proof_pages.set_number(1)
        self.picture_button = PicturesButton(_tr("发布证明的图片"), located=True)
        self.where, self.minutes = TextField(), HourField(0)
        self.minutes.setPlaceholderText("")

    def _put_fields(self) -> None:
        self.add("letter", _tr("送达的文书"), self.letter, 2)
        self.add("way", _tr("送达方式"), self.way)
        self.add("day", _tr("送达日期"), self.day, hint=_tr("邮寄的按回执，公告的填公告日期"), optional=False)
        where, hour = _tr("当面送达的地方，如 本局受理窗口"), _tr("几时几分，如 9:30")
        who = _tr("与受送达人的关系；留置的写见证人")
        self.add("place", _tr("送达地点"), self.where, hint=where, optional=False)
        self.add("minutes", _tr("送达时间"), self.minutes, hint=hour, optional=False)
        self.add("receiver", _tr("签收人"), self.receiver, 2, hint=who, optional=False)
        self.need("place", "receiver", minutes=_tr("请填写送达的时间，如 9:30。"))

    def _put_fields_of_public_notice(self) -> None:
        self.add("posted", _tr("公告发布的地方"), self.posted, hint=_tr("如 县人民政府门户网站、本局公告栏"))
        later = _tr("附上后可以印送达公告发布证明")
        self.add("pictures", _tr("证明的图片"), self.picture_button, hint=later, optional=True)
        self.add("proof", _tr("发布证明"), self.proof, hint=_tr("入卷的网页截图和网址、报纸版面、张贴照片"))
        self.add("proof_pages", _tr("证明页数"), self.proof_pages)
        self.need("posted", "proof", "proof_pages")

    def _put_reasons(self) -> None:
        said = _tr("留置、公告送达的须写明")
        self.add("reason", _tr("原因和经过"), self.reason, 2, hint=said, optional=True)
        self.add("correction", _tr("更正的理由"), self.correction, 2, hint=_tr("原来的登记保留，可以查看"))
        self.fields["correction"].set_mark(_tr("必填"))

    def _begin(self, letter: LetterRow) -> None:
        """Ask about a letter, as handed over today, until something else is chosen."""
        self.letter.set_key(str(letter.id))
        self.day.set_day(self._desk.today())
        self._begin_way()
        self._listen()
        self._tell_until()
        self._tell_known()
        self.way.setFocus()

    def _begin_way(self) -> None:
        """Begin with the way that comes next: what was announced is served by that, on the day it began."""
        announced = self._announced.get(int(self.letter.key()))
        self.way.set_key((ServiceWay.PUBLIC if announced else ServiceWay.DIRECT).value)
        if announced is not None:
            self.day.set_day(announced.date)

    def _listen(self) -> None:
        self.letter.changed.connect(lambda _: self._begin_way())
        self.letter.changed.connect(lambda _: self._tell_known())
        self.letter.changed.connect(lambda _: self._tell_until())
        self.day.textChanged.connect(lambda _: self._tell_until())
        self.way.changed.connect(lambda _: self._tell_until())
        self.way.changed.connect(lambda _: self._tell_known())

    def tell_left(self, count: int) -> None:
        """Say how many papers are asked about after this one, and how to leave them for later."""
        words = _tr("这次印发的还有 {count} 份，保存后接着登记；现在不登记的按 Esc，以后按“待登记送达”筛选。")
        self.left.setText(words.format(count=count))
        self.left.setVisible(bool(count))

    def _know_hearing(self) -> None:
        """Know the day that was told where the clawback was proposed."""
        if self._hearing is None:
            return
        letter, clawback = self._hearing
        if clawback.served_on is not None and letter not in self._served:
            words = _tr("{day}（拟追回时填写）")
            self._served[letter] = words.format(day=clawback.served_on.isoformat())
            self._days_served[letter] = clawback.served_on

    def _know_correction(self) -> None:
        """Know the day that was told where a correction was asked for."""
        for letter in self._asking:
            served = self._asked.served_on if self._asked is not None else None
            if served is not None and letter not in self._served:
                words = _tr("{day}（通知补正时填写）")
                self._served[letter] = words.format(day=served.isoformat())
                self._days_served[letter] = served

    def _named(self, letter: LetterRow) -> str:
        day = self._days_served.get(letter.id)
        if day is None:
            return heading(letter)
        return _tr("{letter}（已于 {day} 送达）").format(letter=heading(letter), day=day.isoformat())

    def _tell_known(self) -> None:
        """Say how the chosen letter was served already: another record corrects that one, with a reason."""
        served = self._served.get(int(self.letter.key()))
        words = _tr("这份文书已登记送达：{told}。再次登记是更正，期限按更正后的日期计算。")
        announced = self._announced.get(int(self.letter.key()))
        by_notice = self.way.key() == ServiceWay.PUBLIC.value
        told = [words.format(told=served)] if served else []
        if by_notice:
            told.append(self._announcement(announced))
        self.known.setText("\n".join(told))
        self.known.setVisible(bool(told))
        self._show_recorded()
        out = () if served else ("correction",)
        way = ServiceWay(self.way.key())
        self.fields["reason"].set_mark(_tr("必填") if way.explained else _tr("选填"))
        not_asked = _not_asked(way)
        self.grid.leave_out(self.fields[name] for name in (*out, *not_asked))
        if by_notice and announced is not None and not self.reason.text():
            self.reason.setText(announced.tried)
        self.accept_button.setText(_tr("更正送达登记") if served else _tr("保存"))

    def _show_recorded(self) -> None:
        """Show what is recorded of the chosen letter; the pictures of another are kept for it meanwhile."""
        letter = int(self.letter.key())
        if letter != self._shown:
            self._name_addressee(letter)
            if self._shown:
                button = self.picture_button
                self._kept[self._shown] = (button.pictures, button.captions, button.taken)
            self.picture_button.show_pictures(*self._kept.get(letter, ([], [], [])))
            self._shown = letter
            place, minutes = self._handed.get(letter, (self._addressees[letter].address, None))
            self.where.setText(place)
            self.where.setCursorPosition(0)
            self.minutes.set_minutes(minutes)

    def _name_addressee(self, letter: int) -> None:
        """Say whom the chosen letter is served on, and how who objected is reached."""
        addressee = self._addressees[letter]
        self.set_title(f"{self._named_file}　{addressee.name}")
        reached = _tr("送达异议人，联系方式：{contact}").format(contact=addressee.contact)
        self.fields["letter"].set_hint(reached if addressee.contact else "")

    def reached(self) -> tuple[int, ...]:
        """Return the letters of whose addressee it tells how that is reached."""
        return tuple(letter for letter, one in self._addressees.items() if one.contact)

    def content(self) -> object:
        """Return what was entered, pictures among it."""
        return super().content(), self.picture_button.entered()

    def _announcement(self, announced: ServiceAnnouncement | None) -> str:
        """Say by which announcement the chosen letter is served, or that there has to be one first."""
        if announced is None and self.letter.key() in self._on_others:
            return _tr("给异议人的答复不办理公告送达；不能当面送达的，请邮寄。")
        if announced is None:
            return _tr("这份文书还没有送达公告，请先在“其他办理”的“公告送达”里印发。")
        words = _tr("送达公告 {number}（{day}）；公告日期填发布的日期，自当日起经过30日视为送达。")
        return words.format(number=announced.number, day=announced.date.isoformat())

    def _tell_until(self) -> None:
        """Say from which day on the paper counts as served, and until when its remedies run."""
        day, way = self.day.day(), ServiceWay(self.way.key())
        if day is None or self.letter.key() in self._on_others:  # no period runs from its service
            self.until.setText("")
            return
        try:
            served = way.served_on(day, self._days)
        except UnknownYear as unknown:
            self.until.setText(unknown.message)
            return
        if self._hearing is not None and self.letter.key() == str(self._hearing[0]):
            days = self._hearing[1].hearing_days
            self.until.setText(hearing_text(served, days, self._days))
        elif self._asked is not None and int(self.letter.key()) in self._asking:
            length = self._asked.working_days
            self.until.setText(correction_text(served, length, self._days))
        else:
            first = int(self.letter.key()) in self._appealed
            self.until.setText(remedies_text(served, self._days, appeal_first=first))

    def entered(self) -> RecordService | None:
        """Return what to record, None without a day."""
        day = self.day_of("day")
        if day is None:
            return None
        way = ServiceWay(self.way.key())
        public = way is ServiceWay.PUBLIC
        pictures, captions = self.picture_button.entered() if public else ((), ())
        told = way.at_a_place and bool(self.minutes.text().strip())
        return RecordService(
            letter=int(self.letter.key()),
            way=way,
            day=day,
            place=self.where.text() if way.at_a_place else "",
            minutes=self.minutes.minutes() if told else None,
            receiver="" if public else self.receiver.text(),
            posted=self.posted.text() if public else "",
            proof=self.proof.text() if public else "",
            proof_pages=int(self.proof_pages.number() or 0) if public else 1,
            pictures=pictures,
            captions=captions,
            taken=tuple(self.picture_button.taken) if public else (),
            reason=self.reason.text(),
            correction=self.correction.text() if int(self.letter.key()) in self._served else "",
        )


def papers_in_hand(desk: Desk, page: QWidget, detail: ApplicationDetail) -> tuple[LetterRow, ...]:
    """Return the letters that can be served; where none went out, say which has to, and offer to issue it.

    Raises Conflict where no paper waits, either.
    """
    if letters := served_papers(detail):
        return letters
    row = detail.application
    due = next((one for one in issued_without_step(row.state, row.marks) if one.due), None)
    if due is None:
        raise Conflict(_tr("这件申请没有印发过要送达的文书；先在“其他办理”里印发，再登记送达。"))
    words = _tr("{name}还没有印发。先印发、打印、盖章后发出，再登记送达。").format(name=due.kind.name)
    if confirm(page, _tr("还没有可以登记送达的文书"), words, _tr("去印发")):
        desk.open(IssueLetters((row.id,), due.kind.id))
    return ()


def note_address(desk: Desk, detail: ApplicationDetail) -> None:
    """Have it written down that a dialog shows where a person lives; the address of a firm is public."""
    fields = masked_fields(detail.applicant, is_personal(detail.applicant.kind, desk.words()))
    desk.views.saw(Kind.APPLICATION, (detail.application.id,), fields & {"address"})


def record_letter_service(
    desk: Desk, page: QWidget, tell: Callable[[str], None], application: int, letter: int = 0, left: int = 0
) -> None:
    """Ask how a paper of an application was served, and record it; ``letter`` is the one in hand, 0 for none.

    ``left`` papers are asked about after it. Raises DeskError.
    """
    detail = desk.read(queries.application_detail, application)
    letters = papers_in_hand(desk, page, detail)
    if not letters:
        return
    note_address(desk, detail)
    dialog = ServiceRecordDialog(desk, detail, letters, lambda _: None, page)
    desk.views.saw(Kind.LETTER, dialog.reached(), ("objector_contact",))
    if letter in [one.id for one in letters]:
        dialog.letter.set_key(str(letter))
    dialog.tell_left(left)
    said = _tr("{number} 已登记送达").format(number=detail.application.number)
    dialog.accepted.connect(lambda: tell(said))
    dialog.open_once()


def _tr(text: str) -> str:
    return QCoreApplication.translate("ServiceRecordDialog", text)
