"""A store that does what several tests begin with once, and lays the records it left into the database."""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Concatenate, ParamSpec, TypeVar

from ipdesk.models.commands.base import Command
from ipdesk.models.core.actor import Actor
from ipdesk.models.core.changes import Kind, Outcome
from ipdesk.models.core.session import Session
from ipdesk.models.store import Store
from tests.ui.kept_database import KeptDatabase

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(eq=False)
class _Done:
    """A command that was carried out after others, its answer, and what came after it in one test or another.

    ``records`` are those of the database by then, None until something else is done or read.
    """

    what: tuple[object, Actor | None, datetime.datetime | None] = (None, None, None)
    outcome: Outcome[object] | None = None
    after: list[_Done] = field(default_factory=list)
    records: sqlite3.Connection | None = None


class RememberingStore(Store):
    """Carries out each row of commands that tests begin with once, and gives its answers again.

    Until ``go_on`` a command that equals the one which followed the same commands before is not carried out;
    whoever reads finds the records that it left. ``noted`` are the kinds of record that were changed.
    """

    noted = frozenset({Kind.APPLICATION})
    _here: _Done | None = None  # what was done last, None where commands are carried out as by any store
    _reached = True  # whether the database is as after what was done last
    _first: _Done
    _database: KeptDatabase

    def remember(self, database: KeptDatabase) -> None:
        """Begin to remember, at the present records of the database."""
        self._first, self._database = _Done(records=database.copy()), database
        self.begin()

    def begin(self) -> None:
        """Begin anew, after ``go_on``; the database is as it was at first."""
        assert self._here is None
        self._here, self._reached, self.noted = self._first, True, RememberingStore.noted

    def go_on(self) -> None:
        """Carry out every command from now on."""
        self._reach()
        self._here = None

    def run(self, command: Command[T], actor: Actor) -> Outcome[T]:
        """Carry a command out, or give its answer again. Raises as ``Store.run`` does."""
        what = (command, actor, self.moment())
        outcome = self._again(what) if self._here is not None else None
        if outcome is None:
            self._reach()
            outcome = super().run(command, actor)
            if self._here is not None:
                done = _Done(what, outcome)
                self._here.after.append(done)
                self._here = done
        self.noted |= {kind for kind, _ in outcome.changes.records}
        return outcome  # type: ignore[return-value]

    def _again(self, what: tuple[object, Actor, datetime.datetime]) -> Outcome[object] | None:
        assert self._here is not None
        known = next((done for done in self._here.after if done.what == what), None)
        if known is None:
            return None
        self._here, self._reached = known, False
        return known.outcome

    def read(self, query: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Read what is there by now. Raises as ``Store.read`` does."""
        self._reach()
        return super().read(query, *args, **kwargs)

    def _reach(self) -> None:
        """Have the database hold what it held after what was done last."""
        here = self._here
        if here is None:
            return
        if here.records is None:  # it was carried out just now
            here.records = self._database.copy()
        elif not self._reached:
            self._database.lay(here.records)
        self._reached = True
