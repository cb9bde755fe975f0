"""Issuing several letters in a row, behind the window, with progress and cancel."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field

from ipdesk.documents.errors import DocumentError
from ipdesk.documents.letters.issue import Request, Sources, issue
from ipdesk.models.core.actor import Actor
from ipdesk.models.core.changes import Changes
from ipdesk.models.core.errors import DeskError
from ipdesk.models.records import IssuedLetter
from ipdesk.ui.desk.tasks import Job


@dataclass(slots=True)
class Issued:
    """What came of it: letters that went out, and by application why others did not."""

    letters: list[IssuedLetter] = field(default_factory=list)
    kinds: set[str] = field(default_factory=set)
    refused: dict[int, DeskError | DocumentError] = field(default_factory=dict)
    changes: Changes = field(default_factory=Changes)
    left: int = 0  # not begun, because it was cut short


class Issuing:
    """Issues letters one by one: each is whole or not there, and one refused stops none.

    ``stop`` lets it end before the next letter; those that went out by then stay, and are told.
    """

    def __init__(self, sources: Sources, requests: Sequence[Request], actor: Actor) -> None:
        self._sources, self._requests, self._actor = sources, tuple(requests), actor
        self._stopped = threading.Event()

    def stop(self) -> None:
        """Begin no further letter."""
        self._stopped.set()

    def __call__(self, job: Job) -> Issued:
        """Do it (on the worker)."""
        done = Issued()
        for place, request in enumerate(self._requests):
            if self._stopped.is_set():
                done.left = len(self._requests) - place
                break
            job.report(place, len(self._requests))
            self._issue_into(done, request)
        return done

    def _issue_into(self, done: Issued, request: Request) -> None:
        try:
            letter, changes = issue(self._sources, request, self._actor)
        except (DeskError, DocumentError) as error:
            done.refused[request.application] = error
        else:
            done.letters.append(letter)
            done.kinds.add(request.document.kind.id)
            done.changes |= changes
