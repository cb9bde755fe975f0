"""Requirements and bars as a clerk reads them out: met or not, however the pack phrases them."""

import datetime

from ipdesk.rules.core.case import Applicant, FactValue
from tests.rules.pack.spoken_packs import DAY, FIRM, lines_of, policy, rule, spoken, work

UNRELATED = {"fact": "related", "is": "false", "text": "关联交易不奖励"}
TWENTY = {"fact": "grants", "at_least": "20", "text": "当年代理的发明专利授权须满 20 件"}
WITHIN = {"fact": "date", "until": {"of": "filed", "years": "3"}, "text": "须在申请日起三年内授权"}


def last_word(*requires: object, **facts: FactValue) -> tuple[str, list[str], list[object]]:
    [line] = lines_of(policy(rule("奖励", "500", requires=list(requires))), work(**facts))
    values = [warning.values["requirement"] for warning in line.warnings]
    return spoken(line)[-1], [warning.text for warning in line.warnings], values


def test_a_refusal_reads_right_for_what_must_be_and_for_what_is_not_rewarded() -> None:
    said, warned, values = last_word(UNRELATED, TWENTY, related=True, grants=12)
    assert said == (
        "按规定，关联交易不奖励（现状：为关联交易）；"
        "当年代理的发明专利授权须满 20 件（发明专利授权量申报为 12 件），本项不予资助。"
    )
    assert warned == [
        "按规定，关联交易不奖励（现状：为关联交易）。",
        "按规定，当年代理的发明专利授权须满 20 件（发明专利授权量申报为 12 件）。",
    ]
    assert values == ["关联交易不奖励", "当年代理的发明专利授权须满 20 件"]


def test_requirements_that_are_met_are_quoted_with_the_numbers_that_meet_them() -> None:
    [line] = lines_of(policy(rule("奖励", "500", requires=[UNRELATED, TWENTY])), work(grants=25))
    assert spoken(line)[3] == (
        "对照“关联交易不奖励”（现状：不是关联交易）、"
        "“当年代理的发明专利授权须满 20 件”（发明专利授权量申报为 25 件）的规定核对，没有不符。"
    )


def test_a_requirement_without_a_text_of_its_own_is_said_from_the_vocabulary() -> None:
    said, _, [value] = last_word({"fact": "cost", "at_least": "1000"}, cost=80_000)
    assert said == "按规定，要求实际费用不少于 1,000.00 元（申报为 800.00 元），本项不予资助。"
    assert value == "实际费用不少于 1,000.00 元"
    said, _, _ = last_word({"not": {"fact": "cost", "above": "1000"}}, cost=100_001)
    assert said == "按规定，要求不属于“实际费用超过 1,000.00 元”的情形（申报为 1,000.01 元），本项不予资助。"


def test_both_days_of_a_date_requirement_are_told() -> None:
    said, _, [value] = last_word(WITHIN, filed="2020-03-01")
    assert said == (
        "按规定，须在申请日起三年内授权"
        "（授权公告日 2023-05-01 晚于申请日 2020-03-01 后 3 年，即 2023-03-01），本项不予资助。"
    )
    assert value == "须在申请日起三年内授权"
    [line] = lines_of(policy(rule("奖励", "500", requires=[WITHIN])), work(filed="2021-03-01"))
    assert spoken(line)[3] == (
        "对照“须在申请日起三年内授权”"
        "（授权公告日 2023-05-01 不晚于申请日 2021-03-01 后 3 年，即 2024-03-01）的规定核对，没有不符。"
    )


def test_of_two_borders_only_the_one_that_is_broken_is_told() -> None:
    year = {"fact": "filed", "since": {"of": "date", "start_of": "year"}, "until": {"of": "date"}}
    said, _, _ = last_word({**year, "text": "须在授权当年申请"}, filed="2022-12-31")
    assert "（申请日 2022-12-31 早于按授权公告日 2023-05-01 推算的 2023-01-01）" in said
    said, _, _ = last_word({**year, "text": "须在授权当年申请"}, filed="2023-05-02")
    assert "（申请日 2023-05-02 晚于授权公告日 2023-05-01）" in said


def test_every_alternative_that_fails_is_told_and_only_the_one_that_holds() -> None:
    either = {
        "any": [{"fact": "grants", "at_least": "5"}, {"fact": "cost", "at_least": "1000"}],
        "text": "须有授权 5 件以上，或费用一千元以上",
    }
    said, _, _ = last_word(either, grants=4, cost=100)
    assert said.endswith("（发明专利授权量申报为 4 件，实际费用申报为 1.00 元），本项不予资助。")
    [line] = lines_of(policy(rule("奖励", "500", requires=[either])), work(grants=6, cost=100))
    assert "（发明专利授权量申报为 6 件）" in spoken(line)[3]


def test_a_text_that_ends_with_a_stop_does_not_end_the_sentence() -> None:
    said, [warned], [value] = last_word({**UNRELATED, "text": "关联交易不奖励。"}, related=True)
    assert said == "按规定，关联交易不奖励（现状：为关联交易），本项不予资助。"
    assert warned == "按规定，关联交易不奖励（现状：为关联交易）。"
    assert value == "关联交易不奖励。"
    bar = {"when": [{"fact": "related"}], "text": "关联交易不奖励；"}
    [line] = lines_of(policy(rule("奖励", "500"), bars=[bar]), work(related=True))
    assert spoken(line)[-1] == "属于不予资助的情形：关联交易不奖励，本项不予资助。"


