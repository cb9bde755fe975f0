"""From typed text to achievements: fields read by the vocabulary, every fault a Chinese sentence.

Pure and quick: one row at a time, so that the counter reads again only the row being typed in.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import NamedTuple

from ipdesk.models.errors import Problem
from ipdesk.models.records import RawAchievement
from ipdesk.rules.case import Achievement
from ipdesk.rules.vocabulary import Vocabulary

MOST_IN_A_RANGE = 2000


class RowEntry(NamedTuple):
    """One row as read: its achievements (several for a range, none without a date) and what is wrong with it.

    Achievements have the row's id, or ``row/1``, ``row/2`` ... in a range. A field with a problem is left
    out of the facts, so that what is there can be evaluated all the same. ``notes`` are hints, by field:
    what a number says (发明专利，2019年申请), what an amount comes to.
    """

    achievements: tuple[Achievement, ...]
    problems: tuple[Problem, ...]
    notes: dict[str, str]


class Entry(NamedTuple):
    """All rows together, with the problems between rows (a number entered twice) added."""

    achievements: tuple[Achievement, ...]
    problems: tuple[Problem, ...]

    @property
    def blocking(self) -> tuple[Problem, ...]:
        """Return the problems that forbid acceptance: all, since a doubt vanishes when it is confirmed."""
        return self.problems


def read_row(raw: RawAchievement, vocabulary: Vocabulary, year: int, today: datetime.date) -> RowEntry:
    """Read one row; ``year`` is the application's programme year, ``today`` the day of entry."""
    raise NotImplementedError


def read_rows(
    rows: Iterable[RawAchievement], vocabulary: Vocabulary, year: int, today: datetime.date
) -> Entry:
    """Read a whole application."""
    raise NotImplementedError


def join_rows(rows: Iterable[RowEntry]) -> Entry:
    """Put rows together that were read one by one; finds numbers entered twice within the application."""
    raise NotImplementedError
