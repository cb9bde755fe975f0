"""Every sentence follows from what was computed: its figures, its arithmetic, and what it says was cut."""

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ipdesk.rules.core.case import Case, FactValue
from ipdesk.rules.core.result import Line, Result, Status
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.library.policy_library import standard_library
from ipdesk.rules.pack import model as pack
from ipdesk.rules.pack.traverse import forms_in
from ipdesk.rules.pack.vocabulary import FactType
from tests.rules.evaluation.generated_cases import cases_of
from tests.rules.pack.generated_packs import policies
from tests.rules.pack.spoken_packs import lines_of, policy, rule, spoken, work
from tests.rules.traces.told_figures import due, money, result, unknown

Data = dict[str, Any]
POLICIES = [standard_library().policy(name) for name in standard_library().ids()]
BUNDLED = st.one_of([st.tuples(st.just(policy), cases_of(policy)) for policy in POLICIES])
DRAWN = policies().flatmap(lambda policy: st.tuples(st.just(policy), cases_of(policy)))
CASES = st.one_of(BUNDLED, DRAWN)
EXAMPLES = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow]
)


@given(CASES)
@EXAMPLES
def test_every_step_comes_to_what_its_words_say(drawn: tuple[Policy, Case]) -> None:
    policy, case = drawn
    for line in policy.evaluate(case).lines:
        before = None
        for step in line.trace:
            said, right = result(step), due(step, before)
            if said is not None and right is not None:
                # A step shows four decimals where a division never ends.
                assert abs(said - right) < Decimal("0.00011"), step.spoken()
            before = said if money(step.result) else before


@given(CASES)
@EXAMPLES
def test_every_sum_that_is_told_is_given_or_was_computed(drawn: tuple[Policy, Case]) -> None:
    policy, case = drawn
    found = policy.evaluate(case)
    given_sums = set(_given(policy, case, found))
    for line in found.lines:
        known = given_sums | set(_of_line(line))
        for step in line.trace:
            assert unknown(step, known) == [], step.spoken()
            known |= {sum_ for sum_ in money(step.result) if sum_ is not None}
        for warning in line.warnings:
            assert {sum_ for sum_ in money(warning.text) if sum_ is not None} <= known, warning.text
        if line.amount:
            assert result(line.trace[-1]) == Decimal(line.amount) / 100


def _given(policy: Policy, case: Case, found: Result) -> Iterator[Decimal]:
    """Yield the sums that a pack and a case bring, and what other lines come to."""
    yield Decimal(0)
    forms = list(forms_in((policy.pack.rules, policy.pack.limits)))
    for form in forms:
        for name in ("fixed", "price", "each", "amount", "sum"):
            yield from _yuan(getattr(form, name, None))
        for name in ("at_least", "above", "at_most", "below"):
            border = getattr(form, name, None)
            yield from [border] if isinstance(border, Decimal) else []
    for parameter in policy.pack.parameters.values():
        yield from (step.value for step in parameter.values)
    items = [(item.kind, item.facts) for item in case.achievements]
    for kind, facts in items:
        for name, word in policy.vocabulary.all_facts[kind].items():
            yield from _fact(facts.get(name), word.type is FactType.AMOUNT)
            yield word.default or Decimal(0)
    for award in (*case.history, *case.decisions):
        yield Decimal(award.amount) / 100
    for line in found.lines:
        yield from _of_line(line)


def _yuan(written: object) -> Iterator[Decimal]:
    fens = written.values() if isinstance(written, dict) else [written]
    yield from (Decimal(fen) / 100 for fen in fens if isinstance(fen, int) and not isinstance(fen, bool))


def _fact(value: FactValue | None, is_money: bool) -> Iterator[Decimal]:
    if isinstance(value, int | Decimal):
        yield Decimal(value) / 100 if is_money else Decimal(value)


def _of_line(line: Line) -> Iterator[Decimal]:
    fens = [line.computed, line.amount, *line.shares.values()]
    for use in line.limits:
        fens += [use.at_most, use.used, use.left, use.cut, use.this]
    for warning in line.warnings:
        fens += [value for value in warning.values.values() if isinstance(value, int)]
    yield from (Decimal(fen) / 100 for fen in fens)


# ------------------------------------------------------------ what was cut


def without(form: Any, part: str) -> Any:  # noqa: ANN401
    """Return a pack's form with the amounts in place of what takes something off them."""
    if isinstance(form, pack.AmountForm) and getattr(form, part) is not None:
        return without(getattr(form, part).amount, part)
    if isinstance(form, pack.StrictModel):
        written = {name: value for name, value in vars(form).items() if value is not None}
        return form.model_copy(update={name: without(value, part) for name, value in written.items()})
    if isinstance(form, dict):
        return {key: without(value, part) for key, value in form.items()}
    return tuple(without(value, part) for value in form) if isinstance(form, tuple) else form


