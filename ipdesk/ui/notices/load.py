"""What the page reads in one transaction: what can be published, what was, and what was asked."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ipdesk.models import queries
from ipdesk.models.core.session import Session
from ipdesk.models.periods.working_days import WorkingDays
from ipdesk.models.records import (
    ApplicationRow,
    Inquiry,
    NoticeContact,
    NoticeDetails,
    NoticePeriod,
    NoticeSummary,
    Office,
)
from ipdesk.models.workflow import HandlingState


@dataclass(frozen=True, slots=True)
class NoticeFile:
    """Everything on the page; ``last`` is what was written of the notice before, None before the first.

    ``anew`` is how many files wait to be proposed anew before they can be published, after an objection.
    ``replies`` say how far answers have come that were submitted, by the objections' ids.
    """

    office: Office
    waiting: tuple[ApplicationRow, ...]
    notices: tuple[NoticeSummary, ...]
    inquiries: tuple[Inquiry, ...]
    last: NoticeDetails | None
    days: WorkingDays
    anew: int = 0
    replies: Mapping[int, HandlingState] = field(default_factory=dict)

    def details(self, title: str, basis: str, now: datetime.datetime) -> NoticeDetails:
        """Return with what the next notice begins: as the one before, with whom the office names today.

        What an earlier notice said of the office may no longer be so, and nobody would see it. Once the
        office is closed it begins on the next day: one on which nobody can object any more does not count.
        """
        contact = self._contact()
        if self.last is not None:
            contact = replace(contact, closes=self.last.contact.closes)
        over = now.hour * 60 + now.minute >= contact.closes
        begins = _first_working_day(now.date() + datetime.timedelta(days=over), self.days)
        if self.last is not None:
            period = replace(self.last.period, begins=begins)
            return replace(self.last, title=title, basis=basis, period=period, contact=contact)
        return NoticeDetails(title=title, basis=basis, period=NoticePeriod(begins=begins), contact=contact)

    def _contact(self) -> NoticeContact:
        office = self.office
        return NoticeContact(
            contact=office.contact,
            telephone=office.telephone,
            second_telephone=office.second_telephone,
            address=office.address,
            postcode=office.postcode,
        )


def _first_working_day(today: datetime.date, days: WorkingDays) -> datetime.date:
    """Return today or the next working day; today where the holidays of the year are not known."""
    return days.next_or_same(today) if days.knows(today.year) else today


def notice_file(session: Session) -> NoticeFile | None:
    """Read everything; None before the first start is done."""
    office = queries.office(session)
    if office is None:
        return None
    proposed = queries.proposed(session)
    ready = queries.publishable(session, proposed)
    return NoticeFile(
        office,
        ready,
        queries.public_notices(session),
        queries.inquiries(session),
        queries.last_details(session),
        queries.working_days(session),
        len(proposed) - len(ready),
        queries.submitted_replies(session),
    )
