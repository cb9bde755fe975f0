"""The application form 申请表 with the undertaking 承诺书: prefilled at the counter, to be signed and sealed.

Sources: 个人信息保护法 art. 17, 25, 28 to 31, 35 (what an applicant is told of its data),
广东省知识产权保护条例 art. 36 (a pledge of non-infringement).
"""

from __future__ import annotations

import datetime

from ipdesk.documents.letters.applicant_fields import (
    FORM_CONDITIONS,
    FORM_NAMES,
    form_conditions,
    form_values,
)
from ipdesk.documents.letters.application_letter import application_fields
from ipdesk.documents.letters.content import Content, Member
from ipdesk.documents.letters.document import ApplicationSource, Layout, RegisteredDocument
from ipdesk.documents.letters.form_data import (
    REQUESTED,
    ApplicationForm,
    DeclaredAchievement,
    requested_member,
)
from ipdesk.documents.letters.template import TemplateVocabulary
from ipdesk.documents.text.numerals import chinese_date, in_words
from ipdesk.documents.typesetting.printed_text import phrase
from ipdesk.models.records import ApplicationFilter, DocumentKind
from ipdesk.models.workflow import FIRST
from ipdesk.rules.core.money import grouped_yuan

VOCABULARY = TemplateVocabulary(
    names={**FORM_NAMES, "total": "测算合计", "total_words": "测算合计大写"},
    lists={
        "achievements": {"name": "成果名称和编号", "count": "件数", "day": "取得日期"},
        "lines": REQUESTED,
    },
    conditions=FORM_CONDITIONS,
    amounts={"lines": ("sum",)},
)


def _build(source: ApplicationSource, date: datetime.date, number: str | None) -> ApplicationForm:
    # Only a new form asks policies and rows; to print one again takes none of them.
    from ipdesk.documents.letters.form_lines import applicant_fields, declared, readable_form, requested

    form = readable_form(source)
    return ApplicationForm(
        **application_fields(source),
        number=number,
        date=date,
        applicant=applicant_fields(source.detail.applicant, source.policy, date),
        achievements=tuple(declared(form, source.policy, source.detail.applicant.name)),
        lines=tuple(requested(form, source.policy, source.detail.applicant.name)),
    )


def content(form: ApplicationForm) -> Content:
    """Return what fills the template."""
    total = sum(line.amount or 0 for line in form.lines)
    sums = {"total": grouped_yuan(total), "total_words": in_words(total)}
    return Content(
        {**form_values(form, form.applicant), **sums},
        {
            "achievements": [_achievement(one) for one in form.achievements],
            "lines": [requested_member(one) for one in form.lines],
        },
        form_conditions(form, form.applicant),
    )


def _achievement(one: DeclaredAchievement) -> Member:
    days = dict.fromkeys((chinese_date(one.first), chinese_date(one.last)))
    return Member({"name": phrase(one.name), "count": f"{one.count}{one.measure}", "day": "至".join(days)})


APPLICATION_FORM = RegisteredDocument(
    kind=DocumentKind(
        "application_form",
        "申请表",
        states=(FIRST,),
        series=None,
        shows=frozenset(
            {"account", "address", "guardian_identity", "guardian_telephone", "identity", "telephone"}
        ),
    ),
    template="application_form.yaml",
    vocabulary=VOCABULARY,
    data=ApplicationForm,
    build=_build,
    content=content,
    wanted=ApplicationFilter(),
    layout=Layout.SHEET,
    due=False,
    says_sum=False,
    from_form=True,
)
"""The application form 申请表, printed from a draft to be signed and handed in."""
