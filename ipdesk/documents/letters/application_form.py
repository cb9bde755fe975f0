"""The application form 申请表 with the undertaking 承诺书: prefilled at the counter, to be signed and sealed.

Sources: 个人信息保护法 art. 17, 25, 28 to 31, 35 (what an applicant is told of its data),
广东省知识产权保护条例 art. 36 (a pledge of non-infringement).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from ipdesk.documents.errors import LetterDataError
from ipdesk.documents.letters.applicant_fields import (
    FORM_CONDITIONS,
    FORM_NAMES,
    ApplicantFields,
    applicant_fields,
    form_conditions,
    form_values,
)
from ipdesk.documents.letters.application_letter import ApplicationLetter, application_fields
from ipdesk.documents.letters.content import Content, Member
from ipdesk.documents.letters.document import ApplicationSource, Layout, RegisteredDocument
from ipdesk.documents.letters.line_title import group_title
from ipdesk.documents.letters.template import TemplateVocabulary
from ipdesk.documents.text.numerals import chinese_date, in_words
from ipdesk.documents.typesetting.printed_text import phrase
from ipdesk.models.applications.achievement_names import achievement_name
from ipdesk.models.awards.line_groups import LineGroup, line_groups
from ipdesk.models.awards.materials import needs_any
from ipdesk.models.parsing.achievement_rows import row_of
from ipdesk.models.records import ApplicationFilter, DocumentKind
from ipdesk.models.services.entered_form import EnteredForm
from ipdesk.models.workflow import FIRST
from ipdesk.rules.core.case import Achievement
from ipdesk.rules.core.money import grouped_yuan
from ipdesk.rules.core.result import Status
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.evaluation.wording import cited

UNREADABLE = "申请表还有没填好的内容：{problem}请在受理窗口改好后再印。"
EMPTY = "申请表还没有录入成果，请在受理窗口录入后再印。"
OPEN = "待核定"


@dataclass(frozen=True, slots=True)
class DeclaredAchievement:
    """What is declared in one row: its name with its numbers, how many, and the first and the last day."""

    name: str
    count: int
    measure: str
    first: datetime.date
    last: datetime.date


@dataclass(frozen=True, slots=True)
class RequestedLine:
    """What is asked for under one clause. ``amount`` (fen) is None where an authority decides it."""

    title: str
    article: str
    amount: int | None


@dataclass(frozen=True, slots=True)
class ApplicationForm(ApplicationLetter):
    """An application with what its applicant declares and asks for, as it will be signed."""

    applicant: ApplicantFields
    achievements: tuple[DeclaredAchievement, ...]
    lines: tuple[RequestedLine, ...]


VOCABULARY = TemplateVocabulary(
    names={**FORM_NAMES, "total": "测算合计", "total_words": "测算合计大写"},
    lists={
        "achievements": {"name": "成果名称和编号", "count": "件数", "day": "取得日期"},
        "lines": {"title": "申请事项", "article": "依据条款", "amount": "测算金额"},
    },
    conditions=FORM_CONDITIONS,
    amounts={"lines": ("sum",)},
)


def readable_form(source: ApplicationSource) -> EnteredForm:
    """Return what was entered; raises LetterDataError where it cannot be read, or is nothing."""
    form = source.form
    if form is None or not form.rows:
        raise LetterDataError(EMPTY)
    problem = next((one for one in form.read.problems if not one.confirmable), None)
    if problem is not None:
        raise LetterDataError(UNREADABLE.format(problem=problem.message))
    return form


def _build(source: ApplicationSource, date: datetime.date, number: str | None) -> ApplicationForm:
    form = readable_form(source)
    return ApplicationForm(
        **application_fields(source),
        number=number,
        date=date,
        applicant=applicant_fields(source.detail.applicant, source.policy, date),
        achievements=tuple(_declared(form, source.policy)),
        lines=tuple(_requested(form, source.policy)),
    )


def _declared(form: EnteredForm, policy: Policy) -> Iterator[DeclaredAchievement]:
    words = policy.vocabulary
    for _, found in groupby(form.read.achievements, lambda one: row_of(one.id)):
        members = tuple(found)
        first = members[0]
        name, measure = achievement_name(first.kind, first.facts, words), words.kinds[first.kind].measure
        days = [one.date for one in members]
        title = group_title(name, members, measure)
        yield DeclaredAchievement(title, len(members), measure, min(days), max(days))


def _requested(form: EnteredForm, policy: Policy) -> Iterator[RequestedLine]:
    """Yield what can be granted: nobody asks for what is outside a clause."""
    known = {one.id: one for one in form.read.achievements}
    for group in line_groups(line for line in form.lines if needs_any(line)):
        yield _line(group, [known[line.achievement] for line in group.lines], policy)


def _line(group: LineGroup, members: list[Achievement], policy: Policy) -> RequestedLine:
    measure = policy.vocabulary.kinds[members[0].kind].measure
    title = group_title(policy.rule(group.rule).title, members, measure)
    amount = None if group.first.status is Status.UNDECIDED else group.amount
    return RequestedLine(title, cited(group.first.article), amount)


def content(form: ApplicationForm) -> Content:
    """Return what fills the template."""
    total = sum(line.amount or 0 for line in form.lines)
    sums = {"total": grouped_yuan(total), "total_words": in_words(total)}
    return Content(
        {**form_values(form, form.applicant), **sums},
        {
            "achievements": [_achievement(one) for one in form.achievements],
            "lines": [_member(one) for one in form.lines],
        },
        form_conditions(form, form.applicant),
    )


def _achievement(one: DeclaredAchievement) -> Member:
    days = dict.fromkeys((chinese_date(one.first), chinese_date(one.last)))
    return Member({"name": phrase(one.name), "count": f"{one.count}{one.measure}", "day": "至".join(days)})


def _member(line: RequestedLine) -> Member:
    amount = OPEN if line.amount is None else grouped_yuan(line.amount)
    values = {"title": phrase(line.title), "article": phrase(line.article), "amount": amount}
    return Member(values, amounts={"sum": line.amount or 0})


APPLICATION_FORM = RegisteredDocument(
    kind=DocumentKind("application_form", "申请表", states=(FIRST,), series=None),
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
