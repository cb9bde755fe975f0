"""A refusal for a trait that nobody has registered says how to put that right."""

from ipdesk.rules.condition_forms import Who
from ipdesk.rules.library import standard_library
from ipdesk.ui.counter.cures import cure, traits_lacking
from tests.ui.counter.conftest import Clerk

WORDS = standard_library().policy("shaoguan-2021").vocabulary
NOBODY: frozenset[str] = frozenset()
ENTERPRISES = next(
    name for name, word in WORDS.groups.items() if word.alternatives[0].kinds == ("enterprise",)
)
SMALL = Who(group=ENTERPRISES, traits=("sme",))


def test_only_a_trait_is_lacking() -> None:
    assert traits_lacking([SMALL], "enterprise", NOBODY, WORDS) == (WORDS.traits["sme"],)
    assert WORDS.traits["sme"] in cure((WORDS.traits["sme"],))


def test_nothing_cures_the_wrong_kind_and_nothing_is_lacking_where_it_fits() -> None:
    assert traits_lacking([SMALL], "individual", NOBODY, WORDS) == ()
    assert traits_lacking([SMALL], "enterprise", frozenset({"sme"}), WORDS) == ()
    assert cure(()) == ""


def test_a_trait_that_forbids_it_is_not_cured_by_another() -> None:
    barred = Who(group=ENTERPRISES, traits=("sme",), without=("sme",))
    assert traits_lacking([barred], "enterprise", frozenset({"sme"}), WORDS) == ()


def test_the_line_of_an_applicant_without_the_trait_names_it(clerk: Clerk) -> None:
    clerk.seat(clerk.registered(traits=()))
    clerk.add("patent_transaction", ref="Y1", date="2022-05-06", contract_amount="800000")
    [group] = clerk.page.awards.list.groups()
    assert group.view.status == "ineligible"
    assert any("未登记为中小微企业" in said and "F2" in said for said in group.view.warnings)
