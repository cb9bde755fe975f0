"""The pack format: what a policy file may say.

Everything else in it is an error. A pack reads like its document: its rules in the document's order, one
row of it per rule. Amounts, conditions and limits are a small closed set of forms; an office combines them,
code never names a city, an article or a sum.
"""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from ipdesk.rules.strict import Fen, StrictModel, Words, YesNo
from ipdesk.rules.vocabulary import FactWord, KindWord


def _one_form(model: StrictModel, forms: tuple[str, ...]) -> None:
    given = [name for name in forms if getattr(model, name) is not None]
    if len(given) != 1:
        fields = type(model).model_fields
        expected = "、".join(fields[name].alias or name for name in forms)
        raise PydanticCustomError(
            "one_form" if given else "no_form", "one of {expected}", {"expected": expected}
        )


class Condition(StrictModel):
    """One condition on the facts.

    Exactly one of ``fact``, ``given``, ``any``, ``all`` or ``negate``.     A ``fact`` takes one test:
    ``is``, ``in``, ``not_in``, ``at_least``, ``above``, ``at_most`` or ``below``; a     yes/no fact without
    a test must be yes. ``given`` asks that a fact was stated, even where it has a default.     ``text`` is
    the requirement in the pack's own Chinese words.
    """

    fact: str | None = None
    given: str | None = None
    any: tuple[Condition, ...] | None = None
    all: tuple[Condition, ...] | None = None
    negate: Condition | None = Field(default=None, alias="not")
    is_: str | None = Field(default=None, alias="is")
    in_: Words | None = Field(default=None, alias="in")
    not_in: Words | None = None
    at_least: Decimal | None = None
    above: Decimal | None = None
    at_most: Decimal | None = None
    below: Decimal | None = None
    text: str = ""

    @model_validator(mode="after")
    def _check_form(self) -> Self:
        _one_form(self, ("fact", "given", "any", "all", "negate"))
        tests = self.tests()
        if len(tests) > 1 or (tests and self.fact is None):
            raise PydanticCustomError("one_test", "one test of one fact")
        return self

    def tests(self) -> list[str]:
        """Return the names of the tests that are given (at most one in a valid pack)."""
        names = ("is_", "in_", "not_in", "at_least", "above", "at_most", "below")
        return [name for name in names if getattr(self, name) is not None]


class Who(StrictModel):
    """Applicants of ``group`` with all of ``traits``, one of ``any_trait`` and none of ``without``."""

    group: str
    traits: Words = ()
    any_trait: Words = ()
    without: Words = ()


def _read_who(value: object) -> object:
    alternatives = value if isinstance(value, list) else [value]
    return [{"group": item} if isinstance(item, str) else item for item in alternatives]


WhoList = Annotated[tuple[Who, ...], BeforeValidator(_read_who)]
"""A group's name, one ``Who``, or a list of either of which one must fit."""


class Step(StrictModel):
    """One step: from ``at_least`` on, or ``above``, this ``amount``; the last may be ``otherwise``."""

    at_least: Decimal | None = None
    above: Decimal | None = None
    otherwise: Amount | None = None
    amount: Amount | None = None

    @model_validator(mode="after")
    def _check_form(self) -> Self:
        _one_form(self, ("at_least", "above", "otherwise"))
        if (self.amount is None) == (self.otherwise is None):
            raise PydanticCustomError("no_form", "one of {expected}", {"expected": "amount、otherwise"})
        return self

    def bound(self) -> Decimal:
        """Return the border of the step; raises ValueError for the last one, which has none."""
        border = self.at_least if self.above is None else self.above
        if border is None:
            raise ValueError("no_form")
        return border

    def pays(self) -> AmountForm:
        """Return what the step pays; raises ValueError when the step is not whole."""
        paid = self.amount or self.otherwise
        if paid is None:
            raise ValueError("no_form")
        return paid


class Tiers(StrictModel):
    """The amount of the highest step that the fact ``by`` reaches, highest first; 0 below all of them."""

    by: str
    steps: tuple[Step, ...]


class Table(StrictModel):
    """One amount for each value of the choice ``by``."""

    by: str
    values: dict[str, Amount]


class Percent(StrictModel):
    """``rate`` per cent of an amount."""

    rate: Annotated[Decimal, Field(ge=0, le=1000)]
    of: Amount


class Unit(StrictModel):
    """A count and the price of each, in yuan."""

    count: str
    price: Fen


class Less(StrictModel):
    """An amount less the support received elsewhere (the amount fact ``deduct``), never below 0."""

    amount: Amount
    deduct: str


class AtMost(StrictModel):
    """An amount, but no more than ``ceiling`` for the single item."""

    amount: Amount
    ceiling: Amount


class Decided(StrictModel):
    """An amount that an authority decides, with a ceiling, a floor, or neither."""

    ceiling: Amount | None = None
    floor: Amount | None = None


def _read_amount(value: object) -> object:
    if isinstance(value, str):
        return {"fixed": value} if value[:1].isdigit() or value[:1] == "-" else {"fact": value}
    return value


