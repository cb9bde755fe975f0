"""A kind of achievement is found by any of its names, by pinyin, or by an answer to one of its questions."""

import pytest

from ipdesk.models.parsing.kind_search import kind_groups, matching, nearest
from ipdesk.rules.library.policy_library import standard_library

GROUPS = kind_groups(standard_library().policy("shaoguan-2021"), others=False)


def found(text: str) -> dict[str, list[str]]:
    """Return the kinds that are found, with their answers, by the title of their group."""
    return {group.title: [choice.kind for choice in group.kinds] for group in matching(GROUPS, text)}


@pytest.mark.parametrize("text", ["作品著作权", "zpzzq", "作 品"])
def test_part_of_a_name_or_the_letters_of_its_pinyin_mean_it(text: str) -> None:
    assert ["work_registration"] in found(text).values()


def test_an_answer_is_found_by_its_own_name_and_brings_what_it_says() -> None:
    (answers,) = [group for group in matching(GROUPS, "国家知识产权优势企业") if not group.title]
    assert [(choice.kind, choice.facts) for choice in answers.kinds] == [
        ("enterprise_title", {"title": "national_advantage"})
    ]


def test_a_few_letters_that_mean_a_kind_bring_no_answers() -> None:
    assert "" not in found("zl")


def test_the_nearest_shares_a_word_that_few_kinds_have() -> None:
    """知识产权 stands in half of the names, 作品 in few."""
    first, *_ = nearest(GROUPS, "知识产权作品")
    assert first.kind == "work_registration"


def test_nothing_in_common_is_not_near() -> None:
    assert nearest(GROUPS, "xyz") == ()
