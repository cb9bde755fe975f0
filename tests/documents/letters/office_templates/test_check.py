"""Templates that an office changed: what is wrong is told at its line, what is good can be looked at."""

import re
from pathlib import Path
from typing import Any

import pytest

from ipdesk.documents.letters.compose import template_of
from ipdesk.documents.letters.document import RegisteredDocument
from ipdesk.documents.letters.office_templates.check import findings_of, refuse_faults
from ipdesk.documents.letters.office_templates.placeholders import name_groups
from ipdesk.documents.letters.office_templates.samples import draft_by, has_sample
from ipdesk.documents.letters.office_templates.state import EDITABLE, template_state
from ipdesk.documents.letters.registry import DOCUMENTS
from ipdesk.models.core.errors import InvalidInput
from ipdesk.paths import resource
from tests.documents.pdf_words import words
from tests.places import TESTS

RECEIPT, AWARD = DOCUMENTS["acceptance_receipt"], DOCUMENTS["award_notification"]
SCORES, FORFEITURE = DOCUMENTS["expert_scores"], DOCUMENTS["forfeiture_notice"]


def bundled(document: RegisteredDocument[Any]) -> str:
    return template_state(document, None).text


# The kind, what is replaced by what, the line (told by a part of it), and the sentence.
FAULTS: dict[str, tuple[RegisteredDocument[Any], str, str, str, str]] = {
    "unknown placeholder": (
        AWARD, "{programme_year}年度知识产权|", "{year}年度|", "title:", "占位符“{year}”不认识",
    ),
    "unknown in a cell": (
        RECEIPT, "（{policy_number}）", "（{number_of_it}）", "申请依据", "“{number_of_it}”不认识",
    ),
    "name of another list": (
        RECEIPT, 'text: "{form}"', 'text: "{amount}"', "原件或者复印件", "“{amount}”不认识",
    ),
    "cycle": (
        AWARD, 'payment_within: ""', 'payment_within: "{payment_within}"', "payment_within: ",
        "不能引用自己",
    ),
    "one text in another": (
        AWARD, 'duties_by: ""', 'duties_by: "{payment_within}"', "duties_by: ", "不能引用自己",
    ),
    "brace without partner": (RECEIPT, "（{policy_number}）", "（{policy_number）", "申请依据", "没有成对"),
    "no colon": (RECEIPT, "title:", "title", "title", "没有冒号"),
    "tab": (RECEIPT, "  promised:", "\tpromised:", "\tpromised", "Tab"),
    "key twice": (RECEIPT, 'left: "', 'title: "', "申请编号：{application", "已经写过"),
    "alias": (RECEIPT, "  promised: ", "  promised: &a ", "promised: &a", "不要使用 &、* 引用"),
    "key unknown": (RECEIPT, "code:", "kode:", "kode:", "“kode”不认识"),
    "no body": (FORFEITURE, "body:", "bodies:", "bodies:", "“bodies”不认识"),
    "title of nothing": (FORFEITURE, "资助（奖励）资金|逾期未领通知书", "|", 'title: "|"', "标题是空的"),
    "empty placeholder": (
        AWARD, "现将有关事项{announced}", "{duties_by}现将有关事项{announced}", "- text: >-", "是空的",
    ),
    "width of nothing": (RECEIPT, "columns: [30, 126]", "columns: [30, nan]", "columns: [30", "0到1000"),
    "width beyond paper": (RECEIPT, "columns: [30, 126]", "columns: [30, 1e9]", "columns: [30", "0到1000"),
    "no such character": (AWARD, "特此通知", "特此通知\U0001fae8", "特此通知", "没有字体能够印出"),
}  # fmt: skip


@pytest.mark.parametrize("case", FAULTS)
def test_what_is_wrong_is_told_at_its_line(case: str) -> None:
    document, good, bad, line, said = FAULTS[case]
    assert good in bundled(document)
    text = bundled(document).replace(good, bad, 1)
    [finding] = findings_of(document, text)
    assert said in finding.message
    assert line in text.split("\n")[finding.line - 1]


def test_no_office_leaves_out_what_may_be_done_against_a_decision() -> None:
    """行政复议法 (2023) art. 20; whoever writes it out by hand has said it as well."""
    asked = [one for one in DOCUMENTS.values() if "{remedies}" in bundled(one)]
    assert {one.kind.id for one in asked} == {
        "award_notification", "refusal_decision", "not_accepted_notice", "deemed_withdrawn_notice",
        "clawback_decision", "forfeiture_notice",
    }  # fmt: skip
    for document in asked:
        [found] = findings_of(document, bundled(document).replace("{remedies}", "特此告知"))
        assert found.message == "这份文书必须写明权利告知，请在正文里加上 {remedies}。", document.kind.name
        own = "可以自收到本通知书之日起60日内向云溪县人民政府申请行政复议"
        assert findings_of(document, bundled(document).replace("{remedies}", own)) == ()


