"""The office itself, as it stands in the database."""

from __future__ import annotations

from dataclasses import fields, replace
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from ipdesk.models.records import Office
from ipdesk.models.tables import CallEntry, OfficeEntry, OwnRemediesEntry
from ipdesk.models.workflow import SHORTEST, Level, Procedure


def office(session: Session) -> Office | None:
    """Return the office, None before the first start is done."""
    found = session.execute(_office()).first()
    if found is None:
        return None
    return Office(**dict(zip(_COLUMNS, found, strict=True)), own_remedies=_own_remedies(session))


_COLUMNS = tuple(field.name for field in fields(Office) if field.name != "own_remedies")


@cache
def _office() -> Select[*tuple[Any, ...]]:
    return select(*(getattr(OfficeEntry, name) for name in _COLUMNS))


def _own_remedies(session: Session) -> dict[str, str]:
    return {paper: sentence for paper, sentence in session.execute(_REMEDIES)}


_REMEDIES = select(OwnRemediesEntry.paper, OwnRemediesEntry.sentence).order_by(OwnRemediesEntry.paper)
_PROCEDURE = select(OfficeEntry.procedure)
_LEVEL = select(CallEntry.level).where(CallEntry.id == bindparam("call"))


def minutes_from(session: Session) -> int:
    """Return from how many fen on a sum needs minutes; 0 before the first start is done."""
    return session.scalar(select(OfficeEntry.minutes_from)) or 0


def procedure(session: Session, call: int = 0, level: str = "") -> Procedure:
    """Return the course of the office for an application by its ``level``, or for those of a call.

    The shortest before the first start.
    """
    found = session.scalar(_PROCEDURE) or SHORTEST
    decides = level or (session.scalar(_LEVEL, {"call": call}) if call else "")
    return replace(found, level=Level(decides)) if decides else found
