"""The trace is what a clerk reads out: whole, in order, with the numbers of this very line."""

import datetime

import pytest

from ipdesk.rules.core.case import Achievement, Applicant, Case, FactValue, HistoryEntry
from ipdesk.rules.core.result import LimitUse, Line
from ipdesk.rules.evaluation.conditions.days import compile_day
from ipdesk.rules.evaluation.wording import Lexicon
from ipdesk.rules.library.policy_library import standard_library
from ipdesk.rules.pack.conditions import DateForm
from ipdesk.rules.pack.vocabulary import standard_vocabulary
from ipdesk.rules.source.sentences import standard_phrases

POLICY = standard_library().policy("shaoguan-2021")
FIRM = Applicant("a1", "enterprise", frozenset({"sme"}))
DEAL = "shaoguan-2021/7-patent-transaction"


def deal(yuan: int, **facts: FactValue) -> Achievement:
    stated: dict[str, FactValue] = {"contract_amount": yuan * 100, "recorded": True, "implemented": True}
    return Achievement("1", "patent_transaction", datetime.date(2022, 3, 1), 2022, "Y1", {**stated, **facts})


def only_line(achievement: Achievement, *history: HistoryEntry) -> Line:
    (line,) = POLICY.evaluate(Case("c", POLICY.id, FIRM, (achievement,), (), history)).lines
    return line


def spoken(line: Line) -> list[str]:
    return [step.spoken() for step in line.trace]


def test_a_reduced_line_tells_article_condition_figure_limit_and_cut() -> None:
    steps = spoken(only_line(deal(800_000), HistoryEntry(DEAL, "a1", 2022, 4_500_000, "Y0")))
    assert steps[0] == "依据韶府办发函〔2021〕188号第（七）项“专利转让许可”。"
    assert "2022-03-01" in steps[1] and "2021-12-21 至 2024-12-31" in steps[1]
    assert "中小微企业" in steps[2]
    assert "须已在国家知识产权局登记备案" in steps[3]
    assert "800,000.00 元" in steps[4]
    assert steps[5] == "合同金额 800,000.00 元 × 1%，得 8,000.00 元。"
    assert "此前没有资助过" in steps[6]
    assert steps[7].endswith("上限 50,000.00 元，此前已用 45,000.00 元，可用 5,000.00 元。")
    assert steps[8] == "8,000.00 元超过可用的 5,000.00 元，核减 3,000.00 元。"
    assert steps[9] == "本项资助 5,000.00 元。"


def test_rounding_is_told_only_where_it_changed_the_figure() -> None:
    assert not any("四舍五入" in step for step in spoken(only_line(deal(800_000))))
    facts = {"contract_amount": 80_000_050}
    steps = spoken(only_line(deal(800_000, **facts)))
    assert "合同金额 800,000.50 元 × 1%，得 8,000.005 元。" in steps
    assert "四舍五入到分，得 8,000.01 元。" in steps


def test_what_stands_in_the_way_is_named_with_its_file() -> None:
    paid = HistoryEntry(DEAL, "a1", 2021, 800_000, "Y1", source="2021-0007")
    line = only_line(deal(800_000), paid)
    (warning,) = line.warnings
    assert warning.source is paid
    assert "2021 年度已在申请件 2021-0007 中资助过" in warning.text


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (None, "2021 年度已由其他申请人得到资助"),
        ("2021-0007", "2021 年度已在申请件 2021-0007 中由其他申请人得到资助"),
    ],
)
def test_what_somebody_else_was_paid_for_is_told_as_such(file: str | None, said: str) -> None:
    line = only_line(deal(800_000), HistoryEntry(DEAL, "b1", 2021, 800_000, "Y1", source=file))
    assert said in line.warnings[0].text and said in spoken(line)[-1]


def test_every_failed_requirement_is_told_in_words() -> None:
    line = only_line(deal(800_000, implemented=False, related_party=True))
    assert [warning.code for warning in line.warnings] == ["not_eligible", "not_eligible"]
    assert spoken(line)[-1] == (
        "按规定，专利须已转化运用（现状：尚未转化运用）；"
        "交易双方不得为关联主体（现状：交易双方为关联主体），本项不予资助。"
    )


def test_a_limit_tells_how_far_it_is_used() -> None:
    line = only_line(deal(800_000), HistoryEntry(DEAL, "a1", 2022, 2_000_000, "Y0"))
    (use,) = line.limits
    assert use == LimitUse("transactions-of-year", use.name, True, 5_000_000, 2_000_000, 800_000, 0)
    assert use.left == 2_200_000


@pytest.mark.parametrize(
    ("span", "text"),
    [
        ({"years": -3, "days": 1}, "授权公告日前 3 年的次日"),
        ({"years": 1, "months": 3, "days": -1}, "授权公告日后 1 年 3 个月的前一日"),
        ({"months": 6, "days": 1}, "授权公告日后 6 个月 1 日"),
        ({"days": -1}, "授权公告日前 1 日"),
        ({"years": 1, "days": -5}, "授权公告日后 1 年前 5 日"),
        ({}, "授权公告日"),
    ],
)
def test_a_reckoned_day_is_told_in_the_order_in_which_it_is_reckoned(span: dict[str, int], text: str) -> None:
    lexicon = Lexicon("patent_grant", standard_vocabulary(), standard_phrases())
    assert compile_day(DateForm(of="date", **span), lexicon).text == text
