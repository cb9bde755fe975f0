"""The correction notice: everything at once, until when, and what happens else."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from ipdesk.documents.errors import DocumentError
from ipdesk.documents.letters.registry import DOCUMENTS, named_to
from ipdesk.documents.text.numerals import LAST_ORDINAL
from ipdesk.models.records import Mark, MissingItem
from tests.documents.letters import papers
from tests.documents.letters.paper import body, lines, pages
from tests.documents.letters.papers import CORRECTION, render

DAY = timedelta(days=1)


def said(letter: papers.LetterData) -> str:
    """Return the body of a paper as one text."""
    return "".join(line.text for page in body(render(letter)) for line in page)


def title(letter: papers.LetterData) -> str:
    return "".join(line.text for line in lines(pages(render(letter))[0], size=22))


def test_it_tells_everything_at_once_with_its_cure_and_where_it_is_asked_for() -> None:
    text = said(CORRECTION)
    assert "需要补正的全部内容一次告知如下：" in text
    assert (
        "（一）缺少专利实施许可合同备案证明复印件（第2行专利转让许可）。"
        "补正要求：补交专利实施许可合同备案证明复印件，带原件核对。依据：申报指南第五条。"
    ) in text
    assert (
        "（二）申请表没有盖章。补正要求：盖章后重新提交。依据：上述文件和申报通知对申请材料的要求。" in text
    )
    assert text.count("依据：") == len(CORRECTION.items), "no item without what it rests on"


def test_it_says_until_when_and_where_and_what_happens_else() -> None:
    text = said(CORRECTION)
    assert (
        "请你单位自收到本通知书之日起5个工作日内（收到当日不计算在内），即于2022年9月13日（含当日）前，"
        "将补正的材料一次送交我局。送交地点：云溪县云溪街道文昌路8号行政服务中心203室。"
    ) in text
    assert "逾期未补正，也未书面说明正当理由的，视为你单位撤回本次申请，我局不再办理。申报期限尚未" in text
    assert "联系人：李敏；联系电话：0751-5550123。特此通知。" in text
    assert "行政复议" not in text, "it decides nothing"


def test_it_says_which_request_it_is_and_by_which_rule_a_silent_applicant_withdraws() -> None:
    """A letter of a former version knows neither, and says as much as it did."""
    rule = "《关于申报2022年度知识产权资助的通知》（云市监知〔2022〕1号）第五条"
    told = replace(CORRECTION, registered_on=date(2022, 9, 2), round=2, ended_by=rule)
    for call_ends_on in (None, CORRECTION.date):
        text = said(replace(told, call_ends_on=call_ends_on))
        assert "（申请编号：YX2022-0021，2022年9月2日登记）进行了审查。" in text
        assert "申请材料需要补正（第2次补正），现将" in text
        assert f"未书面说明正当理由的，依据{rule}，视为你单位撤回本次申请" in text
    assert "登记）" not in said(CORRECTION) and "次补正" not in said(CORRECTION)


def test_the_last_day_is_left_open_until_the_notice_is_served() -> None:
    assert "5个工作日内（收到当日不计算在内），将补正的材料" in said(replace(CORRECTION, last_day=None))


SERVED_LAST = date(2022, 9, 13)  # the end of the period of one that was served


@pytest.mark.parametrize(
    ("call_ends_on", "last_day", "over"),
    [
        (SERVED_LAST, SERVED_LAST, False),
        (SERVED_LAST - DAY, SERVED_LAST, True),
        (CORRECTION.date + CORRECTION.working_days * DAY, None, False),
        (CORRECTION.date + CORRECTION.working_days * DAY - DAY, None, True),
    ],
)
def test_one_may_apply_again_only_while_the_call_is_open_when_the_period_ends(
    call_ends_on: date, last_day: date | None, *, over: bool
) -> None:
    text = said(replace(CORRECTION, call_ends_on=call_ends_on, last_day=last_day))
    until = f"本次申报期限至2022年9月{call_ends_on.day}日（含当日）止"
    again = f"{until}。申报期限尚未届满的，可以在届满以前重新提出申请。"
    never = f"{until}，补正期限届满后不能就本次申报重新提出申请。"
    assert (again in text, never in text) == (not over, over)
    assert "（收到当日不计算在内" in text


@pytest.mark.parametrize(
    ("letter", "name", "you", "end"),
    [
        (CORRECTION, "补正通知书", "请你单位自收到", "特此通知。"),
        (papers.CORRECTION_TO_ONE, "补正通知书", "请你自收到", "特此通知。"),
        (papers.CORRECTION_TO_AUTHORITY, "补正告知函", "请贵局自收到", "特此函告。"),
    ],
)
def test_it_speaks_to_whom_it_is_addressed(
    letter: papers.CorrectionNotice, name: str, you: str, end: str
) -> None:
    assert title(letter) == f"2022年度知识产权资助（奖励）申请{name}"
    marks = {Mark.AUTHORITY} if letter.addressee_is_authority else {Mark.MINOR}
    assert named_to(DOCUMENTS["correction_notice"], marks) == name, "so is it called in the menu"
    text = said(letter)
    assert you in text and end in text


def test_more_than_a_letter_can_number_is_refused() -> None:
    with pytest.raises(DocumentError, match="最多排"):
        render(replace(CORRECTION, items=(MissingItem("申请表没有盖章", ""),) * (LAST_ORDINAL + 1)))


def test_the_policy_is_introduced_by_its_short_name_where_an_item_rests_on_it() -> None:
    title, number = papers.CORRECTION.policy_title, papers.CORRECTION.policy_number
    plain = said(papers.CORRECTION)
    assert f"《{title}》（{number}），我局" in plain and "以下简称" not in plain
    for basis in ("《若干措施》第七条", f"《{title}》第七条", f"《{title}》（{number}）第七条"):
        items = (replace(papers.MISSING[0], basis=basis),)
        text = said(replace(papers.CORRECTION, items=items))
        assert f"《{title}》（{number}，以下简称《若干措施》）" in text and text.count(title) == 1
        assert "依据：《若干措施》第七条。" in text