@lru_cache(maxsize=3 * (len(POLICIES) + 1))
def policy_without(policy: Policy, *parts: str) -> Policy:
    """Return the policy without some parts: those of the program are drawn again and again."""
    rules = policy.pack.rules
    for part in parts:
        rules = without(rules, part)
    form = policy.pack.model_copy(update={"rules": rules})
    return Policy(form, b"", "", policy.vocabulary, policy._phrases)


def computed(policy: Policy, case: Case, *parts: str) -> list[int]:
    return [line.computed for line in policy_without(policy, *parts).evaluate(case).lines]


CODES = {"other_support_deducted": "less", "item_ceiling": "at_most"}


@given(CASES)
@EXAMPLES
def test_what_is_said_to_be_cut_changed_the_figure(drawn: tuple[Policy, Case]) -> None:
    """Against the same pack without any deduction, without any ceiling, and without both."""
    policy, case = drawn
    if any(rule.over for rule in policy.pack.rules):
        return  # another figure may let another rule speak
    lines = policy.evaluate(case).lines
    bare = {code: computed(policy, case, part) for code, part in CODES.items()}
    neither = computed(policy, case, *CODES.values())
    for number, line in enumerate(lines):
        amount = policy.rule(line.rule).amount
        if amount is None or amount.decided or amount.milestone or line.status is Status.INCOMPLETE:
            continue  # nothing was computed that could have been cut
        said = {warning.code for warning in line.warnings} & CODES.keys()
        single = {code for code in CODES if bare[code][number] != line.computed}
        together = set(CODES) if neither[number] != line.computed else set()
        assert single <= said <= (single or together)
        assert bool(said) is bool(single or together)


DEDUCTED = "已扣除其他各级资助 1,000.00 元。"
HALF = {"percent": {"rate": "50", "of": "cost"}}
LESS = {"less": {"amount": HALF, "deduct": "other"}}
SAID = {
    "a deduction from the higher of two": (
        {"smaller": [LESS, "1000"]}, {"cost": 10_000_00, "other": 1000_00}, 1000, [],
    ),
    "a deduction from the lower of two": (
        {"smaller": [LESS, "1000"]}, {"cost": 3000_00, "other": 1000_00}, 500, [DEDUCTED],
    ),
    "a deduction that lets another be the higher": (
        {"larger": [LESS, "1000"]}, {"cost": 3000_00, "other": 1000_00}, 1000, [DEDUCTED],
    ),
    "a deduction from what was lower anyway": (
        {"larger": [LESS, "1000"]}, {"cost": 1000_00, "other": 100_00}, 1000, [],
    ),
    "a deduction under a ceiling": (
        {"at_most": {"amount": LESS, "ceiling": "1000"}}, {"cost": 10_000_00, "other": 1000_00}, 1000,
        ["超过单项最高 1,000.00 元的 3,000.00 元不计。"],
    ),
    "the same ceiling on both": (
        {"smaller": [{"at_most": {"amount": name, "ceiling": "50"}} for name in ("cost", "fees")]},
        {"cost": 60_00, "fees": 70_00}, 50,
        ["超过单项最高 50.00 元的 10.00 元不计。", "超过单项最高 50.00 元的 20.00 元不计。"],
    ),
    "a ceiling on each of so many": (
        {"times": {"amount": {"at_most": {"amount": "cost", "ceiling": "50"}}, "by": "grants"}},
        {"cost": 60_00, "grants": 100}, 5000,
        ["“实际费用”每份最高计 50.00 元，每份超过的 10.00 元不计。"],
    ),
    "a ceiling on one of several": (
        {"sum": [{"at_most": {"amount": "cost", "ceiling": "50"}}, "fees"]},
        {"cost": 60_00, "fees": 1_00}, 51,
        ["其中“实际费用”最高计 50.00 元，超过的 10.00 元不计。"],
    ),
    "a ceiling on a part of which there is none": (
        {"times": {"amount": {"at_most": {"amount": "cost", "ceiling": "50"}}, "by": "grants"}},
        {"cost": 60_00, "grants": 0}, 0, [],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("amount", "facts", "yuan", "said"), SAID.values(), ids=SAID)
def test_a_warning_says_only_what_shows_in_the_figure(
    amount: Data, facts: dict[str, FactValue], yuan: int, said: list[str]
) -> None:
    [line] = lines_of(policy(rule("资助", amount)), work(**facts))
    assert (line.computed, [warning.text for warning in line.warnings]) == (yuan * 100, said)


def test_a_ceiling_of_each_unit_is_told_as_such() -> None:
    amount, facts, *_ = SAID["a ceiling on each of so many"]
    [line] = lines_of(policy(rule("资助", amount)), work(**facts))
    assert spoken(line)[3:5] == [
        "实际费用 60.00 元，超过每份最高 50.00 元的 10.00 元不计，得 50.00 元。",
        "50.00 元 × 发明专利授权量 100 件，得 5,000.00 元。",
    ]
