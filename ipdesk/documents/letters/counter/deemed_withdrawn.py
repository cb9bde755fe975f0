"""The notice 视为撤回通知书: what was asked for did not come in time, and the application is closed.

No law says so of aid: the paper rests on a rule of the call or of the office, of which the notice of
correction told beforehand.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from ipdesk.documents.errors import LetterDataError
from ipdesk.documents.letters.application_letter import application_fields, own_identity
from ipdesk.documents.letters.content import REMEDIES, Content, Member
from ipdesk.documents.letters.counter.ended import (
    ENDING_CONDITIONS,
    ENDING_NAMES,
    EndingLetter,
    call_end,
    ending_conditions,
    ending_values,
    requested_items,
)
from ipdesk.documents.letters.document import ApplicationSource, RegisteredDocument
from ipdesk.documents.letters.quoting import QUOTED_BEFORE, quoted_sentences, rests_on
from ipdesk.documents.letters.template import TemplateVocabulary
from ipdesk.documents.text.citations import titled
from ipdesk.documents.text.numerals import day_text
from ipdesk.documents.typesetting.printed_text import phrase, sentence
from ipdesk.models.applications.notice_articles import with_notice_named
from ipdesk.models.applications.quoted_rules import Quote
from ipdesk.models.applications.superseded_papers import newest_receipt
from ipdesk.models.core.default_remedies import OwnRemedies
from ipdesk.models.records import ApplicationDetail, ApplicationFilter, DocumentKind
from ipdesk.models.records.services import WITH_A_PERIOD
from ipdesk.models.workflow import State, Step

ROUND = "第{round}次补正"
"""What tells a notice that bears no number here from others: its day stands beside it."""
NOT_ASKED = "这件申请没有送达过补正通知，不能印发视为撤回通知书。"


@dataclass(frozen=True, slots=True)
class DeemedWithdrawnNotice(EndingLetter):
    """A notice that an application counts as withdrawn.

    ``asked_by`` and ``asked_on`` are number ("" where it was not issued here) and day of the notice that
    asked for ``missing``; ``served_on`` and ``last_day`` are those of its period. ``receipt_on`` is the day
    of the receipt that no longer holds, None where none was given.
    ``bases`` are the articles that ask for what is missing, as far as the notice named them, ``quoted`` those
    of them whose words the office has typed, with these. ``asked_title`` is what the notice calls itself.
    ``ended_by`` is the rule by which it counts as withdrawn, "" where nobody was asked for it yet.
    ``registered_on`` is when the application was taken down, None in a notice of before.
    """

    asked_by: str
    asked_on: datetime.date
    served_on: datetime.date
    last_day: datetime.date
    missing: tuple[str, ...]
    receipt_on: datetime.date | None = field(default=None, kw_only=True)
    bases: tuple[str, ...] = field(default=(), kw_only=True)
    quoted: tuple[Quote, ...] = field(default=(), kw_only=True)
    asked_title: str = field(default="", kw_only=True)
    ended_by: str = field(default="", kw_only=True)
    registered_on: datetime.date | None = field(default=None, kw_only=True)


VOCABULARY = TemplateVocabulary(
    needed=REMEDIES,
    names={
        **ENDING_NAMES,
        "registered_on": "收到申请的日期",
        "asked_by": "补正通知书的文号",
        "asked_cited": "补正通知书的标题",
        "asked_on": "通知补正的日期",
        "served_on": "补正通知书的送达日期",
        "last_day": "补正截止日期",
        "receipt_on": "受理回执的日期",
        "bases": "补正通知书写明的各项依据，没有写明的为空",
        "quoted": "依据的原文，没有录入的为空",
        "rule": "视为撤回的依据，引用过原文的称“上述规定”，没有登记的为空",
    },
    lists={"items": {"missing": "没有补正的内容"}},
    conditions=ENDING_CONDITIONS,
)


def _build(source: ApplicationSource, date: datetime.date, number: str | None) -> DeemedWithdrawnNotice:
    detail = source.detail
    asked = next(iter(reversed(detail.corrections)), None)
    if asked is None or asked.served_on is None or asked.last_day is None:
        raise LetterDataError(NOT_ASKED)
    notice = next((one for one in detail.letters if one.kind in WITH_A_PERIOD and not one.is_void), None)
    told = notice if notice is not None and notice.date >= asked.asked_on else None
    named = (with_notice_named(one.basis, source.call) for one in asked.items if sentence(one.basis))
    bases, ended_by = tuple(dict.fromkeys(named)), with_notice_named(_rule(detail), source.call)
    return DeemedWithdrawnNotice(
        **application_fields(source, OwnRemedies.DEEMED_WITHDRAWN),
        number=number,
        date=date,
        identity=own_identity(source),
        asked_by=told.number if told else ROUND.format(round=asked.round),
        asked_title=told.title if told else "",
        asked_on=told.date if told else asked.asked_on,
        served_on=asked.served_on,
        last_day=asked.last_day,
        missing=tuple(one.missing for one in asked.items),
        receipt_on=receipt.date if (receipt := newest_receipt(detail)) else None,
        call_ends_on=call_end(source),
        requested=requested_items(source),
        bases=bases,
        quoted=source.quotes(*bases, ended_by),
        ended_by=ended_by,
        registered_on=detail.steps[0].at.date() if detail.steps else None,
    )


def _rule(detail: ApplicationDetail) -> str:
    """Return by which rule the application counts as withdrawn, "" for one of a time without."""
    ended = (one.grounds.basis for one in reversed(detail.steps) if one.step is Step.LAPSE)
    return next(ended, "")


def content(notice: DeemedWithdrawnNotice) -> Content:
    """Return what fills the template."""
    named = [sentence(one) for one in notice.bases]
    whole = bool(named) and {*notice.bases} <= {cited for cited, _ in notice.quoted}
    rule = rests_on(notice.ended_by, notice.quoted) if notice.ended_by else QUOTED_BEFORE if whole else ""
    said = {
        "asked_by": phrase(notice.asked_by),
        "asked_cited": titled(notice.asked_title, "补正通知书"),
        "quoted": quoted_sentences(notice.quoted),
        "bases": QUOTED_BEFORE if whole else "、".join(named),
        "rule": rule,
        **_days(notice),
    }
    items = [Member({"missing": sentence(one)}) for one in notice.missing]
    return Content({**ending_values(notice), **said}, {"items": items}, ending_conditions(notice))


def _days(notice: DeemedWithdrawnNotice) -> dict[str, str]:
    names = ("registered_on", "asked_on", "served_on", "last_day", "receipt_on")
    return {name: day_text(getattr(notice, name)) for name in names}


DEEMED_WITHDRAWN = RegisteredDocument(
    kind=DocumentKind(
        "deemed_withdrawn_notice", "视为撤回通知书", states=(State.UNCORRECTED,), series="视撤"
    ),
    template="deemed_withdrawn_notice.yaml",
    vocabulary=VOCABULARY,
    data=DeemedWithdrawnNotice,
    build=_build,
    content=content,
    matter="申请视为撤回",
    to_authority="视为撤回告知函",
    wanted=ApplicationFilter(),
    says_sum=False,
    from_form=True,
    cites=True,
)
"""The notice 视为撤回通知书, which closes an application that was not corrected in time."""
