"""What a column may hold: money in 64 bits, states of the workflow."""

from __future__ import annotations

import pytest
from sqlalchemy import Integer, create_engine, insert, update
from sqlalchemy.dialects.postgresql import psycopg
from sqlalchemy.exc import StatementError
from sqlalchemy.schema import CreateColumn

from ipdesk.models.tables import Application, ApplicationStep, Base
from ipdesk.models.tables.base import FenType
from ipdesk.models.workflow import State

MONEY = {
    "application": {"amount", "computed", "proposed"},
    "call": {"budget"},
    "call_change": {"budget_before", "budget_after"},
    "award_line": {"amount", "computed", "granted"},
    "award_reversal": {"amount"},
    "clawback_consequence": {"amount"},
    "clawback_line": {"amount"},
    "clawback_return": {"amount"},
    "decision": {"amount"},
    "departure": {"granted", "proposed"},
    "charged_line": {"fen"},
    "fund_ceiling": {"most"},
    "fund_fact": {"amount"},
    "fund_grant": {"unit_amount"},
    "fund_movement": {"fen"},
    "funding_part": {"fen", "in_place"},
    "project_check": {"unspent"},
    "project_contract": {"signing_fen", "mid_term_fen", "acceptance_fen"},
    "letter": {"amount"},
    "payment_line": {"fen", "tax"},
    "published_line": {"amount"},
    "office": {"minutes_from"},
    "proposal_line": {"amount", "computed", "decided", "proposed"},
}
# Every other whole number that is not the number of a row. Money does not belong here.
COUNTS = {
    "batch", "ordinal",  # of a range of numbers
    "call",  # of an application: 0 for none
    "achievements", "undecided", "position",
    "new", "changed",  # things of a list that was taken in
    "days", "hearing_days", "next_number", "review_days", "revision", "round", "working_days", "year",
    "collection_days", "payment_days",
    "failures", "lock_minutes", "minutes",  # after midnight, of an attempt to serve a paper
    "length", "closes", "answer_days",  # of a notice: days, minutes after midnight, working days
    "years",  # of a bar that comes with a clawback
    "width", "height",  # of a picture: px
    "pages",  # of a paper
    "count", "items", "number", "place",  # of takers and things, of a task in its section, in an order
}  # fmt: skip

NUMBERS = [
    (table.name, column)
    for table in Base.metadata.sorted_tables
    for column in table.columns
    if isinstance(column.type, Integer)
]


def test_money_has_64_bits_in_postgresql() -> None:
    found: dict[str, set[str]] = {}
    for table, column in NUMBERS:
        if "BIGINT" in str(CreateColumn(column).compile(dialect=psycopg.dialect())):
            found.setdefault(table, set()).add(column.name)
    assert found == MONEY


def test_no_money_is_a_plain_number() -> None:
    plain = {
        column.name
        for _, column in NUMBERS
        if not (isinstance(column.type, FenType) or column.primary_key or column.foreign_keys)
    }
    assert plain <= COUNTS, f"money is of the type Fen; what is none is listed in {__name__}"


@pytest.mark.parametrize("table", [Application, ApplicationStep])
def test_a_state_that_the_workflow_does_not_have_is_neither_written_nor_looked_for(table: type) -> None:
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with engine.connect() as connection:
        for statement in (
            insert(table).values(state="paid_out"),
            update(table).values(state="paid_out"),
            update(table).where(table.state == "paid_out").values(state=State.DRAFT.value),  # type: ignore[attr-defined]
        ):
            with pytest.raises(StatementError, match="'paid_out' is not a valid State"):
                connection.execute(statement)
        assert connection.execute(update(table).values(state=State.NOTIFIED.value)).rowcount == 0
