"""What limits between awards have in common, and the parts that a form of limit may take.

Each knows its windows. What has been used lives in a ``Usage`` for the length of one evaluation; the limits
themselves never change. A form of limit is a class marked with ``makes``: a ``LineLimit``, a
``Precondition``, or one of those of which there is a single form, the choice of the highest and the pool.
"""

from __future__ import annotations

import datetime
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from ipdesk.rules.core.case import Facts, HistoryEntry
from ipdesk.rules.evaluation.conditions.audience import Audience
from ipdesk.rules.evaluation.conditions.compile import CompiledCondition
from ipdesk.rules.evaluation.policy_context import PolicyContext
from ipdesk.rules.evaluation.usage import UnplacedAward, Usage, note_unplaced, open_parts
from ipdesk.rules.evaluation.windows import BUILT_IN, ITEM, YEAR, Key, key_of
from ipdesk.rules.evaluation.wording import Lexicon
from ipdesk.rules.pack import model as pack
from ipdesk.rules.pack.traverse import given_in

if TYPE_CHECKING:
    from ipdesk.rules.evaluation.open_line import OpenLine
    from ipdesk.rules.evaluation.refusals import Refusal

REF = "ref"
"""The number of the thing itself, where it is asked for beside the facts."""


def apart_by(limit: pack.Limit) -> tuple[str, ...]:
    """Return the facts by which a limit keeps awards apart, or counts them."""
    names = (*limit.per, *([limit.distinct] if limit.distinct else []))
    return tuple(name for name in names if name not in BUILT_IN)


class Binding(NamedTuple):
    """One limit on the clauses of one kind.

    ``number`` tells its windows from other limits'; ``where`` is compiled for the kind; ``policy`` is what
    the pack says besides.
    """

    number: int
    form: pack.Limit
    audience: Audience | None
    where: tuple[CompiledCondition, ...]
    lexicon: Lexicon
    policy: PolicyContext


class CompetingLimit(Protocol):
    """What may make that which a line is paid hang on lines before it.

    ``order_matters`` marks what may pay more in another order by itself, ``only_sum`` a sum that is nothing
    more; ``narrowed`` says that it does not bind every line of its clauses.
    """

    number: int
    per: tuple[str, ...]
    order_matters: bool
    only_sum: bool
    narrowed: bool


class Recorder(CompetingLimit, Protocol):
    """What takes note of awards without cutting them, earlier ones and lines alike."""

    def replay(self, usage: Usage, entry: HistoryEntry) -> None:
        """Take note of an earlier award."""

    def window(self, line: OpenLine) -> Key | None:
        """Return where ``line`` is noted, or None where nowhere."""

    def consume(self, usage: Usage, line: OpenLine, key: Key) -> None:
        """Take note of a line that was awarded."""


class Room(NamedTuple):
    """What a window may hold and what it holds: fen where ``is_money``, items otherwise."""

    is_money: bool
    at_most: int
    used: int


