"""What holds for every policy and every case."""

import datetime
from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ipdesk.rules.core.case import Case, Facts, HistoryEntry
from ipdesk.rules.core.result import Line, Status
from ipdesk.rules.evaluation.policy import Policy, joint_need
from ipdesk.rules.library.policy_library import standard_library
from ipdesk.rules.pack import model as pack
from ipdesk.rules.policy_text.answer import result_text
from tests.rules.evaluation.generated_cases import achievements_of, cases_of
from tests.rules.pack.generated_packs import policies

POLICIES = [standard_library().policy(name) for name in standard_library().ids()]
BUNDLED = st.one_of([st.tuples(st.just(policy), cases_of(policy)) for policy in POLICIES])
DRAWN = policies().flatmap(lambda policy: st.tuples(st.just(policy), cases_of(policy)))
CASES = st.one_of(BUNDLED, DRAWN)
EXAMPLES = settings(deadline=None, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])


@given(CASES)
@EXAMPLES
def test_amounts_are_never_negative_nor_above_what_was_computed(drawn: tuple[Policy, Case]) -> None:
    policy, case = drawn
    result = policy.evaluate(case)
    for line in result.lines:
        assert 0 <= line.amount <= line.computed
        assert (line.amount > 0) is (line.status in (Status.AWARDED, Status.REDUCED))
        assert (line.status is Status.AWARDED) is (line.amount == line.computed > 0)
        assert line.trace[-1].text, "every line ends with a reason"
        assert line.status is Status.AWARDED or line.warnings or line.computed == 0
    assert result.total == sum(line.amount for line in result.lines)


@given(CASES)
@EXAMPLES
def test_evaluating_twice_gives_the_same_bytes(drawn: tuple[Policy, Case]) -> None:
    policy, case = drawn
    assert result_text(policy.evaluate(case)) == result_text(policy.evaluate(case))


@given(CASES)
@EXAMPLES
def test_what_history_uses_up_serves_any_number_of_cases(drawn: tuple[Policy, Case]) -> None:
    policy, case = drawn
    used = policy.used_by(case.history)
    fewer = case._replace(achievements=case.achievements[:1])
    for asked in (case, fewer, case):
        assert policy.evaluate(asked, used=used) == policy.evaluate(asked)


@given(CASES)
@EXAMPLES
def test_achievements_need_together_what_each_of_them_needs(drawn: tuple[Policy, Case]) -> None:
    policy, case = drawn
    apart = [policy.history_needed([found]) for found in case.achievements]
    assert joint_need(apart) == policy.history_needed(case.achievements)


@given(CASES)
@settings(EXAMPLES, max_examples=300)  # few of the cases that are drawn fill a window
def test_no_window_exceeds_its_limit_unless_history_alone_did(drawn: tuple[Policy, Case]) -> None:
    policy, case = drawn
    lines = policy.evaluate(case).lines
    for limit in policy.pack.limits:
        if not isinstance(limit.sum, int | dict) or limit.scaled or limit.who or limit.where:
            continue
        before, after = window_sums(policy, case, lines, limit)
        for key, total in after.items():
            assert total <= max(most_in(limit.sum, key, limit.per), before[key])


def most_in(written: int | dict[int, int], key: tuple[object, ...], per: tuple[str, ...]) -> int:
    if isinstance(written, int):
        return written
    year = key[per.index("year")]
    assert isinstance(year, int)
    begun = [first for first in written if first <= year]
    return written[max(begun) if begun else min(written)]


def window_sums(
    policy: Policy, case: Case, lines: tuple[Line, ...], limit: pack.Limit
) -> tuple[Counter[tuple[object, ...]], Counter[tuple[object, ...]]]:
    """Return what every window held before the case and holds after it; windows not known are left out."""
    rules = {f"{policy.id}/{rule}" for rule in limit.rules}
    found = {achievement.id: achievement for achievement in case.achievements}
    before: Counter[tuple[object, ...]] = Counter()
    for entry in case.history:
        if entry.rule in rules:
            before[window(limit.per, entry.applicant, entry.year, entry.ref, entry.facts)] += entry.amount
    after = before.copy()
    for line in lines:
        if line.rule in rules:
            item = found[line.achievement]
            after[window(limit.per, case.applicant.id, item.year, item.ref, item.facts)] += line.amount
    del after[UNKNOWN]
    return before, after


