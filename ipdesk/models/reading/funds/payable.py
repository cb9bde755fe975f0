"""What waits to be paid: grants with what is left of them, and where their takers want it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from ipdesk.models.core.parts import in_parts
from ipdesk.models.parsing.guardians import needs_guardian
from ipdesk.models.reading.funds.batch_facts import Taker, kind_of, takers_of, unsent_batches
from ipdesk.models.reading.funds.batches import parties_of, reasons_of
from ipdesk.models.reading.funds.payment_states import payment_standings
from ipdesk.models.reading.funds.projects import allowed_by_contract
from ipdesk.models.reading.funds.standing import waiting_grants
from ipdesk.models.records import PayableGrant, PaymentStanding
from ipdesk.models.tables import FundGrant, FundPayment


def payable_grants(session: Session, fund: int, today: datetime.date) -> tuple[PayableGrant, ...]:
    """Return the grants of a fund of which something waits, in the order of their entry.

    Of a project with a contract it is what falls due by now; what does not is left out.
    What the bureau keeps is paid to nobody. The account is that of the applicant, or of a minor's guardian.
    """
    left = _due_by_now(session, waiting_grants(session, fund))
    parties, takers = parties_of(session, left), takers_of(session, left)
    rows = (row for some in in_parts(left) for row in _kept_for_others(session, some))
    to_repeat, batches = _to_repeat(session, left), unsent_batches(session, left)
    waiting = (
        replace(_unpaid(row, left[row.id], parties.get(row.id, ())), batch=batches.get(row.id, ""))
        for row in rows
    )
    known = (_repeating(one, to_repeat.get(one.grant)) for one in waiting)
    return tuple(_payable(one, takers.get(one.grant), today) for one in known)


def _due_by_now(session: Session, left: dict[int, int]) -> dict[int, int]:
    allowed = allowed_by_contract(session, left)
    due = {one: min(fen, allowed[one].fen) if one in allowed else fen for one, fen in left.items()}
    return {one: fen for one, fen in due.items() if fen}


def _repeating(grant: PayableGrant, former: tuple[PaymentStanding, str] | None) -> PayableGrant:
    if former is None:
        return grant
    standing, why = former
    back = min(grant.left, standing.returned)
    again = replace(grant, reissues=standing.payment, former=standing.state)
    return replace(again, returned=back, failed=why)


def _kept_for_others(session: Session, grants: tuple[int, ...]) -> Sequence[FundGrant]:
    entry = FundGrant
    wanted = entry.id.in_(grants), ~entry.retained
    return session.scalars(select(entry).where(*wanted).order_by(entry.id)).all()


def _to_repeat(session: Session, grants: Iterable[int]) -> dict[int, tuple[PaymentStanding, str]]:
    """Return the last payments that came back and were not repeated, by grant, and why they did."""
    payment = FundPayment
    asked = select(payment.id, payment.grant_id).order_by(payment.id)
    parts = (asked.where(payment.grant_id.in_(some)) for some in in_parts(grants))
    made = [row for part in parts for row in session.execute(part)]
    standing = payment_standings(session, (one for one, _ in made))
    why = reasons_of(session, standing.values())
    back = ((grant, standing[one]) for one, grant in made if standing[one].state.repeatable)
    return {grant: (one, why.get(one.payment, "")) for grant, one in back}


def _unpaid(row: FundGrant, left: int, parties: tuple[str, ...]) -> PayableGrant:
    return PayableGrant(grant=row.id, task=row.task_id, parties=parties, left=left, purpose=row.purpose)


def _payable(grant: PayableGrant, taker: Taker | None, today: datetime.date) -> PayableGrant:
    """Return a grant of an application with whom it pays; one of no application is as it was entered."""
    if taker is None:
        return grant
    who = taker.applicant
    holder = who.guardian if needs_guardian(who, today) else who.name
    return replace(
        grant,
        application=taker.application,
        number=taker.number,
        kind=kind_of(who),
        account_name=who.account_name or holder,
        account=who.account,
        bank=who.bank,
        bank_number=who.bank_number,
    )
