"""What windows of limits hold during one evaluation: used up by earlier awards first, by lines after them.

The limits themselves never change. Beside the windows a usage keeps what is asked of it in the end: which
windows left less of a line, which refused one, which earlier awards found no place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from ipdesk.rules.core.case import HistoryEntry
from ipdesk.rules.core.money import grouped_yuan
from ipdesk.rules.evaluation.windows import Key, Sameness, parts_by
from ipdesk.rules.evaluation.wording import Lexicon
from ipdesk.rules.source.sentences import Phrase

if TYPE_CHECKING:
    from ipdesk.rules.evaluation.open_line import OpenLine

Usage = dict[Key, Any]
"""What each window holds: a sum or count, the different values counted, or the award that stands (once)."""

BEFORE: Key = ("before",)
"""Where a usage keeps itself as history left it, before any line of the case."""

CUT: Key = ("cut",)
"""Where a usage keeps the windows (keys) that left less of a line than there was."""

REFUSED: Key = ("refused",)
"""Where a usage keeps the lines that found no place, by the window that was full."""

UNPLACED: Key = ("unplaced",)
"""Where a usage keeps the awards that lack what a limit distinguishes by, by the limit's number."""


class HistoryConsumer(Protocol):
    """What earlier awards use up, or are noted in."""

    def replay(self, usage: Usage, entry: HistoryEntry) -> None:
        """Let an earlier award take its place."""


Bound = dict[str, tuple[HistoryConsumer, ...]]
"""What awards under each rule (full id) use up."""


def used_by(history: Iterable[HistoryEntry], bound: Bound) -> Usage:
    """Let history consume first; returns what every window then holds."""
    usage: Usage = {}
    for entry in history:
        for limit in bound[entry.rule]:
            limit.replay(usage, entry)
    return usage


def usage_again(used: Usage) -> Usage:
    """Return what windows hold, to be used up further while ``used`` stays as it is."""
    usage = dict(used)
    for key, held in used.items():
        if isinstance(held, set):
            usage[key] = set(held)
    return usage


# ------------------------------------------------------------ what windows did to lines


class PlaceLimit(Protocol):
    """A limit of so many places, as it is called where one of them is contended."""

    called: str


def note_cut(usage: Usage, key: Key) -> None:
    """Note that the window ``key`` left less of a line than there was."""
    usage.setdefault(CUT, set()).add(key)


def note_refused(usage: Usage, limit: PlaceLimit, key: Key, line: OpenLine) -> None:
    """Note that ``line`` found its window full."""
    usage.setdefault(REFUSED, {}).setdefault(key, (limit, []))[1].append(line)
    note_cut(usage, key)


class PaidBefore(NamedTuple):
    """What a window was paid before a line's turn (fen), ``here`` of it for lines of the case."""

    fen: int
    here: int

    def text(self, phrases: Mapping[str, Phrase]) -> str:
        """Return in words what was paid, and where."""
        all_here = "granted_here" if self.here == self.fen else "granted_both"
        key = all_here if self.here else "granted_before"
        return phrases[key](used=grouped_yuan(self.fen), here=grouped_yuan(self.here))


def paid_in(usage: Usage, key: Key) -> PaidBefore:
    """Return what the window ``key`` was paid so far."""
    fen = usage.get(key, 0)
    return PaidBefore(fen, fen - usage[BEFORE].get(key, 0) if fen else 0)


# ------------------------------------------------------------ earlier awards without a place


class UnplacedAward(NamedTuple):
    """An earlier award that does not say which window it counts in.

    ``parts`` are those of the window's key, None where anything fits; ``names`` are the facts that it lacks,
    and ``item`` for the number. ``limit`` is how the limit is called, ``lexicon`` that of the award's kind.
    """

    entry: HistoryEntry
    parts: Key
    names: tuple[str, ...]
    limit: str
    lexicon: Lexicon


def open_parts(per: tuple[str, ...], sameness: Sameness, entry: HistoryEntry) -> tuple[Key, tuple[str, ...]]:
    """Return the parts of an award's window, and the names of those that are unknown."""
    parts = parts_by(per, sameness)(entry.applicant, entry.year, entry.ref, entry.facts)
    return parts, tuple(name for name, part in zip(per, parts, strict=True) if part is None)


def note_unplaced(usage: Usage, number: int, award: UnplacedAward) -> None:
    """Note that an award may use up a limit (by its number), and may not."""
    usage.setdefault(UNPLACED, {}).setdefault(number, []).append(award)