UNKNOWN: tuple[object, ...] = ()


def window(
    per: tuple[str, ...], applicant: str, year: int, ref: str | None, facts: Facts
) -> tuple[object, ...]:
    parts = {"applicant": applicant, "year": year, "item": ref, **facts}
    key = tuple(parts.get(name) for name in per)
    return UNKNOWN if None in key else key


@given(CASES)
@EXAMPLES
def test_one_thing_is_paid_once_whoever_applies(drawn: tuple[Policy, Case]) -> None:
    policy, case = drawn
    refs = {achievement.id: achievement.ref for achievement in case.achievements}
    once = {rule for rule in policy.rule_ids() if policy.rule(rule).once == ("item",)}
    paid = Counter((line.rule, refs[line.achievement]) for line in policy.evaluate(case).lines if line.amount)
    for (rule, ref), count in paid.items():
        if rule in once:
            assert ref is not None and count == 1
            assert not any(entry.rule == rule and entry.ref == ref for entry in case.history)


@given(CASES, st.data())
@EXAMPLES
def test_a_later_achievement_never_lowers_an_earlier_one(
    drawn: tuple[Policy, Case], data: st.DataObject
) -> None:
    policy, case = drawn
    kinds = tuple(achievement.kind for achievement in case.achievements) or policy.kinds()
    last = max((achievement.date for achievement in case.achievements), default=policy.pack.term.since)
    later = data.draw(achievements_of(policy, "later", kinds))
    later = later._replace(date=last + datetime.timedelta(days=1))
    before = policy.evaluate(case).lines
    after = policy.evaluate(case._replace(achievements=(*case.achievements, later))).lines
    for old, new in zip(before, after, strict=False):
        if not in_choice(policy, old.rule):
            assert new.amount == old.amount


@given(CASES, st.lists(st.integers(0, 100), min_size=1, max_size=4))
@EXAMPLES
def test_granting_step_by_step_through_history_gives_the_same(
    drawn: tuple[Policy, Case], shares: list[int]
) -> None:
    """In one go or one by one, and the same where some lines are granted only a share (per cent)."""
    policy, case = drawn
    granted: dict[tuple[str, str], int] = {}
    one_by_one: dict[tuple[str, str], int] = {}
    history = list(case.history)
    for number, achievement in enumerate(sorted(case.achievements, key=lambda found: found.date)):
        decisions = tuple(item for item in case.decisions if item.achievement == achievement.id)
        alone = case._replace(achievements=(achievement,), decisions=decisions, history=tuple(history))
        lines = policy.evaluate(alone).lines
        # Lines of one achievement meet the limits one after the other: only a single one is lowered here.
        share = shares[number % len(shares)] if len(lines) == 1 else 100
        for line in lines:
            if in_choice(policy, line.rule):
                continue
            one_by_one[line.achievement, line.rule] = line.amount
            fen = granted[line.achievement, line.rule] = line.amount * share // 100
            if fen:
                found = (achievement.year, fen, achievement.ref, achievement.facts)
                history.append(HistoryEntry(line.rule, "a1", *found))
    at_once = policy.evaluate(case, granted).lines
    amounts = {(line.achievement, line.rule): line.amount for line in at_once}
    assert {key: amounts[key] for key in one_by_one} == one_by_one


def in_choice(policy: Policy, rule: str) -> bool:
    """Say whether a rule, or one that it shares windows with, takes part in a choice of the highest."""
    touched = {name for limit in policy.pack.limits if limit.highest for name in limit.rules}
    while True:
        more = {
            name
            for window in policy.windows
            if touched & {*window.rules, *window.counted}
            for name in (*window.rules, *window.counted)
        }
        if more <= touched:
            return rule.split("/")[1] in touched
        touched |= more
