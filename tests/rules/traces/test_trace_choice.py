"""Choices between awards, limits from a line's own facts, and the end of a line, as they are read out."""

import datetime

from ipdesk.rules.core.case import Decision
from ipdesk.rules.evaluation.policy import Policy
from tests.rules.pack.spoken_packs import DAY, lines_of, paid, policy, rule, spoken, work

TITLES = policy(
    rule("称号奖励", {"table": {"by": "level", "values": {"high": "5000", "low": "2000"}}}),
    limits=[
        {
            "id": "best",
            "name": "称号取高",
            "rules": "称号奖励",
            "per": ["applicant", "year"],
            "highest": "true",
        }
    ],
)
FRAME = "同一申请人、同一年度的“称号取高”只资助最高的一项"
LATER = DAY + datetime.timedelta(1)


def test_the_winner_names_what_it_was_compared_with_and_the_loser_names_the_winner() -> None:
    won, lost = lines_of(TITLES, work("1", level="high"), work("2", level="low"))
    assert spoken(won)[-2] == f"{FRAME}：本项 5,000.00 元，高于“称号奖励（省级）” 2,000.00 元，取本项。"
    assert spoken(lost)[-1] == f"{FRAME}，已取“称号奖励（国家级）” 5,000.00 元，不再资助。"
    assert lost.warnings[0].text == f"{FRAME}，已取“称号奖励（国家级）” 5,000.00 元，少发 2,000.00 元。"


def test_equal_ones_are_told_apart_by_their_day() -> None:
    won, lost = lines_of(TITLES, work("1", level="high"), work("2", LATER, level="high"))
    assert spoken(won)[-2] == (
        f"{FRAME}：本项 5,000.00 元，不低于“称号奖励（国家级）” 5,000.00 元，同为最高的取在先的，取本项。"
    )
    assert (
        spoken(lost)[-1] == f"{FRAME}，已取 2023-05-01 的另一项“称号奖励（国家级）” 5,000.00 元，不再资助。"
    )


def test_of_many_that_were_beaten_the_highest_are_named() -> None:
    found = [work("1", level="high"), *(work(str(number), level="low") for number in range(2, 5))]
    assert "2,000.00 元等 3 项，取本项。" in spoken(lines_of(TITLES, *found)[0])[-2]


def test_a_highest_that_stands_alone_and_one_that_was_paid_before() -> None:
    [line] = lines_of(TITLES, work(level="high"))
    assert spoken(line)[-2] == f"{FRAME}，本次只有本项可取。"
    [line] = lines_of(TITLES, work(level="high"), history=(paid("称号奖励", 2000),))
    text = "同一申请人、同一年度的“称号取高”最高 5,000.00 元，此前已资助 2,000.00 元，只补差额"
    assert spoken(line)[-2:] == [f"{text}，可得 3,000.00 元。", "本项资助 3,000.00 元。"]
    assert line.warnings[0].text == f"{text}，少发 2,000.00 元。"


HALF = {"less": {"amount": {"percent": {"rate": "50", "of": "fees"}}, "deduct": "other"}}


def half_of_fees(ceiling: object) -> Policy:
    return policy(
        rule("立项", "30000"),
        limits=[{"id": "all", "name": "各级合计不超过一半", "rules": "立项", "per": "item", "sum": ceiling}],
    )


def test_a_limit_of_the_lines_own_facts_says_how_it_came_about() -> None:
    [line] = lines_of(half_of_fees(HALF), work(fees=3_333_333, other=1_000_000))
    assert spoken(line)[4:] == [
        "先定“各级合计不超过一半”的数额。",
        "官方费用 33,333.33 元 × 50%，得 16,666.665 元。",
        "减去其他各级资助 10,000.00 元，得 6,666.665 元。",
        "不足一分的舍去，得 6,666.66 元。",
        "“各级合计不超过一半”为 6,666.66 元，即官方费用的 50%，扣除其他各级资助；此前已用 0.00 元，"
        "可用 6,666.66 元。",
        "30,000.00 元超过可用的 6,666.66 元，核减 23,333.34 元。",
        "本项资助 6,666.66 元。",
    ]


def test_a_limit_of_nothing_gives_its_reason() -> None:
    [line] = lines_of(half_of_fees(HALF), work(fees=100, other=50))
    assert spoken(line)[-4:] == [
        "减去其他各级资助 0.50 元，没有余额，得 0.00 元。",
        "“各级合计不超过一半”为 0.00 元，即官方费用的 50%，扣除其他各级资助；此前已用 0.00 元，"
        "可用 0.00 元。",
        "没有可用的额度，核减 30,000.00 元。",
        "本项不予资助。",
    ]
    text = "按“各级合计不超过一半”没有余额（官方费用的 50%，扣除其他各级资助），少发 30,000.00 元。"
    assert line.warnings[0].text == text


def test_a_limit_that_is_a_fact_needs_no_reckoning() -> None:
    [line] = lines_of(half_of_fees("cost"), work(cost=1_000_000))
    assert (
        spoken(line)[4]
        == "“各级合计不超过一半”为 10,000.00 元，即实际费用；此前已用 0.00 元，可用 10,000.00 元。"
    )


def test_a_line_ends_with_own_funds_payee_shares_and_the_sum() -> None:
    ends = policy(
        rule("奖励", "500", matching="1", payee="研发中心"), splits=[{"shares": {"市级": "3", "县级": "7"}}]
    )
    [line] = lines_of(ends, work())
    assert spoken(line)[-4:] == [
        "申请人须自筹配套资金不低于 500.00 元。",
        "资助款付给研发中心。",
        "资金由市级承担 150.00 元、县级承担 350.00 元。",
        "本项资助 500.00 元。",
    ]


def test_a_decision_says_where_its_ceiling_comes_from() -> None:
    judged = policy(rule("评议", {"decided": {"ceiling": {"percent": {"rate": "50", "of": "cost"}}}}))
    [line] = lines_of(judged, work(cost=100_000))
    assert line.warnings[0].text == "金额待审批时核定，最高 500.00 元（实际费用的 50%）。"
    [line] = lines_of(judged, work(cost=100_000), decided=(Decision("1", "spoken/评议", 60_000),))
    assert spoken(line)[-3:] == [
        "经审定，得 600.00 元。",
        "审定金额超过最高 500.00 元（实际费用的 50%），按最高额执行，得 500.00 元。",
        "本项资助 500.00 元。",
    ]
    [above] = [warning for warning in line.warnings if warning.code == "decision_above_ceiling"]
    assert above.formal == "拟定的金额超过规定的最高限额500.00 元（实际费用的 50%），按最高限额审定"
