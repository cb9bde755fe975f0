"""An office that loads the sample at its first start: the sample is played by a course of its own."""

from __future__ import annotations

from dataclasses import replace

from ipdesk.models import queries
from ipdesk.models.commands import ChangeAccess, ChangeOffice, Command, SetUpOffice
from ipdesk.models.core.session import Session
from ipdesk.models.records import ApprovalOrder
from ipdesk.models.workflow import Procedure
from ipdesk.sample import forms


def by_course(wanted: SetUpOffice, procedure: Procedure) -> SetUpOffice:
    """Return the first start of an office with the steps of the sample, and none else that it chose.

    What letters of the sample's days need and the office has not said is that of the sample.
    """
    bureau = wanted.office.upper_bureau or forms.desk().office.upper_bureau
    office = replace(wanted.office, procedure=procedure, guards=False, upper_bureau=bureau)
    return replace(wanted, office=office, separates_decision=False, approval_order=ApprovalOrder.ALONG)


def taken_up(session: Session, wanted: SetUpOffice | None) -> tuple[Command[None], ...]:
    """Return what lets an office be as it chose from now on; nothing where none began.

    What the first start wrote for it, such as the remedies of its papers, stays.
    """
    office, access = queries.office(session), queries.access_settings(session)
    if wanted is None or office is None:
        return ()
    chosen = wanted.office
    as_chosen = replace(
        office, procedure=chosen.procedure, guards=chosen.guards, upper_bureau=chosen.upper_bureau
    )
    own = ChangeOffice(office=as_chosen)
    settings = replace(
        access, separates_decision=wanted.separates_decision, approval_order=wanted.approval_order
    )
    return (own, ChangeAccess(settings=settings)) if settings != access else (own,)
