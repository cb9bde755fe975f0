"""A yes or no that must be answered is missing while it is blank; any other counts as no."""

from itertools import product
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ipdesk.rules.analysis.headroom import headroom
from ipdesk.rules.analysis.obstacles import obstacles
from ipdesk.rules.core.case import Achievement, Applicant, Case, FactValue, HistoryEntry
from ipdesk.rules.core.result import Line, Status
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.library.policy_library import standard_library, vocabulary_for
from ipdesk.rules.pack.model import Pack
from ipdesk.rules.pack.vocabulary import FactType
from ipdesk.rules.source.sentences import standard_phrases
from tests.rules.evaluation.generated_cases import cases_of
from tests.rules.pack.generated_packs import policies
from tests.rules.pack.spoken_packs import DAY, FIRM, rule

Data = dict[str, Any]
ASKED: Data = {"name": "已经备案", "type": "boolean", "needed": "true"}
TICK: Data = {"name": "牵头", "type": "boolean"}
SUM: Data = {"name": "费用", "type": "amount", "default": "0"}


def policy(*rules: Data, **more: object) -> Policy:
    word = {
        "name": "成果", "section": "patent", "date": "日期", "ref": {"name": "编号"},
        "facts": {"asked": ASKED, "tick": TICK, "cost": SUM},
    }  # fmt: skip
    form = Pack.model_validate(
        {
            "format": "1", "id": "spoken", "title": "试", "short_title": "试", "document": "试〔2022〕1号",
            "issuer": "某县", "level": "local", "term": {"from": "2022-01-01"},
            "words": {"kinds": {"work": word}}, "rules": list(rules), **more,
        }
    )  # fmt: skip
    return Policy(form, b"", "spoken", vocabulary_for(form), standard_phrases())


def work(number: str, **facts: FactValue) -> Achievement:
    return Achievement(number, "work", DAY, DAY.year, f"R{number}", facts)


def lines(found: Policy, *achievements: Achievement, history: tuple[HistoryEntry, ...] = ()) -> list[Line]:
    return list(found.evaluate(Case("c", found.id, FIRM, achievements, history=history)).lines)


def missing(line: Line) -> set[str]:
    return {
        fact
        for warning in line.warnings
        if warning.code == "missing_fact"
        for fact in warning.values["facts"]  # type: ignore[union-attr]
    }


def about(title: str, amount: int, *where: Data) -> Data:
    return rule(title, str(amount), about={"kind": "work", "where": list(where)})


YES, NO = {"fact": "asked"}, {"fact": "asked", "is": "false"}
BARS = [{"when": [YES], "text": "已经备案"}]
RULES = {
    "selected by": [about("甲", 100, YES), about("乙", 50, NO)],
    "selected by a compound": [about("甲", 100, {"any": [YES, {"fact": "cost", "above": "5"}]})],
    "selected by the opposite": [about("甲", 100, {"not": YES})],
    "required": [rule("甲", "100", requires=[YES])],
    "required not to be": [rule("甲", "100", requires=[NO])],
    "a choice of the amount": [
        rule("甲", {"choose": [{"when": [YES], "amount": "9"}, {"otherwise": "1"}]}),
    ],
    "once": [rule("甲", "100", once=["applicant", "asked"])],
    "not named at all": [rule("甲", "100")],
}


@pytest.mark.parametrize("rules", RULES.values(), ids=RULES)
def test_a_yes_no_that_must_be_answered_is_missing_while_blank(rules: list[Data]) -> None:
    found = lines(policy(*rules), work("1"))
    assert [line.rule for line in found] == [f"spoken/{one['id']}" for one in rules], "each stays possible"
    for line in found:
        assert (line.status, line.computed, line.amount) == (Status.INCOMPLETE, 0, 0)
        assert missing(line) == {"asked"}


LIMITS = {
    "where": {"per": "applicant", "sum": "60", "where": [YES]},
    "per": {"per": ["applicant", "asked"], "sum": "60"},
    "distinct": {"per": "applicant", "distinct": "asked", "count": "1"},
}


@pytest.mark.parametrize("form", LIMITS.values(), ids=LIMITS)
def test_a_limit_that_distinguishes_by_it_does_not_pass_it_by(form: Data) -> None:
    limited = policy(rule("甲", "100"), limits=[{"id": "l", "name": "上限", "rules": "all", **form}])
    assert [line.status for line in lines(limited, work("1"))] == [Status.INCOMPLETE]


def test_a_bar_that_is_not_answered_neither_bars_nor_lets_through() -> None:
    for more in ({"bars": BARS}, {"bar": {"fact": "asked", "text": "已经备案"}}):
        (blank,), (barred,), (free,) = (
            lines(policy(rule("甲", "100"), **more), work("1", **facts))
            for facts in ({}, {"asked": True}, {"asked": False})
        )
        assert [line.status for line in (blank, barred, free)] == [
            Status.INCOMPLETE,
            Status.INELIGIBLE,
            Status.AWARDED,
        ]


def test_what_fails_anyway_comes_before_what_is_missing() -> None:
    both = policy(rule("甲", "100", requires=[YES, {"fact": "tick"}]))
    assert [line.status for line in lines(both, work("1"))] == [Status.INELIGIBLE]
    assert "备案" not in lines(both, work("1"))[0].trace[-1].spoken(), "what is not known is no reason"


