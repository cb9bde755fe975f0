"""A year's cases evaluated again: in order, with progress and cancel, and what changed with its reasons."""

import datetime

from ipdesk.paths import resource
from ipdesk.rules.analysis.recheck import compare
from ipdesk.rules.core.case import Achievement, Applicant, Case
from ipdesk.rules.core.result import Status
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.library.policy_library import policy_from_bytes, standard_library

LIBRARY = standard_library()
DAY = datetime.date(2022, 3, 1)
ID = "shaoguan-2021"


def case(name: str, *works: str) -> Case:
    facts = {"registrar": "guangdong"}
    found = tuple(Achievement(work, "work_registration", DAY, 2022, work, facts) for work in works)
    return Case(name, ID, Applicant("a1", "enterprise"), found)


def changed_policy(old: str, new: str) -> Policy:
    text = resource("policies", f"{ID}.yaml").read_text(encoding="utf-8")
    assert old in text
    return policy_from_bytes(text.replace(old, new).encode(), f"{ID}.yaml")


def test_nothing_changes_under_the_same_pack() -> None:
    policy = LIBRARY.policy(ID)
    result = policy.evaluate(case("x", "W1", "W2"))
    assert compare(result, policy.evaluate(case("x", "W1", "W2"))) == ()


def test_a_change_says_which_line_what_it_makes_and_why() -> None:
    before = LIBRARY.policy(ID).evaluate(case("x", "W1", "W2"))
    dearer = changed_policy("    amount: 200\n", "    amount: 250\n").evaluate(case("x", "W1", "W2"))
    changes = compare(before, dearer)
    assert [(change.achievement, change.difference) for change in changes] == [("W1", 5_000), ("W2", 5_000)]
    assert changes[0].why == ("按规定定额资助，得 250.00 元。", "本项资助 250.00 元。")
    stricter = changed_policy("count: 100\n", "count: 1\n").evaluate(case("x", "W1", "W2"))
    (change,) = compare(before, stricter)
    assert (change.achievement, change.difference) == ("W2", -20_000)
    assert change.after is not None and change.after.status is Status.EXCLUDED
    assert any("1 件，此前已用 1 件" in sentence for sentence in change.why)


def test_lines_that_come_and_go_are_changes_too() -> None:
    policy = LIBRARY.policy(ID)
    less, more = policy.evaluate(case("x", "W1")), policy.evaluate(case("x", "W1", "W2"))
    (gone,) = compare(more, less)
    assert gone.after is None and gone.difference == -20_000 and gone.why
    (new,) = compare(less, more)
    assert new.before is None and new.difference == 20_000 and new.why
