"""What amounts are compiled to: nodes that compute exactly and say how.

A node's value is a whole number of ``1/scale`` fen: percentages multiply the scale instead of rounding, so
that a line is rounded once, at its end. Only what divides makes fractions. Every node writes its step of the
trace as it computes.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from enum import Enum
from fractions import Fraction
from math import lcm
from typing import Any, NamedTuple, TypeVar

from ipdesk.rules.core.case import Facts
from ipdesk.rules.core.money import FEN_PER_YUAN, grouped_yuan
from ipdesk.rules.core.result import TraceStep, Warning
from ipdesk.rules.evaluation.conditions.days import Date
from ipdesk.rules.evaluation.conditions.quantities import Exact, written
from ipdesk.rules.evaluation.wording import Lexicon
from ipdesk.rules.pack import model as pack
from ipdesk.rules.source.sentences import Phrases


class Cut(NamedTuple):
    """What a deduction or a ceiling (``node``) took off an amount, as a warning."""

    node: AmountExpression
    warning: Warning


class TraceContext:
    """One computation: for whom and of which day, and what it leaves behind.

    That is steps of the trace, what was cut, and the basis in a few words. The nodes in ``without`` cut
    nothing: what an amount would come to without them.
    """

    cuts: tuple[Cut, ...] = ()
    without: frozenset[AmountExpression] = frozenset()
    basis: str = ""

    def __init__(self, steps: list[TraceStep], date: Date | None, kind: str, traits: frozenset[str]) -> None:
        """Start from the steps already taken; ``kind`` and ``traits`` are the applicant's."""
        self.steps = steps
        self.date = date
        self.kind = kind
        self.traits = traits

    def silent_copy(self, without: frozenset[AmountExpression] | None = None) -> TraceContext:
        """Return an account for a computation whose steps are not told."""
        found = TraceContext([], self.date, self.kind, self.traits)
        found.without = self.without if without is None else without
        return found

    def add_step(self, text: str, result: str = "") -> None:
        """Add a step; “about” stands close to what is before it."""
        self.steps.append(TraceStep(text.replace(" 约", "约"), result.replace(" 约", "约")))


class Constant(NamedTuple):
    """A sum (fen), the step that tells it, and its basis in a few words."""

    fen: int
    step: TraceStep
    basis: str


class Part(Enum):
    """What an amount is of a line's figure: all of it, a part of several, or one of so many units."""

    WHOLE = "whole"
    PART = "part"
    UNIT = "unit"


class AmountExpression(ABC):
    """One amount form.

    ``facts`` are those it names, branches not taken included; ``phrases`` are set as it is compiled.
    ``nameable`` marks what a few words can name, ``looked_up`` what the pack gives as a figure, however it is
    chosen.
    ``inner`` are the amounts that it is made of; ``part_of`` says what it is of the whole figure itself.
    ``cuts`` marks what takes something off; ``picks`` what is one of its inner amounts as it stands,
    ``keeps_whole`` what is about the same thing as they are, ``multiplies`` what is so many times its own.
    ``worth`` says a sum that depends on nothing as the result of a step; "" for all that has own steps.
    ``constant`` is what such a sum comes to and tells as a whole amount; None for all others.
    """

    phrases: Phrases
    nameable: bool = False
    looked_up: bool = False
    cuts: bool = False
    picks: bool = False
    keeps_whole: bool = False
    multiplies: bool = False
    inner: tuple[AmountExpression, ...] = ()
    name: str = ""
    worth: str = ""
    constant: Constant | None = None
    part_of: Part = Part.WHOLE
    scale: int = 1
    facts: tuple[str, ...] = ()

    @abstractmethod
    def value(self, facts: Facts, context: TraceContext) -> Exact:
        """Return the amount in ``1/scale`` fen; every fact it needs is present or has a default."""

    def in_row(self, facts: Facts, context: TraceContext) -> Exact:
        """Return the amount as one row or step of others, which tells the ``worth`` itself."""
        return self.value(facts, context)

    def brief(self, facts: Facts, context: TraceContext) -> tuple[Exact, str]:
        """Return the amount, and how a step that goes on from it names it.

        Only what a few words cannot name is told in steps of its own.
        """
        found = self.value(facts, context)
        return found, self.phrases.words["yuan"](amount=exactly(found, self.scale))

    def lead(self, facts: Facts, context: TraceContext) -> tuple[Exact, str]:
        """Return the amount, and how a sentence begins that goes on from it: with its name, or with nothing.

        What is not ``nameable`` has been told by its own steps just before.
        """
        if not self.nameable:
            return self.value(facts, context), ""
        found, text = self.brief(facts, context)
        return found, self.phrases.words["lead"](amount=text)


_MAKERS: dict[str, Callable[[Any, Lexicon], AmountExpression]] = {}
Made = TypeVar("Made", bound=type[AmountExpression])


def makes(form: str) -> Callable[[Made], Made]:
    """Mark a node as the one that computes ``form``."""

    def register(node: Made) -> Made:
        _MAKERS[form] = node
        return node

    return register


def compile_amount(form: pack.AmountForm, lexicon: Lexicon) -> AmountExpression:
    """Compile a whole amount; raises KeyError or ValueError for what a checked pack cannot hold."""
    made = compile_part(form, lexicon)
    _mark_parts(made)
    return made


def _mark_parts(node: AmountExpression) -> None:
    part = Part.UNIT if node.multiplies else Part.WHOLE if node.keeps_whole else Part.PART
    for inner in node.inner:
        inner.part_of = node.part_of if part is Part.WHOLE else part
        _mark_parts(inner)


def compile_part(form: pack.AmountForm, lexicon: Lexicon) -> AmountExpression:
    """Compile an amount inside another; raises KeyError or ValueError like ``compile_amount``."""
    name = form.form()
    made = _MAKERS[name](getattr(form, name), lexicon)
    made.phrases = lexicon.phrases
    return made


# How many decimals a division by a power of ten leaves.
_DIGITS = {10**digits: digits for digits in range(2, 30)}


def exactly(scaled: Exact, scale: int) -> str:
    """Write ``scaled / scale`` fen in yuan with all its decimals, at least two."""
    if scaled % scale == 0:
        return grouped_yuan(int(scaled // scale))
    digits = None if isinstance(scaled, Fraction) else _DIGITS.get(scale * FEN_PER_YUAN)
    if digits is None or isinstance(scaled, Fraction):
        return _with_cents(written(Fraction(scaled) / (scale * FEN_PER_YUAN)))
    yuan, rest = divmod(scaled, scale * FEN_PER_YUAN)
    return f"{yuan:,}.{rest:0{digits}d}".rstrip("0")


def _with_cents(number: str) -> str:
    point = number.find(".")
    return f"{number}.00" if point < 0 else number + "0" * (3 - len(number) + point)


def common_scale(nodes: Iterable[AmountExpression]) -> int:
    """Return the least scale that every node's divides."""
    return lcm(*(node.scale for node in nodes))


def facts_of(nodes: Iterable[AmountExpression]) -> tuple[str, ...]:
    """Return every fact that computing any of these expressions reads, in their order."""
    return tuple(fact for node in nodes for fact in node.facts)
