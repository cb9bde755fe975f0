"""An office that loads the sample at its first start: the sample is played by a course of its own."""

from __future__ import annotations

from dataclasses import replace

from ipdesk.models import queries
from ipdesk.models.commands import ChangeAccess, ChangeOffice, Command, SetUpOffice
from ipdesk.models.core.session import Session
from ipdesk.models.records import ApprovalOrder
from ipdesk.models.workflow import Procedure


def by_course(wanted: SetUpOffice, procedure: Procedure) -> SetUpOffice:
    """Return the first start of an office with the steps of the sample, and none else that it chose."""
    office = replace(wanted.office, procedure=procedure, guards=False)
    return replace(wanted, office=office, separates_decision=False, approval_order=ApprovalOrder.ALONG)


def taken_up(session: Session, wanted: SetUpOffice | None) -> tuple[Command[None], ...]:
    """Return what lets an office take the steps that it chose from now on; nothing where none began."""
    office, access = queries.office(session), queries.access_settings(session)
    if wanted is None or office is None:
        return ()
    chosen = wanted.office
    own = ChangeOffice(office=replace(office, procedure=chosen.procedure, guards=chosen.guards))
    settings = replace(
        access, separates_decision=wanted.separates_decision, approval_order=wanted.approval_order
    )
    return (own, ChangeAccess(settings=settings)) if settings != access else (own,)
