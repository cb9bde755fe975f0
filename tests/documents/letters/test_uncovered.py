"""What no clause is about was applied for all the same: the letter says that it is not granted."""

from pathlib import Path

import pytest

from ipdesk.documents.errors import LetterDataError
from ipdesk.models.records import StoredAchievement
from ipdesk.paths import resource
from tests.documents.letters.award_of_policy import award_letter_of
from tests.documents.letters.letters import FILE, render
from tests.documents.letters.paper import text
from tests.documents.letters.test_assembly import DAY, OFFICE, POLICY, detail_of, stored, works


def printed(*achievements: StoredAchievement, templates: Path | None = None) -> str:
    letter = award_letter_of(detail_of(list(achievements)), OFFICE, POLICY, DAY)
    return text(render(letter, templates_dir=templates)).replace("\n", "")


def model(number: int, ref: str, row: str = "") -> StoredAchievement:
    return stored(number, "patent_grant", ref, row, patent_type="utility_model", region="CN")


def design(ref: str) -> StoredAchievement:
    return stored(200, "patent_grant", ref, patent_type="design")


@pytest.mark.parametrize(
    ("left", "name"),
    [
        ([model(200, "ZL202120000001.1")], "实用新型专利授权（ZL202120000001.1）"),
        ([design("ZL202130000001.7")], "外观设计专利授权（ZL202130000001.7）"),
        ([stored(200, "patent_application", "2021100000010")], "专利申请（2021100000010）"),
    ],
)  # fmt: skip
def test_what_no_clause_is_about_is_named_among_what_is_not_granted(
    left: list[StoredAchievement], name: str
) -> None:
    said = printed(*works(2), *left)
    assert "你单位申报的下列事项，本次未予资助（奖励）：" in said
    assert f"{name}。不属于《若干措施》规定的资助（奖励）范围。" in said
    assert "向示例县人民政府或者示例市市场监督管理局申请行政复议" in said, "as it was in 2022"


def test_several_of_one_row_are_one_item_with_their_numbers() -> None:
    said = printed(*works(2), model(201, "ZL202120000001.1", "r"), model(202, "ZL202120000002.6", "r"))
    assert "实用新型专利授权（ZL202120000001.1至ZL202120000002.6，共2件）。不属于" in said


def test_what_the_policy_covers_is_not_named_so() -> None:
    assert "不属于" not in printed(*works(2))


def test_a_template_of_the_office_without_a_wording_for_it_still_says_it(tmp_path: Path) -> None:
    lines = resource("letters", FILE).read_text(encoding="utf-8").splitlines(keepends=True)
    kept = "".join(line for line in lines if not line.lstrip().startswith("uncovered:"))
    (tmp_path / FILE).write_text(kept, encoding="utf-8")
    said = printed(*works(2), model(200, "ZL202120000001.1"), templates=tmp_path)
    assert "不符合《若干措施》各条规定的条件。理由：其中没有适用于该项成果的条款。" in said


def test_alone_it_makes_no_notification_of_an_award() -> None:
    with pytest.raises(LetterDataError, match="不予资助"):
        printed(model(200, "ZL202120000001.1"))
