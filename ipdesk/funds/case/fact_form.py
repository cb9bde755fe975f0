"""A figure of the year as the files of funds hold it: its sum in yuan."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator

from ipdesk.funds.case.facts import FactPart, YearFact
from ipdesk.rules.source.strict_model import Fen, StrictModel


class _Part(StrictModel):
    name: str
    count: int | None = None
    amount: Fen | None = None


class _Fact(_Part):
    unit: str = ""
    parts: tuple[_Part, ...] = ()


def _read(facts: Any) -> Any:  # noqa: ANN401
    """Return what a file lists as figures; those that are figures already stay."""
    return tuple(one if isinstance(one, YearFact) else _fact(_Fact.model_validate(one)) for one in facts)


def _fact(form: _Fact) -> YearFact:
    parts = tuple(FactPart(name=one.name, count=one.count, amount=one.amount) for one in form.parts)
    return YearFact(name=form.name, count=form.count, amount=form.amount, unit=form.unit, parts=parts)


Facts = Annotated[tuple[YearFact, ...], BeforeValidator(_read)]
"""Figures of the year as a file lists them."""
