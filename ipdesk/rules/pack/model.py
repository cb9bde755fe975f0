"""The pack format: what a policy file may say.

Everything else in it is an error. A pack reads like its document: its rules in the document's order, one
row of it per rule. Amounts, conditions and limits are a small closed set of forms; an office combines them,
code never names a city, an article or a sum.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from ipdesk.rules.pack.amounts import (
    Amount,
    AmountForm,
    AtMost,
    Bands,
    Choice,
    Decided,
    Less,
    Milestone,
    ParameterUse,
    Percent,
    QuantityForm,
    Ratio,
    Step,
    Table,
    Tiers,
    Times,
    Unit,
)
from ipdesk.rules.pack.conditions import Condition, DateForm, Span, Who, WhoList
from ipdesk.rules.pack.examples import ClawbackExample, Example, ExpectedLine, ExpectedWarning
from ipdesk.rules.pack.limits import Limit
from ipdesk.rules.pack.vocabulary import FactWord, KindWord
from ipdesk.rules.source.strict_model import Number, StrictModel, Words, YesNo, one_form

__all__ = [
    "AmountForm",
    "AtMost",
    "Bands",
    "Choice",
    "ClawbackExample",
    "Condition",
    "DateForm",
    "Decided",
    "Example",
    "ExpectedLine",
    "ExpectedWarning",
    "Less",
    "Limit",
    "Milestone",
    "Numbering",
    "Pack",
    "ParameterUse",
    "Percent",
    "QuantityForm",
    "Ratio",
    "Rule",
    "Step",
    "Table",
    "Tiers",
    "Times",
    "Unit",
    "Who",
]


def _with_number(letter: str) -> Callable[[str], str]:
    """Return a check that a form names its number once."""

    def check(form: str) -> str:
        if form.count(letter) != 1:
            raise PydanticCustomError("one_number", "the number once", {"letter": letter})
        return form

    return check


ALL_RULES = "all"
"""What a limit over every rule says instead of their ids."""


class About(StrictModel):
    """Which achievements a rule speaks of: their kind and the facts that select."""

    kind: Words
    where: tuple[Condition, ...] = ()


class PayeeForm(StrictModel):
    """Who is paid: in words, or named by a text fact."""

    name: str | None = None
    fact: str | None = None

    @model_validator(mode="after")
    def _check_form(self) -> Self:
        one_form(self, ("name", "fact"))
        return self


def _read_payee(value: object) -> object:
    several = isinstance(value, dict) and len(value) > 1 and not value.keys() & {"name", "fact"}
    if several or isinstance(value, list):
        raise PydanticCustomError("one_payee", "one payee")
    return {"name": value} if isinstance(value, str) else value


Payee = Annotated[PayeeForm, BeforeValidator(_read_payee)]
"""A bare name in words, or a ``PayeeForm``."""


class Rule(StrictModel):
    """One row of the document.

    Exactly one of ``amount`` and ``refer`` (the document that governs instead). ``once`` names what a single
    award is for: ``item``, ``applicant``, ``year`` or a fact. ``over`` names general rules that give way:
    where this rule surely speaks of an achievement, nothing makes it ineligible and its ``once`` is not used
    up, they say nothing of it.
    ``matching`` is the share that the recipient must put up itself; ``payee`` is who is paid instead of the
    applicant. ``notes`` hold chosen readings; ``materials`` are ids of the vocabulary.
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
    over: Words = ()
    matching: Number | None = None
    payee: Payee | None = None
    materials: Words = ()
    notes: Words = ()

    @model_validator(mode="after")
    def _check_form(self) -> Self:
        one_form(self, ("amount", "refer"))
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


class Barrier(StrictModel):
    """Applicants (``who``) or facts (``when``, all of them) that make every line ineligible, and why."""

    who: WhoList | None = None
    when: tuple[Condition, ...] = ()
    text: str

    @model_validator(mode="after")
    def _check_form(self) -> Self:
        if self.who is None and not self.when:
            raise PydanticCustomError("no_form", "one of {expected}", {"expected": "who、when"})
        return self


class ParameterStep(StrictModel):
    """The value of a parameter from a day on: to the day ``until``, where it ends, or to the next value."""

    since: datetime.date = Field(alias="from")
    until: datetime.date | None = None
    value: Annotated[Number, Field(ge=0)]


