"""The notice 异议处理结果告知书: an applicant is told what became of objections, and what that changes.

A proposal is no decision yet: nobody can appeal against it (法释〔2018〕1号 art. 1(2)(6)). What is changed is
published anew, where it can be objected to, and the paper that decides names the remedies.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypedDict

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
from ipdesk.documents.letters.handling_data import of_party
from ipdesk.documents.letters.notices.hearing import OBJECTOR
from ipdesk.documents.letters.notices.public_rows import named_rows
from ipdesk.documents.letters.notices.reply import RULE_LABEL, found_out, named
from ipdesk.documents.letters.template import TemplateVocabulary
from ipdesk.documents.text.numerals import chinese_date, day_text
from ipdesk.documents.typesetting.printed_text import phrase, sentence, trimmed
from ipdesk.models.applications.heard_objection import statement_on
from ipdesk.models.applications.quoted_rules import cited_on_objections
from ipdesk.models.applications.told_outcome import untold
from ipdesk.models.parsing.text.first_person import told_of
from ipdesk.models.records import ApplicationFilter, DocumentKind, Mark
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
class StatedView:
    """What the applicant stated about an objection against these lines, whether that is taken, and why.

    ``outcome`` is "" where it disputes nothing.
    """

    lines: str
    gist: str
    outcome: str
    why: str


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """A line that was objected to rightly: the sum (fen) that was published, and the one proposed now.

    ``article`` is the clause by which it is proposed, ``reason`` how the new sum follows, "" where
    nothing was said.
    """

    line: str
    before: int
    now: int
    article: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ObjectionOutcome(ApplicationLetter):
    """What became of objections. The ``identity`` of a person is masked.

    ``told_by`` and ``told_on`` are number and day of service of the notice 异议情况告知书, "" and None
    without one; ``statement`` is what the applicant's paper about it is called, ``stated_on`` the day that
    it bears, ``views`` what it stated, by objection. ``over`` says that the applicant had its time, until the
    end of ``view_until``, and said nothing. ``again`` is the number of the
    notice that shows anew what is changed, from ``again_from`` to ``again_until``, "" and None before that.
    ``rule`` names the articles on objections, "" where none is typed.
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
    view_until: datetime.date | None = field(default=None, kw_only=True)
    views: tuple[StatedView, ...] = field(default=(), kw_only=True)
    again: str = field(default="", kw_only=True)
    again_from: datetime.date | None = field(default=None, kw_only=True)
    again_until: datetime.date | None = field(default=None, kw_only=True)
    rule: str = field(default="", kw_only=True)


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
        "view_until": "陈述意见的截止日期",
        "again": "重新公示的文号",
        "again_from": "重新公示的开始日期",
        "again_until": "重新公示的截止日期",
        "rule": RULE_LABEL,
    },
    lists={
        "objections": {
            "received_on": "收到异议的日期",
            "lines": "异议针对的事项",
            "gist": "异议的主要内容",
            "reason": "核查情况和理由",
        },
        "views": {
            "lines": "异议针对的事项",
            "gist": "申请人陈述的主要内容",
            "outcome": "是否采纳，没有不同意见的为空",
            "why": "采纳或者不采纳的理由",
        },
        "changes": {
            "line": "事项",
            "before": "公示金额",
            "now": "重新拟定的金额",
            "article": "政策条款",
            "reason": "核算的说明",
        },
    },
    outcomes={"objections": (UPHELD, DISMISSED), "changes": (LOWERED, GONE, SAME)},
    conditions={
        **ADDRESSEES,
        "heard": "申请人书面陈述了意见",
        "silent": "申请人在期限内没有陈述意见",
        "upheld": "有异议成立的",
        "again": "异议成立的事项已经重新公示",
        "awaited": "异议成立的事项还没有重新公示",
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
        changes=tuple(_changes(source, answered)),
        **_shown_again(source, last),
        told_by=hearing.number if hearing is not None and served else "",
        told_on=served,
        statement=paper.details.title if paper is not None else "",
        stated_on=paper.details.day if paper is not None else None,
        views=tuple(_views(answered)),
        view_until=hearing.last_day if hearing is not None else None,
        rule=cited_on_objections(source.office, source.call),
        over=hearing is not None and hearing.last_day is not None and hearing.last_day < date,
    )


