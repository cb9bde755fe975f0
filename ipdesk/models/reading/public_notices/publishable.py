"""Which applications can be published now, and how much waits for those who publish."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ipdesk.models.applications.step_checks import in_order_of_acceptance
from ipdesk.models.periods.moments import day_text
from ipdesk.models.reading.applications import application_ids, application_rows
from ipdesk.models.reading.public_notices.candidates import to_be_proposed_anew
from ipdesk.models.reading.public_notices.notices import public_notices
from ipdesk.models.records import ApplicationFilter, ApplicationRow, Sort
from ipdesk.models.tables import Application, ApplicationStep, PublicNoticeEntry, PublishedLineEntry
from ipdesk.models.workflow import Step


def proposed(session: Session) -> tuple[ApplicationRow, ...]:
    """Return the applications that are proposed with a sum, in an office that publishes."""
    found: list[int] = []
    for state in Step.PUBLISH.sources:
        found += application_ids(session, ApplicationFilter(state=state), Sort.NUMBER, False)
    rows = application_rows(session, found)
    return in_order_of_acceptance(row for row in rows if row.may(Step.PUBLISH))


def publishable(session: Session, rows: tuple[ApplicationRow, ...]) -> tuple[ApplicationRow, ...]:
    """Return those of the ``proposed`` that can be published now.

    One to which an objection was upheld is proposed anew before.
    """
    anew = to_be_proposed_anew(session, [row.id for row in rows])
    return tuple(row for row in rows if row.id not in anew)


_PROPOSED_LATER = "申请件{number}到{day}才提出拟资助，不会在{begins}的名单上，请核对公示开始日。"


def proposed_later_fault(session: Session, applications: Sequence[int], begins: datetime.date) -> str:
    """Return which of these was proposed after a day, on whose list it cannot have been; "" for none."""
    step = ApplicationStep
    found = (
        select(Application.number, func.max(step.at))
        .join(step, step.application_id == Application.id)
        .where(Application.id.in_(applications), step.state == Step.PROPOSE.target.value)
        .group_by(Application.id, Application.number)
        .order_by(Application.id)
    )
    for number, at in session.execute(found):
        if at.date() > begins:
            days = {"day": day_text(at.date()), "begins": day_text(begins)}
            return _PROPOSED_LATER.format(number=number, **days)
    return ""


def count_open_notices(session: Session, today: datetime.date) -> int:
    """Return how many objections wait to be answered, and notices to be closed."""
    return sum(one.waiting(today) for one in public_notices(session))


def count_shown(session: Session, today: datetime.date) -> int:
    """Return how many applications stand in a list that is still shown: they wait for its end."""
    entry, line = PublicNoticeEntry, PublishedLineEntry
    newest = select(func.max(line.notice_id)).where(line.application_id == Application.id).scalar_subquery()
    shown = Application.state == Step.PUBLISH.target.value, entry.last_day >= today
    found = select(func.count()).select_from(Application).join(entry, entry.id == newest).where(*shown)
    return session.scalar(found) or 0