class Parameter(StrictModel):
    """A figure that changes by the day and is named, not repeated, by the rules: a rate, a price.

    ``values`` stand in the order of their days. A ``yearly`` one is set for each year: no value outlasts the
    year that it begins in. A day without a value has none.
    """

    name: str
    unit: str = ""
    yearly: YesNo = False
    values: Annotated[tuple[ParameterStep, ...], Field(min_length=1)]

    def end(self, number: int) -> datetime.date | None:
        """Return the last day that the pack gives a value itself, None where it lasts to the next one."""
        step = self.values[number]
        year = datetime.date(step.since.year, 12, 31) if self.yearly else None
        return min(filter(None, (step.until, year)), default=None)

    def on(self, day: datetime.date) -> int | None:
        """Return which value holds on a day, None where none does."""
        begun = [number for number, step in enumerate(self.values) if step.since <= day]
        end = self.end(begun[-1]) if begun else None
        return begun[-1] if begun and (end is None or day <= end) else None


class Split(StrictModel):
    """How funding levels share what ``rules`` pay (all rules where none is named), as parts of a whole.

    The first split that fits ``who`` and ``when`` counts. ``shares`` are parts by the level's name: 3 and 7.
    """

    rules: Words = ()
    who: WhoList | None = None
    when: tuple[Condition, ...] = ()
    shares: Annotated[dict[str, Annotated[Number, Field(gt=0)]], Field(min_length=1)]


class Clawback(StrictModel):
    """What must be paid back after one of ``events`` (in words), all rules' awards where none is named.

    ``within`` bounds how long after the award's ``achievement`` the event counts, or after the ``award``
    itself (``since``, written ``from``); ``rate`` is the share in per cent; ``item`` restricts it to awards
    for the thing that the event is about.
    """

    id: str
    article: str
    title: str
    summary: str
    events: Words
    rules: Words = ()
    within: Span | None = None
    since: Literal["achievement", "award"] = Field(default="achievement", alias="from")
    rate: Annotated[Number, Field(gt=0, le=100)] = Decimal(100)
    item: YesNo = False


class Numbering(StrictModel):
    """How the document's clauses are cited: ``N`` stands for a rule's ``article``, ``M`` for its item.

    Brackets that the form has itself are left out of the number: ``第（N）项`` of ``四`` and of ``（四）`` is
    第（四）项. The item stands behind the clause: of ``一（二）``, 第一部分第（二）项.
    """

    clause: Annotated[str, AfterValidator(_with_number("N"))] = "第N条"
    item: Annotated[str, AfterValidator(_with_number("M"))] = "第（M）项"


class OwnWords(StrictModel):
    """Words that only this pack needs: whole kinds, further facts of built-in kinds, traits.

    ``common`` are facts that every kind takes, such as the day of an applicant's last offence. ``dates`` says
    what the day of a built-in kind means here, where it is not the usual day.
    """

    kinds: dict[str, KindWord] = Field(default_factory=dict)
    facts: dict[str, dict[str, FactWord]] = Field(default_factory=dict)
    common: dict[str, FactWord] = Field(default_factory=dict)
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
    numbering: Numbering = Numbering()
    term: Term
    bar: Bar | None = None
    bars: tuple[Barrier, ...] = ()
    words: OwnWords | None = None
    parameters: dict[str, Parameter] = Field(default_factory=dict)
    readings: Words = ()
    materials: Words = ()
    rules: tuple[Rule, ...]
    limits: tuple[Limit, ...] = ()
    splits: tuple[Split, ...] = ()
    clawbacks: tuple[Clawback, ...] = ()
    examples: tuple[Example, ...] = ()
    clawback_examples: tuple[ClawbackExample, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _name_all_rules(cls, written: object) -> object:
        return _with_all_rules(written) if isinstance(written, dict) else written


def _with_all_rules(written: dict[str, object]) -> dict[str, object]:
    """Write out, in every limit over ``all`` rules, which these are: all but those that pay nothing."""
    limits, rules = written.get("limits"), written.get("rules")
    if not isinstance(limits, list) or not isinstance(rules, list):
        return written
    paying = [rule for rule in rules if isinstance(rule, dict) and "refer" not in rule]
    ids = [rule["id"] for rule in paying if isinstance(rule.get("id"), str)]
    named = [
        {**limit, "rules": ids} if isinstance(limit, dict) and limit.get("rules") == ALL_RULES else limit
        for limit in limits
    ]
    return {**written, "limits": named}


for _model in (Rule, Pack):
    _model.model_rebuild()
