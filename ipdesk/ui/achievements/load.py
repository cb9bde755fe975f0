"""One question that fills the page: ids in order, totals, and what can be chosen."""

from __future__ import annotations

from dataclasses import dataclass

from ipdesk.models import queries
from ipdesk.models.core.session import Session
from ipdesk.models.records.achievements.lists import RegisterFilter, RegisterOrder, RegisterTotals


@dataclass(frozen=True, slots=True)
class RegisterOverview:
    """What the page shows beside the rows themselves, all of one moment."""

    ids: tuple[int, ...]
    totals: RegisterTotals
    kinds: tuple[str, ...]
    years: tuple[int, ...]


def register_overview(
    session: Session, wanted: RegisterFilter, order: RegisterOrder, descending: bool
) -> RegisterOverview:
    """Read everything in one transaction."""
    kinds, years = queries.register_choices(session)
    ids = queries.register_ids(session, wanted, order, descending)
    return RegisterOverview(ids, queries.register_totals(session, wanted), kinds, years)
