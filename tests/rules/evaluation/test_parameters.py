"""Figures that change by the day: where one ends, none is taken in its place."""

import datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.rules.core.result import Line, Status
from ipdesk.rules.library.check_file import check_data
from ipdesk.rules.pack.model import Parameter
from ipdesk.rules.source.findings import Severity
from tests.rules.pack.small_pack import small
from tests.rules.pack.spoken_packs import lines_of, policy, rule, spoken, work

Data = dict[str, Any]
DAY = datetime.date.fromisoformat
SHARE = {"percent": {"rate": {"parameter": "share"}, "of": "cost"}}
YEARLY: Data = {
    "yearly": "true",
    "values": [{"from": "2022-01-01", "value": "30"}, {"from": "2023-02-01", "value": "40"}],
}
ENDING: Data = {
    "values": [
        {"from": "2022-01-01", "until": "2022-06-30", "value": "30"},
        {"from": "2022-10-01", "value": "40"},
        {"from": "2023-01-01", "until": "2023-12-31", "value": "50"},
    ]
}


def line(parameter: Data, day: str, amount: Data | None = None) -> Line:
    made = policy(
        rule("补助", amount or SHARE), parameters={"share": {"name": "补助比例", "unit": "%", **parameter}}
    )
    (found,) = lines_of(made, work(date=DAY(day), cost=1000_00, filed=day))
    return found


@pytest.mark.parametrize(
    ("parameter", "day", "yuan"),
    [
        (YEARLY, "2022-01-01", 300),
        (YEARLY, "2022-12-31", 300),
        (YEARLY, "2023-02-01", 400),
        (YEARLY, "2023-12-31", 400),
        (ENDING, "2022-06-30", 300),
        (ENDING, "2022-10-01", 400),
        (ENDING, "2022-12-31", 400),
        (ENDING, "2023-01-01", 500),
        (ENDING, "2023-12-31", 500),
    ],
)
def test_a_value_holds_on_every_day_that_it_has(parameter: Data, day: str, yuan: int) -> None:
    assert line(parameter, day).amount == yuan * 100


@pytest.mark.parametrize(
    ("parameter", "day", "why"),
    [
        (YEARLY, "2023-01-01", "政策文件的数值到 2022-12-31 为止，下一个数值从 2023-02-01 起"),
        (YEARLY, "2024-01-01", "政策文件的数值到 2023-12-31 为止"),
        (ENDING, "2022-07-01", "政策文件的数值到 2022-06-30 为止，下一个数值从 2022-10-01 起"),
        (ENDING, "2022-09-30", "政策文件的数值到 2022-06-30 为止，下一个数值从 2022-10-01 起"),
        (ENDING, "2024-01-01", "政策文件的数值到 2023-12-31 为止"),
        (
            {"values": [{"from": "2023-01-01", "value": "1"}]},
            "2022-12-31",
            "政策文件只有 2023-01-01 起的数值",
        ),
    ],
)
def test_a_day_without_a_value_is_missing(parameter: Data, day: str, why: str) -> None:
    found = line(parameter, day)
    assert (found.status, found.amount) == (Status.INCOMPLETE, 0)
    assert found.warnings[0].values["facts"] == ("share",)
    assert spoken(found)[-1] == f"还缺：补助比例在 {day} 的数值（{why}），补齐后再核算。"


def test_a_value_that_ends_is_told_with_its_end() -> None:
    assert "补助比例 30%（2022-01-01 至 2022-12-31）" in spoken(line(YEARLY, "2022-05-01"))[3]
    assert "补助比例 40%（2022-10-01 起）" in spoken(line(ENDING, "2022-11-01"))[3]
    filed = {"percent": {"rate": {"parameter": {"name": "share", "on": "filed"}}, "of": "cost"}}
    said = "补助比例 50%（按申请日 2023-05-01，取 2023-01-01 至 2023-12-31 的数值）"
    assert said in spoken(line(ENDING, "2023-05-01", filed))[3]


STEPS = st.lists(
    st.tuples(st.integers(0, 1500), st.one_of(st.none(), st.integers(0, 500))), min_size=1, max_size=4
)


