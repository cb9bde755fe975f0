"""A fund with some money in its tasks, as small as tests want it."""

import datetime
from typing import NamedTuple

from ipdesk.funds.books.accounts import FUND, SOURCE, task_account
from ipdesk.funds.books.posting_days import PostingDay
from ipdesk.funds.books.postings import Movement, PostingKind
from ipdesk.funds.core.words import Method, SourceLevel
from ipdesk.models import commands
from ipdesk.models.records import FundDetails, TaskDetails
from tests.actors import CLERK
from tests.models.desk import Desk

ARRIVED = PostingDay(datetime.date(2024, 3, 1))


class SmallFund(NamedTuple):
    """A fund and its tasks, by their ids."""

    fund: int
    tasks: tuple[int, ...]


def small_fund(desk: Desk, *budgets: int) -> SmallFund:
    """Register a fund with a task for each budget (fen)."""
    details = FundDetails(
        name="县级知识产权专项资金", short_name="专项资金", year=2024, level=SourceLevel.COUNTY,
        deadline=datetime.date(2024, 12, 31), closed_on=datetime.date(2024, 12, 31),
    )  # fmt: skip
    fund = desk.store.run(commands.RegisterFund(details=details), CLERK).value
    tasks = tuple(_task(desk, fund, number) for number, _ in enumerate(budgets, start=1))
    post(desk, fund, PostingKind.ARRIVE, Movement(sum(budgets), SOURCE, FUND), day=ARRIVED)
    divided = (Movement(fen, FUND, task_account(str(task))) for task, fen in zip(tasks, budgets, strict=True))
    post(desk, fund, PostingKind.ALLOCATE, *divided, day=ARRIVED)
    return SmallFund(fund, tasks)


def _task(desk: Desk, fund: int, number: int) -> int:
    details = TaskDetails(section="促进股", number=number, name=f"任务{number}", method=Method.AFTER_THE_FACT)
    return desk.store.run(commands.AddTask(fund=fund, details=details), CLERK).value


def post(
    desk: Desk, fund: int, kind: PostingKind, *movements: Movement, day: PostingDay | None = None
) -> None:
    """Enter a posting, today where no day is given."""
    posting = commands.PostToFund(
        fund=fund,
        kind=kind,
        day=day or PostingDay(desk.clock.today),
        movements=movements,
        basis="某财〔2024〕1号",
    )
    desk.store.run(posting, CLERK)
