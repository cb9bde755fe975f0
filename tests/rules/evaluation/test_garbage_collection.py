"""A large case is spared the passes of the garbage collector, and leaves none of its work behind."""

import datetime
import gc

import pytest

from ipdesk.rules.core.case import Achievement, Applicant, Case
from ipdesk.rules.evaluation.garbage_collection import LARGE
from ipdesk.rules.library.policy_library import standard_library

_DAY = datetime.date(2022, 3, 1)


def large(kind: str = "work_registration", lines: int = LARGE) -> Case:
    facts = {"registrar": "guangdong"}
    found = [Achievement(str(at), kind, _DAY, 2022, f"W{at}", facts) for at in range(lines)]
    return Case("c", "shaoguan-2021", Applicant("a1", "enterprise"), tuple(found))


def test_a_large_case_has_no_pass_before_its_end_and_makes_no_cycle_that_would_need_one() -> None:
    policy, case, begun = standard_library().policy("shaoguan-2021"), large(lines=10 * LARGE), []
    policy.evaluate(case)
    gc.collect()
    gc.callbacks.append(note := lambda phase, told: begun.append(phase))
    try:
        policy.evaluate(case)
    finally:
        gc.callbacks.remove(note)
    assert begun.count("start") <= 1, "what the answer holds is looked at once, when all is done"
    assert gc.collect() == 0


@pytest.mark.parametrize("at_work", [True, False])
def test_the_collector_is_left_as_it_was_even_where_a_case_fails(at_work: bool) -> None:
    policy = standard_library().policy("shaoguan-2021")
    broken = large("patent_transaction")._replace(applicant=None)  # type: ignore[arg-type]
    if not at_work:
        gc.disable()
    try:
        policy.evaluate(large())
        with pytest.raises(AttributeError):
            policy.evaluate(broken)
        assert gc.isenabled() == at_work
    finally:
        gc.enable()
