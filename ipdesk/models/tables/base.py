"""What all tables share: names of constraints, exact money, moments."""

from __future__ import annotations

import datetime
from typing import Annotated, ClassVar

from sqlalchemy import CheckConstraint, Dialect, MetaData, String, Text
from sqlalchemy.orm import DeclarativeBase, mapped_column
from sqlalchemy.types import TypeDecorator

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Moment(TypeDecorator[datetime.datetime]):
    """A moment: kept as UTC in ISO form, so that it sorts as text; handed out in the machine's zone."""

    impl = String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime.datetime | None, dialect: Dialect) -> str | None:
        """Write in UTC; a moment without a zone is an error of the caller."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"moment without a zone: {value}")
        return value.astimezone(datetime.UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime.datetime | None:
        """Read into the local zone."""
        return None if value is None else datetime.datetime.fromisoformat(value).astimezone()


class Base(DeclarativeBase):
    """The base of all tables."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar = {str: Text(), datetime.datetime: Moment()}


Id = Annotated[int, mapped_column(primary_key=True)]
"""A number of the database's own that is never given out twice."""

NEVER_AGAIN = {"sqlite_autoincrement": True}
"""Table option: the id of a deleted record is not given out again; audit entries would then mean another."""


_WHOLE = "{0} IS NULL OR (typeof({0}) = 'integer' AND {0} >= 0)"


def exact(*columns: str) -> tuple[CheckConstraint, ...]:
    """Hold columns to whole fen, never negative: SQLite would otherwise keep a fraction as it comes."""
    return tuple(CheckConstraint(_WHOLE.format(name), name=f"{name}_exact") for name in columns)
