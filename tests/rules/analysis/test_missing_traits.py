"""Which traits alone keep an applicant out of a clause."""

from ipdesk.rules.analysis.missing_traits import missing_traits, trait_names_text
from ipdesk.rules.library.policy_library import standard_library
from ipdesk.rules.pack.conditions import Who

WORDS = standard_library().policy("shaoguan-2021").vocabulary
NOBODY: frozenset[str] = frozenset()
ENTERPRISES = next(
    name for name, word in WORDS.groups.items() if word.alternatives[0].kinds == ("enterprise",)
)
SMALL = Who(group=ENTERPRISES, traits=("sme",))


def test_only_a_trait_is_lacking() -> None:
    assert missing_traits([SMALL], "enterprise", NOBODY, WORDS) == (("sme",),)
    assert "中小微企业" in trait_names_text((("sme",),), WORDS)


def test_nothing_helps_the_wrong_kind_and_nothing_is_lacking_where_it_fits() -> None:
    assert missing_traits([SMALL], "individual", NOBODY, WORDS) == ()
    assert missing_traits([SMALL], "enterprise", frozenset({"sme"}), WORDS) == ()
    assert trait_names_text((), WORDS) == ""


def test_a_trait_that_forbids_it_is_not_made_good_by_another() -> None:
    barred = Who(group=ENTERPRISES, traits=("sme",), without=("sme",))
    assert missing_traits([barred], "enterprise", frozenset({"sme"}), WORDS) == ()


def test_one_of_several_traits_is_named_as_such() -> None:
    any_of = Who(group=ENTERPRISES, any_trait=("sme", "high_tech"))
    lacking = missing_traits([any_of], "enterprise", NOBODY, WORDS)
    assert lacking == (("sme", "high_tech"),)
    assert "中小微企业或高新技术企业" in trait_names_text(lacking, WORDS)