def test_a_bar_is_said_as_the_reason_why_nothing_is_paid() -> None:
    fined = {
        "when": [{"fact": "filed", "since": {"of": "date", "years": "-3"}}],
        "text": "申请人近三年有专利失信记录",
    }
    [line] = lines_of(policy(rule("奖励", "500"), bars=[fined]), work(filed="2021-07-01"))
    assert spoken(line)[-1] == (
        "属于不予资助的情形：申请人近三年有专利失信记录"
        "（申请日 2021-07-01 不早于授权公告日 2023-05-01 前 3 年，即 2020-05-01），本项不予资助。"
    )
    [warning] = line.warnings
    assert warning.values == {"requirement": "申请人近三年有专利失信记录"}
    assert warning.text.startswith("属于不予资助的情形：申请人近三年有专利失信记录")


def test_an_applicant_who_does_not_belong_hears_what_it_is_or_lacks() -> None:
    small = policy(rule("奖励", "500", who={"group": "enterprise", "traits": "sme", "without": "ip_agency"}))

    def said(kind: str, *traits: str) -> str:
        applicant = Applicant("a1", kind, frozenset(traits))
        return spoken(lines_of(small, work(date=DAY + datetime.timedelta(1)), applicant=applicant)[0])[-1]

    assert said("individual").endswith("，而申请人为个人，本项不予资助。")
    assert said("enterprise").endswith("，而申请人未登记为中小微企业，本项不予资助。")
    assert said("enterprise", "sme", "ip_agency").endswith("，而申请人登记为知识产权服务机构，本项不予资助。")
    assert lines_of(small, work(), applicant=FIRM)[0].amount == 50_000


def steps(
    *conditions: dict[str, object], where: tuple[dict[str, object], ...] = (), **facts: FactValue
) -> list[str]:
    about = {"kind": "work", "where": list(where)}
    [line] = lines_of(policy(rule("奖励", "500", requires=list(conditions), about=about)), work(**facts))
    return spoken(line)[3:-2]


MANY = {
    "any": [
        {"all": [{"fact": "level", "is": "high"}, {"fact": "grants", "at_least": "20"}]},
        {"fact": "grants", "at_least": "100"},
    ],
    "text": "须满 20 件，或者非国家级满 100 件",
}
FILED = {"fact": "filed", "since": "2022-06-01"}


def test_what_decides_is_named_where_a_requirement_is_met() -> None:
    checked = "对照{}的规定核对，没有不符。".format
    assert steps({"given": "rate"}, rate=4) == [checked("“已填写实际年利率”（申报为 4%）")]
    assert steps({"given": "related"}, related=False) == [checked("“已填写为关联交易”（现状：不是关联交易）")]
    assert steps(MANY, level="high", grants=21) == [
        checked("“须满 20 件，或者非国家级满 100 件”（级别申报为国家级，发明专利授权量申报为 21 件）")
    ]
    assert steps(MANY, level="low", grants=100) == [
        checked("“须满 20 件，或者非国家级满 100 件”（发明专利授权量申报为 100 件）")
    ]
    either = {"any": [{"fact": "related"}, {"fact": "level", "is": "high"}]}
    assert steps(either, level="low", related=True) == [
        checked("“为关联交易，或级别为国家级”（现状：为关联交易）")
    ]
    assert steps(either, level="high", related=False) == [
        checked("“为关联交易，或级别为国家级”（级别申报为国家级）")
    ]
    levels = {"fact": "level", "in": ["high", "low"], "text": "须为省级以上"}
    assert steps(levels, level="low") == [checked("“须为省级以上”（级别申报为省级）")]


def test_a_requirement_that_denies_does_not_sound_like_a_refusal() -> None:
    paper = {"fact": "related", "is": "false", "text": "纸质申请不资助"}
    assert steps(paper, related=False) == ["对照“纸质申请不资助”（现状：不是关联交易）的规定核对，没有不符。"]
    told = {"fact": "related", "text": "须为关联交易"}
    assert steps(told, related=True) == ["对照“须为关联交易”的规定核对，没有不符。"], "it says so itself"


def test_what_selects_by_another_day_or_by_a_number_is_told() -> None:
    assert steps(where=(FILED,), filed="2022-06-01") == [
        "“申请日 2022-06-01 不早于 2022-06-01”，属于本条的情形。"
    ]
    between = {"fact": "date", "since": {"of": "filed"}, "until": {"of": "filed", "years": "1"}}
    assert steps(where=(between,), filed="2023-01-01") == [
        "“授权公告日 2023-05-01 不早于申请日 2023-01-01，且不晚于申请日 2023-01-01 后 1 年，即 2024-01-01”，"
        "属于本条的情形。"
    ]
    assert steps(
        where=({"fact": "grants", "at_least": "20"}, {"fact": "level", "is": "low"}), grants=20, level="low"
    ) == ["“发明专利授权量不少于 20 件”（申报为 20 件），属于本条的情形。"]
    assert steps(where=({"given": "rate"},), rate=4) == ["“已填写实际年利率”（申报为 4%），属于本条的情形。"]
    assert steps(where=({"fact": "level", "is": "low"},), level="low") == [], (
        "the title of the clause says that"
    )


def test_of_several_facts_that_fail_each_is_named() -> None:
    said, _, _ = last_word(MANY, level="low", grants=99)
    assert said.endswith("（级别申报为省级，发明专利授权量申报为 99 件），本项不予资助。")


def test_things_with_the_same_text_are_called_what_they_are() -> None:
    found = policy(rule("奖励", "500", once=["agent"]))
    [line] = lines_of(found, work(agent="张三"))
    assert "经办机构相同者只资助一次，此前没有资助过。" in spoken(line)
