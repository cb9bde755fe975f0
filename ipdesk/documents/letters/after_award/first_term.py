"""The term that the letter about an award gives for an account that it lacks, and whether it is over."""

from __future__ import annotations

import datetime

from ipdesk.documents.letters.after_award.items import award_letter
from ipdesk.documents.text.numerals import day_text
from ipdesk.models.applications.reminded import service_of
from ipdesk.models.records import ApplicationDetail

OVERDUE = "没有在该通知书规定的期限内书面报送收款账户的户名、开户银行和账号"
TERM_NAMES = {
    "award_served": "资助（奖励）通知书的送达日期，没有登记的为空",
    "overdue": "没有在资助（奖励）通知书规定的期限内报送收款账户，不是的为空",
}
"""What the template of a letter may name that speaks of it."""
_OVER = 30  # calendar days: 15 working days with the longest holiday between


def award_served(detail: ApplicationDetail) -> datetime.date | None:
    """Return when the letter about the award was served, None where that is not recorded."""
    service = service_of(detail, award_letter(detail))
    return service.served_on if service is not None else None


def account_overdue(detail: ApplicationDetail, day: datetime.date) -> bool:
    """Say whether no account came in that term, by a day on which it is surely over."""
    served = award_served(detail)
    known = detail.applicant.account and detail.applicant.bank
    return not known and served is not None and (day - served).days > _OVER


def term_values(served: datetime.date | None, *, overdue: bool) -> dict[str, str]:
    """Return what fills ``TERM_NAMES``."""
    return {"award_served": day_text(served), "overdue": OVERDUE if overdue else ""}
