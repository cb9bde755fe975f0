"""What all tables share: names of constraints, money, states, moments."""

from __future__ import annotations

import datetime
from typing import Annotated, ClassVar, get_type_hints

from sqlalchemy import BigInteger, CheckConstraint, Dialect, MetaData, String, Table, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from ipdesk.models.tables.dialect import WholeFen, refuse_changes
from ipdesk.models.workflow import STAGES, Procedure, State

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


def stored_moment(value: datetime.datetime) -> str:
    """Return a moment as it is kept; raises ValueError for one without a zone, an error of the caller."""
    if value.tzinfo is None:
        raise ValueError(f"moment without a zone: {value}")
    return value.astimezone(datetime.UTC).isoformat(timespec="microseconds")


class Moment(TypeDecorator[datetime.datetime]):
    """A moment: kept as UTC in ISO form, so that it sorts as text; handed out in the machine's zone."""

    impl = String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime.datetime | None, dialect: Dialect) -> str | None:
        """Write as ``stored_moment`` does."""
        return None if value is None else stored_moment(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime.datetime | None:
        """Read into the local zone."""
        return None if value is None else datetime.datetime.fromisoformat(value).astimezone()


class StateName(TypeDecorator[str]):
    """The name of a state of the workflow; nothing else is ever written, or compared with."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Hand the name on; one that the workflow does not have is an error of the caller (ValueError)."""
        return None if value is None else State(value).value


class ProcedureText(TypeDecorator[Procedure]):
    """The course of an office: the names of the stages it uses, in their order, with blanks between them."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Procedure | None, dialect: Dialect) -> str | None:
        """Write the names."""
        return None if value is None else " ".join(stage.value for stage in STAGES if stage in value.stages)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Procedure:
        """Read the names; before there is an office, the shortest course."""
        return procedure_of(value or "")


def procedure_of(text: str) -> Procedure:
    """Return the course that ``ProcedureText`` wrote. Raises ValueError for any other text."""
    return Procedure(frozenset(map(State, text.split())))


class FenType(BigInteger):
    """A sum of money in whole fen, 0 or more, in 64 bits: 32 would end at 21,474,836.47 yuan."""


class Base(DeclarativeBase):
    """The base of all tables. A column of money is held to whole fen, 0 or more, by a check of its own.

    A row of a table that is ``append_only`` can be neither changed nor deleted; with ``once``, a column, from
    when it holds something there; deleted it can be while ``released``, a condition in SQL, holds. A table
    of a ``record`` has a column for each field of it that the table does not declare, of the same name and
    type.
    """

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar = {str: Text(), datetime.datetime: Moment()}

    def __init_subclass__(
        cls,
        *,
        record: type | None = None,
        append_only: bool = False,
        once: str = "",
        released: str = "",
        **options: object,
    ) -> None:
        """Add what is left to the record to a table that is described, then checks and triggers."""
        if record is not None:
            hints = get_type_hints(record, include_extras=True)
            missing = {name: hint for name, hint in hints.items() if name not in cls.__annotations__}
            cls.__annotations__ |= {name: Mapped[hint] for name, hint in missing.items()}  # type: ignore[valid-type]
        super().__init_subclass__(**options)
        assert isinstance(cls.__table__, Table)
        if append_only:
            refuse_changes(cls.__table__, once, released)
        for column in cls.__table__.columns:
            if isinstance(column.type, FenType):
                check = CheckConstraint(WholeFen(column), name=f"{column.name}_exact")
                cls.__table__.append_constraint(check)


Id = Annotated[int, mapped_column(primary_key=True)]
"""A number of the database's own that is never given out twice."""

Fen = Annotated[int, mapped_column(FenType())]
"""Money. Every column that holds it is of this type; a test asks of every other whole number what it is."""