def _answered(one: ObjectionOfFile) -> AnsweredObjection:
    objection = one.objection
    return AnsweredObjection(
        received_on=objection.details.received_at.date(),
        lines=named(one.lines),
        gist=_gist(one),
        reason=objection.reason,
        upheld=objection.state is Outcome.UPHELD,
    )


def _gist(one: ObjectionOfFile) -> str:
    """Return what was objected; of what its applicant was not told before, without who objects."""
    details = one.objection.details
    return one.gist if one.hearing is not None else told_of(details.text, details.name, OBJECTOR)


def _views(answered: tuple[ObjectionOfFile, ...]) -> Iterator[StatedView]:
    for one in answered:
        view = one.objection.view
        if view is not None and view.outcome is not None:
            outcome = view.outcome.label if view.disputed else ""
            yield StatedView(named(one.lines), view.gist, outcome, view.why)


class _Again(TypedDict, total=False):
    again: str
    again_from: datetime.date
    again_until: datetime.date


def _shown_again(source: ApplicationSource, answered: ObjectionOfFile) -> _Again:
    """Return which notice shows anew what was objected to rightly, none before it is published."""
    newest = source.notices[-1] if source.notices else None
    upheld = answered.objection.state is Outcome.UPHELD
    if newest is None or not upheld or newest.number == answered.list_number:
        return {}
    return _Again(again=newest.number, again_from=newest.period.begins, again_until=newest.last_day)


def _changes(source: ApplicationSource, answered: tuple[ObjectionOfFile, ...]) -> Iterator[ChangedLine]:
    """Yield what was published and is proposed now of what was objected to rightly, row by row."""
    upheld = [one for one in answered if one.objection.state is Outcome.UPHELD]
    lines = {line.key: line for one in upheld for line in one.lines}
    proposal = source.detail.proposal
    now = {one.pair: one for one in proposal.lines} if proposal is not None else {}
    for called, members in named_rows(lines.values()):
        found = [now[line.key] for line in members if line.key in now]
        said = "，".join(dict.fromkeys(filter(None, (sentence(one.reason) for one in found))))
        article = source.policy.cited(found[0].line.article) if found else ""
        sums = sum(line.amount for line in members), sum(one.proposed for one in found)
        yield ChangedLine(called, *sums, article, said)


def content(outcome: ObjectionOutcome) -> Content:
    """Return what fills the template."""
    lists = {
        "objections": [_objection(one) for one in outcome.objections],
        "views": [_view(one) for one in outcome.views],
        "changes": [_change(one) for one in outcome.changes],
    }
    return Content({**application_values(outcome), **_said(outcome)}, lists, {*_conditions(outcome)})


def _said(outcome: ObjectionOutcome) -> dict[str, str]:
    texts = ("list_title", "list_number", "told_by", "statement", "again", "rule")
    days = ("told_on", "stated_on", "view_until", "again_from", "again_until")
    return {
        "code": code_name(person=outcome.addressee_is_person),
        "identity": trimmed(outcome.identity),
        **{name: phrase(getattr(outcome, name)) for name in texts},
        **{name: day_text(getattr(outcome, name)) for name in days},
    }


def _conditions(outcome: ObjectionOutcome) -> Iterator[str]:
    yield from addressee_conditions(outcome)
    upheld = any(one.upheld for one in outcome.objections)
    yield UPHELD if upheld else DISMISSED
    if upheld:
        yield "again" if outcome.again else "awaited"
    if outcome.stated_on is not None:
        yield "heard"
    elif outcome.told_by and outcome.over:
        yield "silent"


def _objection(one: AnsweredObjection) -> Member:
    values = {
        "received_on": chinese_date(one.received_on),
        "lines": phrase(one.lines),
        "gist": sentence(one.gist),
        "reason": found_out(of_party(one.reason, OBJECTOR)),
    }
    return Member(values, UPHELD if one.upheld else DISMISSED)


def _view(one: StatedView) -> Member:
    values = {"lines": phrase(one.lines), "outcome": one.outcome}
    return Member(values | {"gist": sentence(one.gist), "why": sentence(one.why)})


def _change(one: ChangedLine) -> Member:
    values = {"line": phrase(one.line), "before": grouped_yuan(one.before), "now": grouped_yuan(one.now)}
    values |= {"article": phrase(one.article), "reason": sentence(one.reason)}
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
    reads_notices=True,
)
"""The notice 异议处理结果告知书, issued once objections were answered and what was right is proposed anew."""
