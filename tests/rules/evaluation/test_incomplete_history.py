"""Earlier awards that do not say what a limit distinguishes by: nothing is counted, and somebody is told."""

import datetime
import json
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.rules.core.case import Achievement, Applicant, Case, FactValue, HistoryEntry
from ipdesk.rules.core.result import Notice
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.library.evaluate_stream import evaluate_lines
from ipdesk.rules.library.policy_library import load_policy, policy_from_bytes, standard_library
from tests.places import TESTS

CODE = "history_lacks_fact"
SHAOGUAN = standard_library().policy("shaoguan-2021")
QINGYUAN = standard_library().policy("qingyuan-2018")
LIMITS = TESTS / "rules" / "packs" / "limits.yaml"
DAY = datetime.date(2022, 3, 1)


def told(policy: Policy, achievement: Achievement, *history: HistoryEntry) -> list[Notice]:
    case = Case("c", policy.id, Applicant("a1", "enterprise"), (achievement,), (), history)
    return [notice for notice in policy.evaluate(case).notices if notice.code == CODE]


def fee(ref: str | None = "P2", day: datetime.date = datetime.date(2020, 3, 1)) -> Achievement:
    facts: dict[str, FactValue] = {"patent_type": "invention", "year_after_grant": 3, "fee": 120_000}
    return Achievement("1", "patent_annual_fee", day, day.year, ref, facts)


def paid(
    ref: str | None = "P2", year: int | None = None, by: str = "a1", source: str | None = None
) -> HistoryEntry:
    facts: Mapping[str, FactValue] = {} if year is None else {"year_after_grant": year}
    return HistoryEntry("qingyuan-2018/18-annual-fee", by, 2019, 120_000, ref, facts, source)


def test_the_notice_names_the_award_and_what_it_lacks() -> None:
    [notice] = told(QINGYUAN, fee(), paid(source="2020-0007"))
    assert (notice.achievement, notice.rules) == ("1", ("qingyuan-2018/18-annual-fee",))
    for words in (
        "2019 年度",
        "1,200.00 元",
        "（P2）",
        "申请件 2020-0007",
        "没有写明",
        "年度",
        "没有把它算进去",
    ):
        assert words in notice.text
    assert notice.values["facts"] == ("year_after_grant",)


@pytest.mark.parametrize(
    ("entry", "matters"),
    [
        (paid(), True),
        (paid(by="b1"), True),  # once for each patent and year, whoever was paid
        (paid(ref=None), True),
        (paid(ref=None, year=3), True),
        (paid(ref=None, year=2), False),  # another year of whichever patent
        (paid(ref="P9"), False),
        (paid(year=2), False),
        (paid(year=3), False),  # says all: it stands in the way
    ],
)
def test_an_award_is_told_only_where_it_may_be_the_same(entry: HistoryEntry, matters: bool) -> None:
    assert bool(told(QINGYUAN, fee(), entry)) is matters


def test_the_file_of_another_applicant_is_not_named() -> None:
    [notice] = told(QINGYUAN, fee(), paid(by="b1", source="2020-0007"))
    assert notice.text.startswith("其他申请人")
    assert "2020-0007" not in notice.text


def test_nothing_is_said_of_a_line_that_gets_nothing_anyway() -> None:
    assert told(QINGYUAN, fee(day=datetime.date(2022, 3, 1)), paid()) == []
    assert told(QINGYUAN, fee(), paid(), paid(year=3)) == []


def test_a_limit_that_is_narrowed_by_a_fact_and_one_that_is_per_item() -> None:
    policy = load_policy(LIMITS)
    station = Achievement("1", "station", DAY, 2022, "S1", {"grade": "a"})
    [notice] = told(policy, station, HistoryEntry("limits/station", "b1", 2022, 300_000))
    assert "“每年优秀名额”" in notice.text and "等次" in notice.text
    assert told(policy, station, HistoryEntry("limits/station", "b1", 2023, 300_000)) == []
    good = station._replace(facts={"grade": "b"})
    assert told(policy, good, HistoryEntry("limits/station", "b1", 2022, 300_000)) == []
    prize = Achievement("1", "prize", DAY, 2022, "P1", {})
    [notice] = told(policy, prize, HistoryEntry("limits/prize-low", "a1", 2022, 200_000))
    assert "项目名称" in notice.text and "“同一项目取高”" in notice.text


