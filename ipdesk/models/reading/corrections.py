"""Rounds of correction."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from functools import cache

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from ipdesk.models.reading.periods.calendar import last_day_by_now
from ipdesk.models.records import Correction, MissingItem
from ipdesk.models.tables import CorrectionEntry, PersonEntry


def corrections(session: Session, application_id: int) -> tuple[Correction, ...]:
    """Return the rounds of an application, the first first."""
    found = session.execute(_corrections(), {"application": application_id})
    return tuple(
        Correction(
            one.round, items_of(one.items), one.asked_on, name, one.working_days, one.served_on,
            one.last_day or last_day_by_now(session, one.working_days, one.served_on),
            one.closed_on, had_of(one.had),
        )
        for one, name in found
    )  # fmt: skip


@cache
def _corrections() -> Select[CorrectionEntry, str]:
    entry = CorrectionEntry
    return (
        select(entry, PersonEntry.name)
        .join(PersonEntry, PersonEntry.id == entry.asked_by)
        .where(entry.application_id == bindparam("application"))
        .order_by(entry.round)
    )


def had_text(materials: Iterable[str]) -> str:
    """Return the ids of materials as JSON."""
    return json.dumps(sorted(materials))


def had_of(text: str) -> frozenset[str] | None:
    """Read what ``had_text`` wrote, None for nothing. Raises ValueError for anything else."""
    found = json.loads(text) if text else None
    if found is not None and not (isinstance(found, list) and all(isinstance(one, str) for one in found)):
        raise ValueError(text)
    return frozenset(found) if found is not None else None


def items_text(items: Iterable[MissingItem]) -> str:
    """Return what is missing as JSON."""
    return json.dumps([asdict(item) for item in items], ensure_ascii=False, separators=(",", ":"))


def items_of(text: str) -> tuple[MissingItem, ...]:
    """Read what ``items_text`` wrote."""
    return tuple(MissingItem(**item) for item in json.loads(text))
