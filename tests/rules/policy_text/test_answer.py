"""The answer is JSON as the standard library writes it, whatever the texts in it hold."""

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ipdesk.rules.core.case import Case
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.library.policy_library import standard_library
from ipdesk.rules.policy_text.answer import error_text, result_text
from tests.rules.evaluation.generated_cases import cases_of
from tests.rules.pack.generated_packs import policies

BUNDLED = standard_library().policy("qingyuan-2018")
DRAWN = st.one_of(
    st.tuples(st.just(BUNDLED), cases_of(BUNDLED)),
    policies().flatmap(lambda policy: st.tuples(st.just(policy), cases_of(policy))),
)
TEXTS = st.text(st.characters(codec=None), min_size=1)


def rewritten(text: str) -> str:
    return json.dumps(json.loads(text), ensure_ascii=False)


@given(DRAWN, TEXTS)
@settings(deadline=None, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
def test_an_answer_is_written_as_the_standard_library_writes_it(
    drawn: tuple[Policy, Case], name: str
) -> None:
    policy, case = drawn
    renamed = [found._replace(id=f"{name}{found.id}") for found in case.achievements]
    case = case._replace(id=name, achievements=tuple(renamed), decisions=())
    text = result_text(policy.evaluate(case))
    assert rewritten(text) == text
    assert json.loads(text)["case"] == name


@given(st.one_of(st.none(), TEXTS), TEXTS, TEXTS)
def test_an_error_is_written_so_too(case: str | None, path: str, message: str) -> None:
    text = error_text(case, "bad_json", path, message)
    assert rewritten(text) == text
    assert json.loads(text) == {
        "case": case,
        "error": {"code": "bad_json", "path": path, "message": message},
    }
