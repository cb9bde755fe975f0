"""Cases drawn at random from a policy's own vocabulary, for the properties that hold for every policy."""

import datetime
from decimal import Decimal
from functools import cache

from hypothesis import strategies as st

from ipdesk.rules.core.case import Achievement, Applicant, Case, Decision, FactValue, HistoryEntry
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.pack.vocabulary import FactType, FactWord

AMOUNTS = st.one_of(
    st.integers(0, 200), st.integers(0, 700_000_000), st.sampled_from([10_000_000, 100_000_000])
)
REFS = st.sampled_from(["R1", "R2", "R3", None])
# Made once: a strategy made anew at each draw is validated anew.
EITHER, REGIONS = st.booleans(), st.sampled_from(["CN", "HK", "US", "EP", "JP", "KR"])
TEXTS = st.sampled_from(["F1", "F2"])
DATES = st.dates(datetime.date(2021, 1, 1), datetime.date(2025, 12, 31)).map(datetime.date.isoformat)
NUMBERS = st.sampled_from([Decimal("0.1999"), Decimal("0.2"), Decimal("0.99"), Decimal(1)])
UP_TO_THREE, UP_TO_FOUR, UP_TO_FIVE = st.integers(0, 3), st.integers(0, 4), st.integers(0, 5)
UP_TO_SEVEN, UP_TO_NINE = st.integers(0, 7), st.integers(0, 9)
DAYS = st.integers(-3, 1200)
AWARDS = st.sampled_from([1, 20_000, 4_000_000, 20_000_000])
APPLICANTS = st.sampled_from(["a1", "a1", "b1", "b2"])


@cache
def one_of(*values: str) -> st.SearchStrategy[str]:
    """Any of some words."""
    return st.sampled_from(values)


@cache
def whole_numbers(least: int) -> st.SearchStrategy[int]:
    """Whole numbers from a least one on."""
    return st.integers(least, 320)


def fact_values(word: FactWord) -> st.SearchStrategy[FactValue]:
    """Values of one fact, those around usual borders often."""
    if word.type is FactType.CHOICE:
        return one_of(*sorted(word.choices))
    if word.type is FactType.INTEGER:
        return whole_numbers(max(0, int(word.minimum or 0)))
    usual: dict[FactType, st.SearchStrategy[FactValue]] = {
        FactType.AMOUNT: AMOUNTS,
        FactType.BOOLEAN: EITHER,
        FactType.REGION: REGIONS,
        FactType.TEXT: TEXTS,
        FactType.DATE: DATES,
    }
    return usual.get(word.type, NUMBERS)


def facts_of(draw: st.DrawFn, policy: Policy, kind: str) -> dict[str, FactValue]:
    """Facts of a kind; any of them may be missing."""
    found: dict[str, FactValue] = {}
    for name, word in policy.vocabulary.all_facts[kind].items():
        if draw(UP_TO_NINE):
            found[name] = draw(fact_values(word))
    return found


def achievement_of(draw: st.DrawFn, policy: Policy, name: str, kinds: tuple[str, ...]) -> Achievement:
    """One achievement about the policy's term; its programme year is mostly that of its date."""
    kind = draw(one_of(*kinds))
    since = policy.pack.term.since
    date = since + datetime.timedelta(days=draw(DAYS))
    year = date.year if draw(UP_TO_FOUR) else date.year + 1
    return Achievement(name, kind, date, year, draw(REFS), facts_of(draw, policy, kind))


achievements_of = st.composite(achievement_of)


def award_of(draw: st.DrawFn, policy: Policy) -> HistoryEntry:
    """One earlier award of this applicant or another."""
    rule = draw(one_of(*policy.rule_ids()))
    kind = policy.rule(rule).about.kind[0]
    year = policy.pack.term.since.year + draw(UP_TO_THREE)
    amount = draw(AWARDS)
    applicant = draw(APPLICANTS)
    return HistoryEntry(rule, applicant, year, amount, draw(REFS), facts_of(draw, policy, kind))


@cache
def kinds_of(*kinds: str) -> st.SearchStrategy[list[str]]:
    """Few kinds, so that limits are met."""
    return st.lists(st.sampled_from(kinds), min_size=1, max_size=2)


@cache
def traits_of(*traits: str) -> st.SearchStrategy[frozenset[str]]:
    """Some traits of an applicant."""
    return st.frozensets(st.sampled_from(traits), max_size=4)


@st.composite
def cases_of(draw: st.DrawFn, policy: Policy) -> Case:
    """A whole case."""
    words = policy.vocabulary
    kinds = tuple(draw(kinds_of(*policy.kinds())))
    traits = draw(traits_of(*sorted(words.traits)))
    applicant = Applicant("a1", draw(one_of(*sorted(words.applicant_kinds))), traits)
    count = draw(UP_TO_SEVEN)
    found = tuple(achievement_of(draw, policy, str(number), kinds) for number in range(count))
    history = tuple(award_of(draw, policy) for _ in range(draw(UP_TO_FIVE)))
    return Case("c", policy.id, applicant, found, decisions_of(draw, policy, found), history)


def decisions_of(draw: st.DrawFn, policy: Policy, found: tuple[Achievement, ...]) -> tuple[Decision, ...]:
    """Amounts decided for some of the achievements whose kind leaves something to decide."""
    decided = []
    for rule in filter(policy.may_decide, policy.rule_ids()):
        for achievement in found:
            if achievement.kind in policy.rule(rule).about.kind and draw(EITHER):
                decided.append(Decision(achievement.id, rule, draw(AMOUNTS)))
    return tuple(decided)
