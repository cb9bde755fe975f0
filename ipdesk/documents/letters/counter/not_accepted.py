"""The notice of non-acceptance 不予受理通知书: facts, reason, basis, and what can be done."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from ipdesk.documents.errors import LetterDataError
from ipdesk.documents.letters.application_letter import (
    ADDRESSEES,
    addressee_conditions,
    application_fields,
    own_identity,
)
from ipdesk.documents.letters.content import REMEDIES, Content
from ipdesk.documents.letters.counter.ended import (
    ENDING_NAMES,
    EndingLetter,
    call_end,
    ending_values,
    requested_items,
)
from ipdesk.documents.letters.document import ApplicationSource, RegisteredDocument
from ipdesk.documents.letters.quoting import QUOTED_NAMES, quoted_values
from ipdesk.documents.letters.template import TemplateVocabulary
from ipdesk.documents.text.numerals import chinese_date
from ipdesk.documents.typesetting.printed_text import phrase, sentence
from ipdesk.models.applications.notice_articles import with_notice_named
from ipdesk.models.applications.quoted_rules import Quote
from ipdesk.models.core.default_remedies import OwnRemedies
from ipdesk.models.records import ApplicationFilter, DocumentKind
from ipdesk.models.workflow import State, Step

NO_REASON = "这件申请没有记录不予受理的理由，不能印发不予受理通知书。"


@dataclass(frozen=True, slots=True)
class NotAcceptedNotice(EndingLetter):
    """A notice of non-acceptance. ``registered_on`` is when the application was taken down.

    ``basis`` is the article that it rests on, "" for the policy as a whole, ``quoted`` what it says;
    ``other_office`` is the one that the matter belongs to, "" where none was named.
    """

    registered_on: datetime.date
    reason: str
    basis: str = field(default="", kw_only=True)
    quoted: tuple[Quote, ...] = field(default=(), kw_only=True)
    other_office: str = field(default="", kw_only=True)


VOCABULARY = TemplateVocabulary(
    needed=REMEDIES,
    names={
        **ENDING_NAMES,
        "registered_on": "登记日期",
        "reason": "不予受理的理由",
        "rests_on": "不予受理所依据的条款，没有填写的为政策",
        "other_office": "应当受理的机关",
        **QUOTED_NAMES,
        "articles": "已停用，不再印出内容",
    },
    conditions={
        **ADDRESSEES,
        "directed": "写明了应当受理的机关",
        "undirected": "没有写明应当受理的机关",
        "undirected_reopenable": "没有写明应当受理的机关，申报期限没有届满（或者没有申报批次）",
        "undirected_over": "没有写明应当受理的机关，申报期限已经届满",
    },
)


def _build(source: ApplicationSource, date: datetime.date, number: str | None) -> NotAcceptedNotice:
    steps = source.detail.steps
    declined = next((one for one in reversed(steps) if one.step is Step.DECLINE), steps[-1])
    reason = declined.remark if declined.step is Step.DECLINE else ""
    if not sentence(reason):
        raise LetterDataError(NO_REASON)
    basis = with_notice_named(declined.grounds.basis, source.call)
    return NotAcceptedNotice(
        **application_fields(source, OwnRemedies.NOT_ACCEPTED),
        number=number,
        date=date,
        identity=own_identity(source),
        registered_on=steps[0].at.date(),
        reason=reason,
        basis=basis,
        quoted=source.quotes(basis),
        other_office=declined.grounds.elsewhere,
        call_ends_on=call_end(source),
        requested=requested_items(source),
    )


def content(notice: NotAcceptedNotice) -> Content:
    """Return what fills the template."""
    values = ending_values(notice)
    said = {
        "registered_on": chinese_date(notice.registered_on),
        "reason": sentence(notice.reason),
        "rests_on": phrase(notice.basis) or values["policy_cited"],
        "other_office": phrase(notice.other_office),
        "articles": "",
        **quoted_values(notice.basis or values["policy_cited"], notice.quoted),
    }
    return Content({**values, **said}, conditions=addressee_conditions(notice) | _where(notice))


def _where(notice: NotAcceptedNotice) -> set[str]:
    """Say where else to apply: what belongs to another office cannot be cured here."""
    if notice.other_office:
        return {"directed"}
    return {"undirected", f"undirected_{notice.call_state}"}


NOT_ACCEPTED = RegisteredDocument(
    kind=DocumentKind("not_accepted_notice", "不予受理通知书", states=(State.NOT_ACCEPTED,), series="不受"),
    template="not_accepted_notice.yaml",
    vocabulary=VOCABULARY,
    data=NotAcceptedNotice,
    build=_build,
    content=content,
    matter="申请不予受理",
    to_authority="不予受理告知函",
    wanted=ApplicationFilter(),
    says_sum=False,
    from_form=True,
    cites=True,
)
"""The notice 不予受理通知书, by which an applicant is told that its application is not accepted."""
