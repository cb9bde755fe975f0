"""Grants that took over a payment from another by a correction 付款更正, and those that they took it from."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from ipdesk.models.core.parts import in_parts
from ipdesk.models.tables import FundAccount, FundPayment


def carried_by(session: Session, grants: Iterable[int]) -> dict[int, int]:
    """Return the grants that bear payments of some grants by now, each with the grant it was at first.

    The grants themselves are among them.
    """
    found = {grant: grant for grant in grants}
    new = found
    while new:
        pairs = _pairs(session, FundPayment.grant_id, new)
        new = {after: found[before] for before, after in pairs if after not in found}
        found = found | new
    return found


def first_grants(session: Session, grants: Iterable[int]) -> dict[int, int]:
    """Return, by grants, the grant from which what they bear was paid at first: mostly themselves."""
    found = {grant: grant for grant in grants}
    while pairs := _pairs(session, FundAccount.grant_id, {*found.values()}):
        before = {after: own for own, after in pairs}
        found = {grant: before.get(first, first) for grant, first in found.items()}
    return found


def _pairs(
    session: Session,
    side: InstrumentedAttribute[int] | InstrumentedAttribute[int | None],
    grants: Iterable[int],
) -> list[tuple[int, int]]:
    """Return the grants that payments were made from and that bear them, where they are two."""
    found: list[tuple[int, int]] = []
    for some in in_parts(grants):
        asked = (
            select(FundPayment.grant_id, FundAccount.grant_id)
            .join(FundAccount, FundAccount.payment_id == FundPayment.id)
            .where(side.in_(some), FundAccount.grant_id != FundPayment.grant_id)
            .distinct()
        )
        found += [(before, after or 0) for before, after in session.execute(asked)]
    return found
