"""What became of a line in one word, and where that is no longer what somebody saw."""

import datetime
from dataclasses import replace

from ipdesk.models.awards.differences import differences, shown_lines
from ipdesk.models.awards.line_status import LINE_LABELS, UNREACHED, shown_status
from ipdesk.models.core.errors import Difference
from ipdesk.models.records import ShownLine
from ipdesk.models.services.recheck import change_groups
from ipdesk.rules.analysis.recheck import compare
from ipdesk.rules.core.case import Achievement, Applicant, Case
from ipdesk.rules.core.result import Line, Result
from ipdesk.rules.library.policy_library import load_policy, standard_library
from ipdesk.ui.theme import CHIPS, chip_word
from tests.places import TESTS

SEQUENCES = load_policy(TESTS / "rules" / "packs" / "sequences.yaml")
MANY = "sequences/many"
DAY = datetime.date(2022, 3, 12)


def granted(count: int) -> Result:
    """Return what grants come to by a rule that asks for three, and by two that pay each."""
    facts = {"county": "far", "inventor": "张三"}
    things = [Achievement(f"r/{at}", "grant", DAY, 2022, f"X{at}", facts) for at in range(1, count + 1)]
    return SEQUENCES.evaluate(Case("1", SEQUENCES.id, Applicant("7", "enterprise"), tuple(things)))


def of_rule(lines: tuple[Line, ...], rule: str) -> list[Line]:
    return [line for line in lines if line.rule == rule]


def test_a_milestone_is_unreached_until_it_is_reached() -> None:
    statuses = [shown_status(line, SEQUENCES) for line in of_rule(granted(3).lines, MANY)]
    assert statuses == [UNREACHED, UNREACHED, "awarded"]
    assert [LINE_LABELS[status] for status in statuses] == ["未到档", "未到档", "可资助"]


def test_of_a_rule_that_the_policy_no_longer_has_the_word_is_that_of_the_rules() -> None:
    [line] = of_rule(granted(1).lines, MANY)
    assert shown_status(line, standard_library().policy("shaoguan-2021")) == "excluded"


def test_every_word_of_a_line_has_a_chip_that_says_it() -> None:
    assert {status: chip_word(status) for status in LINE_LABELS} == LINE_LABELS
    assert LINE_LABELS.keys() < CHIPS.keys()


def test_differences_are_of_status_and_amount_and_what_is_gone_comes_last() -> None:
    same, cut = ShownLine("1", "a", "awarded", 100), ShownLine("3", "a", "awarded", 100)
    gone, new = ShownLine("2", "a", "awarded", 100), ShownLine("4", "a", UNREACHED, 0)
    now = (new, same, replace(cut, status="reduced", amount=50))
    assert differences((gone, same, cut), now) == (
        Difference("4", "a", None, None, UNREACHED, 0),
        Difference("3", "a", "awarded", 100, "reduced", 50),
        Difference("2", "a", "awarded", 100, None, None),
    )


def test_what_is_seen_of_a_milestone_ahead_is_that_it_is_ahead() -> None:
    shown = {(one.achievement, one.rule): one for one in shown_lines(granted(1).lines, SEQUENCES)}
    assert shown["r/1", MANY] == ShownLine("r/1", MANY, UNREACHED, 0)


def test_what_a_new_file_changes_of_a_range_is_told_once_for_each_rule() -> None:
    """Two rules pay for each of three grants; both pay more now, and the lines of the two alternate."""
    before = granted(3)
    lines = [line._replace(amount=line.amount + 100) if line.rule != MANY else line for line in before.lines]
    found = change_groups(compare(before, before._replace(lines=tuple(lines))))
    assert [(group[0].rule, len(group)) for group in found] == [
        ("sequences/grant", 3),
        ("sequences/general", 3),
    ]
