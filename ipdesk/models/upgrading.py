"""Bringing a database's schema up to date with Alembic, without a configuration file of any machine."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect

from ipdesk.models.database import writing
from ipdesk.models.migrations import HEAD

if TYPE_CHECKING:
    from alembic.config import Config

SCRIPTS = Path(__file__).resolve().parent / "migrations"


def configuration(connection: Connection) -> Config:
    """Return Alembic's configuration for an open connection."""
    from alembic.config import Config

    config = Config()
    # A percent sign in the path of the installation would be read as a reference.
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Take the schema up to a revision, in the connection's transaction."""
    from alembic import command

    command.upgrade(configuration(connection), revision)


def downgrade(connection: Connection, revision: str) -> None:
    """Take the schema down to a revision (``base``: nothing is left), in the connection's transaction."""
    from alembic import command

    command.downgrade(configuration(connection), revision)


def known_revisions() -> frozenset[str]:
    """Return the revisions that this version of the program knows."""
    from alembic.script import ScriptDirectory

    return frozenset(script.revision for script in ScriptDirectory(str(SCRIPTS)).walk_revisions())


def stored_revision(connection: Connection) -> str | None:
    """Return the revision of the database, None where it has no tables of ours."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return None if found is None else str(found)


def bring_up_to_date(engine: Engine) -> None:
    """Take the schema up to the newest revision, all steps in one transaction, or leave it as it was.

    Another desk may be doing the same: who comes second finds the work done.
    """
    with writing(engine).connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        # Rebuilding a table would trip over foreign keys; they cannot be switched inside a transaction.
        raw.execute("PRAGMA foreign_keys = OFF")
        try:
            with connection.begin():
                if stored_revision(connection) != HEAD:
                    upgrade(connection)
                    _check_foreign_keys(connection)
        finally:
            raw.execute("PRAGMA foreign_keys = ON")


def _check_foreign_keys(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if broken:
        raise RuntimeError(f"the new schema leaves {len(broken)} rows without what they refer to")
