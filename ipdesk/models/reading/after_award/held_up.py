"""What is held up until papers against somebody are approved: those papers, their sheets, other steps."""

from __future__ import annotations

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from ipdesk.models.applications.approvals import APPROVAL, APPROVED, ENDING, HANDLED
from ipdesk.models.reading.access import access_settings
from ipdesk.models.reading.after_award.approvals import approvals_of_kind, papers_of_kind
from ipdesk.models.records import ApprovalOrder
from ipdesk.models.tables import Application

UNAPPROVED = "{paper}没有经过审批：先印处理事项审批表、签批以后再印发。"
WITH_IT_ALONE = "{paper}要先经审批：请在申请件的“其他办理”里送审，签批以后再印发。"
WAITING = "申请件 {number} 的“{act}”已经送审，先办完或者撤销送审，再办理“{step}”。"


def paper_fault(session: Session, application: int, kind: str, about: str) -> str:
    """Say that a paper is not approved, or that a sheet comes with its submission; "" where it may go out.

    ``about`` is the kind of the paper that a sheet approves.
    """
    if kind not in (APPROVAL, *APPROVED):
        return ""
    order = access_settings(session).approval_order
    if kind != APPROVAL:
        lacks = approvals_of_kind(kind) <= papers_of_kind(kind)
        held = order is not ApprovalOrder.NONE and _holds(session, application, lacks)
        return UNAPPROVED.format(paper=APPROVED[kind]) if held else ""
    made_up = papers_of_kind(about) > approvals_of_kind(about)
    if order is not ApprovalOrder.FIRST or _holds(session, application, made_up):
        return ""
    return WITH_IT_ALONE.format(paper=APPROVED.get(about, "这份文书"))


def _holds(session: Session, application: int, condition: ColumnElement[bool]) -> bool:
    return bool(session.scalar(select(condition).where(Application.id == application)))


def waiting_fault(number: str, kind: str, step: str) -> str:
    """Say that a step waits for a handling of a kind that would end the file; "" where it waits for none."""
    return WAITING.format(number=number, act=HANDLED[kind], step=step) if kind in ENDING else ""
