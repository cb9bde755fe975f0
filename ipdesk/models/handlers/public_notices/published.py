"""What a decision is held to by the notice that listed its application."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING

from ipdesk.models.core.errors import refuse_field
from ipdesk.models.parsing.reasons import reason_fault
from ipdesk.models.parsing.text.lines import stored_line
from ipdesk.models.periods.moments import day_text
from ipdesk.models.public_notices.assemble import public_names
from ipdesk.models.public_notices.changes import NEEDS_REASON, changes_since
from ipdesk.models.public_notices.period import refuse_before_end
from ipdesk.models.reading.public_notices.notices import last_day_of, notice_of
from ipdesk.models.reading.public_notices.objected import standing
from ipdesk.models.records import UnpublishedChange
from ipdesk.models.tables import RegisteredApplicant, UnpublishedChangeEntry
from ipdesk.models.workflow import State, Step
from ipdesk.rules.core.plain_text import blank

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work
    from ipdesk.models.records import LineKey, PublicNotice
    from ipdesk.models.tables import Application

_MEETING = "会议日期（{day}）在公示期满（{last}）以前，公示期满后才能审定，请核对。"
_REMARK = "与公示不一致：{changes}；不重新公示的理由：{reason}"


def check_published(
    work: Work,
    application: Application,
    granted: Mapping[LineKey, int],
    reason: str,
    meeting: datetime.date | None,
) -> UnpublishedChange | None:
    """Return what of a decision is not as it was published, None where all is.

    ``granted`` is in fen, by line. Raises Conflict before the end of the period, naming its day; InvalidInput
    where what changed since has no ``reason``, naming it line by line, and for a ``meeting`` in the period.
    """
    if State(application.state) is not Step.PUBLISH.target:
        return None
    notice = notice_of(work.session, application.id)
    if notice is None:
        return None
    last = last_day_of(work.session, application.id) or notice.last_day
    refuse_before_end(last, work.today, "审定")
    if meeting is not None and meeting <= last:
        refuse_field("minutes_date", _MEETING.format(day=meeting.isoformat(), last=day_text(last)))
    changes = "；".join(_changes(work, application, notice, granted))
    return _unpublished(application.id, changes, reason) if changes else None


def _unpublished(application: int, changes: str, reason: str) -> UnpublishedChange:
    if blank(reason) or reason_fault(reason, "不重新公示的理由"):
        refuse_field("unpublished_reason", NEEDS_REASON.format(changes=changes))
    return UnpublishedChange(application, changes, stored_line(reason))


def keep_unpublished(work: Work, change: UnpublishedChange | None) -> str:
    """Write down what is not published anew, and return what the time line says of it; "" for nothing."""
    if change is None:
        return ""
    work.session.add(
        UnpublishedChangeEntry(
            application_id=change.application,
            changes=change.changes,
            reason=change.reason,
            person_id=work.person,
            at=work.now,
        )
    )
    return _REMARK.format(changes=change.changes, reason=change.reason)


def _changes(
    work: Work, application: Application, notice: PublicNotice, granted: Mapping[LineKey, int]
) -> list[str]:
    own = [stood.line for stood in standing(work.session, application.id).values()]
    applicant = work.session.get(RegisteredApplicant, application.applicant_id)
    if applicant is None:
        return []
    person = any(line.person for line in own)
    begins, number = notice.details.period.begins, application.number or ""
    called = public_names(applicant.name, applicant.identity, begins, number, person=person)
    return list(changes_since(own, granted, called))
