"""What of an application no clause is about: it has no line, and must be told all the same."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from ipdesk.models.applications.achievement_names import achievement_name
from ipdesk.models.records import ApplicationDetail
from ipdesk.rules.core.case import Achievement
from ipdesk.rules.core.result import Line
from ipdesk.rules.pack.vocabulary import Vocabulary


class UncoveredAchievements(NamedTuple):
    """Achievements of one row that are called the same, and about which a policy has no clause.

    ``measure`` is the word they are counted by.
    """

    row: str
    name: str
    measure: str
    members: tuple[Achievement, ...]


def uncovered_achievements(
    detail: ApplicationDetail, lines: Iterable[Line], vocabulary: Vocabulary
) -> tuple[UncoveredAchievements, ...]:
    """Return the achievements of an application without any of these lines, in the order of entry."""
    covered = {line.achievement for line in lines}
    left = ((stored.row, stored.achievement) for stored in detail.achievements if stored.key not in covered)
    named = ((row, achievement_name(one.kind, one.facts, vocabulary), one) for row, one in left)
    return tuple(
        _together(row, name, tuple(one for _, _, one in found), vocabulary)
        for (row, name), found in groupby(named, lambda one: one[:2])
    )


def _together(
    row: str, name: str, members: tuple[Achievement, ...], vocabulary: Vocabulary
) -> UncoveredAchievements:
    word = vocabulary.kinds.get(members[0].kind)  # none: of an earlier edition, which knew the kind
    return UncoveredAchievements(row, name, word.measure if word else "项", members)
