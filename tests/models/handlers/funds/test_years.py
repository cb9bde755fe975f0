"""The account of a fund's year out of the ledger says the same as that of the data."""

import datetime
from dataclasses import replace
from decimal import Decimal

import pytest

from ipdesk.documents.letters.data import Issuer
from ipdesk.documents.letters.funds.data import FundSource, FundYear, fund_year
from ipdesk.funds.books import movements
from ipdesk.funds.books.posting_days import PostingDay
from ipdesk.funds.books.postings import Movement, PostingKind
from ipdesk.funds.case.entered import entered
from ipdesk.funds.case.facts import YearFact
from ipdesk.funds.case.form import sample_fund
from ipdesk.funds.core.words import Method
from ipdesk.funds.indicators.indicator import Comparator, Indicator
from ipdesk.models import commands, queries
from ipdesk.models.core.errors import Conflict, InvalidInput
from ipdesk.models.parsing.funds.indicator_table import IndicatorTable
from ipdesk.models.records import FundTexts, TaskDetails
from ipdesk.models.workflow import Level
from tests.actors import CLERK
from tests.models.desk import Desk, licence
from tests.models.handlers.funds.entered_fund import details_of, enter
from tests.models.handlers.funds.small_fund import small_fund
from tests.models.handlers.funds.test_charging import confirm
from tests.models.handlers.steps.test_forwarding import accepted, open_call

FORM = sample_fund("shaoguan-2021")
ISSUER = Issuer(FORM.holder, FORM.holder, "", "", "")
DAY = datetime.date(2022, 3, 1)
ROWS = tuple(one.indicator() for one in FORM.indicators)
TEXTS = FundTexts(
    problems=FORM.problems,
    improvements=FORM.improvements,
    remarks=tuple(one.text for one in FORM.remarks),
    printed_score=FORM.printed_score,
    facts=FORM.facts,
)


def keep(desk: Desk, fund: int, rows: tuple[Indicator, ...] = ROWS, texts: FundTexts = TEXTS) -> None:
    revision = desk.store.read(queries.fund, fund).revision
    desk.store.run(commands.KeepIndicators(fund=fund, revision=revision, indicators=rows), CLERK)
    desk.store.run(commands.KeepFundTexts(fund=fund, revision=revision + 1, texts=texts), CLERK)


def registered(desk: Desk) -> int:
    return desk.store.run(commands.RegisterFund(details=details_of(FORM)), CLERK).value


def of_ledger(desk: Desk, fund: int) -> FundYear:
    found = desk.store.read(queries.fund_data, fund)
    return fund_year(FundSource(found.form, found.books, ISSUER), DAY, "")


def test_the_account_of_the_sample_comes_out_of_the_ledger_as_out_of_the_data(desk: Desk) -> None:
    fund = enter(desk.store, CLERK, FORM).fund
    keep(desk, fund)
    found, wanted = of_ledger(desk, fund), fund_year(FundSource(FORM, entered(FORM), ISSUER), DAY, "")
    assert found.account.whole == wanted.account.whole
    assert [(row.task.name, row.figures) for row in found.account.tasks] == [
        (row.task.name, row.figures) for row in wanted.account.tasks
    ]
    assert [(one.section.name, one.own, one.through) for one in found.account.sections] == [
        (one.section.name, one.own, one.through) for one in wanted.account.sections
    ]
    assert (str(found.score.total), found.form.printed_score) == ("97.62", Decimal(100))
    assert [one.text for one in found.contradictions] == [one.text for one in wanted.contradictions]
    assert [one.date for one in found.form.payments if one.status.value == "failed"] == [
        one.date for one in wanted.form.payments if one.status.value == "failed"
    ]
    assert [one.indicator() for one in found.form.indicators] == list(ROWS)
    assert found.form.facts == FORM.facts


BARE = Indicator(1, ROWS[0].group, "数量", "举办培训", Comparator.AT_LEAST, "2期", "3期", goal=Decimal(2))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": " "}, "第1项指标：请填写三级指标。"),
        ({"target": ""}, "第1项指标：请填写指标值。"),
        ({"goal": None}, "第1项指标：请填写指标值里的数；没有数的，指标性质选“定性”。"),
        (
            {"comparator": Comparator.DONE_BY, "goal": None},
            "第1项指标：请填写完成时限；没有数的，指标性质选“定性”。",
        ),
        ({"points": Decimal(101)}, "第1项指标：分值应在0至100之间。"),
        ({"share": Decimal(-1)}, "第1项指标：得分比例应在0至100之间。"),
        ({"figure": "moon"}, "第1项指标：没有这种取用的数据，请重新选择。"),
        (
            {"figure": "paid", "comparator": Comparator.GROWTH},
            "第1项指标：“增长”的指标不能取用数据，请填写实际完成值。",
        ),
    ],
)
def test_an_indicator_that_cannot_be_is_refused_with_its_place(
    desk: Desk, wrong: dict[str, object], said: str
) -> None:
    fund = registered(desk)
    with pytest.raises(InvalidInput) as refused:
        keep(desk, fund, (BARE._replace(**wrong),))
    assert [problem.message for problem in refused.value.problems] == [said]
    assert desk.store.read(queries.fund_year_entries, fund).indicators == ()


