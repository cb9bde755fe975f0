"""What keeps steps and papers against somebody back until they are approved 签批."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import select

from ipdesk.models.applications.approvals import APPROVAL, APPROVED, ENDING, HANDLED
from ipdesk.models.commands.handlings import Doing, approved_by
from ipdesk.models.core.errors import Conflict
from ipdesk.models.reading.access import access_settings
from ipdesk.models.reading.after_award.approvals import lacks_approval, went_out_without
from ipdesk.models.reading.after_award.handlings import running_handlings
from ipdesk.models.records import ApprovalOrder
from ipdesk.models.tables import HandlingEntry

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work
    from ipdesk.models.tables import Application

T = TypeVar("T")
C = TypeVar("C", bound=Doing)

FIRST = "“{act}”要先经审批：先送审，处理事项审批表签批以后再办理。"
UNAPPROVED = "{paper}没有经过审批：先印处理事项审批表、签批以后再印发。"
ALONG_ALONE = "处理事项审批表随送审印出，请在“其他办理”里办理“{act}”，填好后送审。"
WAITING = "申请件 {number} 的“{act}”已经送审，先办完或者撤销送审，再办理“{step}”。"
SUBMITTED = "申请件 {number} 送审过“{act}”，审批表已经印出，不能删除。"


def held(handler: Callable[[Work, C], T]) -> Callable[[Work, C], T]:
    """Return a handler that refuses what the office approves first; what was approved is done without it."""

    @wraps(handler)
    def checked(work: Work, command: C) -> T:
        check_order(work, command)
        return handler(work, command)

    return checked


def check_order(work: Work, command: Doing) -> None:
    """Raise Conflict where something is done without its approval, and the office approves first."""
    kind = approved_by(command)
    if kind and work.ask(access_settings).approval_order is ApprovalOrder.FIRST:
        raise Conflict(FIRST.format(act=HANDLED[kind]))


def check_paper(work: Work, application: Application, kind: str, about: str) -> None:
    """Raise Conflict for a paper that is not approved, and for a sheet that is printed with its submission."""
    if kind not in (APPROVAL, *APPROVED):
        return
    order = work.ask(access_settings).approval_order
    work.session.flush()
    if kind != APPROVAL:
        if order is not ApprovalOrder.NONE and lacks_approval(work.session, application.id, kind):
            raise Conflict(UNAPPROVED.format(paper=APPROVED[kind]))
    elif order is ApprovalOrder.FIRST and not went_out_without(work.session, application.id, about):
        raise Conflict(ALONG_ALONE.format(act=HANDLED.get(about, "处理事项")))


def check_waits_for_none(work: Work, application: Application, step: str) -> None:
    """Raise Conflict where a handling waits that would end the file."""
    waiting = work.ask(running_handlings).get(application.id, "")
    if waiting in ENDING:
        named = {"number": application.number, "act": HANDLED[waiting], "step": step}
        raise Conflict(WAITING.format(**named))


def check_never_submitted(work: Work, application: Application) -> None:
    """Raise Conflict for a file of which a sheet was printed: it is not deleted any more."""
    submitted = select(HandlingEntry.kind).where(HandlingEntry.application_id == application.id)
    if (kind := work.session.scalar(submitted.limit(1))) is not None:
        raise Conflict(SUBMITTED.format(number=application.number, act=HANDLED.get(kind, "处理事项")))
