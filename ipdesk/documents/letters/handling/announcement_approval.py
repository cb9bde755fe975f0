"""The approval 处理事项审批表 of a public announcement of a letter, made from what the announcement says."""

from __future__ import annotations

import datetime

from ipdesk.documents.letters.after_award.service_announcement import (
    SERVICE_ANNOUNCEMENT,
    AnnouncementSource,
    ServiceAnnouncementLetter,
)
from ipdesk.documents.letters.application_letter import application_fields
from ipdesk.documents.letters.handling.requested import requested_items
from ipdesk.documents.letters.handling_data import HandlingApproval, of_party, recused_from
from ipdesk.documents.text.numerals import chinese_date
from ipdesk.documents.typesetting.printed_text import sentence
from ipdesk.models.applications.approvals import ANNOUNCEMENT
from ipdesk.models.periods.period import SERVED_BY_NOTICE

FACTS = "{day}作出《{paper}》（{number}）{gist}。{tried}，{why}"
FAILED, UNTRACED = "采用其他方式无法送达", "仍无法查明当事人的下落"
BASIS = "《中华人民共和国民事诉讼法》第九十五条（参照）"
DECISION = (
    "公告送达上述文书，自公告发布之日起经过{days}日视为送达；领取的地方：{place}；"
    "在案卷中记明原因和经过，发布证明附卷"
)


def handled_announcement(source: AnnouncementSource, date: datetime.date) -> HandlingApproval:
    """Return the approval of an announcement. Raises LetterDataError."""
    told: ServiceAnnouncementLetter = SERVICE_ANNOUNCEMENT.build(source, date, None)
    fields = application_fields(source.application)
    facts = FACTS.format(
        day=chinese_date(told.paper_date),
        paper=told.paper_name,
        number=told.paper_number,
        gist=f"，{sentence(told.gist)}" if told.gist else "",
        tried=sentence(told.tried),
        why=UNTRACED if told.untraced else FAILED,
    )
    return HandlingApproval(
        **fields,
        number="",
        date=date,
        approves=ANNOUNCEMENT,
        party=fields["addressee"],
        party_is_person=fields["addressee_is_person"],
        party_code=source.application.detail.applicant.identity,
        recused=recused_from(source.application.detail.recusals),
        requested=requested_items(source.application),
        facts=of_party(facts),
        basis=BASIS,
        decision=DECISION.format(days=SERVED_BY_NOTICE.length, place=sentence(told.collect_at)),
        total=None,
    )
