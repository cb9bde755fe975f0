"""What waits to be paid: grants with what is left of them, and where their takers want it."""

from __future__ import annotations

import datetime
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from ipdesk.funds.books.accounts import Place
from ipdesk.models.parsing.guardians import needs_guardian
from ipdesk.models.reading.funds.batch_facts import Taker, kind_of, takers_of
from ipdesk.models.reading.funds.batches import parties_of
from ipdesk.models.reading.funds.standing import grants_standing
from ipdesk.models.records import PayableGrant
from ipdesk.models.tables import FundGrant, FundTask


def payable_grants(session: Session, fund: int, today: datetime.date) -> tuple[PayableGrant, ...]:
    """Return the grants of a fund of which something waits, in the order of their entry.

    What the bureau keeps is paid to nobody. The account is that of the applicant, or of a minor's guardian.
    """
    own = select(FundGrant).join(FundTask).where(FundTask.fund_id == fund, ~FundGrant.retained)
    rows = session.scalars(own.order_by(FundGrant.id)).all()
    ids = [row.id for row in rows]
    standing, parties = grants_standing(session, ids), parties_of(session, ids)
    takers = takers_of(session, ids)
    waiting = [_unpaid(row, standing[row.id][Place.GRANT], parties.get(row.id, ())) for row in rows]
    return tuple(_payable(one, takers.get(one.grant), today) for one in waiting if one.left)


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
    )
