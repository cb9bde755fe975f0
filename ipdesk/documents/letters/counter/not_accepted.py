"""The notice of non-acceptance 不予受理通知书: facts, reason, basis, and what can be done."""

from __future__ import annotations

import datetime
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
from ipdesk.documents.letters.content import Content
from ipdesk.documents.letters.document import ApplicationSource, RegisteredDocument
from ipdesk.documents.letters.template import TemplateVocabulary
from ipdesk.documents.text.citations import shortened
from ipdesk.documents.text.numerals import chinese_date
from ipdesk.documents.typesetting.printed_text import phrase, sentence, trimmed
from ipdesk.models.core.default_remedies import OwnRemedies
from ipdesk.models.records import ApplicationFilter, DocumentKind
from ipdesk.models.workflow import State, Step

NO_REASON = "这件申请没有记录不予受理的理由，不能印发不予受理通知书。"


@dataclass(frozen=True, slots=True)
class NotAcceptedNotice(ApplicationLetter):
    """A notice of non-acceptance. ``registered_on`` is when the application was taken down.

    The ``identity`` of a person is masked. ``articles`` are those of the policy that what was entered falls
    under; none where nothing was entered that a clause speaks of.
    """

    identity: str
    registered_on: datetime.date
    reason: str
    articles: tuple[str, ...] = field(default=(), kw_only=True)


VOCABULARY = TemplateVocabulary(
    names={
        **APPLICATION_NAMES,
        "code": "证照名称",
        "identity": "证照号码",
        "registered_on": "登记日期",
        "reason": "不予受理的理由",
        "articles": "申请的事项所依据的条款",
    },
    conditions=ADDRESSEES,
)


def _build(source: ApplicationSource, date: datetime.date, number: str | None) -> NotAcceptedNotice:
    steps = source.detail.steps
    reason = next((one.remark for one in reversed(steps) if one.step is Step.DECLINE), "")
    if not sentence(reason):
        raise LetterDataError(NO_REASON)
    return NotAcceptedNotice(
        **application_fields(source, OwnRemedies.NOT_ACCEPTED),
        number=number,
        date=date,
        identity=own_identity(source),
        registered_on=steps[0].at.date(),
        reason=reason,
        articles=_articles(source),
    )


def _articles(source: ApplicationSource) -> tuple[str, ...]:
    lines = source.form.lines if source.form is not None else ()
    return tuple(dict.fromkeys(source.policy.cited(line.article) for line in lines))


def content(notice: NotAcceptedNotice) -> Content:
    """Return what fills the template."""
    said = {
        "code": code_name(person=notice.addressee_is_person),
        "identity": trimmed(notice.identity),
        "registered_on": chinese_date(notice.registered_on),
        "reason": shortened(sentence(notice.reason), notice.policy_title, notice.policy_number),
        "articles": "、".join(map(phrase, notice.articles)),
    }
    return Content({**application_values(notice), **said}, conditions=addressee_conditions(notice))


NOT_ACCEPTED = RegisteredDocument(
    kind=DocumentKind("not_accepted_notice", "不予受理通知书", states=(State.NOT_ACCEPTED,), series="不受"),
    template="not_accepted_notice.yaml",
    vocabulary=VOCABULARY,
    data=NotAcceptedNotice,
    build=_build,
    content=content,
    matter="申请不予受理",
    wanted=ApplicationFilter(),
    says_sum=False,
    from_form=True,
)
"""The notice 不予受理通知书, by which an applicant is told that its application is not accepted."""
