"""How a sum comes about, as a clerk reads it out: what is taken, by which day, and against which ceiling."""

import datetime

from ipdesk.rules.core.case import FactValue
from tests.rules.pack.spoken_packs import lines_of, policy, rule, spoken, work

LATER = datetime.date(2023, 8, 21)


def sums(amount: object, date: datetime.date | None = None, **facts: FactValue) -> list[str]:
    """Return what is said between the opening and the end."""
    found = work(**facts) if date is None else work(date=date, **facts)
    [line] = lines_of(policy(rule("资助", amount)), found)
    return spoken(line)[3:]


def test_a_rate_that_is_no_higher_counts_in_full_and_is_no_equation() -> None:
    scaled = {"ratio": {"amount": "cost", "of": {"parameter": "lpr"}, "to": "rate", "at_most_whole": "true"}}
    assert sums(scaled, cost=1_000_000, rate=3)[0] == (
        "实际年利率 3% 不高于贷款市场报价利率 3.65%（2022-08-22 起），"
        "实际费用 10,000.00 元全额计算，得 10,000.00 元。"
    )
    assert sums(scaled, cost=1_000_000, rate=5)[0] == (
        "实际费用 10,000.00 元 × 贷款市场报价利率 3.65%（2022-08-22 起） ÷ 实际年利率 5%，得 7,300.00 元。"
    )
    assert sums(scaled, cost=1_000_000, rate=0)[0] == "实际年利率 0%，无从折算，得 0.00 元。"


def test_a_parameter_tells_from_which_day_its_value_holds() -> None:
    share = {"percent": {"rate": {"parameter": "lpr"}, "of": "cost"}}
    assert sums(share, LATER, cost=1_000_000)[0] == (
        "实际费用 10,000.00 元 × 贷款市场报价利率 3.45%（2023-08-21 起），得 345.00 元。"
    )
    times = {"times": {"amount": "100", "by": {"parameter": "lpr", "at_most": "3"}}}
    assert sums(times)[0] == (
        "定额 100.00 元 × 贷款市场报价利率 3.65%（2022-08-22 起，最多计 3%），得 300.00 元。"
    )
    assert sums({"parameter": "lpr"})[0] == "按贷款市场报价利率 3.65 元（2022-08-22 起）计算，得 3.65 元。"


def test_a_parameter_by_another_day_names_that_day() -> None:
    filed = {"parameter": {"name": "lpr", "on": "filed"}}
    assert sums(filed, filed="2023-09-01")[0] == (
        "按贷款市场报价利率 3.45 元（按申请日 2023-09-01，取 2023-08-21 起的数值）计算，得 3.45 元。"
    )


def test_about_stands_close_to_the_words_before_it() -> None:
    third = {"ratio": {"amount": "100", "of": "1", "to": "3"}}
    assert sums(third)[:2] == ["定额 100.00 元 × 1 ÷ 3，得约 33.3333 元。", "四舍五入到分，得 33.33 元。"]
    assert sums({"sum": ["cost", third]}, cost=100)[1] == (
        "各项合计：实际费用 1.00 元 ＋约 33.3333 元，得约 34.3333 元。"
    )


def test_amounts_that_are_compared_are_named() -> None:
    assert sums({"smaller": ["20000", "cost"]}, cost=1_800_000)[0] == (
        "取较低者：定额 20,000.00 元、实际费用 18,000.00 元，得 18,000.00 元。"
    )


def test_a_table_a_step_and_an_alternative_say_their_sum_at_once() -> None:
    assert sums({"table": {"by": "level", "values": {"high": "500", "low": "300"}}}, level="low")[0] == (
        "级别为省级，按对应一档定额，得 300.00 元。"
    )
    steps = {"by": "grants", "steps": [{"at_least": "20", "amount": "900"}, {"otherwise": "100"}]}
    assert sums({"tiers": steps}, grants=25)[0] == (
        "发明专利授权量 25 件，按 20 件以上一档定额，得 900.00 元。"
    )
    assert sums({"tiers": steps}, grants=19)[0] == (
        "发明专利授权量 19 件，不足 20 件，按其余一档定额，得 100.00 元。"
    )
    ranked = {"by": "grants", "steps": [{"at_most": "3", "amount": "900"}, {"otherwise": "100"}]}
    assert sums({"tiers": ranked}, grants=4)[0] == (
        "发明专利授权量 4 件，超过 3 件，按其余一档定额，得 100.00 元。"
    )
    choose = [
        {"when": [{"fact": "grants", "above": "5"}], "amount": "800"},
        {"otherwise": "100"},
    ]
    assert sums({"choose": choose}, grants=6)[0] == (
        "属于“发明专利授权量超过 5 件”（申报为 6 件），按这一档定额，得 800.00 元。"
    )
    assert sums({"choose": choose}, grants=5)[0] == (
        "不属于“发明专利授权量超过 5 件”，按其余一档定额，得 100.00 元。"
    )


def test_a_ceiling_that_is_computed_is_told_before_it_is_applied() -> None:
    half = {"less": {"amount": {"percent": {"rate": "50", "of": "fees"}}, "deduct": "other"}}
    capped = {"at_most": {"amount": "cost", "ceiling": half}}
    said = sums(capped, cost=100_000, fees=100_000, other=20_000)
    assert said[:4] == [
        "先定单项最高额。",
        "官方费用 1,000.00 元 × 50%，得 500.00 元。",
        "减去其他各级资助 200.00 元，得 300.00 元。",
        "实际费用 1,000.00 元，超过单项最高 300.00 元的 700.00 元不计，得 300.00 元。",
    ]
    said = sums(capped, cost=100_000, fees=100_000, other=50_000)
    assert said[2] == "减去其他各级资助 500.00 元，没有余额，得 0.00 元。"
    [line] = lines_of(policy(rule("资助", capped)), work(cost=100_000, fees=100_000, other=50_000))
    assert [warning.text for warning in line.warnings] == [
        "已扣除其他各级资助 500.00 元。",
        "超过单项最高 0.00 元（官方费用的 50%，扣除其他各级资助）的 1,000.00 元不计。",
    ]


def test_a_ceiling_from_a_fact_is_named_and_a_fixed_one_only_said() -> None:
    assert sums({"at_most": {"amount": "500", "ceiling": "cost"}}, cost=10_000)[0] == (
        "定额 500.00 元，超过实际费用 100.00 元的 400.00 元不计，得 100.00 元。"
    )
    assert sums({"at_most": {"amount": "cost", "ceiling": "500"}}, cost=10_000)[0] == (
        "实际费用 100.00 元，未超过单项最高 500.00 元，得 100.00 元。"
    )


def test_a_ceiling_that_is_looked_up_says_which_row_and_is_its_own_reason() -> None:
    rows = {"table": {"by": "level", "values": {"high": "500", "low": "300"}}}
    [line] = lines_of(
        policy(rule("资助", {"at_most": {"amount": "cost", "ceiling": rows}})), work(cost=40_000, level="low")
    )
    assert spoken(line)[3:6] == [
        "先定单项最高额。",
        "级别为省级，按对应一档定额，得 300.00 元。",
        "实际费用 400.00 元，超过单项最高 300.00 元的 100.00 元不计，得 300.00 元。",
    ]
    assert (line.warnings[0].text, line.basis) == (
        "超过单项最高 300.00 元的 100.00 元不计。",
        "实际费用（最高 300.00 元）",
    )
