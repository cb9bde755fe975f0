"""Earlier awards that do not say which window they count in, and whether that matters to a case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from ipdesk.rules.core.case import HistoryEntry
from ipdesk.rules.core.money import format_yuan, grouped_yuan
from ipdesk.rules.core.result import Notice
from ipdesk.rules.evaluation.windows import ITEM, Key, Sameness, parts_by
from ipdesk.rules.evaluation.wording import Lexicon
from ipdesk.rules.source.sentences import Phrase

if TYPE_CHECKING:
    from ipdesk.rules.evaluation.limits.base import Cap
    from ipdesk.rules.evaluation.limits.once import Once
    from ipdesk.rules.evaluation.open_line import OpenLine
    from ipdesk.rules.pack.model import Rule

CODE = "history_lacks_fact"

LACKING: Key = ("lacking",)
"""Where a usage keeps the awards that lack what a limit distinguishes by, by the limit's number."""


class Lacking(NamedTuple):
    """An earlier award, what is known of its window, and what it lacks there.

    ``parts`` are those of the window's key, None where anything fits; ``names`` are facts, and ``item`` for
    the number. ``limit`` is how the limit is called, ``lexicon`` that of the award's kind.
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


def note_lacking(usage: dict[Key, Any], number: int, lacking: Lacking) -> None:
    """Note that an award may use up a limit (by its number), and may not."""
    usage.setdefault(LACKING, {}).setdefault(number, []).append(lacking)


class _Found(NamedTuple):
    """An award that matters, the first line to which it does, what it lacks and for which limits."""

    lacking: Lacking
    line: OpenLine
    names: dict[str, None]
    limits: dict[str, None]

    @property
    def own(self) -> bool:
        """Say whether the award went to the applicant of the case."""
        return self.lacking.entry.applicant == self.line.applicant

    def likeness(self) -> tuple[object, ...]:
        """Return what awards must have in common to be told in one sentence."""
        entry = self.lacking.entry
        return entry.rule, entry.year, self.own, tuple(self.names), tuple(self.limits)


def lacking_notices(
    lines: Iterable[OpenLine], usage: dict[Key, Any], rules: Mapping[str, Rule]
) -> list[Notice]:
    """Return a notice for every award that may stand in the window of a line and was not counted there.

    ``lines`` are those whose turn came; ``rules`` are all of the policy, by full id.
    """
    noted: Mapping[int, list[Lacking]] = usage.get(LACKING, {})
    if not noted:
        return []
    index = {number: _indexed(found) for number, found in noted.items()}
    found: dict[int, _Found] = {}
    for line in lines:
        for limit in _binding(line, usage):
            for lacking in _taken(index.get(limit.number, {}), limit.window(line)):
                one = found.setdefault(id(lacking.entry), _Found(lacking, line, {}, {}))
                one.names.update(dict.fromkeys(lacking.names))
                one.limits[lacking.limit] = None
    alike: dict[tuple[object, ...], list[_Found]] = {}
    for one in found.values():
        alike.setdefault(one.likeness(), []).append(one)
    return [_notice(some, rules[some[0].lacking.entry.rule].title) for some in alike.values()]


def _binding(line: OpenLine, usage: dict[Key, Any]) -> Iterator[Cap | Once]:
    """Yield what an award not counted would make a difference to: what lowers a line, or raises it."""
    clause = line.clause
    if line.amount:
        yield from clause.limits
        yield from (limit for limit in (clause.once, clause.highest) if limit is not None)
    else:
        yield from (after for after in clause.after if after.lacks(usage, line))
    if clause.milestone is not None:
        yield clause.milestone.tally


_Index = dict[tuple[bool, ...], dict[Key, list[Lacking]]]
"""Awards by which parts of their windows are known, and what those are."""


def _indexed(noted: Iterable[Lacking]) -> _Index:
    index: _Index = {}
    for one in noted:
        known = tuple(part is not None for part in one.parts)
        values = tuple(part for part in one.parts if part is not None)
        index.setdefault(known, {}).setdefault(values, []).append(one)
    return index


def _taken(index: _Index, key: Key | None) -> Iterator[Lacking]:
    """Yield the awards that may stand in a line's window, each once: they are taken out."""
    if key is None:
        return
    for known, by_values in index.items():
        values = tuple(part for part, there in zip(key[1:], known, strict=True) if there)
        yield from by_values.pop(values, ())


def _notice(alike: Sequence[_Found], title: str) -> Notice:
    first = alike[0]
    entry, lexicon, words = first.lacking.entry, first.lacking.lexicon, first.lacking.lexicon.phrases.words
    names = "、".join(lexicon.kind.ref.name if name == ITEM else lexicon.name(name) for name in first.names)
    total = sum(one.lacking.entry.amount for one in alike)
    text = lexicon.phrases.notice[CODE](
        whose="" if first.own else words["of_another"](),
        year=entry.year,
        title=title,
        count=words["in_awards"](count=len(alike)) if len(alike) > 1 else "",
        amount=grouped_yuan(total),
        which=_which(first, words) if len(alike) == 1 else "",
        names=names,
        limits="、".join(words["quoted"](text=name) for name in first.limits),
    )
    facts = tuple("ref" if name == ITEM else name for name in first.names)
    values = {"rule": entry.rule, "year": entry.year, "awards": len(alike), "amount": format_yuan(total)}
    values |= {"ref": entry.ref} if entry.ref and len(alike) == 1 else {}
    about = (first.line.clause.id,)
    return Notice(CODE, text, first.line.achievement.id, rules=about, values={**values, "facts": facts})


def _which(found: _Found, words: Mapping[str, Phrase]) -> str:
    """Return in brackets which award it is: its number, and its file where that is the applicant's own."""
    entry = found.lacking.entry
    ref = words["of_ref"](ref=entry.ref) if entry.ref else ""
    return ref + (words["in_file"](source=entry.source) if entry.source and found.own else "")