def test_every_paragraph_and_row_is_told_of_at_once() -> None:
    text = bundled(RECEIPT).replace("{counted}", "{nothing}").replace("{policy_title}", "{no_policy}")
    text = text.replace("{promised}", "{promise}")
    found = findings_of(RECEIPT, text)
    assert [one.message.partition("不认识")[0] for one in found] == [
        "占位符“{nothing}”", "占位符“{no_policy}”", "占位符“{promise}”",
    ]  # fmt: skip
    assert [one.line for one in found] == sorted(one.line for one in found)


@pytest.mark.parametrize(
    "text", ["", "  \n", "# 只有说明\n", "- 一\n- 二\n", "标题", "title: [一]\nbody: []\n"]
)
@pytest.mark.parametrize("document", [AWARD, RECEIPT], ids=["letter", "sheet"])
def test_what_is_no_template_at_all_is_refused(document: RegisteredDocument[Any], text: str) -> None:
    with pytest.raises(InvalidInput, match="第 1 行") as refused:
        refuse_faults(document, text)
    assert refused.value.problems


@pytest.mark.parametrize("document", EDITABLE.values(), ids=EDITABLE)
def test_the_program_brings_data_to_look_at_each_of_its_templates_with(
    document: RegisteredDocument[Any],
) -> None:
    assert has_sample(document)
    assert findings_of(document, bundled(document)) == ()


def test_what_it_brings_cites_each_policy_as_that_numbers_its_parts() -> None:
    """The policy of Shaoguan has no articles 条: its parts are numbered 第（四）项."""
    files = sorted(resource("letters").glob("*.yaml"))
    texts = {path.stem: path.read_text(encoding="utf-8").partition("\n---")[2] for path in files}
    own = {name: text for name, text in texts.items() if "韶府办发函〔2021〕188号" in text}
    assert own
    wrong = re.compile('(article: |《若干措施》)第[^（"\n]+条')
    assert [name for name, text in own.items() if wrong.search(text)] == []


OWN_BEFORE = sorted((TESTS / "data" / "templates_before").glob("*.yaml"))


@pytest.mark.parametrize("path", OWN_BEFORE, ids=[path.stem for path in OWN_BEFORE])
def test_what_an_office_made_of_an_earlier_version_is_still_good(path: Path) -> None:
    """Placeholders and keys are added, never taken away: its wording goes on to be printed."""
    assert findings_of(EDITABLE[path.stem], path.read_text(encoding="utf-8")) == ()


def test_every_template_that_the_program_brings_can_be_changed() -> None:
    brought = {path.name for path in resource("letters").glob("*.yaml")}
    assert {document.template for document in EDITABLE.values()} == brought


def test_the_data_to_look_at_it_with_are_no_part_of_what_an_office_words(tmp_path: Path) -> None:
    """Neither shown nor needed; in a copy of the program's whole file they stand, and are not read there."""
    file, own = resource("letters", RECEIPT.template), tmp_path / RECEIPT.template
    whole = file.read_text(encoding="utf-8")
    assert "示例数据" in whole and "示例数据" not in bundled(RECEIPT)
    assert whole.startswith(bundled(RECEIPT)) and bundled(RECEIPT).endswith("\n")
    own.write_text(whole.replace("addressee: 云溪县恒信", "- 改坏了: [", 1), encoding="utf-8", newline="\r\n")
    state = template_state(RECEIPT, tmp_path)
    assert (state.own, state.text, state.findings) == (True, bundled(RECEIPT), ())
    assert template_of(RECEIPT, tmp_path).settings == template_of(RECEIPT).settings


def test_a_draft_shows_the_text_as_it_stands() -> None:
    text = bundled(RECEIPT).replace("本回执只证明", "这张回执单只证明")
    shown = words(draft_by(RECEIPT, text))
    assert "这张回执单只证明" in shown


def test_what_an_office_has_is_told_with_why_it_is_refused(tmp_path: Path) -> None:
    assert not template_state(RECEIPT, tmp_path).own
    own = tmp_path / RECEIPT.template
    own.write_text(bundled(RECEIPT).replace("{promised}", "{no_more}"), encoding="utf-8")
    state = template_state(RECEIPT, tmp_path)
    assert state.own and "{no_more}" in state.text and "{promised}" in state.bundled
    assert ["“{no_more}”不认识" in one.message for one in state.findings] == [True]
    own.write_bytes("题目".encode("gb18030"))
    assert "UTF-8" in template_state(RECEIPT, tmp_path).findings[0].message
    own.write_text(bundled(RECEIPT), encoding="utf-8-sig")
    assert template_state(RECEIPT, tmp_path).findings == ()
    assert template_of(RECEIPT, tmp_path).settings == template_of(RECEIPT).settings


def test_all_that_a_kind_may_name_is_listed_with_its_meaning() -> None:
    groups = {group.caption: group.names for group in name_groups(RECEIPT.vocabulary)}
    assert "{application_number}" in groups["全文可用"]
    assert "{copies}" in groups["写了 each: materials 的逐项内容中可用"]
    assert "{number}" in groups["编号"]
    assert all(meaning for names in groups.values() for meaning in names.values())
