"""What national rules point out, beside the lines and rule by rule."""

from ipdesk.models.awards.guard_findings import (
    GuardFinding,
    LineNotice,
    guard_findings,
    items_about,
    notices_by_line,
)
from ipdesk.models.parsing.achievement_rows import row_numbers, row_of
from ipdesk.rules.core.result import Notice

NUMBERS = row_numbers(["r", "r", "s"])
OTHER = Notice("draft_policy", "丙")
TWO_RULES = ("p/a", "p/b")


def number_of(achievement: str) -> int:
    return NUMBERS[row_of(achievement)]


def test_only_what_comes_from_guards_is_found_and_each_of_a_range_counted() -> None:
    notices = [OTHER, *(Notice("guard_x", "甲", key, "乙", TWO_RULES) for key in ("s", "r/1", "r/2"))]
    found = guard_findings(notices, number_of)
    assert found == (GuardFinding("guard_x", "乙", {"甲": (1, 2)}, frozenset({"s", "r/1", "r/2"})),)
    assert items_about((*found, *found)) == 3, "each once, whatever is said of it"
    assert guard_findings([OTHER], number_of) == ()


def test_a_sentence_stands_whole_in_the_first_row_that_it_concerns() -> None:
    notices = [OTHER, *(Notice("guard_x", "甲", key, "乙", TWO_RULES) for key in ("r/1", "r/2", "s"))]
    whole = LineNotice("乙", "甲", "已核对")
    assert notices_by_line(notices, number_of, {"guard_x": "已核对"}) == {
        ("r/1", "p/a"): (whole,),
        ("r/2", "p/a"): (whole,),
        ("s", "p/a"): (whole._replace(same_as=1),),
    }