PACK = LIMITS.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "limit",
    [
        "{id: x, name: 每级限额, rules: [station], per: [applicant, grade], sum: 3000}",
        "{id: x, name: 每级限额, rules: [station], per: [applicant, grade], count: 1}",
        "{id: x, name: 每级限额, rules: [station], per: applicant, distinct: grade, count: 1}",
        "{id: x, name: 每级限额, rules: [station], per: [applicant, grade], highest: true}",
        "{id: x, name: 每级限额, rules: [station], per: [applicant, grade], top_up: true}",
        "{id: x, name: 每级限额, rules: [station], per: [applicant, grade, year], years: 3, sum: 3000}",
    ],
)
def test_every_kind_of_limit_that_keeps_awards_apart_by_a_fact_tells(limit: str) -> None:
    text = PACK.replace("limits:\n", f"limits:\n  - {limit}\n", 1)
    policy = policy_from_bytes(text.encode(), "limits.yaml")
    station = Achievement("1", "station", DAY, 2022, "S1", {"grade": "b"})
    [notice] = told(policy, station, HistoryEntry("limits/station", "a1", 2021, 100_000))
    assert "“每级限额”" in notice.text and notice.values["facts"] == ("grade",)
    assert told(policy, station, HistoryEntry("limits/station", "b1", 2021, 100_000)) == []


def test_a_later_part_that_waits_for_a_part_without_a_number_is_told() -> None:
    after = "{id: x, name: 先立项后验收, rules: finish, per: item, after: stage}"
    text = PACK.replace("limits:\n", f"limits:\n  - {after}\n", 1)
    text = text.replace("summary: 立项补助, who: any", "summary: 立项补助, who: individual")
    policy = policy_from_bytes(text.encode(), "limits.yaml")
    work = Achievement("1", "work", DAY, 2022, "W1", {"cost": 10_000_000})
    [notice] = told(policy, work, HistoryEntry("limits/stage", "a1", 2021, 1_000_000))
    assert "项目编号" in notice.text and "“先立项后验收”" in notice.text


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["P1", "P2", None]), st.sampled_from([1, 2, 3, None]), st.sampled_from("ab")
        ),
        max_size=6,
    )
)
def test_the_amounts_are_those_without_the_awards_that_lack_something(
    drawn: list[tuple[str | None, int | None, str]],
) -> None:
    history = tuple(paid(ref, year, by) for ref, year, by in drawn)
    whole = tuple(entry for entry in history if entry.ref and entry.facts)
    case = Case("c", QINGYUAN.id, Applicant("a1", "enterprise"), (fee(),), (), history)
    result = QINGYUAN.evaluate(case)
    plain = QINGYUAN.evaluate(case._replace(history=whole))
    assert result.lines == plain.lines
    told_of = sum(
        (entry.ref in (None, "P2")) and entry.facts.get("year_after_grant") in (None, 3)
        for entry in history
        if not (entry.ref and entry.facts)
    )
    awards = [notice.values["awards"] for notice in result.notices if notice.code == CODE]
    assert sum(map(int, map(str, awards))) == (told_of if result.total else 0)
    assert CODE not in [notice.code for notice in plain.notices]


def test_awards_alike_are_told_in_one_sentence() -> None:
    own = [paid(ref=None, year=3)._replace() for _ in range(9)]
    notices = told(QINGYUAN, fee(), *own, paid(by="b1"))
    assert [notice.values["awards"] for notice in notices] == [9, 1]
    assert "资助的 9 笔共 10,800.00 元没有写明专利号" in notices[0].text


def test_the_public_answer_names_the_award() -> None:
    line = {
        "case": "c", "policy": "qingyuan-2018", "applicant": {"id": "a1", "kind": "enterprise"},
        "achievements": [{
            "id": "1", "kind": "patent_annual_fee", "date": "2020-03-01", "ref": "P2",
            "facts": {"patent_type": "invention", "year_after_grant": 3, "fee": "1200.00"},
        }],
        "history": [{
            "rule": "qingyuan-2018/18-annual-fee", "applicant": "b1", "year": 2019, "amount": "1200.00",
            "ref": "P2",
        }],
    }  # fmt: skip
    [answer] = evaluate_lines([json.dumps(line).encode()], standard_library())
    assert json.loads(answer.text)["notices"] == [
        {
            "code": CODE, "achievement": "1", "rule": "qingyuan-2018/18-annual-fee",
            "year": 2019, "awards": 1, "ref": "P2", "amount": "1200.00", "facts": ["year_after_grant"],
        }
    ]  # fmt: skip
