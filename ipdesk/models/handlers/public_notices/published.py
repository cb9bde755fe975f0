"""What a decision is held to by the notice that listed its application."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ipdesk.models.applications.heard_finding import (
    FINDING_DAYS,
    finding_heard,
    served_on,
    stated_on,
    unheard_finding,
)
from ipdesk.models.core.errors import Conflict, refuse, refuse_field
from ipdesk.models.handlers.public_notices.hearings import view_problems
from ipdesk.models.parsing.cited_rules import basis_fault
from ipdesk.models.parsing.reasons import reason_fault
from ipdesk.models.parsing.text.lines import stored_line
from ipdesk.models.periods.moments import day_text
from ipdesk.models.periods.period import known_last_day
from ipdesk.models.public_notices.assemble import public_names
from ipdesk.models.public_notices.changes import NEEDS_REASON, changes_since
from ipdesk.models.public_notices.period import refuse_before_end
from ipdesk.models.reading.application_detail import application_detail
from ipdesk.models.reading.checks import checks
from ipdesk.models.reading.periods.calendar import working_days
from ipdesk.models.reading.public_notices.notices import last_day_of, notice_of
from ipdesk.models.reading.public_notices.objected import standing
from ipdesk.models.records import CheckStage, UnpublishedChange
from ipdesk.models.records.decisions import WeighedView
from ipdesk.models.tables import RegisteredApplicant, UnpublishedChangeEntry
from ipdesk.models.workflow import State, Step
from ipdesk.rules.core.plain_text import blank

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work
    from ipdesk.models.records import ApplicationDetail, LineKey, PublicNotice, PublishedLine
    from ipdesk.models.tables import Application

_MEETING = "会议日期（{day}）在公示期满（{last}）以前，公示期满后才能审定，请核对。"
_NOT_STATED = "没有登记过申请人对公示复核情况的陈述意见，请先在“登记来文”里登记。"
_REMARK = "与公示不一致：{changes}；不重新公示的理由：{reason}"


def check_published(
    work: Work,
    application: Application,
    granted: Mapping[LineKey, int],
    reason: str,
    meeting: datetime.date | None,
    view: WeighedView | None,
) -> UnpublishedChange | None:
    """Return what of a decision is not as it was published, None where all is.

    ``granted`` is in fen, by line; ``view`` is what the applicant stated of what was found. Raises Conflict
    before the end of the period, naming its day, and while who gets less by what the office found itself was
    not heard; InvalidInput where what changed since has no ``reason`` or basis, and for a ``meeting`` in the
    period.
    """
    shown = State(application.state) is Step.PUBLISH.target
    notice = notice_of(work.session, application.id) if shown else None
    if notice is None:
        return None
    _refuse_early(work, last_day_of(work.session, application.id) or notice.last_day, meeting)
    own = [stood.line for stood in standing(work.session, application.id).values()]
    changes = "；".join(_changes(work, application, notice, granted, own))
    less = any(granted.get(line.key, 0) < line.amount for line in own)
    heard = _heard(work, application.id, view) if less else ""
    return _unpublished(application.id, changes, reason, heard, view) if changes else None


def _refuse_early(work: Work, last: datetime.date, meeting: datetime.date | None) -> None:
    refuse_before_end(last, work.today, "审定")
    if meeting is not None and meeting <= last:
        refuse_field("minutes_date", _MEETING.format(day=meeting.isoformat(), last=day_text(last)))


def _heard(work: Work, application: int, view: WeighedView | None) -> str:
    """Return how the applicant was heard on what was found after the notice, "" where nothing was.

    Raises Conflict where it was not told and heard yet, InvalidInput where its view is not weighed.
    """
    if not any(one.stage is CheckStage.AFTER_NOTICE for one in work.ask(checks, application)):
        return ""
    detail = application_detail(work.session, application)
    if fault := unheard_finding(detail, _last_day_of_view(work, detail), work.today):
        raise Conflict(fault)
    refuse(view_problems(view, _NOT_STATED, stated=stated_on(detail) is not None))
    return heard_by_now(work, detail, view)


def heard_by_now(work: Work, detail: ApplicationDetail, view: WeighedView | None = None) -> str:
    """Say how an applicant was heard by today on what was found after the notice, "" where nothing was.

    ``view`` is what it stated.
    """
    return finding_heard(detail, _last_day_of_view(work, detail), work.today, view)


def _last_day_of_view(work: Work, detail: ApplicationDetail) -> datetime.date | None:
    return known_last_day(FINDING_DAYS, served_on(detail), working_days(work.session))


def _unpublished(
    application: int, changes: str, reason: str, heard: str, view: WeighedView | None
) -> UnpublishedChange:
    if blank(reason) or reason_fault(reason, "不重新公示的理由"):
        refuse_field("unpublished_reason", NEEDS_REASON.format(changes=changes))
    refuse_field("unpublished_reason", basis_fault(reason, "不重新公示的理由"))
    said = "；".join(filter(None, (stored_line(reason).rstrip("。；"), heard)))
    return UnpublishedChange(application, changes, said, view=view if heard else None)


def _kept_view(view: WeighedView | None) -> dict[str, str]:
    given = view or WeighedView("", None, "")
    outcome = given.outcome.value if given.outcome is not None else ""
    return {
        "view_gist": stored_line(given.gist), "view_outcome": outcome, "view_why": stored_line(given.why),
    }  # fmt: skip


def keep_unpublished(work: Work, change: UnpublishedChange | None) -> str:
    """Write down what is not published anew, and return what the time line says of it; "" for nothing."""
    if change is None:
        return ""
    work.session.add(
        UnpublishedChangeEntry(
            application_id=change.application,
            changes=change.changes,
            reason=change.reason,
            **_kept_view(change.view),
            person_id=work.person,
            at=work.now,
        )
    )
    return _REMARK.format(changes=change.changes, reason=change.reason)


def _changes(
    work: Work,
    application: Application,
    notice: PublicNotice,
    granted: Mapping[LineKey, int],
    own: Sequence[PublishedLine],
) -> list[str]:
    applicant = work.session.get(RegisteredApplicant, application.applicant_id)
    if applicant is None:
        return []
    person = any(line.person for line in own)
    begins, number = notice.details.period.begins, application.number or ""
    called = public_names(applicant.name, applicant.identity, begins, number, person=person)
    return list(changes_since(own, granted, called))
