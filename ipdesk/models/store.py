"""The one door to the database: open it, read with a session of one's own, run commands in transactions."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec, Self, TypeVar

from ipdesk.models.changes import Outcome
from ipdesk.models.commands.base import Command

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

P = ParamSpec("P")
T = TypeVar("T")

DATABASE_NAME = "ipdesk.sqlite"


def local_now() -> datetime.datetime:
    """Return the moment with the machine's zone."""
    return datetime.datetime.now().astimezone()


class Store:
    """An open database. May be used from several threads: every call has a session of its own."""

    @classmethod
    def open(cls, data_dir: Path, now: Callable[[], datetime.datetime] = local_now) -> Self:
        """Open the database of a data folder, making both where they are missing, and bring it up to date.

        Raises LockedDatabase, NewerDatabase, DamagedDatabase, DiskFull or ReadOnlyFolder; the file is then
        as before.
        """
        raise NotImplementedError

    def read(self, query: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a query function in a read transaction and return its records. Raises StoreError, NotFound."""
        raise NotImplementedError

    def run(self, command: Command[T]) -> Outcome[T]:
        """Run a command in one transaction: all of it is on disk when this returns, or nothing if it raises.

        Raises StoreError, InvalidInput, Conflict, NotFound, and whatever a renderer given along raises.
        """
        raise NotImplementedError

    def close(self) -> None:
        """Let go of the file. The store cannot be used afterwards."""
        raise NotImplementedError
