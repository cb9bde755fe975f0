"""Cases drawn at random from a policy's own vocabulary, for the properties that hold for every policy."""

import datetime
from decimal import Decimal

from hypothesis import strategies as st

from ipdesk.rules.core.case import Achievement, Applicant, Case, Decision, FactValue, HistoryEntry
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.pack.vocabulary import FactType, FactWord

AMOUNTS = st.one_of(
    st.integers(0, 200), st.integers(0, 700_000_000), st.sampled_from([10_000_000, 100_000_000])
)
REFS = st.sampled_from(["R1", "R2", "R3", None])


def fact_values(word: FactWord) -> st.SearchStrategy[FactValue]:
    """Values of one fact, those around usual borders often."""
    if word.type is FactType.AMOUNT:
        return AMOUNTS
    if word.type is FactType.BOOLEAN:
        return st.booleans()
    if word.type is FactType.CHOICE:
        return st.sampled_from(sorted(word.choices))
    if word.type is FactType.REGION:
        return st.sampled_from(["CN", "HK", "US", "EP", "JP", "KR"])
    if word.type is FactType.TEXT:
        return st.sampled_from(["F1", "F2"])
    if word.type is FactType.DATE:
        return st.dates(datetime.date(2021, 1, 1), datetime.date(2025, 12, 31)).map(datetime.date.isoformat)
    if word.type is FactType.INTEGER:
        return st.integers(max(0, int(word.minimum or 0)), 320)
    return st.sampled_from([Decimal("0.1999"), Decimal("0.2"), Decimal("0.99")] + [Decimal(n) for n in (1,)])


@st.composite
def facts_of(draw: st.DrawFn, policy: Policy, kind: str) -> dict[str, FactValue]:
    """Facts of a kind; any of them may be missing."""
    found: dict[str, FactValue] = {}
    for name, word in policy.vocabulary.all_facts[kind].items():
        if draw(st.integers(0, 9)):
            found[name] = draw(fact_values(word))
    return found


@st.composite
def achievements_of(draw: st.DrawFn, policy: Policy, name: str, kinds: tuple[str, ...]) -> Achievement:
    """One achievement about the policy's term; its programme year is mostly that of its date."""
    kind = draw(st.sampled_from(kinds))
    since = policy.pack.term.since
    date = since + datetime.timedelta(days=draw(st.integers(-3, 1200)))
    year = date.year if draw(st.integers(0, 4)) else date.year + 1
    return Achievement(name, kind, date, year, draw(REFS), draw(facts_of(policy, kind)))


@st.composite
def history_of(draw: st.DrawFn, policy: Policy) -> HistoryEntry:
    """One earlier award of this applicant or another."""
    rule = draw(st.sampled_from(policy.rule_ids()))
    kind = policy.rule(rule).about.kind[0]
    year = policy.pack.term.since.year + draw(st.integers(0, 3))
    amount = draw(st.sampled_from([1, 20_000, 4_000_000, 20_000_000]))
    applicant = draw(st.sampled_from(["a1", "a1", "b1", "b2"]))
    return HistoryEntry(rule, applicant, year, amount, draw(REFS), draw(facts_of(policy, kind)))


@st.composite
def cases_of(draw: st.DrawFn, policy: Policy) -> Case:
    """A whole case: few kinds, so that limits are met."""
    words = policy.vocabulary
    kinds = tuple(draw(st.lists(st.sampled_from(policy.kinds()), min_size=1, max_size=2)))
    traits = draw(st.frozensets(st.sampled_from(sorted(words.traits)), max_size=4))
    applicant = Applicant("a1", draw(st.sampled_from(sorted(words.applicant_kinds))), traits)
    count = draw(st.integers(0, 7))
    found = tuple(draw(achievements_of(policy, str(number), kinds)) for number in range(count))
    history = tuple(draw(st.lists(history_of(policy), max_size=5)))
    return Case("c", policy.id, applicant, found, draw(decisions_of(policy, found)), history)


@st.composite
def decisions_of(draw: st.DrawFn, policy: Policy, found: tuple[Achievement, ...]) -> tuple[Decision, ...]:
    """Amounts decided for some of the achievements whose kind leaves something to decide."""
    decided = []
    for rule in filter(policy.may_decide, policy.rule_ids()):
        for achievement in found:
            if achievement.kind in policy.rule(rule).about.kind and draw(st.booleans()):
                decided.append(Decision(achievement.id, rule, draw(AMOUNTS)))
    return tuple(decided)
