"""The papers of public notices as commands render them, and as previews show them."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ipdesk.documents.letters.after_award.service_announcement import (
    SERVICE_ANNOUNCEMENT,
    AnnouncementSource,
)
from ipdesk.documents.letters.data import LetterData
from ipdesk.documents.letters.document import ApplicationSource, RegisteredDocument
from ipdesk.documents.letters.handling.announcement_approval import handled_announcement
from ipdesk.documents.letters.handling.approval import HANDLING_APPROVAL
from ipdesk.documents.letters.handling.reply_approval import handled_objection
from ipdesk.documents.letters.notices.data import InquirySource, NoticeSource
from ipdesk.documents.letters.notices.inquiry import INQUIRY
from ipdesk.documents.letters.notices.public_list import PUBLIC_LIST
from ipdesk.documents.letters.notices.reply import OBJECTION_REPLY, REPLY_PROOF, reply_proof
from ipdesk.documents.letters.notices.report import NOTICE_REPORT
from ipdesk.models.commands import AnnounceService, AnswerObjection, CloseNotice, PublishNotice, SendInquiry
from ipdesk.models.periods.working_days import WorkingDays
from ipdesk.models.public_notices.assemble import assembled
from ipdesk.models.public_notices.period import last_day
from ipdesk.models.records import (
    AnnouncementGround,
    ApplicationDetail,
    EarlierNotice,
    InquiryDetails,
    LetterDocument,
    LineToPublish,
    NoticeDetails,
    Objection,
    Office,
    PublicNotice,
    RenderedLetter,
)
from ipdesk.models.records.decisions import WeighedView
from ipdesk.rules.evaluation.policy import Policy


class NoticePapers:
    """Makes the papers of an office: of a day, by the templates of the office where there are any."""

    def __init__(self, office: Office, today: datetime.date, templates: Path | None = None) -> None:
        self._office, self._today, self._templates = office, today, templates

    def publish(
        self,
        details: NoticeDetails,
        applications: Sequence[int],
        lines: Sequence[LineToPublish],
        number: str | None = None,
    ) -> PublishNotice:
        """Return the command that publishes a list; ``number`` is one that was typed."""
        return PublishNotice(
            kind=PUBLIC_LIST.kind,
            details=details,
            applications=tuple(applications),
            lines=tuple(lines),
            number=number,
            render=lambda notice: self._rendered(
                PUBLIC_LIST,
                NoticeSource(self._office, notice),
                notice.number,
                notice.details.paper_day(self._today),
            ),
        )

    def preview(
        self,
        details: NoticeDetails,
        lines: Sequence[LineToPublish],
        days: WorkingDays,
        earlier: tuple[EarlierNotice, ...] = (),
        *,
        looked_up: bool = False,
    ) -> bytes:
        """Return the list as it would look, marked 样稿; ``earlier`` are the notices that it follows.

        ``looked_up`` says that something was looked up about each of its applications.

        Raises UnknownYear and DocumentError.
        """
        notice = PublicNotice(
            id=0,
            number="",
            details=details,
            last_day=last_day(details.period, days),
            lines=assembled(lines, details.period.begins),
            published_at=datetime.datetime.combine(self._today, datetime.time()).astimezone(),
            published_by="",
            earlier=earlier,
            looked_up=looked_up,
        )
        return self._preview(PUBLIC_LIST, NoticeSource(self._office, notice))

    def answer(
        self,
        objection: int,
        reason: str,
        number: str | None = None,
        *,
        upheld: bool,
        unheard: str = "",
        view: WeighedView | None = None,
        anew_on: datetime.date | None = None,
    ) -> AnswerObjection:
        """Return the command that answers an objection, with the proof of service for who objected.

        ``unheard`` says why the applicant was not heard before it is upheld, ``view`` what it stated,
        ``anew_on`` when what is proposed anew is to be published, None where that is not settled.
        """
        titles = list[str]()

        def render(notice: PublicNotice, one: Objection, drawn: str) -> RenderedLetter:
            found = self._rendered(OBJECTION_REPLY, NoticeSource(self._office, notice, one), drawn)
            titles.append(found.title)
            return found

        def render_proof(notice: PublicNotice, one: Objection, drawn: str) -> RenderedLetter:
            source = NoticeSource(self._office, notice, one)
            return self._laid_out(REPLY_PROOF, reply_proof(source, self._today, titles[-1], drawn))

        def render_approval(notice: PublicNotice, one: Objection, drawn: str) -> RenderedLetter:
            from ipdesk.documents.letters.compose import template_of  # ReportLab: only when printed

            source = NoticeSource(self._office, notice, one)
            settings = template_of(OBJECTION_REPLY, self._templates).settings
            return self._laid_out(HANDLING_APPROVAL, handled_objection(source, self._today, settings))

        return AnswerObjection(
            kind=OBJECTION_REPLY.kind,
            objection=objection,
            upheld=upheld,
            reason=reason,
            date=self._today,
            number=number,
            render=render,
            proof=REPLY_PROOF.kind,
            render_proof=render_proof,
            approval=HANDLING_APPROVAL.kind,
            render_approval=render_approval,
            unheard=unheard,
            view=view,
            anew_on=anew_on,
        )

    def close(self, notice: int, shown: str) -> CloseNotice:
        """Return the command that closes a notice with its report."""
        return CloseNotice(
            kind=NOTICE_REPORT.kind,
            notice=notice,
            shown=shown,
            render=lambda closed: self._rendered(NOTICE_REPORT, NoticeSource(self._office, closed), ""),
        )

    def inquire(
        self, details: InquiryDetails, policies: Sequence[str], number: str | None = None
    ) -> SendInquiry:
        """Return the command that asks another office; ``policies`` are named as the letter cites them."""
        return SendInquiry(
            kind=INQUIRY.kind,
            details=details,
            number=number,
            render=lambda inquiry, drawn: self._rendered(
                INQUIRY, InquirySource(self._office, inquiry, tuple(policies)), drawn
            ),
        )

    def announce(
        self,
        detail: ApplicationDetail,
        policy: Policy,
        letter: LetterDocument,
        tried: str,
        collect_at: str,
        number: str | None = None,
        ground: AnnouncementGround = AnnouncementGround.FAILED,
    ) -> AnnounceService:
        """Return the command that announces in public a letter that could not be served otherwise."""
        application = ApplicationSource(self._office, detail, policy, date=self._today)
        source = AnnouncementSource(application, letter, tried, collect_at, ground)
        return AnnounceService(
            kind=SERVICE_ANNOUNCEMENT.kind,
            letter=letter.row.id,
            tried=tried,
            collect_at=collect_at,
            subject=detail.applicant.name,
            date=self._today,
            number=number,
            ground=ground,
            render=lambda drawn: self._rendered(SERVICE_ANNOUNCEMENT, source, drawn),
            approval=HANDLING_APPROVAL.kind,
            render_approval=lambda _: self._laid_out(
                HANDLING_APPROVAL, handled_announcement(source, self._today)
            ),
        )

    def announcement_text(
        self,
        detail: ApplicationDetail,
        policy: Policy,
        letter: LetterDocument,
        tried: str,
        collect_at: str,
        ground: AnnouncementGround = AnnouncementGround.FAILED,
    ) -> str:
        """Return what would be published, in full. Raises DocumentError where it cannot be printed."""
        from ipdesk.documents.letters.compose import words_of
        from ipdesk.documents.letters.layout import Letter, plain_text

        application = ApplicationSource(self._office, detail, policy, date=self._today)
        source = AnnouncementSource(application, letter, tried, collect_at, ground)
        words = words_of(
            SERVICE_ANNOUNCEMENT, SERVICE_ANNOUNCEMENT.build(source, self._today, None), self._templates
        )
        return plain_text(words) if isinstance(words, Letter) else ""

    def _rendered(
        self,
        document: RegisteredDocument[Any],
        source: object,
        number: str,
        day: datetime.date | None = None,
    ) -> RenderedLetter:
        letter: LetterData = document.build(source, day or self._today, number)
        return self._laid_out(document, letter)

    def _laid_out(self, document: RegisteredDocument[Any], letter: LetterData) -> RenderedLetter:
        from ipdesk.documents.letters.compose import issued_letter  # ReportLab: only when printed

        return issued_letter(document, letter, self._templates)

    def _preview(self, document: RegisteredDocument[Any], source: object) -> bytes:
        from ipdesk.documents.letters.compose import render  # ReportLab: only when something is printed

        letter: LetterData = document.build(source, self._today, None)
        return render(document, letter, templates_dir=self._templates)
