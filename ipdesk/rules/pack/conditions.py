"""How a pack writes conditions, days and audiences."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from ipdesk.rules.source.strict_model import Number, StrictModel, Words, one_form


class Span(StrictModel):
    """A length of time: ``years``, ``months`` and ``days`` together."""

    years: int = 0
    months: int = 0
    days: int = 0


class DateForm(Span):
    """A day: a literal one (``day``), or one reckoned from ``of``, the achievement's ``date`` or a date fact.

    ``start_of`` goes back to the first day of its ``year``, ``quarter`` or ``month``; then ``years``,
    ``months`` and ``days`` are added. A day that a month does not have becomes the month's last.
    """

    day: datetime.date | None = None
    of: str | None = None
    start_of: Literal["year", "quarter", "month"] | None = None

    @model_validator(mode="after")
    def _check_form(self) -> Self:
        one_form(self, ("day", "of"))
        return self


def _read_day(value: object) -> object:
    return {"day": value} if isinstance(value, str) else value


Day = Annotated[DateForm, BeforeValidator(_read_day)]
"""A bare day such as ``2022-03-01``, or a ``DateForm``."""


class Condition(StrictModel):
    """One condition on the facts.

    Exactly one of ``fact``, ``given``, ``any``, ``all`` or ``not``. A ``fact`` takes one test: ``is``,
    ``in``, ``not_in``, ``at_least``, ``above``, ``at_most`` or ``below``; a yes/no fact without a test must
    be yes. A date fact, or ``date`` (the achievement's own), takes ``since``, ``until`` or both, the days
    included. ``given`` asks that a fact was stated, even where it has a default. ``text`` is the requirement
    in the pack's own Chinese words.
    """

    fact: str | None = None
    given: str | None = None
    any: tuple[Condition, ...] | None = None
    all: tuple[Condition, ...] | None = None
    negate: Condition | None = Field(default=None, alias="not")
    is_: str | None = Field(default=None, alias="is")
    in_: Words | None = Field(default=None, alias="in")
    not_in: Words | None = None
    at_least: Number | None = None
    above: Number | None = None
    at_most: Number | None = None
    below: Number | None = None
    since: Day | None = None
    until: Day | None = None
    text: str = ""

    @model_validator(mode="after")
    def _check_form(self) -> Self:
        one_form(self, ("fact", "given", "any", "all", "negate"))
        tests = self.tests()
        if tests and self.fact is None:
            raise PydanticCustomError("one_test", "one test of one fact")
        if len(tests) > 1 and tests != ["since", "until"]:
            raise PydanticCustomError("one_test", "one test of one fact")
        return self

    def tests(self) -> list[str]:
        """Return the names of the tests that are given (one in a valid pack, or ``since`` with ``until``)."""
        names = ("is_", "in_", "not_in", "at_least", "above", "at_most", "below", "since", "until")
        return [name for name in names if getattr(self, name) is not None]

    def inner(self) -> tuple[Condition, ...]:
        """Return the conditions directly inside this one."""
        return (*(self.any or ()), *(self.all or ()), *((self.negate,) if self.negate else ()))


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


Condition.model_rebuild()
