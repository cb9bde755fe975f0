"""The reminder 催领通知书: an award was not taken yet, what is still to be done for that, and until when."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from ipdesk.documents.errors import LetterDataError
from ipdesk.documents.letters.after_award.first_term import TERM_NAMES, FirstTerm, first_term, term_values
from ipdesk.documents.letters.after_award.items import (
    Reason,
    ReversalLetter,
    reversal_content,
    reversal_fields,
    reversal_vocabulary,
)
from ipdesk.documents.letters.content import Content
from ipdesk.documents.letters.document import ApplicationSource, RegisteredDocument
from ipdesk.documents.letters.quoting import quoted_values
from ipdesk.documents.text.numerals import chinese_date
from ipdesk.models.applications.quoted_rules import Quote
from ipdesk.models.records import ApplicationDetail, ApplicationFilter, DocumentKind, Mark, ReversedLine
from ipdesk.models.records.services import COLLECTION_REMINDER as KIND
from ipdesk.models.workflow import Act

NOT_ASKED = "这件申请没有登记催领，请先在“其他办理”里办理催领，再印催领通知书。"


@dataclass(frozen=True, slots=True)
class CollectionReminder(ReversalLetter):
    """A reminder: its ``reason`` is what is still to be done, its ``basis`` by which rule the award lapses.

    ``due_on`` is the last day; the items say what was not taken. ``term`` is that of the letter about the
    award; where it gave none, ``grounds`` is the rule by which this is asked for now, ``grounds_quoted`` what
    that says.
    """

    due_on: datetime.date
    term: FirstTerm = field(default=FirstTerm(), kw_only=True)
    grounds: str = field(default="", kw_only=True)
    grounds_quoted: tuple[Quote, ...] = field(default=(), kw_only=True)


VOCABULARY = reversal_vocabulary(
    {
        "missing": "需要办理的事项",
        "due_on": "领取的截止日期",
        "grounds_quoted": "要求办理领取手续的依据的条款原文，通知书写明过期限的为空",
        "grounds": "要求办理领取手续的依据，通知书写明过期限的为空",
        **TERM_NAMES,
    },
    {"untermed": "资助（奖励）通知书没有写明领取期限，由催领通知书写明"},
)


def _build(source: ApplicationSource, date: datetime.date, number: str | None) -> CollectionReminder:
    if not (detail := source.detail).reminders:
        raise LetterDataError(NOT_ASKED)
    why = Reason((told := detail.reminders[-1]).missing, told.basis, source.quotes(told.basis))
    return CollectionReminder(
        **reversal_fields(source, _left(detail), why, whole=False),
        number=number,
        date=date,
        due_on=told.due_on,
        term=first_term(detail, date),
        grounds=told.grounds,
        grounds_quoted=source.quotes(told.grounds),
    )


def _left(detail: ApplicationDetail) -> Iterator[ReversedLine]:
    """Yield what is left of each line of an award."""
    taken = Counter[int]()
    for one in detail.reversals:
        taken[one.line.line] += one.line.amount
    for line in detail.lines:
        left = (line.granted or 0) - taken[line.id]
        if left > 0:
            yield ReversedLine(line.id, left)


def content(reminder: CollectionReminder) -> Content:
    """Return what fills the template."""
    grounds = quoted_values(reminder.grounds, reminder.grounds_quoted)
    own = {"due_on": chinese_date(reminder.due_on), **term_values(reminder.term)}
    own |= {"grounds": grounds["rule"], "grounds_quoted": grounds["quoted"]}
    found = reversal_content(reminder, own, ["untermed"] if reminder.grounds else [])
    return Content({**found.values, "missing": found.values["reason"]}, found.lists, found.conditions)


COLLECTION_REMINDER = RegisteredDocument(
    kind=DocumentKind(KIND, "催领通知书", states=Act.REMIND.states, series="催领"),
    template="collection_reminder.yaml",
    vocabulary=VOCABULARY,
    data=CollectionReminder,
    build=_build,
    content=content,
    matter="资金催领",
    wanted=ApplicationFilter(mark=Mark.REMINDED),
    due=False,
    says_sum=False,
    cites=True,
)
"""The reminder 催领通知书, issued before an award lapses."""
