"""The books of a fund in the database: entered by commands, judged as the pure books are, never edited."""

import datetime
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from ipdesk.funds.books.accounts import FUND, SOURCE, Place, grant_account, payment_account, task_account
from ipdesk.funds.books.figures import figures_at
from ipdesk.funds.books.posting_days import PostingDay, in_year
from ipdesk.funds.books.postings import Movement, PostingKind
from ipdesk.funds.case.form import sample_fund
from ipdesk.funds.core.words import Channel, Method, PaperRole
from ipdesk.models import commands, queries
from ipdesk.models.core.errors import Conflict, InvalidInput, NotFound
from ipdesk.models.records import FundPaper, GrantDetails, PaymentDetails, TaskDetails
from ipdesk.models.store import DATABASE_NAME
from tests.actors import CLERK
from tests.models.begun import begun
from tests.models.desk import Desk
from tests.models.handlers.funds.entered_fund import EnteredFund, details_of, enter

CLOSED = datetime.date(2021, 12, 31)
JUNE = PostingDay(datetime.date(2021, 6, 1))


FORM = sample_fund("shaoguan-2021")
_TWO = FORM.tasks[:2]
_PAID = {grant.id for task in _TWO for grant in task.grants}
SMALL = FORM.model_copy(
    update={
        "tasks": _TWO,
        "payments": tuple(one for one in FORM.payments if one.grant in _PAID),
        "amount": sum(task.budget for task in _TWO) + 30_000_000,
    }
)
"""The fund with its first two tasks alone, and some money that is no task's."""


@begun
def entered(desk: Desk) -> EnteredFund:
    """Have the small fund entered."""
    return enter(desk.store, CLERK, SMALL)


def test_the_whole_sample_comes_out_of_the_database_as_out_of_the_data(desk: Desk) -> None:
    found = enter(desk.store, CLERK, FORM)
    books = desk.store.read(queries.fund_books, found.fund)
    figures = figures_at(books, CLOSED)
    assert (figures.budget, figures.executed, figures.outstanding) == (750_000_000, 749_898_600, 101_400)
    assert (figures.paid, figures.allotted) == (599_898_600, 150_000_000)
    assert figures_at(books, datetime.date(2022, 12, 31)).outstanding == 0
    tasks = desk.store.read(queries.fund_tasks, found.fund)
    assert [task.place for task in tasks] == list(range(1, 20))
    assert desk.store.read(queries.fund, found.fund).short_name == FORM.short_name
    assert [paper.number for paper in desk.store.read(queries.fund_papers, found.fund)] == [
        paper.number for paper in FORM.papers
    ]


def run(desk: Desk, command: commands.Command[int]) -> int:
    return desk.store.run(command, CLERK).value


def posted(desk: Desk, entered: EnteredFund) -> tuple[int, ...]:
    """Return the numbers of the postings that are there."""
    return tuple(one.number for one in desk.store.read(queries.fund_postings, entered.fund))


def test_a_task_grants_no_more_than_it_has_and_says_how_much(desk: Desk, entered: EnteredFund) -> None:
    before = posted(desk, entered)
    task = entered.tasks["promotion-2"]
    with pytest.raises(Conflict) as refused:
        run(desk, commands.GrantFromTask(task=task, details=GrantDetails(), fen=100, day=JUNE, basis="纪要"))
    short = "任务“国家知识产权优势示范企业培育项目”的可用额度只有 0.00 元，不足 1.00 元，"
    assert refused.value.message == short + "请先在“资金”页给它分配或者调剂额度。"
    assert posted(desk, entered) == before, "and no grant without a sum is left behind"


def test_a_payment_is_not_made_twice(desk: Desk, entered: EnteredFund) -> None:
    grant = entered.grants["promotion-2a"]
    details = PaymentDetails(channel=Channel.TREASURY)
    with pytest.raises(Conflict, match="“广东衡光新材料科技有限公司”的待支付金额"):
        run(desk, commands.SendPayment(grant=grant, fen=10_000_000, details=details, day=in_year(2021)))


def test_a_posting_is_reversed_once_and_what_stands_on_it_before(desk: Desk, entered: EnteredFund) -> None:
    postings = desk.store.read(queries.fund_postings, entered.fund)
    paid = max(one.number for one in postings if one.kind is PostingKind.PAY)
    day = PostingDay(datetime.date(2022, 1, 5))
    reverse = commands.ReversePosting(fund=entered.fund, number=paid, day=day, reason="记错")
    with pytest.raises(Conflict, match=r"支付在途的金额只有 0\.00 元"):
        run(desk, replace(reverse, number=paid - 1))
    run(desk, reverse)
    with pytest.raises(Conflict, match="已经冲销"):
        run(desk, reverse)
    with pytest.raises(NotFound):
        run(desk, replace(reverse, number=999))
    run(desk, replace(reverse, number=paid - 1))
    books = desk.store.read(queries.fund_books, entered.fund)
    assert figures_at(books).unpaid == 10_000_000
    assert figures_at(books, CLOSED).unpaid == 0, "a reversal changes nothing before its own day"


