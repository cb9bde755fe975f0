"""The notice 逾期未领通知书: an award, or a part of it, was not taken and will not be paid any more."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import TypedDict

from ipdesk.documents.errors import LetterDataError
from ipdesk.documents.letters.after_award.first_term import TERM_NAMES, FirstTerm, first_term, term_values
from ipdesk.documents.letters.after_award.items import (
    Reason,
    ReversalLetter,
    ReversedItem,
    is_whole,
    items_left,
    reversal_content,
    reversal_fields,
    reversal_vocabulary,
)
from ipdesk.documents.letters.content import REMEDIES, Content
from ipdesk.documents.letters.document import ApplicationSource, RegisteredDocument
from ipdesk.documents.text.citations import titled
from ipdesk.documents.text.numerals import chinese_date, day_text
from ipdesk.documents.typesetting.printed_text import phrase, sentence
from ipdesk.models.applications.reminded import reminder_letter, service_of, stated_since
from ipdesk.models.core.default_remedies import OwnRemedies
from ipdesk.models.records import (
    ApplicationDetail,
    ApplicationFilter,
    DocumentKind,
    Mark,
    Reversal,
    ReversalKind,
)
from ipdesk.models.workflow import Act
from ipdesk.rules.core.money import grouped_yuan

PAID, UNTOLD = "已于{days}拨付", "没有拨付的仍按该通知书拨付"
NOTHING_LAPSED = "这件申请没有登记逾期未领，不能印发逾期未领通知书。"


@dataclass(frozen=True, slots=True)
class ForfeitureNotice(ReversalLetter):
    """A notice; ``due_on`` was the last day on which the award could be taken.

    ``reminded_by`` and ``reminded_on`` are number and day of the reminder 催领通知书 that said so, "" and
    None without one; it was served on ``reminder_served`` and calls itself ``reminder_title``.
    ``heard`` is what the recipient said and what the office holds of it, by the paper ``statement`` that
    bears the day ``stated_on``; "" and None where it said nothing. ``term`` is that of the letter about the
    award. ``rest_items`` are what of the award goes on, each with how much, ``rest_told`` what became of
    that: when it was paid by the books, else what was typed, "" where nobody knows.
    """

    due_on: datetime.date
    reminded_by: str = field(default="", kw_only=True)
    reminded_on: datetime.date | None = field(default=None, kw_only=True)
    reminder_served: datetime.date | None = field(default=None, kw_only=True)
    reminder_title: str = field(default="", kw_only=True)
    heard: str = field(default="", kw_only=True)
    statement: str = field(default="", kw_only=True)
    stated_on: datetime.date | None = field(default=None, kw_only=True)
    term: FirstTerm = field(default=FirstTerm(), kw_only=True)
    rest_items: tuple[ReversedItem, ...] = field(default=(), kw_only=True)
    rest_told: str = field(default="", kw_only=True)

    @property
    def rest(self) -> int:
        """Return how much of the award goes on, in fen."""
        return sum(item.amount for item in self.rest_items)


VOCABULARY = reversal_vocabulary(
    {
        "due_on": "领取的截止日期",
        "reminded_by": "催领通知书的文号，没有催领的为空",
        "reminded_on": "催领通知书的日期",
        "reminder_cited": "催领通知书的标题",
        "heard": "陈述申辩的情况和是否采纳",
        "statement": "陈述申辩材料的题名",
        "stated_on": "陈述申辩材料的日期",
        "reminder_served": "催领通知书的送达日期",
        "rest": "其余资金的金额，全部不再拨付的为空",
        "rest_items": "其余的事项和金额",
        "rest_told": "其余资金何时领取、拨付，或者怎样办理",
        **TERM_NAMES,
    },
    {
        "heard": "有陈述申辩",
        "silent": "经催领没有陈述申辩",
        "reminded": "经过书面催领",
        "unreminded": "没有书面催领",
    },
    needed=REMEDIES,
)


def _build(source: ApplicationSource, date: datetime.date, number: str | None) -> ForfeitureNotice:
    detail = source.detail
    lapsed = [one for one in detail.reversals if one.kind is ReversalKind.NOT_TAKEN]
    if not lapsed:
        raise LetterDataError(NOTHING_LAPSED)
    last = lapsed[-1]
    alike = [one.line for one in lapsed if (one.day, one.reason) == (last.day, last.reason)]
    why = Reason(last.reason, last.basis, source.quotes(last.basis))
    return ForfeitureNotice(
        **reversal_fields(source, alike, why, whole=is_whole(detail), own=OwnRemedies.FORFEITURE),
        number=number,
        date=date,
        due_on=last.due_on or last.day,
        term=first_term(detail, date),
        rest_items=(rest := items_left(detail, source.policy)),
        rest_told=_paid(source, sum(item.amount for item in rest)) or last.rest,
        **_heard(detail, last),
        **_reminder(detail, last),
    )


def _paid(source: ApplicationSource, rest: int) -> str:
    """Say when what is left of an award (fen) was paid by the books, "" where they do not know it to be."""
    days = "、".join(map(chinese_date, source.paid))
    return PAID.format(days=days) if days and source.paid_out >= rest else ""


class _Heard(TypedDict, total=False):
    heard: str
    statement: str
    stated_on: datetime.date


def _heard(detail: ApplicationDetail, lapsed: Reversal) -> _Heard:
    """Return what the recipient said before, and by which paper."""
    stated = stated_since(detail)
    if not lapsed.heard or stated is None:
        return {"heard": lapsed.heard}
    return _Heard(heard=lapsed.heard, statement=stated.title, stated_on=stated.day)


class _Reminder(TypedDict, total=False):
    reminded_by: str
    reminded_on: datetime.date
    reminder_served: datetime.date
    reminder_title: str


def _reminder(detail: ApplicationDetail, lapsed: Reversal) -> _Reminder:
    """Return which letter reminded of what lapsed; none where it lapsed without one that was served."""
    found = None if lapsed.unreminded else reminder_letter(detail)
    if found is None or (service := service_of(detail, found[1])) is None or found[0].due_on != lapsed.due_on:
        return {}
    letter = found[1]
    return _Reminder(
        reminded_by=letter.number,
        reminded_on=letter.date,
        reminder_served=service.served_on,
        reminder_title=letter.title,
    )


def content(notice: ForfeitureNotice) -> Content:
    """Return what fills the template."""
    days = {"reminded_on": notice.reminded_on, "reminder_served": notice.reminder_served}
    own = {name: day_text(day) for name, day in days.items()} | term_values(notice.term)
    said = {"due_on": chinese_date(notice.due_on), "reminded_by": phrase(notice.reminded_by)}
    said |= {"heard": sentence(notice.heard), "statement": phrase(notice.statement)}
    said["stated_on"] = day_text(notice.stated_on)
    said["reminder_cited"] = titled(notice.reminder_title, "催领通知书")
    said["rest"] = grouped_yuan(notice.rest) if notice.rest else ""
    said["rest_items"] = rest_named(notice)
    said["rest_told"] = sentence(notice.rest_told) or UNTOLD
    hearing = ["heard"] if notice.heard else ["silent"] if notice.reminded_by else []
    reminded = "reminded" if notice.reminded_by else "unreminded"
    return reversal_content(notice, {**own, **said}, [*hearing, reminded])


def rest_named(notice: ForfeitureNotice) -> str:
    """Return what of an award goes on, each item with its sum, "" where nothing does."""
    return "、".join(map(_left, notice.rest_items))


def _left(item: ReversedItem) -> str:
    return f"{phrase(item.title)}{grouped_yuan(item.amount)}元"


FORFEITURE_NOTICE = RegisteredDocument(
    kind=DocumentKind("forfeiture_notice", "逾期未领通知书", states=Act.LAPSE_AWARD.states, series="逾"),
    template="forfeiture_notice.yaml",
    vocabulary=VOCABULARY,
    data=ForfeitureNotice,
    build=_build,
    content=content,
    matter="资金逾期未领",
    wanted=ApplicationFilter(mark=Mark.NOT_TAKEN),
    says_sum=False,
    cites=True,
    reads_payments=True,
)
"""The notice 逾期未领通知书, issued once an award was not taken until its last day."""
