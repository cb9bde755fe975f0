"""Papers that tell of things with pictures: their pictures stand behind it, numbered through."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import count, islice
from typing import Protocol, TypeVar

from ipdesk.documents.errors import LetterDataError
from ipdesk.documents.letters.content import Member, ShownPicture
from ipdesk.documents.typesetting.printed_text import phrase

PICTURED = "pictured"
"""The condition that there are any."""


class Pictured(Protocol):
    """A thing that a paper tells of, with its pictures."""

    @property
    def pictures(self) -> Sequence[ShownPicture]:
        """Return its pictures, in the order in which they are shown."""


Told = TypeVar("Told", bound=Pictured)


def picture_members(
    things: Iterable[Told], values: Callable[[Told, ShownPicture], Mapping[str, str]], elsewhere: str
) -> list[Member]:
    """Return the pictures of all things with the ``values`` of each, and with ``shows``, what it shows.

    Raises LetterDataError, with the sentence ``elsewhere``, where pictures are not at hand.
    """
    shown = [(one, at, picture) for one in things for at, picture in enumerate(one.pictures)]
    if any(not picture.content for _, _, picture in shown):
        raise LetterDataError(elsewhere)
    return [
        Member({**values(one, picture), "shows": phrase(_shows(one.pictures, at))}, picture=picture)
        for one, at, picture in shown
    ]


def picture_numbers(things: Iterable[Pictured]) -> list[str]:
    """Return for each thing by which numbers its pictures are found, "" where it has none."""
    numbers = count(1)
    return ["、".join(f"图{number}" for number in islice(numbers, len(one.pictures))) for one in things]


def _shows(pictures: Sequence[ShownPicture], at: int) -> str:
    """Return what one of the pictures of one thing shows: as it is said, else which of them it is."""
    return pictures[at].caption or (f"第{at + 1}张" if len(pictures) > 1 else "")
