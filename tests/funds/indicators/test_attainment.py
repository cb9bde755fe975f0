"""How far a target was attained, by the way it is meant."""

import datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.funds.indicators.attainment import Verdict, attainment, verdict, wants_reason
from ipdesk.funds.indicators.indicator import Band, Comparator, Group, Indicator
from ipdesk.funds.indicators.score import Weights, score, usual_weights
from tests.rows import every_row

DUE = datetime.date(2021, 12, 31)


def indicator(comparator: Comparator, goal: str = "", value: str = "", **fields: object) -> Indicator:
    """Return a row of the output with these numbers."""
    numbers = {"goal": goal, "value": value}
    given_ones = {name: Decimal(text) for name, text in numbers.items() if text}
    return Indicator(1, Group.OUTPUT, "数量指标", "示例", comparator, goal, value, **{**given_ones, **fields})


C, V = Comparator, Verdict
ROWS = [
    ("as much as asked", indicator(C.AT_LEAST, "4", "4"), "1", V.MET),
    ("more than asked is never above the whole", indicator(C.AT_LEAST, "1", "5"), "1", V.MET),
    ("half of it", indicator(C.AT_LEAST, "4", "2"), "1/2", V.NOT_MET),
    ("nothing of it", indicator(C.AT_LEAST, "1", "0"), "0", V.NOT_MET),
    ("at least nothing", indicator(C.AT_LEAST, "0", "0"), "1", V.MET),
    ("below nothing", indicator(C.GROWTH, "10", "-3"), "0", V.NOT_MET),
    ("growth in part", indicator(C.GROWTH, "20", "5"), "1/4", V.NOT_MET),
    ("no complaint at all", indicator(C.AT_MOST, "10", "0"), "1", V.MET),
    ("none asked, none had", indicator(C.AT_MOST, "0", "0"), "1", V.MET),
    ("none asked, one had", indicator(C.AT_MOST, "0", "1"), "0", V.NOT_MET),
    ("twice as many as allowed", indicator(C.AT_MOST, "10", "20"), "1/2", V.NOT_MET),
    ("exactly", indicator(C.EXACTLY, "3", "3"), "1", V.MET),
    ("too few of exactly", indicator(C.EXACTLY, "4", "3"), "3/4", V.NOT_MET),
    ("too many of exactly", indicator(C.EXACTLY, "3", "4"), "3/4", V.NOT_MET),
    ("not told yet", indicator(C.AT_LEAST, "3"), None, V.OPEN),
    ("no target", indicator(C.AT_LEAST, "", "3"), None, V.OPEN),
    ("done on the day", indicator(C.DONE_BY)._replace(goal=DUE, value=DUE), "1", V.MET),
    ("a day late", indicator(C.DONE_BY)._replace(goal=DUE, value=datetime.date(2022, 1, 1)), "0", V.NOT_MET),
    ("not done", indicator(C.DONE_BY)._replace(goal=DUE), "0", V.NOT_MET),
    ("in the first band", indicator(C.QUALITATIVE, band=Band.MET), "1", V.MET),
    ("in the first band, in part", indicator(C.QUALITATIVE, band=Band.MET, share=Decimal(90)), "9/10", V.MET),
    ("in the second", indicator(C.QUALITATIVE, band=Band.PARTLY), "4/5", V.NOT_MET),
    ("in the third", indicator(C.QUALITATIVE, band=Band.POORLY, share=Decimal(0)), "0", V.NOT_MET),
    ("not judged yet", indicator(C.QUALITATIVE), None, V.OPEN),
    ("two readings, both met", indicator(C.GROWTH, "10", "11", other_value=Decimal(12)), "1", V.MET),
    ("two that differ", indicator(C.GROWTH, "10", "11", other_value=Decimal("0.11")), "1", V.DOUBTFUL),
]  # fmt: skip


@every_row(ROWS, lambda row: row[0])
def test_attainment(row: tuple[str, Indicator, str | None, Verdict]) -> None:
    _, found, share, judged = row
    assert attainment(found) == (None if share is None else Fraction(share))
    assert verdict(found) is judged


@given(
    st.sampled_from([C.AT_LEAST, C.AT_MOST, C.EXACTLY, C.GROWTH]),
    st.decimals(0, 1000, places=2),
    st.decimals(-1000, 1000, places=2),
)
def test_no_row_attains_less_than_nothing_or_more_than_all(
    how: Comparator, goal: Decimal, value: Decimal
) -> None:
    found = attainment(indicator(how, str(goal), str(value)))
    assert found is not None
    assert 0 <= found <= 1


@pytest.mark.parametrize(
    ("row", "wanted"),
    [
        (indicator(C.AT_LEAST, "1", "0"), True),
        (indicator(C.AT_LEAST, "1", "3"), True),
        (indicator(C.AT_LEAST, "4", "10"), False),
        (indicator(C.GROWTH, "20", "387"), True),
        (indicator(C.AT_MOST, "10", "0"), False),
        (indicator(C.AT_LEAST, "1"), False),
    ],
)
def test_a_miss_and_far_over_attainment_want_a_reason(row: Indicator, wanted: bool) -> None:
    assert wants_reason(row) is wanted


def test_the_usual_points_are_a_hundred_whatever_groups_there_are() -> None:
    all_of_them = usual_weights(frozenset(Group))
    assert {group: int(points) for group, points in all_of_them.groups.items()} == {
        Group.COST: 20, Group.OUTPUT: 40, Group.BENEFIT: 20, Group.SATISFACTION: 10,
    }  # fmt: skip
    without = usual_weights(frozenset({Group.OUTPUT, Group.BENEFIT}))
    assert {group: int(points) for group, points in without.groups.items()} == {
        Group.OUTPUT: 50,
        Group.BENEFIT: 40,
    }
    for groups in ({Group.OUTPUT}, {Group.SATISFACTION, Group.COST}, {Group.BENEFIT}):
        assert sum(usual_weights(frozenset(groups)).groups.values()) == 90


def test_a_row_with_points_of_its_own_takes_them_before_the_rest_is_divided() -> None:
    rows = [
        indicator(C.AT_LEAST, "1", "1", points=Decimal(20)),
        indicator(C.AT_LEAST, "2", "1")._replace(number=2),
        indicator(C.AT_LEAST, "1")._replace(number=3),
    ]
    weights = Weights(Decimal(10), {Group.OUTPUT: Decimal(90)})
    found = score(rows, Fraction(1, 2), weights)
    assert [(row.points, row.scored) for row in found.rows] == [(20, 20), (35, Fraction(35, 2)), (35, None)]
    assert str(found.total) == "42.50"


def test_rows_cannot_have_more_points_than_their_group() -> None:
    with pytest.raises(ValueError, match="more points"):
        score([indicator(C.AT_LEAST, "1", points=Decimal(91)), indicator(C.AT_LEAST, "1")], Fraction(1))


def test_an_office_that_gives_points_to_every_row_has_weights_of_its_own() -> None:
    cost = indicator(C.AT_LEAST, "1", "1", points=Decimal(15))._replace(group=Group.COST)
    rows = [cost, indicator(C.AT_LEAST, "2", "1", points=Decimal(75))._replace(number=2)]
    found = score(rows, Fraction(1))
    assert [row.scored for row in found.rows] == [15, Fraction(75, 2)]
    assert str(found.total) == "62.50"
