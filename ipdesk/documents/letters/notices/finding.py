"""The notice 公示复核情况告知书: what the office found after the list was published, before it decides.

Nobody objected; who is to be granted less than was published is heard all the same.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from ipdesk.documents.errors import LetterDataError
from ipdesk.documents.letters.application_letter import (
    ADDRESSEES,
    APPLICATION_NAMES,
    ApplicationLetter,
    addressee_conditions,
    application_fields,
    application_values,
    code_name,
    own_identity,
)
from ipdesk.documents.letters.content import Content, Member
from ipdesk.documents.letters.document import ApplicationSource, RegisteredDocument
from ipdesk.documents.letters.notices.doubted import lines_about
from ipdesk.documents.letters.notices.reply import named
from ipdesk.documents.letters.template import TemplateVocabulary
from ipdesk.documents.text.numerals import chinese_date
from ipdesk.documents.typesetting.printed_text import phrase, sentence, trimmed
from ipdesk.models.applications.heard_finding import FINDING_DAYS, findings
from ipdesk.models.records import (
    ApplicationFilter,
    CheckRecord,
    DocumentKind,
    Mark,
    NoticeOfApplication,
    PublishedLine,
)
from ipdesk.models.records.public_notices import FINDING_NOTICE as KIND
from ipdesk.models.workflow import Step
from ipdesk.rules.core.money import grouped_yuan

BEFORE, WITHIN, AFTER = "公示以前", "公示期间", "公示期满以后"
NOTHING_FOUND = "这件申请没有结果异常的公示复核，不能印发公示复核情况告知书。"


@dataclass(frozen=True, slots=True)
class FoundAfterNotice:
    """What was looked up on a day, from which source, what was found, what is meant to be done.

    ``when`` says whether that was while the list was shown, before or after it; notices of former versions
    do not tell.
    """

    day: datetime.date
    check: str
    source: str
    remark: str
    intended: str
    when: str = "公示以后"


@dataclass(frozen=True, slots=True)
class FindingNotice(ApplicationLetter):
    """A notice of what was found. The ``identity`` of a person is masked; a view is stated in ``days``.

    ``items`` names what of the list it is about, ``published`` are the fen of that; "" and 0 in those of
    former versions, which do not tell ``list_title`` either.
    """

    identity: str
    notice_number: str
    findings: tuple[FoundAfterNotice, ...]
    days: int
    list_title: str = field(default="", kw_only=True)
    items: str = field(default="", kw_only=True)
    published: int = field(default=0, kw_only=True)


VOCABULARY = TemplateVocabulary(
    names={
        **APPLICATION_NAMES,
        "code": "证照名称",
        "identity": "证照号码",
        "list_title": "公示标题",
        "notice_number": "公示文号",
        "items": "复核针对的事项，与公示的写法相同",
        "published": "上述事项的公示金额",
        "when": "复核是在公示期间还是公示期满以后",
        "days": "陈述意见的期限（工作日）",
    },
    lists={
        "findings": {
            "day": "核查日期",
            "check": "核查事项",
            "source": "核查来源",
            "remark": "查到的情况",
            "intended": "拟作的处理",
        }
    },
    conditions=ADDRESSEES,
)


def _build(source: ApplicationSource, date: datetime.date, number: str | None) -> FindingNotice:
    found = findings(source.detail)
    if not found:
        raise LetterDataError(NOTHING_FOUND)
    notice = source.notices[-1] if source.notices else None
    about = _about(found, notice.lines) if notice is not None else ()
    return FindingNotice(
        **application_fields(source),
        number=number,
        date=date,
        identity=own_identity(source),
        list_title=notice.title if notice is not None else "",
        notice_number=notice.number if notice is not None else "",
        items=named(about),
        published=sum(line.amount for line in about),
        findings=tuple(_found(one, source.notices) for one in found),
        days=FINDING_DAYS,
    )


def _about(found: Sequence[CheckRecord], listed: Sequence[PublishedLine]) -> tuple[PublishedLine, ...]:
    """Return what of a list was looked up."""
    about = {line.key for one in found for line in lines_about(one.check, listed)}
    return tuple(line for line in listed if line.key in about)


def _found(record: CheckRecord, notices: Sequence[NoticeOfApplication]) -> FoundAfterNotice:
    one = record.check
    return FoundAfterNotice(one.day, one.name, one.source, one.remark, one.reason, _when(one.day, notices))


def _when(day: datetime.date, notices: Sequence[NoticeOfApplication]) -> str:
    begun = [notice for notice in notices if notice.period.begins <= day]
    if not begun:
        return BEFORE
    return WITHIN if any(day <= notice.last_day for notice in begun) else AFTER


def meant(intended: str) -> str:
    """Return what is meant to be done, as it stands behind 拟作的处理 and does not say 拟 again."""
    return sentence(intended).removeprefix("拟")


def content(notice: FindingNotice) -> Content:
    """Return what fills the template."""
    members = [_member(one) for one in notice.findings]
    values = {**application_values(notice), **_said(notice)}
    return Content(values, {"findings": members}, addressee_conditions(notice))


def _said(notice: FindingNotice) -> dict[str, str]:
    in_turn = sorted(notice.findings, key=lambda one: one.day)
    return {
        "code": code_name(person=notice.addressee_is_person),
        "identity": trimmed(notice.identity),
        "list_title": phrase(notice.list_title),
        "notice_number": phrase(notice.notice_number),
        "items": phrase(notice.items),
        "published": grouped_yuan(notice.published) if notice.published else "",
        "when": "和".join(dict.fromkeys(one.when for one in in_turn)),
        "days": str(notice.days),
    }


def _member(one: FoundAfterNotice) -> Member:
    texts = {"remark": sentence(one.remark), "intended": meant(one.intended)}
    named = {"check": phrase(one.check), "source": phrase(one.source)}
    return Member({"day": chinese_date(one.day), **named, **texts})


FINDING_NOTICE = RegisteredDocument(
    kind=DocumentKind(KIND, "公示复核情况告知书", states=(Step.PUBLISH.target,), series="复告"),
    template="finding_notice.yaml",
    vocabulary=VOCABULARY,
    data=FindingNotice,
    build=_build,
    content=content,
    matter="公示复核情况的告知",
    wanted=ApplicationFilter(mark=Mark.CHECKED_LATER),
    due=False,
    says_sum=False,
    reads_notices=True,
)
"""The notice 公示复核情况告知书, issued once something was found after the notice."""
