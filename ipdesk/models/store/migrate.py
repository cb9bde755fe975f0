"""Bringing a database's schema up to date with Alembic, without a configuration file of any machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, inspect

from ipdesk.models.migrations import HEAD, SCRIPTS
from ipdesk.models.migrations.newest import make_newest
from ipdesk.models.store.backup import keep_copy
from ipdesk.models.store.database import writing
from ipdesk.models.store.schema import check_schema

if TYPE_CHECKING:
    from alembic.script import ScriptDirectory


@cache
def _scripts() -> ScriptDirectory:
    """Return the steps; Alembic's own commands would load all of them anew for each course."""
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    # A percent sign in the path of the installation would be read as a reference.
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    return ScriptDirectory.from_config(config)


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Take the schema up to a revision, in the connection's transaction."""
    _take(connection, lambda stored: _scripts()._upgrade_revs(revision, stored))


def downgrade(connection: Connection, revision: str) -> None:
    """Take the schema down to a revision (``base``: nothing is left), in the connection's transaction."""
    _take(connection, lambda stored: _scripts()._downgrade_revs(revision, stored))


def _take(connection: Connection, steps: Callable[[Any], Any]) -> None:
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext

    config = Config()
    config.attributes["connection"] = connection
    with EnvironmentContext(config, _scripts(), fn=lambda stored, _: steps(stored)):
        _scripts().run_env()


def stored_revision(connection: Connection) -> str | None:
    """Return the revision of the database, None where it has no tables of ours."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return None if found is None else str(found)


def bring_up_to_date(engine: Engine, path: Path, revision: str | None) -> None:
    """Take the schema up to the newest revision, all steps in one transaction, or leave it as it was.

    ``revision`` is what the file was seen to have. Another desk may be doing the same: who comes second
    waits, and finds the work done. Before the first step a copy is laid beside the file. A database that can
    only be read is found out here and not after an hour of typing.

    Raises RuntimeError where the new schema would leave rows without what they refer to.
    """
    with writing(engine).connect() as connection:
        if revision == HEAD:
            # To begin is to write already; see ``wal_pairing``.
            with connection.begin() as transaction:
                check_schema(connection)
                if not _derive(connection):
                    transaction.rollback()
        else:
            with _foreign_keys_off(connection), connection.begin():
                _upgrade(connection, path)


@contextmanager
def _foreign_keys_off(connection: Connection) -> Iterator[None]:
    """Let tables be rebuilt, which foreign keys would stop; they cannot be switched inside a transaction."""
    raw = connection.connection.driver_connection
    assert raw is not None
    raw.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        raw.execute("PRAGMA foreign_keys = ON")


def _upgrade(connection: Connection, path: Path) -> None:
    stored = stored_revision(connection)
    if stored == HEAD:
        return
    if stored is None:
        make_newest(connection)
    else:
        keep_copy(path, stored)
        upgrade(connection)
    check_schema(connection)
    _derive(connection)
    _check_foreign_keys(connection)


def is_derived(connection: Connection) -> bool:
    """Say whether what is derived was derived by the words of this version of the program."""
    from ipdesk.models.handlers.achievements.derived import stale_forms
    from ipdesk.rules.pack.vocabulary import standard_vocabulary

    words = standard_vocabulary()
    return not stale_forms(connection, words, words.kinds)


def _derive(connection: Connection) -> bool:
    """Bring up to date what is derived by the words of the program; say whether anything was to do."""
    from ipdesk.models.handlers.achievements.derived import renew_all
    from ipdesk.rules.pack.vocabulary import standard_vocabulary

    return renew_all(connection, standard_vocabulary())


def _check_foreign_keys(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if broken:
        raise RuntimeError(f"the new schema leaves {len(broken)} rows without what they refer to")
