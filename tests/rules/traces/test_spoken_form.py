"""Whatever a pack says, its sentences are well formed: punctuation, blanks, no ids, nothing left unfilled."""

import re
from collections.abc import Iterator

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ipdesk.rules.core.case import Case
from ipdesk.rules.core.result import Result
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.library.policy_library import standard_library
from tests.rules.evaluation.generated_cases import cases_of
from tests.rules.pack.generated_packs import policies

POLICIES = [standard_library().policy(name) for name in standard_library().ids()]
BUNDLED = st.one_of([st.tuples(st.just(policy), cases_of(policy)) for policy in POLICIES])
DRAWN = policies().flatmap(lambda policy: st.tuples(st.just(policy), cases_of(policy)))
EXAMPLES = settings(deadline=None, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])

FAULTS = {
    "doubled punctuation": r"[，。；：、！？]{2,}|[，；：、]$|（）|“”|（[，。；：、]|[，；：、]）",
    "a blank before punctuation": r"\s[，。；：、！？）”》〕]",
    "a blank behind punctuation": r"[，。；：、！？（“《〔]\s",
    "two blanks, or one at an end": r"\s{2,}|^\s|\s$",
    "an unfilled brace": r"[{}]",
    "a blank before about": r"\s约",
    "a word of the program": r"\b(?:None|True|False|Decimal|Fraction)\b|[a-z]+_[a-z]+",
}
# The words of drawn packs have neither figures nor letters of their own, but for regions and texts.
IN_DRAWN = {
    "an id or an English word": r"(?<![A-Z])(?!(?:US|CN|HK|EP|JP|KR|F1|F2|R1|R2|R3)(?![A-Za-z0-9]))[A-Za-z]+",
    "a figure too close to a word": r"[\u4e00-\u9fff][0-9]|[0-9](?!号)[\u4e00-\u9fff]",
}


def sentences(result: Result) -> Iterator[str]:
    """Yield every sentence that somebody may read, the sums' bases included."""
    for notice in result.notices:
        yield notice.text
    for line in result.lines:
        yield from (step.spoken() for step in line.trace)
        yield from (warning.text for warning in line.warnings)
        yield line.basis


def faults(sentence: str, kinds: dict[str, str]) -> list[str]:
    return [f"{name}: {sentence}" for name, pattern in kinds.items() if re.search(pattern, sentence)]


@given(BUNDLED)
@EXAMPLES
def test_sentences_of_the_programs_policies_are_well_formed(drawn: tuple[Policy, Case]) -> None:
    policy, case = drawn
    assert [fault for said in sentences(policy.evaluate(case)) for fault in faults(said, FAULTS)] == []


@given(DRAWN)
@EXAMPLES
def test_sentences_of_any_policy_are_well_formed(drawn: tuple[Policy, Case]) -> None:
    policy, case = drawn
    found = sentences(policy.evaluate(case))
    assert [fault for said in found for fault in faults(said, {**FAULTS, **IN_DRAWN})] == []


@given(st.one_of(BUNDLED, DRAWN))
@EXAMPLES
def test_steps_and_warnings_are_whole_sentences(drawn: tuple[Policy, Case]) -> None:
    policy, case = drawn
    for line in policy.evaluate(case).lines:
        said = [*(step.spoken() for step in line.trace), *(warning.text for warning in line.warnings)]
        assert all(len(text) > 2 and text.endswith("。") for text in said)
