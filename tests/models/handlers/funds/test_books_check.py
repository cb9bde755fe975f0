"""Books that were changed past the program are found out, from the first posting on that does not fit."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from ipdesk.models.services.books_check import check_books
from ipdesk.models.store import DATABASE_NAME
from tests.models.begun import begun
from tests.models.desk import Desk
from tests.models.handlers.funds.paying import NAME, grant
from tests.models.handlers.funds.small_fund import SmallFund, small_fund


@begun
def known(desk: Desk) -> SmallFund:
    """Return a fund whose books say: arrived, allocated, granted, granted."""
    fund = small_fund(desk, 100_000)
    for fen in (60_000, 40_000):
        grant(desk, fund.tasks[0], fen, NAME)
    return fund


def test_books_that_hold_say_nothing(desk: Desk, known: SmallFund) -> None:
    assert check_books(desk.store) == ""


CHANGES = [
    ("UPDATE fund_movement SET fen = fen + 1 WHERE posting_id = 3", 4),
    ("UPDATE fund_movement SET fen = 100001 WHERE posting_id = 2", 2),
    ("UPDATE fund_posting SET day = '2024-02-01' WHERE number = 2", 2),
    ("UPDATE fund_posting SET kind = 'RELEASE' WHERE number = 3", 3),
    ("DELETE FROM fund_movement WHERE posting_id = 3; DELETE FROM fund_posting WHERE number = 3", 3),
]


@pytest.mark.parametrize(("change", "number"), CHANGES)
def test_the_first_posting_that_does_not_fit_is_named(
    desk: Desk, known: SmallFund, data_dir: Path, change: str, number: int
) -> None:
    with closing(sqlite3.connect(data_dir / DATABASE_NAME)) as raw:
        for table in ("fund_movement", "fund_posting"):
            for action in ("update", "delete"):
                raw.execute(f"DROP TRIGGER {table}_no_{action}")
        raw.executescript(change)
    said = check_books(desk.store)
    assert said.startswith(f"“专项资金”（2024年度）的账目前后对不上：从第 {number} 笔记账起")
    assert "停止这项资金的记账和支付" in said
