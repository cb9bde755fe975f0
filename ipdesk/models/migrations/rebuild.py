"""Making a table anew, because SQLite cannot change the type of a column or drop a check.

A database of another dialect begins with the tables of the day; the steps that need this lie before it.
"""

from __future__ import annotations

import re

import sqlalchemy as sa
from alembic import op

from ipdesk.models.core.errors import DamagedDatabase

_TABLE = sa.text("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = :table")
_BESIDE = sa.text("SELECT sql FROM sqlite_master WHERE tbl_name = :table AND type <> 'table' AND sql <> ''")
_LAST_ID = sa.text("SELECT seq FROM sqlite_sequence WHERE name = :table")
_DROP_LAST_ID = sa.text("DELETE FROM sqlite_sequence WHERE name = :table")
_KEEP_LAST_ID = sa.text("INSERT INTO sqlite_sequence (name, seq) VALUES (:table, :seq)")

Change = tuple[str, str]
"""What stands in the description of a table, once, and what is to stand there instead."""


def rebuild(table: str, *changes: Change) -> None:
    """Change a table's description; rows, indexes, triggers and the id that was given out last are kept.

    Foreign keys must be off, as the store has them for a step: other tables refer to this one. Raises
    DamagedDatabase where the description is not as the program wrote it.
    """
    connection, name = op.get_bind(), {"table": table}
    described = connection.execute(_TABLE, name).scalar_one()
    beside = connection.execute(_BESIDE, name).scalars().all()
    last = connection.execute(_LAST_ID, name).scalar()
    # In this order nothing that refers to the table is led to another one.
    connection.exec_driver_sql(_changed(described, table, changes))
    connection.exec_driver_sql(f"INSERT INTO new_{table} SELECT * FROM {table}")
    connection.exec_driver_sql(f"DROP TABLE {table}")
    connection.exec_driver_sql(f"ALTER TABLE new_{table} RENAME TO {table}")
    for statement in beside:
        connection.exec_driver_sql(statement)
    if last is not None:
        _keep_last_id(connection, table, last)


def _changed(described: str, table: str, changes: tuple[Change, ...]) -> str:
    found = re.sub(f'^CREATE TABLE "?{table}"?', f"CREATE TABLE new_{table}", described)
    for before, after in changes:
        if found.count(before) != 1:
            raise DamagedDatabase(
                f"数据库的结构不是本程序所建的样子（表 {table}），像是被别的程序改动过，没有打开，未作改动。"
                "请从备份恢复，或联系维护人员。"
            )
        found = found.replace(before, after)
    return found


def _keep_last_id(connection: sa.Connection, table: str, last: int) -> None:
    """Write down the last id: the new table knows only of the rows that are still there."""
    connection.execute(_DROP_LAST_ID, {"table": table})
    connection.execute(_KEEP_LAST_ID, {"table": table, "seq": last})
