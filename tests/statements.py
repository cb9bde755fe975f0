"""Counts what is asked of databases: how fast a part is shows in that, on every machine alike."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, event


@contextmanager
def statements() -> Iterator[list[str]]:
    """Give the statements that run within the block, in their order, their transactions left out."""
    ran: list[str] = []

    def running(
        connection: Connection,
        cursor: object,
        statement: str,
        parameters: object,
        context: object,
        many: bool,
    ) -> None:
        if not statement.startswith("BEGIN"):
            ran.append(statement)

    event.listen(Engine, "before_cursor_execute", running)
    try:
        yield ran
    finally:
        event.remove(Engine, "before_cursor_execute", running)