class AmountForm(StrictModel):
    """What a rule pays: exactly one of these forms.

    A bare number is ``fixed``, a bare word a ``fact``.
    """

    fixed: Fen | None = None
    fact: str | None = None
    percent: Percent | None = None
    table: Table | None = None
    tiers: Tiers | None = None
    units: tuple[Unit, ...] | None = None
    less: Less | None = None
    at_most: AtMost | None = None
    decided: Decided | None = None

    @model_validator(mode="after")
    def _check_form(self) -> Self:
        _one_form(self, tuple(type(self).model_fields))
        return self


Amount = Annotated[AmountForm, BeforeValidator(_read_amount)]


class About(StrictModel):
    """Which achievements a rule speaks of: their kind and the facts that select."""

    kind: Words
    where: tuple[Condition, ...] = ()


class Rule(StrictModel):
    """One row of the document.

    Exactly one of ``amount`` and ``refer`` (the document that governs instead). ``once`` names what a single
    award is for: ``item``, ``applicant``, ``year`` or a fact. ``matching`` is the share that the recipient
    must put up itself.
    ``notes`` hold chosen readings; ``materials`` are ids of the vocabulary.
    """

    id: str
    article: str
    title: str
    summary: str
    who: WhoList
    about: About
    requires: tuple[Condition, ...] = ()
    amount: Amount | None = None
    refer: str | None = None
    once: Words = ()
    matching: Decimal | None = None
    materials: Words = ()
    notes: Words = ()

    @model_validator(mode="after")
    def _check_form(self) -> Self:
        _one_form(self, ("amount", "refer"))
        return self


class Limit(StrictModel):
    """A limit over rules (ids within the pack).

    ``per`` keeps its windows apart: ``applicant``, ``year``, ``item`` or facts.
    Exactly one of: ``count`` items, or different values of ``distinct`` where that is given; ``sum`` in yuan;
    ``highest`` (only the highest of the window stands); ``top_up`` (what was paid before is taken off).
    ``who`` and ``where`` narrow whom and which achievements it binds; ``measure`` is the measure word of what
    is counted, where it is not the kind's own.
    """

    id: str
    name: str
    rules: Words
    per: Words
    who: WhoList | None = None
    where: tuple[Condition, ...] = ()
    distinct: str | None = None
    count: Annotated[int, Field(ge=1)] | None = None
    sum: Fen | None = None
    highest: YesNo | None = None
    top_up: YesNo | None = None
    measure: str = ""
    article: str = ""

    @model_validator(mode="after")
    def _check_form(self) -> Self:
        _one_form(self, ("count", "sum", "highest", "top_up"))
        return self


class Term(StrictModel):
    """The days the policy is for, both included; without ``until`` it is open.

    ``draft`` marks a start that is still blank, and ``years`` then says how long the policy will run from it.
    """

    since: datetime.date = Field(alias="from")
    until: datetime.date | None = None
    draft: YesNo = False
    years: Annotated[int, Field(ge=1)] | None = None


class Bar(StrictModel):
    """A fact that bars every line of the policy when it is yes."""

    fact: str
    text: str


class Example(StrictModel):
    """A worked example inside the pack: a case and what each line must come to.

    It is written like a public case, but rules go by their id within the pack, and a history entry may say
    ``times`` it is repeated (each with a ``ref`` of its own where it has one).
    """

    why: str
    applicant: dict[str, object]
    achievements: tuple[dict[str, object], ...]
    decisions: tuple[dict[str, object], ...] = ()
    history: tuple[dict[str, object], ...] = ()
    expect: tuple[ExpectedLine, ...]


class ExpectedLine(StrictModel):
    """One line of an example's answer; ``warnings`` are codes."""

    achievement: str
    rule: str
    status: str
    amount: Fen
    warnings: Words = ()


class OwnWords(StrictModel):
    """Words that only this pack needs: whole kinds, further facts of built-in kinds, traits.

    ``dates`` says what the day of a built-in kind means here, where it is not the usual day.
    """

    kinds: dict[str, KindWord] = Field(default_factory=dict)
    facts: dict[str, dict[str, FactWord]] = Field(default_factory=dict)
    traits: dict[str, str] = Field(default_factory=dict)
    dates: dict[str, str] = Field(default_factory=dict)


class Pack(StrictModel):
    """A whole policy file. ``materials`` are asked for once with every application."""

    format: Literal["1"]
    id: str
    title: str
    short_title: str
    document: str
    issuer: str
    issued: datetime.date | None = None
    level: Literal["local", "superior"]
    term: Term
    bar: Bar | None = None
    words: OwnWords | None = None
    readings: Words = ()
    materials: Words = ()
    rules: tuple[Rule, ...]
    limits: tuple[Limit, ...] = ()
    examples: tuple[Example, ...] = ()


for _model in (
    Condition,
    Step,
    Tiers,
    Table,
    Percent,
    Less,
    AtMost,
    Decided,
    AmountForm,
    Rule,
    Example,
    Pack,
):
    _model.model_rebuild()
