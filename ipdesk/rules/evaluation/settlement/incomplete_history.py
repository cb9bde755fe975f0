"""Earlier awards that do not say which window they count in, and whether that matters to a case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ipdesk.rules.core.money import format_yuan, grouped_yuan
from ipdesk.rules.core.result import Notice
from ipdesk.rules.evaluation.clause import ClauseLine
from ipdesk.rules.evaluation.limits.base import Cap
from ipdesk.rules.evaluation.limits.once import Once
from ipdesk.rules.evaluation.usage import UNPLACED, UnplacedAward, Usage
from ipdesk.rules.evaluation.windows import ITEM, Key
from ipdesk.rules.pack.model import Rule
from ipdesk.rules.source.sentences import Phrase

CODE = "history_lacks_fact"


class _Found(NamedTuple):
    """An award that matters, the first line to which it does, what it lacks and for which limits."""

    award: UnplacedAward
    line: ClauseLine
    names: dict[str, None]
    limits: dict[str, None]

    @property
    def own(self) -> bool:
        """Say whether the award went to the applicant of the case."""
        return self.award.entry.applicant == self.line.applicant

    def likeness(self) -> tuple[object, ...]:
        """Return what awards must have in common to be told in one sentence."""
        entry = self.award.entry
        return entry.rule, entry.year, self.own, tuple(self.names), tuple(self.limits)


def incomplete_history_notices(
    lines: Iterable[ClauseLine], usage: Usage, rules: Mapping[str, Rule]
) -> list[Notice]:
    """Return a notice for every award that may stand in the window of a line and was not counted there.

    ``lines`` are those whose turn came; ``rules`` are all of the policy, by full id.
    """
    noted: Mapping[int, list[UnplacedAward]] = usage.get(UNPLACED, {})
    if not noted:
        return []
    alike: dict[tuple[object, ...], list[_Found]] = {}
    for one in _found(lines, usage, noted):
        alike.setdefault(one.likeness(), []).append(one)
    return [_notice(some, rules[some[0].award.entry.rule].title) for some in alike.values()]


def _found(
    lines: Iterable[ClauseLine], usage: Usage, noted: Mapping[int, list[UnplacedAward]]
) -> Iterable[_Found]:
    """Return the awards that may stand in the window of a line, each once with all its limits."""
    index = {number: _indexed(found) for number, found in noted.items()}
    found: dict[int, _Found] = {}
    for line in lines:
        for limit in _binding(line, usage):
            for award in _taken(index.get(limit.number, {}), limit.window(line)):
                one = found.setdefault(id(award.entry), _Found(award, line, {}, {}))
                one.names.update(dict.fromkeys(award.names))
                one.limits[award.limit] = None
    return found.values()


def _binding(line: ClauseLine, usage: Usage) -> Iterator[Cap | Once]:
    """Yield what an award not counted would make a difference to: what lowers a line, or raises it."""
    clause = line.clause
    if line.amount:
        yield from clause.limits
        yield from (limit for limit in (clause.once, clause.highest) if limit is not None)
    else:
        yield from (one for one in clause.preconditions if one.is_missing(usage, line))
    if clause.milestone is not None:
        yield clause.milestone.tally


_Index = dict[tuple[bool, ...], dict[Key, list[UnplacedAward]]]
"""Awards by which parts of their windows are known, and what those are."""


def _indexed(noted: Iterable[UnplacedAward]) -> _Index:
    index: _Index = {}
    for one in noted:
        known = tuple(part is not None for part in one.parts)
        values = tuple(part for part in one.parts if part is not None)
        index.setdefault(known, {}).setdefault(values, []).append(one)
    return index


def _taken(index: _Index, key: Key | None) -> Iterator[UnplacedAward]:
    """Yield the awards that may stand in a line's window, each once: they are taken out."""
    if key is None:
        return
    for known, by_values in index.items():
        values = tuple(part for part, there in zip(key[1:], known, strict=True) if there)
        yield from by_values.pop(values, ())


def _notice(alike: Sequence[_Found], title: str) -> Notice:
    first = alike[0]
    entry, lexicon, words = first.award.entry, first.award.lexicon, first.award.lexicon.phrases.words
    names = "、".join(lexicon.kind.ref.name if name == ITEM else lexicon.name(name) for name in first.names)
    total = sum(one.award.entry.amount for one in alike)
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
    entry = found.award.entry
    ref = words["of_ref"](ref=entry.ref) if entry.ref else ""
    return ref + (words["in_file"](source=entry.source) if entry.source and found.own else "")
