"""The term that the letter about an award gave to take it, and what was not done until its end."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from ipdesk.documents.letters.after_award.items import award_letter
from ipdesk.documents.text.numerals import chinese_date, day_text
from ipdesk.documents.typesetting.printed_text import sentence
from ipdesk.models.applications.reminded import service_of, term_fault
from ipdesk.models.records import ApplicationDetail

OVERDUE = "没有在该通知书规定的期限内按要求{asked}"
OVERDUE_SINCE = "该通知书于{served}送达，其中规定的领取期限至{due}（含当日）止，当事人逾期没有按要求{asked}"
SERVED = "该通知书于{served}送达"
TERM_NAMES = {
    "award_served": "资助（奖励）通知书的送达日期，没有登记的为空",
    "first_due": "资助（奖励）通知书规定的领取期限的最后一天，没有规定的为空",
    "first_asked": "资助（奖励）通知书要求办理的领取手续，没有规定的为空",
    "overdue": "没有在资助（奖励）通知书规定的期限内办理领取手续，没有规定的为空",
}
"""What the template of a letter may name that speaks of it."""


@dataclass(frozen=True, slots=True)
class FirstTerm:
    """When the letter about an award was served, until when it asked for what; None and "" where it did not.

    Only a term that is over is told: ``due`` was its last day.
    """

    served: datetime.date | None = None
    due: datetime.date | None = None
    asked: str = ""


def first_term(detail: ApplicationDetail, day: datetime.date) -> FirstTerm:
    """Return what of its term a paper of a day may say."""
    service = service_of(detail, award_letter(detail))
    served = service.served_on if service is not None else None
    if (term := detail.term) is None or term_fault(detail, day):
        return FirstTerm(served)
    return FirstTerm(served, term.last_day, term.asked.asks)


def term_values(term: FirstTerm) -> dict[str, str]:
    """Return what fills ``TERM_NAMES``."""
    asked = sentence(term.asked)
    return {
        "award_served": day_text(term.served),
        "first_due": day_text(term.due),
        "first_asked": asked,
        "overdue": OVERDUE.format(asked=asked) if asked else "",
    }


def term_told(term: FirstTerm) -> str:
    """Tell of the term without an end mark, as an approval does; "" where nothing was served."""
    if term.served is None:
        return ""
    served = chinese_date(term.served)
    if term.due is None:
        return SERVED.format(served=served)
    return OVERDUE_SINCE.format(served=served, due=chinese_date(term.due), asked=sentence(term.asked))
