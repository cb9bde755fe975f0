"""What is told of things that are on file already, before they are filled in: who has them, what was paid."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from ipdesk.models import queries
from ipdesk.models.lists.on_file import told_on_file

if TYPE_CHECKING:
    from ipdesk.ui.counter.application_draft import ApplicationDraft
    from ipdesk.ui.desk.desk import Desk

Told = Mapping[tuple[str, str], Sequence[str]]
"""Sentences by the kind and the normal form of the number of a thing."""


def on_file_texts(desk: Desk, draft: ApplicationDraft, items: Iterable[str]) -> Told:
    """Return what is told of things by the normal forms of their numbers; the file in hand does not count."""
    wanted = frozenset(items)
    return told_on_file(desk.read(queries.on_file, wanted, draft.file.id) if wanted else ())


def texts_of(told: Told, kind: str, items: Iterable[str]) -> tuple[str, ...]:
    """Return what is told of some things of a kind."""
    return tuple(text for item in sorted(items) for text in told.get((kind, item), ()))
