"""The sample fund, from its movements alone: every figure here is one that its report prints."""

import datetime
from collections import Counter
from collections.abc import Callable
from fractions import Fraction

import pytest

from ipdesk.funds.books.books import Books
from ipdesk.funds.books.figures import figures_at, posted
from ipdesk.funds.books.postings import PostingKind
from ipdesk.funds.case.entered import entered
from ipdesk.funds.case.form import FundForm, Task, sample_fund
from ipdesk.funds.core.words import Channel, Method
from ipdesk.funds.indicators.attainment import Verdict, verdict, wants_reason
from ipdesk.funds.indicators.score import score

CLOSED = datetime.date(2021, 12, 31)


def wan(text: str) -> int:
    """Return a sum printed in 万元 as fen."""
    whole, _, part = text.partition(".")
    return int(whole) * 1_000_000 + int(part.ljust(4, "0") or 0) * 100


@pytest.fixture(scope="module")
def form() -> FundForm:
    return sample_fund("shaoguan-2021")


@pytest.fixture(scope="module")
def books(form: FundForm) -> Books:
    return entered(form)


def tasks_of(form: FundForm, wanted: Callable[[Task], bool]) -> frozenset[str]:
    """Return the ids of the tasks for which something holds."""
    return frozenset(task.id for task in form.tasks if wanted(task))


def passed_down(task: Task) -> bool:
    """Say whether a task was passed down to the counties, the park and the named firm."""
    return task.method is Method.PASSED_DOWN


def test_it_has_19_tasks_with_42_grants_and_one_payment_more_than_grants(form: FundForm) -> None:
    grants = [grant for task in form.tasks for grant in task.grants]
    assert (len(form.tasks), len(grants), len(form.payments), len(form.remarks)) == (19, 42, 43, 25)
    assert sorted(grant.id for grant in grants) == sorted({payment.grant for payment in form.payments})


def test_what_arrived_is_all_allocated_and_every_task_granted_whole(form: FundForm, books: Books) -> None:
    assert figures_at(books, form.received_on).unallocated == wan("750.0000")
    assert figures_at(books, form.allotted_on).unallocated == 0
    assert figures_at(books, CLOSED).available == 0
    for task in form.tasks:
        assert sum(grant.amount for grant in task.grants) == task.budget, task.id


def test_sections_have_their_own_money_and_what_passes_through_them(form: FundForm, books: Books) -> None:
    sums = {
        section: [
            figures_at(books, CLOSED, tasks_of(form, wanted)).budget
            for wanted in (
                lambda task, of=section: task.section == of and not passed_down(task),
                lambda task, of=section: task.section == of and not task.earmarked,
            )
        ]
        for section in ("promotion", "protection")
    }
    assert sums == {
        "promotion": [wan("460"), wan("580")],
        "protection": [wan("140"), wan("140")],
    }
    assert figures_at(books, CLOSED, tasks_of(form, passed_down)).budget == wan("150")
    assert figures_at(books, CLOSED, tasks_of(form, lambda task: task.earmarked)).budget == wan("30")


def test_sums_by_method(form: FundForm, books: Books) -> None:
    printed = {
        Method.COMPETITIVE: "255",
        Method.COLLECTIVE: "85",
        Method.AFTER_THE_FACT: "260",
        Method.PASSED_DOWN: "150",
    }
    for method, sum_printed in printed.items():
        of_method = tasks_of(form, lambda task, wanted=method: task.method is wanted)
        assert figures_at(books, CLOSED, of_method).budget == wan(sum_printed), method


def test_what_was_paid_and_passed_on_by_the_end_of_the_year(form: FundForm, books: Books) -> None:
    figures = figures_at(books, CLOSED)
    assert figures.executed == wan("749.8986")
    assert (figures.paid, figures.allotted) == (wan("599.8986"), wan("150"))
    assert figures.outstanding == posted(books, PostingKind.FAIL) == wan("0.1014")
    assert [str(figures.execution(rounding)) for rounding in (form.rounding, type(form.rounding).CUT)] == [
        "99.99",
        "99.98",
    ]


def test_the_failed_payment_is_made_good_in_the_next_year(books: Books) -> None:
    figures = figures_at(books, datetime.date(2022, 12, 31))
    assert (figures.executed, figures.outstanding) == (wan("750.0000"), 0)


def test_money_for_other_budgets_goes_by_allotment_alone(form: FundForm) -> None:
    tasks = {grant.id: task for task in form.tasks for grant in task.grants}
    for payment in form.payments:
        assert payment.channel.passes_on == passed_down(tasks[payment.grant]), payment.id
        assert (payment.channel is Channel.EARMARKED) == tasks[payment.grant].earmarked, payment.id


def test_a_sum_in_the_report_is_read_in_wan_yuan() -> None:
    assert [wan("0.1014"), wan("30"), wan("749.8986")] == [101_400, 30_000_000, 749_898_600]


def test_24_indicators_of_which_one_is_missed_and_one_doubtful(form: FundForm) -> None:
    rows = [one.indicator() for one in form.indicators]
    assert len(rows) == 24
    assert Counter(row.second for row in rows) == {
        "数量指标": 20,
        "时效指标": 1,
        "经济效益指标": 1,
        "社会效益指标": 1,
        "服务对象满意度指标": 1,
    }
    judged = {row.number: verdict(row) for row in rows}
    assert {number for number, found in judged.items() if found is not Verdict.MET} == {7, 20}
    assert (judged[7], judged[20]) == (Verdict.DOUBTFUL, Verdict.NOT_MET)
    assert [row.number for row in rows if wants_reason(row)] == [9, 20, 22]


def test_the_computed_score_stands_beside_the_printed_one(form: FundForm, books: Books) -> None:
    figures = figures_at(books, CLOSED)
    found = score([one.indicator() for one in form.indicators], Fraction(figures.executed, figures.budget))
    assert str(found.total) == "97.62"
    assert form.printed_score == 100
