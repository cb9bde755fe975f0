"""Projects that a fund pays: contract, instalments, checks, acceptance, what was not spent."""

import datetime
from dataclasses import replace

import pytest

from ipdesk.documents.letters.funds.data import FundSource, fund_year
from ipdesk.documents.letters.funds.documents import report_pdf
from ipdesk.funds.books.movements import reallocation
from ipdesk.funds.books.posting_days import PostingDay
from ipdesk.funds.books.postings import PostingKind
from ipdesk.funds.core.words import Channel, Method
from ipdesk.funds.payments.results import Outcome
from ipdesk.funds.projects.contract import Contract, Stage
from ipdesk.funds.projects.funding import Bearer, FundingPart
from ipdesk.funds.projects.progress import CheckOutcome, ProjectCheck
from ipdesk.models import commands, queries
from ipdesk.models.core.errors import Conflict, InvalidInput, NotFound
from ipdesk.models.records import FindingCode, PaymentDetails, ReturnWay, TaskDetails
from ipdesk.models.records.funds.dues import DueKind
from tests.actors import CLERK
from tests.documents.letters.letters import ISSUER
from tests.documents.pdf_words import words
from tests.models.begun import begun
from tests.models.desk import Desk
from tests.models.handlers.funds.paying import enter, grant, line, prepare, rows, send, sign
from tests.models.handlers.funds.small_fund import post, small_fund

Day = datetime.date
CONTRACT = Contract(
    number="澄科合〔2024〕1号",
    signed_on=Day(2024, 1, 10),
    begins_on=Day(2024, 1, 15),
    ends_on=Day(2024, 12, 31),
    mid_term_by=Day(2024, 6, 30),
    acceptance_by=Day(2024, 12, 31),
    signing_fen=50_000,
    mid_term_fen=30_000,
    acceptance_fen=20_000,
)


@begun
def project(desk: Desk) -> tuple[int, int]:
    """Return a fund and a grant of 1,000 yuan with a contract."""
    fund = small_fund(desk, 1_000_000)
    found = grant(desk, fund.tasks[0], 100_000)
    desk.store.run(commands.KeepContract(grant=found, revision=0, contract=CONTRACT), CLERK)
    return fund.fund, found


def held(desk: Desk, grant: int, stage: Stage, outcome: CheckOutcome, **more: object) -> int:
    """Enter that a check was held today and return its id."""
    corrects = {name: more.pop(name) for name in ("corrects", "why") if name in more}
    plain: dict[str, object] = {"stage": stage, "outcome": outcome, "held_on": desk.clock.today}
    check = ProjectCheck(**plain | {"paper": "意见表"} | more)  # type: ignore[arg-type]
    return desk.store.run(commands.RecordProjectCheck(grant=grant, check=check, **corrects), CLERK).value  # type: ignore[arg-type]


def waiting(desk: Desk, fund: int) -> list[int]:
    return [one.left for one in desk.store.read(queries.payable_grants, fund, desk.clock.today)]


def due(desk: Desk, grant: int) -> list[str]:
    found = desk.store.read(queries.project, grant)
    assert found is not None
    return [f"{one.day or ''} {one.text}".strip() for one in found.dues]


def pay(desk: Desk, fund: int, grant: int, fen: int) -> int:
    """Pay by a batch that succeeds and return its payment."""
    batch = prepare(desk, fund, line(grant, fen))
    sign(desk, batch)
    send(desk, batch)
    enter(desk, batch, rows(desk, batch, Outcome.SUCCESS))
    [paid] = desk.store.read(queries.batch_lines, batch)
    assert paid.payment is not None
    return paid.payment


def test_a_project_is_paid_by_instalments_as_its_checks_are_passed(
    desk: Desk, project: tuple[int, int]
) -> None:
    fund, one = project
    assert waiting(desk, fund) == [50_000]
    assert due(desk, one) == ["签订任务书后应支付 500.00 元", "2024-06-30 应进行中期检查"]
    pay(desk, fund, one, 50_000)
    assert waiting(desk, fund) == []
    held(desk, one, Stage.MID_TERM, CheckOutcome.AGAIN, again_by=Day(2024, 12, 1))
    assert (waiting(desk, fund), due(desk, one)) == ([], ["2024-12-01 应进行中期检查"])
    held(desk, one, Stage.MID_TERM, CheckOutcome.PASSED)
    assert waiting(desk, fund) == [30_000]
    payment = pay(desk, fund, one, 30_000)
    back = desk.clock.today + datetime.timedelta(days=30)
    held(desk, one, Stage.ACCEPTANCE, CheckOutcome.PASSED, unspent=25_000, return_by=back)
    assert waiting(desk, fund) == []
    assert due(desk, one) == [f"{back} 结余资金应退回 250.00 元"]
    returning = commands.ReturnPayment(
        payment=payment, fen=25_000, way=ReturnWay.ACTIVE, day=desk.clock.today, reason="结余资金退回"
    )
    desk.store.run(returning, CLERK)
    found = desk.store.read(queries.project, one)
    assert found is not None and found.money.returned == 25_000
    assert (waiting(desk, fund), due(desk, one)) == ([], [])


