"""The triggers that keep the rows of a table as they were written, in the words that all steps give them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import op


def refuse_changes(table: str, *keys: str) -> None:
    """Have a table refuse to change, delete or write over a row.

    Each of ``keys`` says by which columns a new row would be one that stands, as ``id = NEW.id``.
    """
    same = " OR ".join(f"EXISTS (SELECT 1 FROM {table} WHERE {key})" for key in keys)
    refuse(table, "update", "UPDATE")
    refuse(table, "delete", "DELETE")
    refuse(table, "replace", "INSERT", f"WHEN {same} ")


def refuse(table: str, name: str, action: str, when: str = "") -> None:
    """Make the trigger ``TABLE_no_NAME`` that refuses an action of SQL; ``when`` is its condition, if any."""
    op.execute(
        f"CREATE TRIGGER {table}_no_{name} BEFORE {action} ON {table} {when}"
        f"BEGIN SELECT RAISE(ABORT, '{table} is never changed'); END"
    )


@contextmanager
def letting_change(table: str) -> Iterator[None]:
    """Let a migration write a new column of rows that are never changed otherwise."""
    connection = op.get_bind()
    found = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?"
    triggers = connection.exec_driver_sql(found, (table,)).all()
    for name, _ in triggers:
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
    yield
    for _, sql in triggers:
        connection.exec_driver_sql(sql)
