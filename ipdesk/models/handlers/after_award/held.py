"""What holds steps against somebody back until they are approved 签批."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import TYPE_CHECKING, TypeVar

from ipdesk.models.applications.approvals import HANDLED
from ipdesk.models.commands import IssueListDocument
from ipdesk.models.commands.handlings import Doing, approved_by
from ipdesk.models.core.errors import Conflict
from ipdesk.models.reading.access import access_settings
from ipdesk.models.records import ApprovalOrder

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work

T = TypeVar("T")
C = TypeVar("C", bound=Doing)

FIRST = "“{act}”要先经审批：先送审，处理事项审批表签批以后再办理。"


def held(
    handler: Callable[[Work, C], T], unless: Callable[[C], bool] = lambda _: False
) -> Callable[[Work, C], T]:
    """Return a handler that refuses what the office approves first; what was approved is done without it.

    ``unless`` says of a command that it names itself what approved it.
    """

    @wraps(handler)
    def checked(work: Work, command: C) -> T:
        if not unless(command):
            check_order(work, command)
        return handler(work, command)

    return checked


def along(work: Work, issuing: IssueListDocument, *, signed: bool) -> IssueListDocument:
    """Return what issues a paper with its sheet ahead, where the office prints that along; else without.

    A sheet that is ``signed`` is made once more all the same: its command compares what it says.
    """
    if signed:
        for sheet in issuing.ahead:
            sheet.render("")
    printed = not signed and work.ask(access_settings).approval_order is not ApprovalOrder.NONE
    return issuing if printed else replace(issuing, ahead=())


def check_order(work: Work, command: Doing) -> None:
    """Raise Conflict where something is done without its approval, and the office approves first."""
    kind = approved_by(command)
    if kind and work.ask(access_settings).approval_order is ApprovalOrder.FIRST:
        raise Conflict(FIRST.format(act=HANDLED[kind]))
