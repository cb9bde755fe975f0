"""Where the figures of an account contradict each other: sums, days, indicators against the books.

They are found by the program and told before anything is printed, apart from what the office itself remarks.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from ipdesk.funds.account.held import HELD, LINKABLE, differs, held_for, indicator_rows
from ipdesk.funds.account.overview import Overview
from ipdesk.funds.books.posting_days import PostingDay, earliest
from ipdesk.funds.case.form import FundForm, PaymentStatus
from ipdesk.funds.core.phrases import fund_phrases
from ipdesk.funds.indicators.attainment import Verdict, verdict, wants_reason
from ipdesk.funds.indicators.indicator import Comparator, Indicator
from ipdesk.funds.indicators.score import WHOLE, Score, score, two_decimals
from ipdesk.rules.core.money import grouped_yuan


class Kind(StrEnum):
    """What contradicts what; the sentences stand in ``resources/phrases/funds.yaml``."""

    NOT_ALLOCATED = "not_allocated"
    NOT_GRANTED = "not_granted"
    ITEMS = "items"
    IN_PLACE = "in_place"
    LATE = "late"
    OUTSTANDING = "outstanding"
    FUNDING = "funding"
    NOT_ACCEPTED = "not_accepted"
    TIMELINESS = "timeliness"
    PRINTED_SCORE = "printed_score"
    DOUBTFUL = "doubtful"
    NO_REASON = "no_reason"
    OPEN = "open"
    UNITS = "units"
    PARTS = "parts"
    HELD = "held"
    NOT_HELD = "not_held"
    POINTS = "points"


ABOUT_INDICATORS = frozenset({
    Kind.TIMELINESS, Kind.DOUBTFUL, Kind.NO_REASON, Kind.OPEN, Kind.UNITS, Kind.HELD, Kind.NOT_HELD,
})  # fmt: skip
"""Kinds that are about a row of the indicators."""


class Contradiction(NamedTuple):
    """One of them: its kind, the id of the task, grant, payment or row it is about, and what it says."""

    kind: Kind
    about: str
    text: str


def account_score(form: FundForm, account: Overview) -> Score:
    """Return the computed score of a fund's year."""
    budget = account.whole.budget
    executed = Fraction(account.whole.executed, budget) if budget else Fraction(0)
    return score(indicator_rows(form, account), executed)


def contradictions(form: FundForm, account: Overview) -> tuple[Contradiction, ...]:
    """Return all that does not go together, in the order of the report: sums, days, indicators, score."""
    return (
        *_of_sums(form, account),
        *_of_facts(form),
        *_of_days(form, account),
        *_of_projects(account),
        *_of_links(form, account),
        *_of_indicators(indicator_rows(form, account), account),
        *_of_score(form, account),
    )


def _found(kind: Kind, about: str, **values: object) -> Contradiction:
    return Contradiction(kind, about, fund_phrases().contradictions[kind].format(**values))


def _of_sums(form: FundForm, account: Overview) -> Iterator[Contradiction]:
    if account.whole.unallocated:
        yield _found(Kind.NOT_ALLOCATED, "", amount=grouped_yuan(account.whole.unallocated))
    for task, figures in account.tasks:
        if figures.available:
            amount = grouped_yuan(figures.available)
            yield _found(Kind.NOT_GRANTED, task.id, task=task.name, amount=amount)
        for grant in task.grants:
            if grant.items and grant.unit_amount and grant.items * grant.unit_amount != grant.amount:
                product, amount = grouped_yuan(grant.items * grant.unit_amount), grouped_yuan(grant.amount)
                yield _found(Kind.ITEMS, grant.id, task=task.name, product=product, amount=amount)


def _of_facts(form: FundForm) -> Iterator[Contradiction]:
    for fact in form.facts:
        parts = fact.unequal_parts()
        if parts is not None:
            about = {"whole": _said(fact.unit, fact.count, fact.amount), "parts": _said(fact.unit, *parts)}
            yield _found(Kind.PARTS, fact.name, name=fact.name, **about)


