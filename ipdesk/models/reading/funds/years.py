"""What was written into the account of a fund's year."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from ipdesk.funds.case.facts import FactPart, YearFact
from ipdesk.funds.indicators.indicator import Band, Comparator, Group, Indicator
from ipdesk.models.parsing.text.lines import stored_line
from ipdesk.models.records import FundTexts, FundYearEntries
from ipdesk.models.tables import FundFact, FundIndicator, FundReport, FundReportLine

PROBLEM, IMPROVEMENT, REMARK = "problems", "improvements", "remarks"
_TEXTS = (
    "second",
    "name",
    "target",
    "actual",
    "unit",
    "actual_unit",
    "reason",
    "remark",
    "figure",
    "figure_of",
)
_NUMBERS = ("share", "points", "other_value")


def fund_year_entries(session: Session, fund: int) -> FundYearEntries:
    """Return the indicators of a fund and the texts of its report."""
    rows = session.execute(
        select(FundIndicator).where(FundIndicator.fund_id == fund).order_by(FundIndicator.place)
    ).scalars()
    return FundYearEntries(indicators=tuple(map(_indicator, rows)), texts=_texts(session, fund))


def _texts(session: Session, fund: int) -> FundTexts:
    lines = session.execute(
        select(FundReportLine).where(FundReportLine.fund_id == fund).order_by(FundReportLine.place)
    ).scalars()
    kinds: dict[str, list[str]] = {PROBLEM: [], IMPROVEMENT: [], REMARK: []}
    for line in lines:
        kinds[line.kind].append(line.text)
    report = session.get(FundReport, fund)
    printed = report.printed_score if report is not None else ""
    texts = {kind: tuple(found) for kind, found in kinds.items()}
    return FundTexts(**texts, printed_score=_number(printed), facts=_facts(session, fund))


def _facts(session: Session, fund: int) -> tuple[YearFact, ...]:
    """Return the figures of the year, each with the parts that stand below it."""
    rows = select(FundFact).where(FundFact.fund_id == fund).order_by(FundFact.place)
    found: list[YearFact] = []
    for row in session.execute(rows).scalars():
        if not row.part:
            found.append(YearFact(name=row.name, count=row.count, amount=row.amount, unit=row.unit))
        elif found:
            part = FactPart(name=row.name, count=row.count, amount=row.amount)
            found[-1] = replace(found[-1], parts=(*found[-1].parts, part))
    return tuple(found)


def fact_rows(facts: Iterable[YearFact]) -> Iterator[dict[str, object]]:
    """Yield the figures of a year as they are stored, each followed by its parts."""
    for fact in facts:
        for part, one in ((False, fact), *((True, one) for one in fact.parts)):
            unit = "" if part else stored_line(fact.unit)
            yield {
                "part": part, "name": stored_line(one.name), "count": one.count, "unit": unit,
                "amount": one.amount,
            }  # fmt: skip


def indicator_columns(one: Indicator) -> dict[str, object]:
    """Return an indicator as it is stored."""
    by_day = one.comparator is Comparator.DONE_BY
    return {
        **{name: stored_line(getattr(one, name)) for name in _TEXTS},
        **{name: _digits(getattr(one, name)) for name in _NUMBERS},
        "indicator_group": one.group.value,
        "comparator": one.comparator.value,
        "band": one.band.value if one.band is not None else "",
        "goal": "" if by_day else _digits(one.goal),
        "value": "" if by_day else _digits(one.value),
        "due": one.goal if by_day else None,
        "done": one.value if by_day else None,
    }


def _indicator(row: FundIndicator) -> Indicator:
    by_day = row.comparator == Comparator.DONE_BY
    goal: Decimal | datetime.date | None = row.due if by_day else _number(row.goal)
    value: Decimal | datetime.date | None = row.done if by_day else _number(row.value)
    return Indicator(
        number=row.place,
        group=Group(row.indicator_group),
        comparator=Comparator(row.comparator),
        goal=goal,
        value=value,
        band=Band(row.band) if row.band else None,
        **{name: getattr(row, name) for name in _TEXTS},
        share=_number(row.share),
        points=_number(row.points),
        other_value=_number(row.other_value),
    )


def _digits(number: object) -> str:
    return f"{number:f}" if isinstance(number, Decimal) else ""


def _number(digits: str) -> Decimal | None:
    return Decimal(digits) if digits else None
