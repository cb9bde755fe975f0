"""Which items of an award a paper takes back, and by which letter they were granted."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from ipdesk.documents.errors import LetterDataError
from ipdesk.documents.letters.application_letter import (
    ADDRESSEES,
    APPLICATION_NAMES,
    ApplicationFields,
    ApplicationLetter,
    addressee_conditions,
    application_fields,
    application_values,
    code_name,
    own_identity,
)
from ipdesk.documents.letters.award.document import AWARD
from ipdesk.documents.letters.content import Content, Member
from ipdesk.documents.letters.document import ApplicationSource
from ipdesk.documents.letters.quoting import QUOTED_NAMES, quoted_values
from ipdesk.documents.letters.template import TemplateVocabulary
from ipdesk.documents.text.citations import titled
from ipdesk.documents.text.numerals import LAST_ORDINAL, chinese_date, in_words
from ipdesk.documents.text.punctuation import brackets_told_apart
from ipdesk.documents.typesetting.printed_text import phrase, sentence, trimmed
from ipdesk.models.applications.quoted_rules import Quote
from ipdesk.models.core.default_remedies import OwnRemedies
from ipdesk.models.records import ApplicationDetail, AwardLine, LetterRow, ReversedLine
from ipdesk.rules.core.money import grouped_yuan

if TYPE_CHECKING:
    from ipdesk.rules.evaluation.policy import Policy

NOT_TOLD = "这件申请没有印发过资助（奖励）通知书，没有可以撤销的决定。"
TOO_MANY = "事项共有 {count:,} 项，一份文书最多排 {most:,} 项。"


@dataclass(frozen=True, slots=True)
class ReversedItem:
    """Lines of one clause about one row: what was granted, and what of it is taken back, in fen."""

    title: str
    article: str
    granted: int
    amount: int


class ReversalFields(ApplicationFields):
    """What every such letter says."""

    identity: str
    award_number: str
    award_date: datetime.date
    items: tuple[ReversedItem, ...]
    reason: str
    basis: str
    whole: bool
    award_title: str
    quoted: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class ReversalLetter(ApplicationLetter):
    """A letter that takes items of an award back, which was told by a letter of that number and day.

    The ``identity`` of a person is masked. ``reason`` is what was found, ``basis`` the article; ``whole``
    says that nothing of the award is left, ``derivation`` how the sums follow, "" where nobody said.
    ``award_title`` is what the letter about the award calls itself, "" in one of a former version.
    ``quoted`` are the articles of the basis with what they say.
    """

    identity: str
    award_number: str
    award_date: datetime.date
    items: tuple[ReversedItem, ...]
    reason: str
    basis: str
    whole: bool = field(default=False, kw_only=True)
    derivation: str = field(default="", kw_only=True)
    award_title: str = field(default="", kw_only=True)
    quoted: tuple[Quote, ...] = field(default=(), kw_only=True)

    @property
    def total(self) -> int:
        """Return what is taken back in all, in fen."""
        return sum(item.amount for item in self.items)


def reversal_vocabulary(
    names: Mapping[str, str],
    conditions: Mapping[str, str] | None = None,
    lists: Mapping[str, Mapping[str, str]] | None = None,
    needed: Mapping[str, str] | None = None,
) -> TemplateVocabulary:
    """Return what the template of such a letter may and has to name, with what only its kind knows."""
    own = {
        "award_number": "资助（奖励）通知书的文号",
        "award_date": "资助（奖励）通知书的日期",
        "award_cited": "资助（奖励）通知书的标题",
        "reason": "事实或者理由",
        "basis": "依据",
        **QUOTED_NAMES,
        "derivation": "收回的金额怎样计算",
        "code": "证照名称",
        "identity": "证照号码",
        "total": "金额合计",
        "total_words": "金额合计大写",
    }
    item = {"title": "事项名称", "article": "政策条款", "granted": "审定金额", "amount": "收回的金额"}
    item |= {"part": "收回的金额，只收回一部分时", "all": "“全部”，整项收回时"}
    told = {**ADDRESSEES, "whole": "收回全部资金", "part": "收回部分资金", **(conditions or {})}
    return TemplateVocabulary(
        names={**APPLICATION_NAMES, **own, **names},
        lists={"items": item, **(lists or {})},
        conditions=told,
        needed=needed or {},
    )


def reversal_fields(
    source: ApplicationSource,
    lines: Iterable[ReversedLine],
    why: Reason,
    *,
    whole: bool,
    own: OwnRemedies | None = None,
) -> ReversalFields:
    """Return what a letter says of the award and of what is taken back of it.

    ``own`` as of ``application_fields``. Raises LetterDataError where no letter told of the award.
    """
    told = award_letter(source.detail)
    return ReversalFields(
        **application_fields(source, own),
        identity=own_identity(source),
        award_number=told.number,
        award_date=told.date,
        items=_reversed_items(source.detail, source.policy, lines),
        reason=why.reason,
        basis=why.basis,
        whole=whole,
        award_title=told.title,
        quoted=why.quoted,
    )


class Reason(NamedTuple):
    """Why something is taken back: what was found, the article, and what it says where that is quoted."""

    reason: str
    basis: str
    quoted: tuple[Quote, ...] = ()


def award_letter(detail: ApplicationDetail) -> LetterRow:
    """Return the letter that told of an award. Raises LetterDataError without one."""
    told = next((letter for letter in detail.letters if letter.kind == AWARD.kind.id), None)
    if told is None:
        raise LetterDataError(NOT_TOLD)
    return told


def items_left(detail: ApplicationDetail, policy: Policy) -> tuple[ReversedItem, ...]:
    """Return the items of an award of which something is left, each with how much (fen)."""
    taken = Counter[int]()
    for one in detail.reversals:
        taken[one.line.line] += one.line.amount
    left = ((line.id, (line.granted or 0) - taken[line.id]) for line in detail.lines)
    return _reversed_items(detail, policy, (ReversedLine(one, fen) for one, fen in left if fen > 0))


def _reversed_items(
    detail: ApplicationDetail, policy: Policy, lines: Iterable[ReversedLine]
) -> tuple[ReversedItem, ...]:
    """Return the items of an award of whose lines something is taken back, as its letter has them."""
    # Only a new letter asks the policy.
    from ipdesk.documents.letters.award.assemble import item_lines
    from ipdesk.documents.letters.award.titles import ThingTitles

    titles = ThingTitles(detail, policy)
    amounts = {line.line: line.amount for line in lines}
    groups = ([one for one in group if one.id in amounts] for group in item_lines(detail, policy))
    return tuple(_item(titles.of(group), group, amounts, policy) for group in groups if group)


def _item(title: str, group: Sequence[AwardLine], amounts: Mapping[int, int], policy: Policy) -> ReversedItem:
    return ReversedItem(
        title=title,
        article=policy.cited(group[0].line.article),
        granted=sum(one.granted or 0 for one in group),
        amount=sum(amounts[one.id] for one in group),
    )


BAR_NAMES = {
    "bar_quoted": "限制资助依据的条款原文",
    "bar_rule": "引用原文以后怎样称呼限制资助的依据",
}
"""What the template of a letter may name that bars its recipient, besides."""


def bar_values(letter: ReversalLetter, basis: str, quoted: Sequence[Quote]) -> dict[str, str]:
    """Return what fills ``BAR_NAMES``."""
    found = quoted_values(basis, quoted)
    return {"bar_quoted": found["quoted"], "bar_rule": found["rule"]}


def is_whole(detail: ApplicationDetail) -> bool:
    """Say whether nothing of an award is left."""
    taken = sum(one.line.amount for one in detail.reversals)
    return taken >= sum(line.granted or 0 for line in detail.lines)


def reversal_content(
    letter: ReversalLetter,
    values: Mapping[str, str],
    conditions: Iterable[str] = (),
    quoted: Sequence[Quote] | None = None,
    **lists: list[Member],
) -> Content:
    """Return what fills the template, with the letter's own. Raises LetterDataError for too many items.

    ``quoted`` is what is quoted of its rules, None for all that they say.
    """
    if len(letter.items) > LAST_ORDINAL:
        raise LetterDataError(TOO_MANY.format(count=len(letter.items), most=LAST_ORDINAL))
    said = {
        "award_number": phrase(letter.award_number),
        "award_date": chinese_date(letter.award_date),
        "award_cited": titled(letter.award_title, AWARD.kind.name),
        "reason": sentence(letter.reason),
        "code": code_name(person=letter.addressee_is_person),
        "identity": trimmed(letter.identity),
        "basis": sentence(letter.basis),
        **quoted_values(letter.basis, quoted if quoted is not None else letter.quoted),
        "derivation": _derived(letter),
        "total": grouped_yuan(letter.total),
        "total_words": in_words(letter.total),
    }
    extent = "whole" if letter.whole else "part"
    return Content(
        {**application_values(letter), **said, **values},
        {"items": [_member(item) for item in letter.items], **lists},
        {*addressee_conditions(letter), extent, *conditions},
    )


def _derived(letter: ReversalLetter) -> str:
    """Return how sums follow; the only item was named right before."""
    said = sentence(letter.derivation)
    return said.removeprefix(f"{phrase(letter.items[0].title)}：") if len(letter.items) == 1 else said


def _member(item: ReversedItem) -> Member:
    return Member(
        {
            "title": brackets_told_apart(sentence(item.title)),
            "article": phrase(item.article),
            "granted": grouped_yuan(item.granted),
            "amount": grouped_yuan(item.amount),
            "part": grouped_yuan(item.amount) if item.amount < item.granted else "",
            "all": "全部" if item.amount >= item.granted else "",
        }
    )