@given(STEPS, st.booleans(), st.integers(-100, 2500))
def test_the_value_of_a_day_is_the_one_whose_days_it_is_in(
    drawn: list[tuple[int, int | None]], yearly: bool, at: int
) -> None:
    """Against every day of every value written out; where two overlap the later begun counts."""
    start, day = DAY("2021-01-01"), DAY("2021-01-01") + datetime.timedelta(at)
    ordered = sorted(dict(drawn).items())
    days: dict[datetime.date, int] = {}
    for number, (first, length) in enumerate(ordered):
        for offset in range(first, 3000):
            current = start + datetime.timedelta(offset)
            days.pop(current, None)
            ended = length is not None and offset > first + length
            if not ended and not (yearly and current.year > (start + datetime.timedelta(first)).year):
                days[current] = number
    values = [
        {
            "from": start + datetime.timedelta(first),
            "value": Decimal(1),
            **({} if length is None else {"until": start + datetime.timedelta(first + length)}),
        }
        for first, length in ordered
    ]
    form = Parameter.model_validate({"name": "甲", "yearly": yearly, "values": values})
    assert form.on(day) == days.get(day)


# ------------------------------------------------------------ the check


def checked(values: str, *, more: str = "", term: str = "") -> dict[str, tuple[Severity, str]]:
    """Check the small pack with its rate as a parameter."""
    text = small(old="{percent: {rate: 5,", new="{percent: {rate: {parameter: share},")
    text = text.replace(
        "rules:\n", f"parameters:\n  share: {{name: 比例, {more}values: [{values}]}}\nrules:\n", 1
    )
    if term:
        text = text.replace("until: 2026-12-31", term)
    found = check_data(text.encode(), "small.yaml").findings
    return {
        item.code: (item.severity, item.message)
        for item in found
        if item.code.startswith(("parameter", "days"))
    }


@pytest.mark.parametrize(
    ("values", "more", "code", "severity", "says"),
    [
        ("{from: 2022-01-01, until: 2023-06-30, value: 5}, {from: 2023-06-30, value: 6}", "",
         "parameter_overlap", Severity.ERROR, "到 2023-06-30 为止，这一段从 2023-06-30 起"),
        ("{from: 2022-01-01, until: 2023-05-31, value: 5}, {from: 2023-07-01, value: 6}", "",
         "parameter_hole", Severity.WARNING, "在 2023-06-01 至 2023-06-30 没有数值"),
        ("{from: 2022-01-01, value: 5}, {from: 2024-03-01, value: 6}", "yearly: true, ",
         "parameter_hole", Severity.WARNING, "在 2023-01-01 至 2024-02-29 没有数值"),
        ("{from: 2022-01-01, until: 2025-12-31, value: 5}", "",
         "parameter_ends", Severity.WARNING, "到 2025-12-31 为止"),
        ("{from: 2022-01-01, until: 2023-01-31, value: 5}", "yearly: true, ",
         "parameter_over_year", Severity.ERROR, "只管到当年年底"),
        ("{from: 2022-01-01, until: 2021-12-31, value: 5}", "", "days_inverted", Severity.ERROR, "早于首日"),
        ("{from: 2022-01-01, value: 5}, {from: 2023-01-01, value: 6}", "",
         "parameter_by_year", Severity.WARNING, "请写 yearly: true"),
        ("{from: 2022-02-01, value: 5}", "yearly: true, ",
         "parameter_gap", Severity.ERROR, "2022-02-01 才有"),
    ],
)  # fmt: skip
def test_the_check_finds_days_with_two_values_and_days_with_none(
    values: str, more: str, code: str, severity: Severity, says: str
) -> None:
    found = checked(values, more=more)
    assert found.keys() == {code}
    assert found[code][0] is severity and says in found[code][1]


@pytest.mark.parametrize(
    ("values", "more"),
    [
        ("{from: 2022-01-01, value: 5}", ""),
        ("{from: 2022-01-01, value: 5}", "yearly: true, "),
        ("{from: 2022-01-01, value: 5}, {from: 2023-01-01, value: 6}", "yearly: true, "),
        ("{from: 2022-01-01, until: 2023-06-30, value: 5}, {from: 2023-07-01, value: 6}", ""),
        ("{from: 2022-01-01, until: 2026-12-31, value: 5}", ""),
        ("{from: 2022-01-01, value: 5}, {from: 2023-01-01, until: 2026-12-31, value: 6}", ""),
        ("{from: 2021-01-01, value: 5}, {from: 2023-01-01, value: 6}", ""),
    ],
)
def test_the_check_says_nothing_of_values_that_meet(values: str, more: str) -> None:
    assert checked(values, more=more) == {}
