"""Equal lines put together, what keeps neighbours apart, and of which lines materials are asked for."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.models.awards.group_limits import group_uses, least_used
from ipdesk.models.awards.line_groups import LineGroup, line_groups
from ipdesk.models.awards.materials import asking
from ipdesk.rules.core.case import HistoryEntry
from ipdesk.rules.core.result import LimitUse, Line, Status, Warning


def line(achievement: str, rule: str = "a", amount: int = 100, *warnings: Warning) -> Line:
    status = Status.AWARDED if amount else Status.EXCLUDED
    return Line(achievement, rule, "一", status, 100, amount, warnings, (), basis="每件 1.00 元")


def repeated(source: HistoryEntry | str | None, text: str = "不再资助。") -> Warning:
    return Warning("already_awarded", {}, text, source)


def in_file(number: str) -> HistoryEntry:
    return HistoryEntry("a", "7", 2022, 100, source=number)


def told(groups: tuple[LineGroup, ...]) -> list[tuple[str, ...]]:
    return [tuple(one.achievement for one in group.lines) for group in groups]


def test_a_range_is_one_group_for_each_rule_though_its_lines_alternate() -> None:
    lines = [line(f"r/{place}", rule) for place in (1, 2, 3) for rule in ("a", "b")]
    groups = line_groups(lines)
    assert [(group.row, group.rule, len(group.lines)) for group in groups] == [("r", "a", 3), ("r", "b", 3)]
    assert (groups[0].computed, groups[0].amount, groups[0].places) == (300, 300, (1, 3))


def test_one_that_differs_parts_its_neighbours_and_rows_are_never_joined() -> None:
    amounts = (100, 0, 100)
    lines = [line(f"r/{place}", "a", amount) for place, amount in enumerate(amounts, start=1)]
    assert told(line_groups([*lines, line("s")])) == [("r/1",), ("r/2",), ("r/3",), ("s",)]


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        (in_file("2022-0001"), in_file("2022-0001"), True),
        (in_file("2022-0001"), in_file("2022-0002"), False),
        ("q/1", "q/2", True),  # each repeats the like of one other row: Enter leads to the same form
        ("p/1", "q/1", False),
    ],
)
def test_what_stands_in_the_way_keeps_lines_apart(
    first: HistoryEntry | str, second: HistoryEntry | str, together: bool
) -> None:
    lines = [line("r/1", "a", 0, repeated(first)), line("r/2", "a", 0, repeated(second))]
    assert (len(line_groups(lines)) == 1) is together
    assert len(line_groups(lines, reason=lambda one: one.warnings[0].text)) == 1, "where that is not told"


def test_what_was_decided_otherwise_stands_apart_and_what_is_decided_one_by_one_too() -> None:
    lines = [line(f"r/{place}", rule) for place in (1, 2) for rule in ("a", "b")]
    typed = {"r/2": "5000"}
    groups = line_groups(lines, decided=lambda one: typed.get(one.achievement), apart={("r", "b")})
    assert told(groups) == [("r/1",), ("r/2",), ("r/1",), ("r/2",)]
    assert told(line_groups(lines, apart={("r", "b")})) == [("r/1", "r/2"), ("r/1",), ("r/2",)]


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from((0, 100))), max_size=12))
def test_no_line_is_lost_and_no_two_groups_could_be_one(drawn: list[tuple[str, int]]) -> None:
    lines = [line(f"r/{place}", rule, amount) for place, (rule, amount) in enumerate(drawn, start=1)]
    groups = line_groups(lines)
    assert sorted(name for group in told(groups) for name in group) == sorted(
        one.achievement for one in lines
    )
    for one, other in pairwise(groups):
        assert (one.rule, one.first.amount) != (other.rule, other.first.amount)


def test_what_a_limit_cut_from_the_rest_is_told_at_the_part_that_it_let_through() -> None:
    """Three at 1.00 yuan under a most of 2.50, of which 1.00 was used before: one whole, one half, none."""
    limit = LimitUse("most", "年度上限", True, 250, 100, 100, 0)
    lines = [
        line("r/1")._replace(limits=(limit,)),
        line("r/2", "a", 50)._replace(limits=(limit._replace(used=200, this=50, cut=50),)),
        line("r/3", "a", 0)._replace(limits=(limit._replace(used=250, this=0, cut=100),)),
    ]
    refused = line("q", "a", 0)._replace(limits=(limit._replace(used=0, this=0),))
    groups, least = line_groups(lines), least_used([refused, *lines])
    assert least == {"most": 100}, "what takes nothing itself says nothing of it"
    [[first], [second], third] = [group_uses(groups, at, least) for at in range(3)]
    assert (first.use.used, first.this, first.cut, first.shared) == (100, 100, 150, False)
    assert (second.use.used, second.this, second.cut, second.shared) == (200, 50, 150, True)
    assert third == (), "it is told at the others"


def evaluated(achievement: str, status: Status) -> Line:
    return Line(achievement, "p/1", "第一条", status, 0, 0, (), ())


def test_what_may_be_granted_is_asked_for_and_what_was_refused_where_nothing_else_is_of_the_row() -> None:
    """A refusal rests on what was handed in; what another document governs asks for nothing here."""
    granted, refused = evaluated("1", Status.AWARDED), evaluated("1", Status.INELIGIBLE)
    alone, of_range = evaluated("2", Status.INELIGIBLE), evaluated("3/2", Status.INELIGIBLE)
    first, elsewhere = evaluated("3/1", Status.UNDECIDED), evaluated("4", Status.REFERRED)
    assert asking([granted, refused, alone, of_range, first, elsewhere]) == (granted, alone, first)