class Cap:
    """What all limits between awards share: whom and what they bind, and their windows.

    ``order_matters`` and ``only_sum`` are those of ``CompetingLimit``.
    """

    order_matters: bool = False
    only_sum: bool = False

    def __init__(self, binding: Binding) -> None:
        """Keep the pack's words, and what tells this limit's windows from others'."""
        number, form, audience, where, lexicon, _ = binding
        self.number = number
        self.id = form.id
        self.name = form.name
        self.per = form.per
        self.key = key_of(form.per, number, lexicon.sameness)
        self._lexicon = lexicon
        self._spans_years = form.years is not None
        self._audience = audience
        self._conditions = where
        self._where = tuple(condition.test for condition in where)
        self._default = lexicon.default
        self.narrowed = audience is not None or bool(where)
        self.asked: tuple[str, ...] = (REF,) if ITEM in form.per else ()
        self.facts: tuple[str, ...] = ()
        self._name(apart_by(form), frozenset())
        self._name((fact for condition in where for fact in condition.facts), given_in(form.where))
        self._phrases = lexicon.phrases
        yearly = YEAR in form.per and form.years is None
        self._again = self._phrases.words["next_year"]() if yearly else ""

    def _name(self, facts: Iterable[str], given: frozenset[str]) -> None:
        """Note facts that the limit names, all but ``given`` and those with defaults to be asked for."""
        found = tuple(facts)
        self.facts += found
        self.asked += tuple(fact for fact in found if fact not in given and self._default(fact) is None)

    def required_facts(self, line: OpenLine) -> tuple[str, ...]:
        """Return the facts (and the number, ``ref``) that the limit needs of a line that it may bind."""
        if not self.concerns(line.kind, line.traits):
            return ()
        return () if any(test(line.facts, line.date) is False for test in self._where) else self.asked

    def window(self, line: OpenLine) -> Key | None:
        """Return the window that ``line`` counts in, or None where the limit does not bind it."""
        return self.place(line) if self.concerns(line.kind, line.traits) else None

    def place(self, line: OpenLine) -> Key | None:
        """Return the window of a line whose applicant the limit ``concerns``, None where it is not bound."""
        if self._where and not self._holds(line.facts, line.date):
            return None
        return self.key(*line.parts)

    def concerns(self, kind: str, traits: frozenset[str]) -> bool:
        """Say whether the limit binds applicants of ``kind`` with ``traits`` at all."""
        return self._audience is None or self._audience.fits(kind, traits)

    def _binds(self, line: OpenLine) -> bool:
        if not self.concerns(line.kind, line.traits):
            return False
        return not self._where or self._holds(line.facts, line.date)

    def _holds(self, facts: Facts, date: datetime.date | None) -> bool:
        return all(test(facts, date) for test in self._where)

    def replay(self, usage: Usage, entry: HistoryEntry) -> None:
        """Let an earlier award take its place, or note that it does not say which that is."""
        key = self.entry_window(entry)
        if key is not None:
            self._add(usage, key, entry)
        else:
            self._note_unplaced(usage, entry)

    def _add(self, usage: Usage, key: Key, entry: HistoryEntry) -> None:
        """Add an earlier award to its window: what it paid, unless a limit counts otherwise."""
        usage[key] = usage.get(key, 0) + entry.amount

    def _note_unplaced(self, usage: Usage, entry: HistoryEntry, more: tuple[str, ...] = ()) -> None:
        """Note an award that may or may not be in a window; ``more`` is what it lacks besides."""
        answers = [condition.test(entry.facts, None) for condition in self._conditions]
        if False in answers:
            return
        unsure = [item for item, answer in zip(self._conditions, answers, strict=True) if answer is None]
        asked = [fact for item in unsure for fact in item.facts if fact not in entry.facts]
        asked = [fact for fact in asked if self._default(fact) is None]
        parts, unknown = open_parts(self.per, self._lexicon.sameness, entry)
        if self._spans_years:
            parts = tuple(None if name == YEAR else part for name, part in zip(self.per, parts, strict=True))
        names = tuple(dict.fromkeys((*unknown, *asked, *more)))
        note_unplaced(usage, self.number, UnplacedAward(entry, parts, names, self.name, self._lexicon))

    def entry_window(self, entry: HistoryEntry) -> Key | None:
        """Return the window that an earlier award counts in."""
        if self._where and not self._holds(entry.facts, None):
            return None
        return self.key(entry.applicant, entry.year, entry.ref, entry.facts)

    def room(self, usage: Usage, key: Key, year: int) -> Room | None:
        """Return what a window of a programme year holds; None where that depends on the line itself."""
        return None


class Order(IntEnum):
    """In which order limits take a line: counts before sums.

    What was paid before comes off first: a sum is not to be blamed for it.
    """

    COUNT = 1
    QUOTA = 2
    TOP_UP = 3
    SUM = 4


class LineLimit(Cap, ABC):
    """A limit that takes lines one by one, in ``order`` with the others over the same clause."""

    order: Order

    @abstractmethod
    def apply(self, usage: Usage, line: OpenLine, key: Key) -> None:
        """Note on ``line`` what its window ``key`` holds; lower or exclude it where that is not enough."""

    @abstractmethod
    def consume(self, usage: Usage, line: OpenLine, key: Key) -> None:
        """Let ``line``, which was awarded, take its place in its window ``key``."""


class Precondition(Cap, ABC):
    """What must stand before a line gets its turn at all."""

    @abstractmethod
    def consume(self, usage: Usage, line: OpenLine, key: Key) -> None:
        """Take note of ``line``, which was awarded under a rule that the limit watches."""

    @abstractmethod
    def is_missing(self, usage: Usage, line: OpenLine) -> bool:
        """Say whether something must come first and has not."""

    @abstractmethod
    def refusal(self, usage: Usage, line: OpenLine) -> Refusal | None:
        """Return what must come first where it has not; None, and a step that says so, where it has."""


_FORMS: dict[str, Callable[[Binding], Cap]] = {}
Made = TypeVar("Made", bound=type[Cap])


def makes(form: str) -> Callable[[Made], Made]:
    """Mark a limit as the one that a pack writes as ``form``."""

    def register(limit: Made) -> Made:
        _FORMS[form] = limit
        return limit

    return register


def compile_limit(binding: Binding) -> Cap:
    """Compile a limit for the clauses of one kind; raises KeyError for a form that nothing ``makes``."""
    return _FORMS[binding.form.form()](binding)