def test_points_beyond_what_there_is_to_give_are_refused(desk: Desk) -> None:
    """More points than a group has could not be counted, and no report be made."""
    fund = registered(desk)
    whole, part = BARE._replace(points=Decimal(95)), BARE._replace(points=Decimal(95), number=2)
    for rows, said in (
        ((whole,), "各项指标的分值合计95分，超过90分：另有10分是预算执行率的。"),
        ((part, BARE), "产出指标各项的分值合计95分，超过这一级的90分。"),
    ):
        with pytest.raises(InvalidInput) as refused:
            keep(desk, fund, rows)
        assert [problem.message for problem in refused.value.problems] == [said]
    keep(desk, fund, (BARE._replace(points=Decimal(30)),))
    told = [one.text for one in of_ledger(desk, fund).contradictions]
    assert "各项指标和预算执行率的分值合计 40.00 分，不是 100 分。" in told


def test_a_sheet_is_imported_whole_or_not_at_all(desk: Desk) -> None:
    fund = registered(desk)

    def bring(target: str) -> None:
        heads, row = ["一级指标", "三级指标", "指标值"], ["产出指标", "举办培训", target]
        table = IndicatorTable("指标", [(1, heads), (2, ["产出指标", "贯标", "3家"]), (3, row)])
        shown = desk.store.read(queries.fund, fund)
        importing = commands.ImportIndicators(fund=fund, revision=shown.revision, tables=(table,))
        desk.store.run(importing, CLERK)

    with pytest.raises(InvalidInput) as refused:
        bring("大于2期")
    [problem] = refused.value.problems
    assert problem.message.startswith("工作表“指标”第3行C列（指标值）：不含本数")
    assert desk.store.read(queries.fund_year_entries, fund).indicators == ()
    bring("2期")
    kept = desk.store.read(queries.fund_year_entries, fund).indicators
    assert [(one.number, one.name, one.goal, one.unit) for one in kept] == [
        (1, "贯标", 3, "家"),
        (2, "举办培训", 2, "期"),
    ]


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(desk: Desk) -> None:
    fund = registered(desk)
    keep(desk, fund, (BARE,), replace(TEXTS, remarks=()))
    with pytest.raises(Conflict):
        desk.store.run(commands.KeepIndicators(fund=fund, revision=1, indicators=()), CLERK)
    with pytest.raises(Conflict):
        desk.store.run(commands.KeepFundTexts(fund=fund, revision=1, texts=FundTexts()), CLERK)
    kept = desk.store.read(queries.fund_year_entries, fund)
    assert (kept.indicators, kept.texts) == ((BARE,), replace(TEXTS, remarks=()))


def test_an_empty_paragraph_and_a_score_out_of_bounds_are_told(desk: Desk) -> None:
    fund = registered(desk)
    wrong = FundTexts(problems=("",), printed_score=Decimal("100.5"), facts=(YearFact(name="贯标"),))
    with pytest.raises(InvalidInput) as refused:
        keep(desk, fund, (BARE,), wrong)
    assert [problem.field for problem in refused.value.problems] == ["problems", "printed_score", "facts"]


def test_awards_of_a_kind_count_in_the_year_in_which_they_were_decided(desk: Desk) -> None:
    """Two licences of 800,000 yuan at 1 %, of achievements of another year."""
    fund, call = small_fund(desk, 1_000_000).fund, open_call(desk, Level.OWN)
    for at in range(2):
        confirm(desk, accepted(desk, call, licence(ref=f"Y202244000012{at}")))
    accepted(desk, call, licence(ref="Y2022440000129"))
    [licences] = desk.store.read(queries.fund_data, fund).form.awards
    assert (licences.kind, licences.awards, licences.amount) == ("patent_transaction", 2, 1_600_000)
    assert (licences.applicants, licences.achieved) == (2, 0)
    shown = desk.store.read(queries.fund, fund)
    earlier = replace(details_of(FORM), year=2022)
    desk.store.run(commands.ChangeFund(fund=fund, revision=shown.revision, details=earlier), CLERK)
    [of_2022] = desk.store.read(queries.fund_data, fund).form.awards
    assert (of_2022.awards, of_2022.achieved) == (0, 3), "the one that waits is achieved, too"


def test_what_was_taken_back_is_no_arrival_and_what_was_handed_back_was_budget(desk: Desk) -> None:
    fund, early, late = registered(desk), datetime.date(2020, 12, 1), datetime.date(2021, 1, 8)

    def post(kind: PostingKind, day: datetime.date, movement: Movement) -> None:
        posting = commands.PostToFund(
            fund=fund, kind=kind, day=PostingDay(day), movements=(movement,), basis="文件"
        )
        desk.store.run(posting, CLERK)

    post(PostingKind.ARRIVE, early, movements.arrival(900))
    back = commands.ReversePosting(fund=fund, number=1, day=PostingDay(late), reason="重复登记")
    desk.store.run(back, CLERK)
    post(PostingKind.ARRIVE, late, movements.arrival(500))
    details = TaskDetails(section="促进科", number=1, name="贯标", method=Method.COLLECTIVE)
    task = str(desk.store.run(commands.AddTask(fund=fund, details=details), CLERK).value)
    post(PostingKind.ALLOCATE, late, movements.allocation(500, task))
    post(PostingKind.SURRENDER, late, movements.surrender(200, task))
    found = desk.store.read(queries.fund_data, fund).form
    assert (found.amount, found.received_on, found.tasks[0].budget) == (500, late, 500)