def test_any_other_yes_no_counts_as_no_while_blank() -> None:
    (line,) = lines(
        policy(rule("甲", "100", requires=[{"fact": "tick", "is": "false"}])), work("1", asked=True)
    )
    assert line.status is Status.AWARDED


def test_a_blank_that_counts_as_something_shares_the_window_of_what_says_so() -> None:
    limit = {"id": "l", "name": "上限", "rules": "all", "per": ["applicant", "tick"], "sum": "150"}
    capped = policy(rule("甲", "100"), limits=[limit])
    blank, said, other = (
        work("1", asked=True),
        work("2", asked=True, tick=False),
        work("3", asked=True, tick=True),
    )
    assert [line.amount for line in lines(capped, blank, said, other)] == [100_00, 50_00, 100_00]
    free = policy(rule("甲", "100", once=["applicant", "cost"]))
    assert [line.amount for line in lines(free, blank, work("2", asked=True, cost=0))] == [100_00, 0]
    counted = policy(
        rule("甲", "100"),
        limits=[{**limit, "sum": None, "per": "applicant", "distinct": "tick", "count": "1"}],
    )
    assert [line.amount for line in lines(counted, blank, said, other)] == [100_00, 100_00, 0]


def test_awards_of_others_that_leave_a_default_unsaid_are_asked_for() -> None:
    limit = {"id": "l", "name": "上限", "rules": "all", "per": ["tick"], "sum": "150"}
    shared = policy(rule("甲", "100"), limits=[limit])
    blank = shared.history_needed([work("1", asked=True)])
    assert blank.facts == {("tick", "False")} and blank.lacking == {("spoken/甲", "tick")}
    told = shared.history_needed([work("1", asked=True, tick=True)])
    assert told.facts == {("tick", "True")} and told.lacking == frozenset()


def test_windows_by_a_yes_no_have_room_where_history_opened_them() -> None:
    limit = {"id": "l", "name": "上限", "rules": "all", "per": ["applicant", "tick"], "sum": "150"}
    capped = policy(rule("甲", "100"), limits=[limit])
    history = [HistoryEntry("spoken/甲", "a1", 2023, 100_00, "R9", {"asked": True, "tick": True})]
    (room,) = headroom(capped, FIRM, 2023, history)
    assert (room.within, room.left) == ((("tick", True),), 50_00)


def test_an_unanswered_collective_mark_keeps_the_row_of_a_geographical_one() -> None:
    shaoguan = standard_library().policy("shaoguan-2021")
    mark = Achievement("1", "trademark_registration", DAY, 2023, "TM1", {"mark_type": "collective"})
    found = shaoguan.evaluate(Case("c", shaoguan.id, Applicant("a1", "social_organization"), (mark,)))
    assert [(line.rule.split("/")[1], line.status, missing(line)) for line in found.lines] == [
        ("3-gi-trademark", Status.INCOMPLETE, {"geographical"}),
        ("3-collective-certification-mark", Status.INCOMPLETE, {"geographical"}),
    ]
    assert "还缺是否属于地理标志商标" in found.lines[0].warnings[0].text


def test_an_obstacle_is_told_from_what_was_answered_only() -> None:
    one = policy(rule("甲", "100", requires=[YES, {"fact": "tick"}]))
    case = Case("c", one.id, FIRM, (work("1"),))
    assert obstacles(one, case, "1", "spoken/甲") == (), "a single change does not help while another lacks"
    answered = case._replace(achievements=(work("1", asked=True),))
    assert [found.name for found in obstacles(one, answered, "1", "spoken/甲")] == ["tick"]


# ------------------------------------------------------------ any policy, any case

POLICIES = [standard_library().policy(name) for name in standard_library().ids()]
CASES = st.one_of(st.sampled_from(POLICIES), policies()).flatmap(
    lambda policy: st.tuples(st.just(policy), cases_of(policy))
)


@given(CASES)
@settings(deadline=None, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
def test_every_rule_that_an_answer_could_select_stays(drawn: tuple[Policy, Case]) -> None:
    """Try every answer to what was left blank: the rules that then speak all speak while it is blank."""
    policy, case = drawn
    for achievement in case.achievements:
        words = policy.vocabulary.all_facts[achievement.kind]
        asked = [name for name, word in words.items() if word.needed and word.type is FactType.BOOLEAN]
        blank = {name: value for name, value in achievement.facts.items() if name not in asked}
        spoken = rules_of(policy, case, achievement._replace(facts=blank))
        for answers in product((True, False), repeat=len(asked)):
            answered = {**blank, **dict(zip(asked, answers, strict=True))}
            assert rules_of(policy, case, achievement._replace(facts=answered)).keys() <= spoken.keys()
        if asked:
            settled = (Status.INELIGIBLE, Status.REFERRED)
            assert all(line.status in settled or missing(line) >= set(asked) for line in spoken.values())


def rules_of(policy: Policy, case: Case, achievement: Achievement) -> dict[str, Line]:
    found = policy.evaluate(case._replace(achievements=(achievement,), decisions=()))
    return {line.rule: line for line in found.lines}
