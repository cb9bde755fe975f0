"""The account of the sample's year, and what the program finds in it that does not go together."""

import datetime
from dataclasses import replace
from decimal import Decimal

import pytest

from ipdesk.documents.letters.data import Issuer
from ipdesk.documents.letters.funds.content import content
from ipdesk.documents.letters.funds.data import FundSource, fund_year
from ipdesk.funds.account.contradictions import Contradiction, Kind, account_score, contradictions
from ipdesk.funds.account.held import held_value
from ipdesk.funds.account.overview import overview
from ipdesk.funds.case.entered import entered
from ipdesk.funds.case.facts import KindAwards
from ipdesk.funds.case.form import FundForm, sample_fund
from ipdesk.funds.core.phrases import fund_phrases
from ipdesk.funds.indicators.indicator import Comparator
from tests.rows import every_row

WAN = 1_000_000  # fen


@pytest.fixture(scope="module")
def form() -> FundForm:
    return sample_fund("shaoguan-2021")


def found_in(form: FundForm, day: datetime.date | None = None) -> tuple[Contradiction, ...]:
    """Return what does not go together in a fund at a day, at first that of its account."""
    return contradictions(form, overview(form, entered(form), day or form.closed_on))


def test_the_account_has_a_row_for_every_task_section_and_method(form: FundForm) -> None:
    account = overview(form, entered(form), form.closed_on)
    assert [row.task.order for row in account.tasks] == list(range(1, 20))
    assert [
        (row.section.name, row.own.budget // WAN, row.through.budget // WAN) for row in account.sections
    ] == [
        ("知识产权促进科", 460, 580),
        ("知识产权保护科", 140, 140),
    ]
    assert [(row.method.label, row.figures.budget // WAN) for row in account.methods] == [
        ("竞争性分配", 255),
        ("集体研究", 85),
        ("后补助", 260),
        ("直接下达", 150),
    ]
    assert account.passed_down.allotted == account.passed_down.budget == 150 * WAN


def test_what_the_program_finds_in_the_sample(form: FundForm) -> None:
    """The same rows, days and score as the remarks c08, c11, c14 to c16, and what nobody explained."""
    assert {(one.kind, one.about) for one in found_in(form)} == {
        (Kind.IN_PLACE, "failed-1"),
        (Kind.OUTSTANDING, ""),
        (Kind.TIMELINESS, "21"),
        (Kind.DOUBTFUL, "7"),
        (Kind.UNITS, "14"),
        (Kind.NO_REASON, "9"),
        (Kind.NO_REASON, "20"),
        (Kind.NO_REASON, "22"),
        (Kind.PRINTED_SCORE, ""),
    }


def test_a_contradiction_is_said_with_its_figures(form: FundForm) -> None:
    texts = {one.kind: one.text for one in found_in(form)}
    assert texts[Kind.PRINTED_SCORE] == "报告所列得分 100 分，按指标和执行率计算为 97.62 分。"
    assert texts[Kind.OUTSTANDING] == "至报告截止日仍有 1,014.00 元已核定未支付。"
    assert "2021年12月" in texts[Kind.IN_PLACE]
    assert "2021年5月20日" in texts[Kind.IN_PLACE]


def checked(form: FundForm) -> list[tuple[str, str]]:
    """Return what the sheet of checks says, with what it is about."""
    source = FundSource(form, entered(form), Issuer(form.holder, form.holder, "", "", ""))
    rows = content(fund_year(source, form.closed_on, "")).lists["contradictions"]
    return [(row.values["about"], row.values["text"]) for row in rows]


def changed(form: FundForm, **fields: object) -> FundForm:
    """Return the fund with other fields."""
    return form.model_copy(update=fields)


def test_what_is_put_right_is_found_no_more(form: FundForm) -> None:
    explained = [
        one.model_copy(update={"reason": "…", "other_value": None, "actual_unit": ""})
        for one in form.indicators
    ]
    mended = changed(form, indicators=tuple(explained), printed_score=Decimal("97.62"), in_place_by=None)
    assert {one.kind for one in found_in(mended)} == {Kind.OUTSTANDING, Kind.TIMELINESS}


def test_sums_that_do_not_add_up_are_found(form: FundForm) -> None:
    first, *others = form.tasks
    patents = next(task for task in others if task.id == "promotion-4")
    dearer = patents.grants[0].model_copy(update={"items": 8})
    tasks = [first.model_copy(update={"budget": first.budget - 100})] + [
        task.model_copy(update={"grants": (dearer, *task.grants[1:])}) if task.id == patents.id else task
        for task in others
    ]
    tasks[0] = tasks[0].model_copy(update={"grants": (first.grants[0],)})
    payments = tuple(one for one in form.payments if one.grant != first.grants[1].id)
    found = {(one.kind, one.about) for one in found_in(changed(form, tasks=tuple(tasks), payments=payments))}
    assert {
        (Kind.NOT_ALLOCATED, ""),
        (Kind.NOT_GRANTED, "promotion-1"),
        (Kind.ITEMS, "promotion-4a"),
    } <= found


def test_a_payment_after_the_deadline_is_late_once_the_account_reaches_it(form: FundForm) -> None:
    late = (Kind.LATE, "reissue-1")
    assert late not in {(one.kind, one.about) for one in found_in(form)}
    assert late in {(one.kind, one.about) for one in found_in(form, datetime.date(2022, 12, 31))}


def test_the_score_counts_the_execution_of_the_day(form: FundForm) -> None:
    books = entered(form)
    early = account_score(form, overview(form, books, form.allotted_on))
    assert early.execution == 2, "150 of 750 were passed on that day: a fifth of ten points"


def test_the_parts_of_a_figure_of_the_year_have_to_add_up(form: FundForm) -> None:
    pledges = form.facts[0]
    assert (pledges.count, pledges.amount) == (29, 93_116 * WAN)
    fewer = replace(pledges, parts=pledges.parts[:1])
    [found] = [one for one in found_in(changed(form, facts=(fewer,))) if one.kind is Kind.PARTS]
    assert found.text == (
        "年度数据“知识产权质押融资”为29宗、931,160,000.00 元，而各分项合计为25宗、769,960,000.00 元。"
    )
    assert ("年度数据", found.text) in checked(changed(form, facts=(fewer,)))


KINDS = (KindAwards(kind="patent_grant", awards=3, amount=600_000, applicants=2),)
HELD_ROWS = [
    ("executed", "", "749.8986"),
    ("paid", "", "599.8986"),
    ("allotted", "12", "80"),
    ("granted", "19", "30"),
    ("execution", "", "99.99"),
    ("execution", "19", "99.66"),
    ("grants", "3", "6"),
    ("items", "4", "186"),
    ("items", "9", "10"),
    ("awards", "patent_grant", "3"),
    ("award_sum", "patent_grant", "0.6"),
    ("applicants", "patent_grant", "2"),
    ("achieved", "works", "0"),
    ("fact_count", "知识产权质押融资", "29"),
    ("fact_sum", "知识产权质押融资", "93116"),
    ("fact_sum", "新增贯标企业", "None"),
    ("paid", "77", "None"),
    ("fact_count", "没有的", "None"),
    ("moon", "", "None"),
]


@every_row(HELD_ROWS, " ".join)
def test_what_the_program_holds(row: tuple[str, str, str]) -> None:
    form = changed(sample_fund("shaoguan-2021"), awards=KINDS)
    account = overview(form, entered(form), form.closed_on)
    assert str(held_value(form, account, *row[:2])) == row[2]


def test_a_linked_figure_fills_its_row_and_what_was_typed_stands_beside_it(form: FundForm) -> None:
    first, *others = form.indicators

    def told(**fields: object) -> tuple[str, str, list[tuple[Kind, str]]]:
        rows = (first.model_copy(update=fields), *others)
        linked = changed(form, indicators=rows)
        account = overview(linked, entered(linked), linked.closed_on)
        row = account_score(linked, account).rows[0].row
        kinds = {Kind.HELD, Kind.NOT_HELD}
        return str(row.value), row.actual, [
            (one.kind, one.text) for one in contradictions(linked, account) if one.kind in kinds
        ]  # fmt: skip

    assert told() == ("10", "10个", [])
    assert told(actual="", value=None) == ("10", "10个", [])
    of_first = "第1项指标“促进地理标志商标注册申请”"
    typed = f"{of_first}的实际完成值填报为“12个”，而程序掌握的核定件数为10个，以后者计分。"
    assert told(actual="12个", value=Decimal(12)) == ("10", "10个（填报12个）", [(Kind.HELD, typed)])
    gone = (
        Kind.NOT_HELD,
        "第1项指标“促进地理标志商标注册申请”要取用的核定件数没有找到，按填报的实际完成值计分。",
    )
    other = first.model_copy(update={"actual": "12个", "value": Decimal(12)})
    assert ("指标1", typed) in checked(changed(form, indicators=(other, *others)))
    assert told(figure_of="77") == ("10", "10个", [gone])
    yuan = {"figure": "paid", "figure_of": "9", "unit": "元", "actual": "", "value": None}
    assert told(**yuan) == ("400000", "400000元", [])
    growth = told(comparator=Comparator.GROWTH, actual="11%", value=Decimal(11))
    assert growth == ("11", "11%", []), "a growth needs the figure of last year, too"


def test_every_contradiction_has_its_sentence() -> None:
    assert set(fund_phrases().contradictions) == set(Kind)
