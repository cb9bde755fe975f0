"""Issuing several letters in a row, behind the window, with progress and cancel."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field

from ipdesk.documents.errors import DocumentError
from ipdesk.models.core.actor import Actor
from ipdesk.models.core.changes import Changes
from ipdesk.models.core.errors import DeskError
from ipdesk.models.records import IssuedLetter
from ipdesk.ui.desk.tasks import Job
from ipdesk.ui.letters.making import Sources, Wish, issue


@dataclass(slots=True)
class Issued:
    """What came of it: letters that went out, and by application why others did not."""

    letters: list[IssuedLetter] = field(default_factory=list)
    refused: dict[int, DeskError | DocumentError] = field(default_factory=dict)
    changes: Changes = field(default_factory=Changes)
    left: int = 0  # not begun, because it was cut short


class Issuing:
    """Issues letters one by one: each is whole or not there, and one refused stops none.

    ``stop`` lets it end before the next letter; those that went out by then stay, and are told.
    """

    def __init__(self, sources: Sources, wishes: Sequence[Wish], actor: Actor, no_office: str) -> None:
        self._sources, self._wishes, self._actor, self._no_office = sources, tuple(wishes), actor, no_office
        self._stopped = threading.Event()

    def stop(self) -> None:
        """Begin no further letter."""
        self._stopped.set()

    def __call__(self, job: Job) -> Issued:
        """Do it (on the worker)."""
        done = Issued()
        for place, wish in enumerate(self._wishes):
            if self._stopped.is_set():
                done.left = len(self._wishes) - place
                break
            job.report(place, len(self._wishes))
            self._issue_into(done, wish)
        return done

    def _issue_into(self, done: Issued, wish: Wish) -> None:
        try:
            letter, changes = issue(self._sources, wish, self._actor, self._no_office)
        except (DeskError, DocumentError) as error:
            done.refused[wish.application] = error
        else:
            done.letters.append(letter)
            done.changes |= changes
