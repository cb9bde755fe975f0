"""Facts of which any one is enough, as the form says it beside each of them."""

from decimal import Decimal

from ipdesk.rules.evaluation.amounts.alternatives import alternative_borders
from ipdesk.rules.library.policy_library import standard_library

SHAOGUAN = standard_library().policy("shaoguan-2021")


def test_each_fact_of_a_choice_says_how_much_is_enough() -> None:
    assert alternative_borders(SHAOGUAN.pack, "management_certification") == {
        "valid_invention_patents": Decimal(1),
        "utility_model_grants": Decimal(5),
        "software_copyrights": Decimal(8),
    }


def test_a_kind_without_such_a_choice_has_none() -> None:
    assert alternative_borders(SHAOGUAN.pack, "work_registration") == {}
