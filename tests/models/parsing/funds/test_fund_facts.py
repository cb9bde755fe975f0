"""Figures of a fund's year as they are typed, a line each."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.funds.case.facts import FactPart, YearFact
from ipdesk.models.parsing.funds.facts import fact_lines, read_facts
from ipdesk.models.parsing.text.texts import Unreadable

PLEDGES = [
    "知识产权质押融资　29宗　93116万元",
    "其中：专利质押融资 25宗，76996万元",
    "其中 商标质押融资\t４宗 16120万元",
]


def test_a_figure_with_its_parts_is_read_in_whole_fen() -> None:
    [fact] = read_facts(PLEDGES)
    assert (fact.name, fact.count, fact.unit, fact.amount) == ("知识产权质押融资", 29, "宗", 93_116_000_000)
    assert [(one.name, one.count, one.amount) for one in fact.parts] == [
        ("专利质押融资", 25, 76_996_000_000),
        ("商标质押融资", 4, 16_120_000_000),
    ]
    assert fact.unequal_parts() is None
    [wrong] = read_facts([*PLEDGES[:2], "其中：商标质押融资 5宗 16120万元"])
    assert wrong.unequal_parts() == (30, 93_116_000_000)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["其中：专利质押融资 25宗"], "第1行：“其中”的前面没有总数，请先写总数一行。"),
        (["新增贯标企业 39家", "质押融资"], "第2行：请写成“名称　29件　93116万元”"),
        (["新增贯标企业 39家 40家"], "第1行：“40家”看不出是数量还是金额"),
        (["新增贯标企业 三十九家"], "第1行：“三十九家”看不出是数量还是金额"),
        (["质押融资 29宗", "其中：专利 25件"], "第2行：分项以“件”计，总数以“宗”计"),
        (["质押融资 1.234元"], "第1行：金额最多精确到分"),
        (["贯标 39家", "贯标 40家"], "“贯标”写了两次"),
    ],
)
def test_a_line_that_says_no_figure_is_named(lines: list[str], said: str) -> None:
    with pytest.raises(Unreadable) as wrong:
        read_facts(lines)
    assert str(wrong.value).startswith(said)


NAMES = st.text("知识产权质押融资贯标甲乙", min_size=1, max_size=9).filter(
    lambda one: not one.startswith("其中")
)
FIGURES = st.tuples(st.integers(0, 10**9 - 1), st.integers(0, 10**13)).flatmap(
    lambda pair: st.sampled_from([pair, (pair[0], None), (None, pair[1])])
)


def part_of(name: str, figures: tuple[int | None, int | None]) -> FactPart:
    return FactPart(name=name, count=figures[0], amount=figures[1])


@given(st.lists(st.builds(part_of, NAMES, FIGURES), min_size=1, max_size=4, unique_by=lambda one: one.name))
def test_what_is_written_is_read_as_the_same(figures: list[FactPart]) -> None:
    def whole(one: FactPart, parts: tuple[FactPart, ...]) -> YearFact:
        unit = "" if one.count is None else "件"
        return YearFact(name=one.name, count=one.count, amount=one.amount, unit=unit, parts=parts)

    for facts in (
        tuple(whole(one, ()) for one in figures),
        (whole(part_of("合计", (1, 1)), tuple(figures)),),
    ):
        assert read_facts([*fact_lines(facts)]) == facts
