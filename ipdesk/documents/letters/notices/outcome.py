"""The notice 异议处理结果告知书: an applicant is told what became of objections, and what that changes.

A proposal is no decision yet: nobody can appeal against it (法释〔2018〕1号 art. 1(2)(6)). What is changed is
published anew, where it can be objected to, and the paper that decides names the remedies.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
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
from ipdesk.documents.letters.handling.data import of_party
from ipdesk.documents.letters.notices.hearing import OBJECTOR
from ipdesk.documents.letters.notices.public_rows import named_rows
from ipdesk.documents.letters.notices.reply import named
from ipdesk.documents.letters.template import TemplateVocabulary
from ipdesk.documents.text.numerals import chinese_date
from ipdesk.documents.typesetting.printed_text import phrase, sentence, trimmed
from ipdesk.models.applications.heard_objection import statement_on
from ipdesk.models.applications.told_outcome import untold
from ipdesk.models.records import ApplicationDetail, ApplicationFilter, DocumentKind, Mark
from ipdesk.models.records import ObjectionState as Outcome
from ipdesk.models.records.public_notices import OBJECTION_OUTCOME as KIND
from ipdesk.models.records.public_notices import ObjectionOfFile
from ipdesk.models.workflow import State
from ipdesk.rules.core.money import grouped_yuan

NOTHING_ANSWERED = "这件申请没有已经答复、需要告知申请人的异议，不能印发异议处理结果告知书。"
NOT_ANEW = "异议成立的申请还没有重新拟定，请重新提出拟资助以后再印异议处理结果告知书。"
UPHELD, DISMISSED = "upheld", "dismissed"
LOWERED, GONE, SAME = "lowered", "gone", "same"


@dataclass(frozen=True, slots=True)
class AnsweredObjection:
    """An objection as its applicant is told of it: when it came, against what, what was found."""

    received_on: datetime.date
    lines: str
    gist: str
    reason: str
    upheld: bool


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """A line that was objected to rightly: the sum (fen) that was published, and the one proposed now."""

    line: str
    before: int
    now: int


@dataclass(frozen=True, slots=True)
class ObjectionOutcome(ApplicationLetter):
    """What became of objections. The ``identity`` of a person is masked.

    ``told_by`` and ``told_on`` are number and day of service of the notice 异议情况告知书, "" and None
    without one; ``statement`` is what the applicant's paper about it is called, ``stated_on`` the day that
    it bears. ``over`` says that the applicant had its time and said nothing.
    """

    identity: str
    list_title: str
    list_number: str
    objections: tuple[AnsweredObjection, ...]
    changes: tuple[ChangedLine, ...]
    told_by: str = field(default="", kw_only=True)
    told_on: datetime.date | None = field(default=None, kw_only=True)
    statement: str = field(default="", kw_only=True)
    stated_on: datetime.date | None = field(default=None, kw_only=True)
    over: bool = field(default=False, kw_only=True)


VOCABULARY = TemplateVocabulary(
    names={
        **APPLICATION_NAMES,
        "code": "证照名称",
        "identity": "证照号码",
        "list_title": "公示标题",
        "list_number": "公示文号",
        "told_by": "异议情况告知书的文号，没有告知的为空",
        "told_on": "异议情况告知书的送达日期",
        "statement": "陈述意见材料的题名",
        "stated_on": "陈述意见材料的日期",
    },
    lists={
        "objections": {
            "received_on": "收到异议的日期",
            "lines": "异议针对的事项",
            "gist": "异议的主要内容",
            "reason": "核查情况和理由",
        },
        "changes": {"line": "事项", "before": "公示金额", "now": "重新拟定的金额"},
    },
    outcomes={"objections": (UPHELD, DISMISSED), "changes": (LOWERED, GONE, SAME)},
    conditions={
        **ADDRESSEES,
        "heard": "申请人书面陈述了意见",
        "silent": "申请人在期限内没有陈述意见",
        "upheld": "有异议成立的",
        "dismissed": "异议都不成立",
    },
)


def _build(source: ApplicationSource, date: datetime.date, number: str | None) -> ObjectionOutcome:
    detail = source.detail
    answered = untold(detail)
    if not answered:
        raise LetterDataError(NOTHING_ANSWERED)
    if Mark.REOPENED in detail.application.marks:
        raise LetterDataError(NOT_ANEW)
    last = answered[-1]
    hearing = next((one.hearing for one in reversed(answered) if one.hearing is not None), None)
    paper = next(filter(None, (statement_on(detail, one) for one in reversed(answered))), None)
    served = hearing.served_on if hearing is not None else None
    return ObjectionOutcome(
        **application_fields(source),
        number=number,
        date=date,
        identity=own_identity(source),
        list_title=last.list_title,
        list_number=last.list_number,
        objections=tuple(map(_answered, answered)),
        changes=tuple(_changes(detail, answered)),
        told_by=hearing.number if hearing is not None and served else "",
        told_on=served,
        statement=paper.details.title if paper is not None else "",
        stated_on=paper.details.day if paper is not None else None,
        over=hearing is not None and hearing.last_day is not None and hearing.last_day < date,
    )


def _answered(one: ObjectionOfFile) -> AnsweredObjection:
    objection = one.objection
    return AnsweredObjection(
        received_on=objection.details.received_at.date(),
        lines=named(one.lines),
        gist=one.gist,
        reason=objection.reason,
        upheld=objection.state is Outcome.UPHELD,
    )


def _changes(detail: ApplicationDetail, answered: tuple[ObjectionOfFile, ...]) -> Iterator[ChangedLine]:
    """Yield what was published and is proposed now of what was objected to rightly, row by row."""
    upheld = [one for one in answered if one.objection.state is Outcome.UPHELD]
    lines = {line.key: line for one in upheld for line in one.lines}
    now = {one.pair: one.proposed for one in detail.proposal.lines} if detail.proposal else {}
    for called, members in named_rows(lines.values()):
        before = sum(line.amount for line in members)
        yield ChangedLine(called, before, sum(now.get(line.key, 0) for line in members))


def content(outcome: ObjectionOutcome) -> Content:
    """Return what fills the template."""
    lists = {
        "objections": [_objection(one) for one in outcome.objections],
        "changes": [_change(one) for one in outcome.changes],
    }
    return Content({**application_values(outcome), **_said(outcome)}, lists, {*_conditions(outcome)})


def _said(outcome: ObjectionOutcome) -> dict[str, str]:
    return {
        "code": code_name(person=outcome.addressee_is_person),
        "identity": trimmed(outcome.identity),
        "list_title": phrase(outcome.list_title),
        "list_number": phrase(outcome.list_number),
        "told_by": phrase(outcome.told_by),
        "told_on": chinese_date(outcome.told_on) if outcome.told_on else "",
        "statement": phrase(outcome.statement),
        "stated_on": chinese_date(outcome.stated_on) if outcome.stated_on else "",
    }


def _conditions(outcome: ObjectionOutcome) -> Iterator[str]:
    yield from addressee_conditions(outcome)
    yield UPHELD if any(one.upheld for one in outcome.objections) else DISMISSED
    if outcome.stated_on is not None:
        yield "heard"
    elif outcome.told_by and outcome.over:
        yield "silent"


def _objection(one: AnsweredObjection) -> Member:
    values = {
        "received_on": chinese_date(one.received_on),
        "lines": phrase(one.lines),
        "gist": sentence(one.gist),
        "reason": sentence(of_party(one.reason, OBJECTOR)),
    }
    return Member(values, UPHELD if one.upheld else DISMISSED)


def _change(one: ChangedLine) -> Member:
    values = {"line": phrase(one.line), "before": grouped_yuan(one.before), "now": grouped_yuan(one.now)}
    return Member(values, GONE if not one.now else SAME if one.now == one.before else LOWERED)


_AFTER = (State.PROPOSED, State.PUBLISHED, State.CONFIRMED, State.NOTIFIED, State.REFUSED)

OBJECTION_OUTCOME = RegisteredDocument(
    kind=DocumentKind(KIND, "异议处理结果告知书", states=_AFTER, series="异果"),
    template="objection_outcome.yaml",
    vocabulary=VOCABULARY,
    data=ObjectionOutcome,
    build=_build,
    content=content,
    matter="公示异议处理结果的告知",
    wanted=ApplicationFilter(mark=Mark.OBJECTION_ANSWERED),
    says_sum=False,
)
"""The notice 异议处理结果告知书, issued once objections were answered and what was right is proposed anew."""
