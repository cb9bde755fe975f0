"""Whether a database still has the tables, columns and triggers that its revision says it has."""

from __future__ import annotations

from functools import cache

from sqlalchemy import Connection

from ipdesk.models.core.errors import DamagedDatabase
from ipdesk.models.migrations import TRIGGERS
from ipdesk.models.tables import Base

# One row a table: every start reads them.
_COLUMNS = (
    "SELECT tables.name, group_concat(columns.name, '\n')"
    " FROM sqlite_master AS tables, pragma_table_info(tables.name) AS columns"
    " WHERE tables.type = 'table' GROUP BY tables.name"
)
_TRIGGERS = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
_NAMED = 3  # at most, in a sentence


def missing_columns(connection: Connection) -> tuple[str, ...]:
    """Return the tables, and columns of others, that are not there."""
    found = {table: set(columns.split("\n")) for table, columns in connection.exec_driver_sql(_COLUMNS)}
    gone = []
    for table, columns in _wanted():
        if table not in found:
            gone.append(table)
        else:
            gone += [f"{table}.{column}" for column in columns if column not in found[table]]
    return tuple(gone)


@cache
def _wanted() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the tables with their columns, those first that others refer to."""
    tables = Base.metadata.sorted_tables
    return tuple((table.name, tuple(column.name for column in table.columns)) for table in tables)


def missing_triggers(connection: Connection) -> tuple[str, ...]:
    """Name the triggers of the program that a database lacks: without them it would let its past change."""
    return tuple(sorted(TRIGGERS - set(connection.exec_driver_sql(_TRIGGERS).scalars())))


def check_columns(connection: Connection) -> None:
    """Raise DamagedDatabase where something of the newest revision is not there to be read."""
    _refuse(missing_columns(connection))


def check_schema(connection: Connection) -> None:
    """Raise DamagedDatabase where something of the newest revision is not there to be read or to be kept."""
    _refuse((*missing_columns(connection), *missing_triggers(connection)))


def _refuse(missing: tuple[str, ...]) -> None:
    if missing:
        named = "、".join(missing[:_NAMED]) + (f" 等 {len(missing)} 处" if len(missing) > _NAMED else "")
        raise DamagedDatabase(
            f"数据库的结构不完整（缺少 {named}），像是被别的程序改动过，没有打开，未作改动。"
            "请从备份恢复，或联系维护人员。"
        )