def _said(unit: str, count: int | None, amount: int | None) -> str:
    """Write figures of the year in words, for a sentence."""
    said = ("" if count is None else f"{count}{unit}", "" if amount is None else f"{grouped_yuan(amount)} 元")
    return "、".join(filter(None, said)) or "没有填全"


def _of_links(form: FundForm, account: Overview) -> Iterator[Contradiction]:
    """Yield where somebody typed another value than the program holds, or what it held is gone."""
    for row in (one.indicator() for one in form.indicators):
        if row.figure not in HELD or row.comparator not in LINKABLE:
            continue
        value, about = held_for(row, form, account), {"number": row.number, "name": row.name}
        figure = HELD[row.figure].label
        if value is None:
            yield _found(Kind.NOT_HELD, str(row.number), figure=figure, **about)
        elif differs(row, value):
            held = f"{value:f}{row.unit}"
            yield _found(Kind.HELD, str(row.number), figure=figure, held=held, typed=row.actual, **about)


def _of_days(form: FundForm, account: Overview) -> Iterator[Contradiction]:
    tasks = {grant.id: task.name for task in form.tasks for grant in task.grants}
    for payment in form.payments:
        if payment.date > account.day:
            continue
        first, about = earliest(payment.day), {"task": tasks[payment.grant], "paid": payment.day.text()}
        if form.in_place_by is not None and first > form.in_place_by:
            day = PostingDay(form.in_place_by).text()
            yield _found(Kind.IN_PLACE, payment.id, day=day, **about)
        if first > form.deadline and payment.status is PaymentStatus.PAID:
            yield _found(Kind.LATE, payment.id, day=PostingDay(form.deadline).text(), **about)
    if account.whole.outstanding:
        yield _found(Kind.OUTSTANDING, "", amount=grouped_yuan(account.whole.outstanding))


def _of_projects(account: Overview) -> Iterator[Contradiction]:
    """Yield what others have not paid yet, and projects whose acceptance is overdue."""
    for task, _ in account.tasks:
        for grant in task.grants:
            for part in (one.part() for one in grant.funding):
                if part.lacks(account.day):
                    sums = {"fen": grouped_yuan(part.fen), "in_place": grouped_yuan(part.in_place)}
                    yield _found(Kind.FUNDING, grant.id, task=task.name, bearer=part.bearer.label, **sums)
            contract = grant.contract
            if contract is not None and contract.acceptance_by < account.day and not contract.accepted():
                words = {"number": contract.number, "day": PostingDay(contract.acceptance_by).text()}
                yield _found(Kind.NOT_ACCEPTED, grant.id, task=task.name, **words)


def _of_indicators(rows: list[Indicator], account: Overview) -> Iterator[Contradiction]:
    missed = [row for row in rows if verdict(row) is Verdict.NOT_MET]
    for row in rows:
        about = {"number": row.number, "name": row.name, "target": row.target, "actual": row.actual}
        in_time = row.comparator is Comparator.DONE_BY and verdict(row) is Verdict.MET
        if in_time and (missed or account.whole.outstanding):
            yield _found(Kind.TIMELINESS, str(row.number), **about)
        if verdict(row) is Verdict.DOUBTFUL:
            yield _found(Kind.DOUBTFUL, str(row.number), **about)
        if verdict(row) is Verdict.OPEN:
            yield _found(Kind.OPEN, str(row.number), **about)
        if row.actual_unit and row.actual_unit != row.unit:
            yield _found(Kind.UNITS, str(row.number), unit=row.unit, other=row.actual_unit, **about)
        if wants_reason(row) and not row.reason:
            yield _found(Kind.NO_REASON, str(row.number), **about)


def _of_score(form: FundForm, account: Overview) -> Iterator[Contradiction]:
    found = account_score(form, account)
    points = sum((row.points for row in found.rows), start=Fraction(found.execution_points))
    if found.rows and points != WHOLE:
        yield _found(Kind.POINTS, "", points=two_decimals(points), whole=WHOLE)
    computed = found.total
    if form.indicators and form.printed_score is not None and form.printed_score != computed:
        yield _found(Kind.PRINTED_SCORE, "", printed=form.printed_score, computed=computed)
