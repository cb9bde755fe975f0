"""All that a step may change of an application, as one text, and putting it back."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select, update

from ipdesk.models.core.parts import in_parts
from ipdesk.models.tables import (
    Application,
    AwardEntry,
    CorrectionEntry,
    DecisionEntry,
    DecisionScoreEntry,
    DecisionText,
    DepartureEntry,
    DraftRef,
    NoticeAnswerEntry,
    UnpublishedChangeEntry,
)
from ipdesk.models.tables.base import Base, stored_moment

CHANGED_BY_STEPS: tuple[type[Base], ...] = (
    AwardEntry,
    CorrectionEntry,
    DecisionEntry,
    DecisionScoreEntry,
    DecisionText,
    DepartureEntry,
    DraftRef,
    NoticeAnswerEntry,
    UnpublishedChangeEntry,
)
"""The tables beside the application's own whose rows a step may change; what is only added to is not here."""


def contents_of(connection: Connection, applications: Iterable[int]) -> dict[int, str]:
    """Return, by application, everything that a step may change of it."""
    ids = tuple(applications)
    found: dict[int, dict[str, Any]] = {one: {} for one in ids}
    for some in in_parts(ids):
        _collect(connection, some, found)
    return {one: json.dumps(kept, ensure_ascii=False, default=_written) for one, kept in found.items()}


def put_back(connection: Connection, application: int, content: str) -> None:
    """Make an application what it was when ``content`` was taken; its rows get ids of their own again.

    What somebody typed for the decision since then stays.
    """
    kept = json.loads(content, object_hook=_read)
    own = _table(Application)
    values = {name: value for name, value in kept.pop(own.name)[0].items() if name != "id"}
    for table in map(_table, CHANGED_BY_STEPS):
        if table is _TYPED and _has_text(connection, application):
            continue
        connection.execute(delete(table).where(table.c.application_id == application))
        if rows := [_without_number(table, row) for row in kept.get(table.name, ())]:
            connection.execute(insert(table), rows)
    connection.execute(update(own).where(own.c.id == application).values(**values))


def _collect(connection: Connection, ids: tuple[int, ...], found: Mapping[int, dict[str, Any]]) -> None:
    own = _table(Application)
    for row in connection.execute(select(own).where(own.c.id.in_(ids))).mappings():
        found[row["id"]][own.name] = [dict(row)]
    for table in map(_table, CHANGED_BY_STEPS):
        for row in connection.execute(select(table).where(table.c.application_id.in_(ids))).mappings():
            found[row["application_id"]].setdefault(table.name, []).append(dict(row))


def _has_text(connection: Connection, application: int) -> bool:
    found = select(_TYPED.c.application_id).where(_TYPED.c.application_id == application)
    return connection.execute(found).first() is not None


def _without_number(table: Table, row: dict[str, Any]) -> dict[str, Any]:
    """Leave out an id that only numbers the rows: another row may have it by now."""
    return {name: value for name, value in row.items() if name != "id" or "application_id" not in table.c}


def _written(value: object) -> dict[str, str]:
    if isinstance(value, datetime.datetime):
        return {"moment": stored_moment(value)}
    if isinstance(value, datetime.date):
        return {"day": value.isoformat()}
    raise TypeError(f"not kept: {value!r}")


def _read(found: dict[str, Any]) -> Any:  # noqa: ANN401
    if found.keys() == {"moment"}:
        return datetime.datetime.fromisoformat(found["moment"])
    if found.keys() == {"day"}:
        return datetime.date.fromisoformat(found["day"])
    return found


def _table(entry: type[Base]) -> Table:
    assert isinstance(entry.__table__, Table)
    return entry.__table__


_TYPED = _table(DecisionText)
