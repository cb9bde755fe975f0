"""Sessions that ask for columns, and for rows by their ids, without the detours of those of SQLAlchemy.

One of SQLAlchemy's prepares every statement to make objects of its rows, also where it asks for columns
alone, and builds the statement that finds a row by its id each time anew. Half of what a short statement
costs goes into that, and a single reading of a file has thirty of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import ColumnElement, Executable, Result, ScalarResult, Select, bindparam, inspect, select
from sqlalchemy.engine.cursor import CursorResult, FullyBufferedCursorFetchStrategy
from sqlalchemy.orm import Session

T = TypeVar("T")
_Values = Mapping[str, Any] | Sequence[Mapping[str, Any]] | None


class QuickSession(Session):
    """Answers as any other; what is in ``before_asking`` is done before each statement.

    Rows are read to the last before the first is handed out, so that who goes over them may write.
    """

    before_asking: tuple[Callable[[], None], ...] = ()

    if not TYPE_CHECKING:  # to whom asks it is a session like any other

        def execute(self, statement: Executable, params: _Values = None, **options: object) -> Result:
            """Return the rows of a statement; see ``Session.execute``."""
            for due in self.before_asking:
                due()
            if options or not _asks_for_columns(statement):
                return super().execute(statement, params, **options)
            return self._columns(statement, params)

        def scalars(self, statement: Executable, params: _Values = None, **options: object) -> ScalarResult:
            """Return what stands first in each row of a statement; see ``Session.scalars``."""
            return self.execute(statement, params, **options).scalars()

        def scalar(self, statement: Executable, params: _Values = None, **options: object) -> object:
            """Return what stands first in the first row of a statement; see ``Session.scalar``."""
            return self.execute(statement, params, **options).scalar()

        def get(self, entity: type[T], ident: object, **options: object) -> T | None:
            """Return a row by its id, None where there is none; see ``Session.get``."""
            one = isinstance(ident, int | str) and not options
            if not one or (entity, (ident,), None) in self.identity_map:
                return super().get(entity, ident, **options)
            return self.scalars(_by_id(entity), {"id": ident}).one_or_none()

    def _columns(self, statement: Select[Any], values: _Values) -> Result[Any]:
        if self.autoflush:
            self._autoflush()
        found = self.connection().execute(statement, values)
        assert isinstance(found, CursorResult)
        _buffer(found)
        return found


def _buffer(found: CursorResult[Any]) -> None:
    """Have all rows read; what cannot be read is told as SQLAlchemy does, and leaves no cursor open."""
    cursor = found.cursor
    try:
        found.cursor_strategy = FullyBufferedCursorFetchStrategy(cursor)
    except BaseException as fault:
        found.cursor_strategy.handle_exception(found, cursor, fault)


def _asks_for_columns(statement: Executable) -> bool:
    """Tell whether a statement asks for columns alone, and says nothing of how they are to be read."""
    if not isinstance(statement, Select) or statement._with_options or statement._execution_options:
        return False
    return all(isinstance(column, ColumnElement) for column in statement._raw_columns)


@cache
def _by_id(entity: type[Any]) -> Select[Any]:
    [key] = inspect(entity).primary_key
    return select(entity).where(key == bindparam("id"))