def test_a_project_goes_on_where_another_task_bears_an_instalment(
    desk: Desk, project: tuple[int, int]
) -> None:
    fund, one = project
    first = pay(desk, fund, one, 50_000)
    details = TaskDetails(section="保护股", number=2, name="保护项目", method=Method.COMPETITIVE)
    other = desk.store.run(commands.AddTask(fund=fund, details=details), CLERK).value
    [task, _] = desk.store.read(queries.fund_tasks, fund)
    post(desk, fund, PostingKind.REALLOCATE, reallocation(50_000, str(task.id), str(other)))
    day = desk.clock.today
    correcting = commands.CorrectQuota(payment=first, task=other, day=day, reason="列支的任务选错")
    bearing = desk.store.run(correcting, CLERK).value
    found = desk.store.read(queries.project, one)
    assert found is not None and (found.money.granted, found.money.sent) == (100_000, 50_000)
    assert (waiting(desk, fund), due(desk, one)) == ([], ["2024-06-30 应进行中期检查"])
    held(desk, one, Stage.MID_TERM, CheckOutcome.PASSED)
    assert waiting(desk, fund) == [30_000]
    pay(desk, fund, one, 30_000)
    held(desk, one, Stage.ACCEPTANCE, CheckOutcome.PASSED, unspent=20_000, return_by=day)
    for way, missing in ((ReturnWay.PASSIVE, "200.00"), (ReturnWay.ACTIVE, "50.00")):
        back = commands.ReturnPayment(payment=first, fen=15_000, way=way, day=day, reason="退回")
        desk.store.run(back, CLERK)
        assert due(desk, one) == [f"{day} 结余资金应退回 {missing} 元"], "a bank returns nothing unspent"
    assert desk.store.read(queries.project, bearing) is None
    assert waiting(desk, fund) == [], "what came back of it falls due no more, wherever it stands"


def test_more_than_falls_due_is_paid_neither_by_a_batch_nor_alone(
    desk: Desk, project: tuple[int, int]
) -> None:
    fund, one = project
    batch = prepare(desk, fund, line(one, 50_100))
    [found] = desk.store.read(queries.batch_findings, batch, desk.clock.today)
    assert (found.code, found.code.stops) == (FindingCode.INSTALMENT, True)
    assert "现在最多可再支付 500.00 元（其余在中期检查通过以后支付）" in found.text
    with pytest.raises(InvalidInput, match="最多可再支付"):
        sign(desk, batch)
    alone = commands.SendPayment(
        grant=one,
        fen=50_100,
        details=PaymentDetails(channel=Channel.TREASURY),
        day=PostingDay(desk.clock.today),
    )
    with pytest.raises(Conflict, match=r"按任务书，这笔核定现在最多可再支付 500.00 元"):
        desk.store.run(alone, CLERK)
    desk.store.run(replace(alone, fen=50_000), CLERK)


def test_a_check_that_was_entered_wrongly_is_corrected_while_nothing_was_paid_by_it(
    desk: Desk, project: tuple[int, int]
) -> None:
    fund, one = project
    wrong = held(desk, one, Stage.MID_TERM, CheckOutcome.PASSED)
    right = held(
        desk, one, Stage.MID_TERM, CheckOutcome.AGAIN,
        again_by=Day(2024, 12, 1), corrects=wrong, why="结论录错",
    )  # fmt: skip
    found = desk.store.read(queries.project, one)
    assert found is not None
    assert [(check.id, check.corrected, check.why) for check in found.checks] == [
        (wrong, True, ""),
        (right, False, "结论录错"),
    ]
    passed = held(desk, one, Stage.MID_TERM, CheckOutcome.PASSED)
    pay(desk, fund, one, 80_000)
    with pytest.raises(Conflict, match=r"已经支付了 800.00 元"):
        held(desk, one, Stage.MID_TERM, CheckOutcome.FAILED, corrects=passed, why="结论录错")
    with pytest.raises(Conflict, match="只能更正最后一次"):
        held(desk, one, Stage.MID_TERM, CheckOutcome.FAILED, corrects=right, why="结论录错")
    with pytest.raises(InvalidInput, match="请填写更正的理由"):
        held(desk, one, Stage.MID_TERM, CheckOutcome.PASSED, corrects=passed)


