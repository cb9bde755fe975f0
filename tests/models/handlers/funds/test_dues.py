"""What is due of funds: what failed and can be paid again, who waits, what is left of a year."""

import datetime
from dataclasses import replace

from ipdesk.funds.books.posting_days import PostingDay
from ipdesk.funds.core.words import Channel
from ipdesk.funds.payments.results import Outcome
from ipdesk.funds.payments.states import PaymentState
from ipdesk.models import commands, queries
from ipdesk.models.records import Charge, PaymentDetails
from ipdesk.models.records.funds.dues import DueKind, FundDue
from ipdesk.models.workflow import Level
from tests.actors import CLERK
from tests.models.desk import Desk, licence
from tests.models.handlers.funds.entered_fund import enter as enter_fund
from tests.models.handlers.funds.entered_fund import unrepeated
from tests.models.handlers.funds.paying import enter, grant, line, lines, rows, sent
from tests.models.handlers.funds.small_fund import small_fund
from tests.models.handlers.funds.test_charging import charge, confirm
from tests.models.handlers.steps.test_forwarding import accepted, open_call


def short(due: FundDue) -> tuple[DueKind, str, int]:
    return due.kind, due.day.isoformat() if due.day is not None else "", due.fen


def test_what_failed_waits_until_the_end_of_the_year_after_or_until_it_is_sent_again(desk: Desk) -> None:
    found = enter_fund(desk.store, CLERK, unrepeated())
    read = desk.store.read
    for day, fen in (("2021-11-30", []), ("2021-12-31", [101_400])):
        back = read(queries.came_back, found.fund, datetime.date.fromisoformat(day))
        assert [one.fen for one in back] == fen, day
    assert list(map(short, read(queries.fund_dues))) == [
        (DueKind.TASK, "2021-12-31", 101_400),
        (DueKind.FAILED, "2022-12-31", 101_400),
        (DueKind.CARRY_OVER, "2022-12-31", 101_400),
    ]
    failed = read(queries.fund_dues)[1]
    [payment] = [
        one for one in read(queries.fund_payment_rows, found.fund) if one.state is PaymentState.FAILED
    ]
    assert (payment.grant, payment.fen, payment.sent.text()) == (failed.grant, 101_400, "2021年12月")
    again = PaymentDetails(channel=Channel.TREASURY, reissues=payment.payment)
    day = PostingDay(datetime.date(2022, 3, 1))
    repeat = commands.SendPayment(grant=failed.grant, fen=101_400, details=again, day=day, basis="文件")
    desk.store.run(repeat, CLERK)
    assert read(queries.came_back, found.fund) == ()
    [before] = read(queries.came_back, found.fund, datetime.date(2022, 2, 28))
    assert before.fen == 101_400
    assert [one.kind for one in read(queries.fund_dues)] == [DueKind.TASK, DueKind.CARRY_OVER]
    states = [one.state for one in read(queries.task_payment_rows, payment.task)]
    assert states[-1] is PaymentState.SENT and PaymentState.REISSUED in states


def test_an_award_waits_for_the_days_that_the_office_promises(desk: Desk) -> None:
    """Told on Thursday, 2024-06-20: the tenth working day after it is Thursday, 2024-07-04."""
    fund, call = small_fund(desk, 5_000_000), open_call(desk, Level.OWN)
    charge(desk, call, Charge(fund.tasks[0]))
    application = accepted(desk, call, licence())
    confirm(desk, application)

    def awards() -> list[FundDue]:
        return [one for one in desk.store.read(queries.fund_dues) if one.kind is DueKind.AWARD]

    assert awards() == [], "nobody was told of it"
    desk.issue(application)
    [waits] = awards()
    assert waits.day is None and waits.application == application and waits.about
    office = desk.store.read(queries.office)
    assert office is not None
    desk.store.run(commands.ChangeOffice(office=replace(office, payment_days=10)), CLERK)
    assert awards()[0].day == datetime.date(2024, 7, 4)


def test_what_a_batch_paid_is_listed_with_its_number_and_why_it_came_back(desk: Desk) -> None:
    fund = small_fund(desk, 1_000)
    batch = sent(desk, fund.fund, line(grant(desk, fund.tasks[0], 1_000), 1_000))
    enter(desk, batch, rows(desk, batch, Outcome.FAILURE, reason="户名不符"))
    [listed] = desk.store.read(queries.fund_payment_rows, fund.fund)
    number = desk.store.read(queries.payment_batch, batch).number
    assert (listed.batch, listed.batch_number, listed.reason) == (batch, number, "户名不符")
    assert listed.payment == lines(desk, batch)[0].payment and listed.state.repeatable
