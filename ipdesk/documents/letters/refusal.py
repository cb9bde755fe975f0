"""The decision to grant nothing 不予资助决定书: what was asked and found, by which clause, and remedies.

Each item is told as a refused line of an award notification is, with what its clause says: word for word
where the office has typed that, else its gist.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from ipdesk.documents.errors import LetterDataError
from ipdesk.documents.letters.application_letter import (
    ADDRESSEES,
    APPLICATION_NAMES,
    ApplicationLetter,
    addressee_conditions,
    addressing_of,
    application_fields,
    application_values,
    code_name,
    own_identity,
)
from ipdesk.documents.letters.award.content import item_member
from ipdesk.documents.letters.award.data import LetterItem
from ipdesk.documents.letters.award.names import ITEM, NOTHING_GRANTED, VARIANTS
from ipdesk.documents.letters.content import REMEDIES, Content, Member
from ipdesk.documents.letters.document import ApplicationSource, RegisteredDocument
from ipdesk.documents.letters.template import TemplateVocabulary
from ipdesk.documents.text.numerals import LAST_ORDINAL, chinese_date
from ipdesk.documents.typesetting.printed_text import phrase, sentence, trimmed
from ipdesk.models.applications.heard_finding import told_text
from ipdesk.models.core.default_remedies import OwnRemedies
from ipdesk.models.records import ApplicationFilter, DocumentKind
from ipdesk.models.workflow import Step
from ipdesk.rules.core.result import Status

if TYPE_CHECKING:
    from ipdesk.rules.evaluation.policy import Policy

GRANTED = "有予以资助（奖励）的事项，不能印发不予资助决定书。请印发资助（奖励）通知书。"
NO_ITEMS = "没有可以写入决定书的申请事项，不能印发不予资助决定书。"
TOO_MANY = "事项共有 {count:,} 项，一份决定书最多排 {most:,} 项，请核对是否重复录入。"
_REQUIRED = re.compile("按规定，(?P<required>.+?)，经审核，(?P<found>.+)")
AID, PRIZE, BOTH = "资助", "奖励", "资助（奖励）"


@dataclass(frozen=True, slots=True)
class RefusedItem(LetterItem):
    """An item for which nothing is granted; ``clause`` is the gist of its clause, "" where none applies.

    ``quoted`` is what the clause says itself, "" where the office has not typed it.
    """

    clause: str = ""
    quoted: str = ""


@dataclass(frozen=True, slots=True)
class RefusalDecision(ApplicationLetter):
    """A decision to grant nothing. The ``identity`` of a person is masked, a unit's code is public.

    ``form`` is what was asked for: 资助, 奖励, or both, as clauses call it; ``delegation`` and ``heard`` are
    as in an award.
    """

    identity: str
    accepted_on: datetime.date
    meeting: str
    items: tuple[RefusedItem, ...]
    form: str
    upper_answer: str = ""
    delegation: str = ""
    heard: str = ""


CLAUSE = {"clause": "条款要点", "gist": "条款要点（没有录入原文的）", "quoted": "条款原文"}
VOCABULARY = TemplateVocabulary(
    needed=REMEDIES,
    names={
        **APPLICATION_NAMES,
        "code": "证照名称",
        "identity": "证照号码",
        "accepted_on": "受理日期",
        "meeting": "审定会议",
        "delegation": "授权本局审定的文件，不需要授权的为空",
        "upper_answer": "上级批复",
        "form": "资助或者奖励的说法",
        "heard": "审定少于公示的，告知和听取意见的情况，没有的为空",
    },
    lists={"items": {**ITEM, **CLAUSE}},
    outcomes={"items": NOTHING_GRANTED},
    variants=VARIANTS,
    conditions={**ADDRESSEES, "heard": "审定少于公示，已经告知收件人、听取意见"},
)


def _build(source: ApplicationSource, date: datetime.date, number: str | None) -> RefusalDecision:
    from ipdesk.documents.letters.award.assemble import answered_by, decided_by

    detail = source.detail
    accepted_on = detail.application.accepted_on
    if accepted_on is None or any(line.granted is None for line in detail.lines):
        raise ValueError(f"application {detail.application.number} is not confirmed")
    given = application_fields(source, OwnRemedies.REFUSAL)
    items = tuple(_items(source, source.policy))
    return RefusalDecision(
        **given,
        number=number,
        date=date,
        identity=own_identity(source),
        accepted_on=accepted_on,
        meeting=decided_by(detail, source.authority),
        delegation=source.authority.cited,
        upper_answer=answered_by(detail),
        items=items,
        form=form_asked(items),
        heard=told_text(detail, addressing_of(detail.applicant, source.policy).you),
    )


def form_asked(items: Sequence[RefusedItem]) -> str:
    """Return what the clauses of all items call their money: 资助 or 奖励; both where they differ."""
    clauses = (item.clause for item in items if item.clause)
    named = {tuple(word for word in (AID, PRIZE) if word in clause) for clause in clauses}
    only = named.pop() if len(named) == 1 else ()
    return only[0] if len(only) == 1 else BOTH


def _items(source: ApplicationSource, policy: Policy) -> Iterator[RefusedItem]:
    from ipdesk.documents.letters.award.assemble import letter_items  # only a new letter asks the policy

    for item, rule in letter_items(source.detail, policy, addressing_of(source.detail.applicant, policy)):
        clause = _clause(policy, rule, item.status) if rule else ""
        yield RefusedItem(**asdict(item), clause=clause, quoted=source.wordings.get(rule or "", ""))


def _clause(policy: Policy, rule: str, status: str) -> str:
    """Return what a clause is about; to who does not meet it, its conditions, too."""
    form = policy.rule(rule)
    if status != Status.INELIGIBLE:
        return form.summary
    conditions = (one.text.rstrip("。") for one in form.requires if one.text)
    return "；".join((form.summary.rstrip("。"), *conditions))


def content(decision: RefusalDecision) -> Content:
    """Return what fills the template. Raises LetterDataError where anything is granted, or nothing asked."""
    if any(item.granted for item in decision.items):
        raise LetterDataError(GRANTED)
    if not decision.items:
        raise LetterDataError(NO_ITEMS)
    if len(decision.items) > LAST_ORDINAL:
        raise LetterDataError(TOO_MANY.format(count=len(decision.items), most=LAST_ORDINAL))
    return Content(
        _values(decision),
        {"items": [_member(item) for item in decision.items]},
        addressee_conditions(decision) | ({"heard"} if decision.heard else set()),
    )


def _values(decision: RefusalDecision) -> dict[str, str]:
    return {
        **application_values(decision),
        "paper": "告知函" if decision.addressee_is_authority else "决定书",
        "code": code_name(person=decision.addressee_is_person),
        "identity": trimmed(decision.identity),
        "accepted_on": chinese_date(decision.accepted_on),
        "meeting": sentence(decision.meeting),
        "delegation": sentence(decision.delegation),
        "upper_answer": phrase(decision.upper_answer),
        "form": decision.form,
        "heard": sentence(decision.heard),
    }


def _member(item: RefusedItem) -> Member:
    told = item_member(item)
    clause, quoted = sentence(item.clause), sentence(item.quoted)
    reason = told.values["reason"]
    texts = {"clause": clause, "gist": "" if quoted else clause, "quoted": quoted}
    return Member({**told.values, **texts, "reason": _found(reason, clause, quoted)}, told.outcome)


def _found(reason: str, clause: str, quoted: str) -> str:
    """Return what was found, without the requirement, where the words of the clause tell that already."""
    told = _REQUIRED.fullmatch(reason)
    return told["found"] if told and (quoted or told["required"] in clause) else reason


REFUSAL = RegisteredDocument(
    kind=DocumentKind("refusal_decision", "不予资助决定书", step=Step.REFUSE, series="不予"),
    template="refusal_decision.yaml",
    vocabulary=VOCABULARY,
    data=RefusalDecision,
    build=_build,
    content=content,
    matter="申请的审定",
    to_authority="不予资助告知函",
    wanted=ApplicationFilter(amount_below=1),
    says_sum=False,
    quotes=True,
)
"""The decision 不予资助决定书, by which an applicant is told that nothing is granted."""