def test_a_contract_holds_what_was_granted_and_what_was_paid(desk: Desk, project: tuple[int, int]) -> None:
    fund, one = project

    def keep(revision: int, **changed: object) -> None:
        contract = replace(CONTRACT, **changed)  # type: ignore[arg-type]
        desk.store.run(commands.KeepContract(grant=one, revision=revision, contract=contract), CLERK)

    with pytest.raises(InvalidInput, match=r"合计 900.00 元，与核定的 1,000.00 元不一致"):
        keep(1, acceptance_fen=10_000)
    with pytest.raises(InvalidInput, match="请填写任务书编号"):
        keep(1, number=" ")
    with pytest.raises(Conflict, match="刚在另一处修改过"):
        keep(0)
    pay(desk, fund, one, 50_000)
    with pytest.raises(Conflict, match=r"已经支付 500.00 元，多于新任务书里到期的 400.00 元"):
        keep(1, signing_fen=40_000, mid_term_fen=40_000)
    keep(1, signing_fen=60_000, mid_term_fen=20_000, goal="培育高价值专利3件")
    assert waiting(desk, fund) == [10_000]
    found = desk.store.read(queries.fund_projects, fund)
    assert [(entry.grant, entry.revision, entry.contract.goal) for entry in found] == [
        (one, 2, "培育高价值专利3件")
    ]


def test_a_check_wants_a_contract_and_a_day_that_has_come(desk: Desk, project: tuple[int, int]) -> None:
    fund, one = project
    other = grant(desk, desk.store.read(queries.fund_tasks, fund)[0].id, 1_000)
    with pytest.raises(NotFound, match="还没有登记任务书"):
        held(desk, other, Stage.MID_TERM, CheckOutcome.PASSED)
    tomorrow = desk.clock.today + datetime.timedelta(days=1)
    with pytest.raises(InvalidInput, match="日期晚于今天"):
        held(desk, one, Stage.MID_TERM, CheckOutcome.PASSED, held_on=tomorrow)
    with pytest.raises(InvalidInput, match="请填写结论所在的文件"):
        held(desk, one, Stage.MID_TERM, CheckOutcome.PASSED, paper="")


def test_of_an_instalment_that_failed_the_report_tells_its_own_sum(
    desk: Desk, project: tuple[int, int]
) -> None:
    fund, one = project
    batch = prepare(desk, fund, line(one, 50_000))
    sign(desk, batch)
    send(desk, batch)
    enter(desk, batch, rows(desk, batch, Outcome.FAILURE, reason="账户异常"))
    form = desk.store.read(queries.fund_data, fund).form
    [failed] = form.payments
    assert (failed.amount, form.tasks[0].grants[0].amount) == (50_000, 100_000)
    day = datetime.date(2024, 12, 31)
    year = fund_year(FundSource(form, desk.store.read(queries.fund_books, fund), ISSUER), day, "")
    assert "账户异常" in (said := words(report_pdf(year)).replace("\n", ""))
    assert "0.0500" in said and said.count("0.1000") == 2


def test_the_report_tells_contracts_checks_and_who_else_pays_and_what_of_it_is_missing(
    desk: Desk, project: tuple[int, int]
) -> None:
    fund, one = project
    held(desk, one, Stage.MID_TERM, CheckOutcome.PASSED)
    due = Day(2024, 6, 30)
    parts = (
        FundingPart(bearer=Bearer.COUNTY, fen=70_000, in_place=70_000),
        FundingPart(bearer=Bearer.RECIPIENT, fen=100_000, in_place=40_000, by=due, paper="配套资金承诺函"),
    )
    desk.store.run(commands.KeepFunding(grant=one, shown=(), parts=parts), CLERK)
    with pytest.raises(Conflict, match="刚在另一处修改过"):
        desk.store.run(commands.KeepFunding(grant=one, shown=(), parts=parts[:1]), CLERK)
    for wrong, said in (((parts[0], parts[0]), "县级财政写了两次"), ((replace(parts[0], fen=0),), "大于0")):
        with pytest.raises(InvalidInput, match=said):
            desk.store.run(commands.KeepFunding(grant=one, shown=parts, parts=wrong), CLERK)
    form = desk.store.read(queries.fund_data, fund).form
    source = FundSource(form, desk.store.read(queries.fund_books, fund), ISSUER)
    year = fund_year(source, Day(2025, 1, 5), "")
    said = "".join(words(report_pdf(year)).split())
    for told in (
        "澄科合〔2024〕1号，2024年1月10日签订", "2024年6月20日通过", "未进行，期限2024年12月31日",
        "县级财政0.07001:0.70.0700", "承担单位配套0.10001:10.04002024年6月30日",
    ):  # fmt: skip
        assert told in said, told
    waits = [(one.kind, one.day, one.fen, one.about) for one in desk.store.read(queries.fund_dues)]
    assert waits[:4] == [
        (DueKind.FUNDING, due, 60_000, "示例甲有限公司：承担单位配套"),
        (DueKind.ACCEPTANCE, Day(2024, 12, 31), 20_000, "示例甲有限公司"),
        (DueKind.TASK, Day(2024, 12, 31), 1_000_000, "任务1"),
        (DueKind.CARRY_OVER, Day(2025, 12, 31), 1_000_000, "专项资金"),
    ]
    assert waits[4:] == [(DueKind.INSTALMENT, None, 80_000, "示例甲有限公司")]
    texts = [one.text for one in year.contradictions]
    assert "任务“任务1”：承担单位配套应承担 1,000.00 元，至报告截止日到位 400.00 元。" in texts
    assert not any("验收期限" in one for one in texts), "the year ends on its last day"