def test_what_failed_is_reissued_and_nothing_else(desk: Desk, entered: EnteredFund) -> None:
    details = PaymentDetails(channel=Channel.TREASURY, reissues=entered.payments["promotion-2a"])
    send = commands.SendPayment(grant=entered.grants["promotion-2a"], fen=1, details=details, day=JUNE)
    with pytest.raises(InvalidInput, match="没有失败"):
        run(desk, send)


def test_accounts_of_another_fund_are_refused(desk: Desk, entered: EnteredFund) -> None:
    other = enter(desk.store, CLERK, SMALL)
    strange = task_account(str(other.tasks["promotion-1"]))
    post = commands.PostToFund(
        fund=entered.fund,
        kind=PostingKind.ALLOCATE,
        day=JUNE,
        movements=(Movement(100, FUND, strange),),
        basis="文",
    )
    own = str(entered.tasks["promotion-1"])
    other_writings = (f"0{own}", chr(ord("０") + int(own)), f" {own}")
    for wrong in (strange, *map(task_account, ("999", "x", *other_writings))):
        with pytest.raises(Conflict, match="不属于这项资金"):
            run(desk, replace(post, movements=(Movement(100, FUND, wrong),)))
    mixed = grant_account(str(entered.tasks["promotion-1"]), str(entered.grants["promotion-2a"]))
    with pytest.raises(Conflict, match="不属于这项资金"):
        run(desk, replace(post, movements=(Movement(100, mixed, FUND),)))


def test_a_day_after_today_and_an_unknown_fund(desk: Desk, entered: EnteredFund) -> None:
    ahead = PostingDay(desk.clock.today + datetime.timedelta(1))
    post = commands.PostToFund(
        fund=entered.fund,
        kind=PostingKind.ARRIVE,
        day=ahead,
        movements=(Movement(1, SOURCE, FUND),),
        basis="文",
    )
    with pytest.raises(InvalidInput, match="晚于今天"):
        run(desk, post)
    with pytest.raises(NotFound):
        run(desk, replace(post, fund=999, day=JUNE))
    run(desk, replace(post, day=in_year(ahead.date.year)))


def test_what_is_entered_of_a_fund_is_checked_and_changed_by_whoever_saw_it_last(
    desk: Desk, entered: EnteredFund
) -> None:
    details = details_of(SMALL)
    with pytest.raises(InvalidInput) as refused:
        run(desk, commands.RegisterFund(details=replace(details, name=" ", year=20211)))
    assert [problem.field for problem in refused.value.problems] == ["name", "year"]
    changed = replace(details, holder="示例市市场监督管理局")
    desk.store.run(commands.ChangeFund(fund=entered.fund, revision=1, details=changed), CLERK)
    assert desk.store.read(queries.fund, entered.fund).holder == "示例市市场监督管理局"
    with pytest.raises(Conflict, match="另一处修改"):
        desk.store.run(commands.ChangeFund(fund=entered.fund, revision=1, details=details), CLERK)


def test_papers_that_come_later_are_added_and_others_stay_as_they_are(
    desk: Desk, entered: EnteredFund
) -> None:
    details, before = details_of(FORM), desk.store.read(queries.fund_papers, entered.fund)
    assert len(before) == 3 and before[0].title
    late = FundPaper(number="韶财工〔2021〕88号", issuer="韶关市财政局", role=PaperRole.ALLOTMENT)
    changing = commands.ChangeFund(fund=entered.fund, revision=1, details=details, papers=(*before, late))
    desk.store.run(changing, CLERK)
    assert desk.store.read(queries.fund_papers, entered.fund) == (*before, late)
    assert desk.store.read(queries.fund, entered.fund).revision == 2
    desk.store.run(replace(changing, revision=2), CLERK)
    assert desk.store.read(queries.fund, entered.fund).revision == 2  # nothing was changed
    with pytest.raises(InvalidInput, match="请填写文号"):
        desk.store.run(replace(changing, revision=2, papers=(replace(late, number=" "),)), CLERK)
    assert desk.store.read(queries.fund_papers, entered.fund) == (*before, late)


def test_two_tasks_of_a_section_do_not_share_a_number(desk: Desk, entered: EnteredFund) -> None:
    details = TaskDetails(section="知识产权促进科", number=2, name="又一项", method=Method.FACTORS)
    with pytest.raises(InvalidInput, match="第2项任务已是“国家知识产权优势示范企业培育项目”"):
        run(desk, commands.AddTask(fund=entered.fund, details=details))


@pytest.mark.parametrize("table", ["fund_posting", "fund_movement", "fund_account", "fund_payment"])
def test_nothing_that_was_posted_is_changed_past_the_program(
    data_dir: Path, entered: EnteredFund, table: str
) -> None:
    with closing(sqlite3.connect(data_dir / DATABASE_NAME)) as raw:
        for statement in (f"UPDATE {table} SET rowid = rowid", f"DELETE FROM {table}"):
            with pytest.raises(sqlite3.IntegrityError, match="is never changed"):
                raw.execute(statement)


def test_money_in_payment_stands_where_the_books_say(desk: Desk, entered: EnteredFund) -> None:
    books = desk.store.read(queries.fund_books, entered.fund)
    owners = (str(entered.tasks["promotion-1"]), str(entered.grants["promotion-1a"]))
    paid = payment_account(Place.PAID, *owners, str(entered.payments["promotion-1a"]))
    assert books.balance(paid) == 50_000_000
