"""How letters cite policies and meetings."""

import datetime

import pytest

from ipdesk.documents.text.citations import meeting_cited, named_again, short_title

DAY = datetime.date(2026, 11, 28)


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("韶关市促进知识产权创新发展和强化知识产权保护的若干措施", "《若干措施》"),
        ("肇庆高新区关于加强知识产权工作的若干意见", "《若干意见》"),
        ("清远市推进专利工作实施办法", "《实施办法》"),
        ("连州市促进知识产权高质量发展实施办法（征求意见稿）", "《实施办法》"),
        ("《青禾市知识产权资助办法（试行）》", "《资助办法》"),
        ("云溪县专利补贴细则", "《细则》"),
        ("关于印发云溪县知识产权工作要点的通知", ""),
    ],
)
def test_a_policy_has_a_short_name_where_its_title_ends_in_one(title: str, short: str) -> None:
    assert short_title(title) == short


@pytest.mark.parametrize(
    ("minutes", "cited"),
    [
        ("澄市监党组会纪要〔2026〕3号", "2026年11月28日党组会议"),
        ("局务会纪要〔2026〕9号", "2026年11月28日局务会议"),
        ("局长办公会议纪要第5期", "2026年11月28日局长办公会议"),
        ("〔2026〕12号", "2026年11月28日会议"),
        ("", ""),
        ("  ", ""),
    ],
)
def test_a_meeting_is_cited_without_the_number_of_its_minutes(minutes: str, cited: str) -> None:
    assert meeting_cited(minutes, DAY) == cited


def test_a_meeting_whose_day_nobody_noted_is_cited_by_its_kind() -> None:
    assert meeting_cited("党组会纪要", None) == "党组会议"


def test_a_document_that_was_named_is_called_by_what_it_is_where_no_other_is_alike() -> None:
    rules, scheme = "《专项资金管理办法》（澄府规〔2021〕5号）", "《资助办法》"
    said = f"依据{rules}第二十一条"
    assert named_again(said, f"{rules}第十九条", "若干措施") == "依据上述办法第二十一条"
    for before, policy in (
        (f"{rules}第十九条{scheme}", "若干措施"),
        (rules, "云溪县资助办法（试行）"),
        ("", ""),
    ):
        assert named_again(said, before, policy) == said
