"""The slip that is handed over at acceptance, and the form that proves service."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace

import pytest

from ipdesk.documents.errors import DocumentError
from ipdesk.documents.letters.counter.receipt import RECEIPT
from ipdesk.documents.letters.counter.received import ReceivedPaper
from ipdesk.documents.letters.document import ApplicationSource, KeptPaper
from ipdesk.documents.letters.filed_things import filed_things
from ipdesk.documents.letters.registry import DOCUMENTS
from ipdesk.documents.letters.service import Served
from ipdesk.models.records import ApplicationDetail, LetterRow
from ipdesk.models.records.forms import MaterialForm
from ipdesk.models.services.item_names import ItemNames
from ipdesk.models.workflow import Procedure, State
from tests.documents.letters import form_papers, papers
from tests.documents.letters.paper import MM, lines, pages, text, turned
from tests.documents.letters.test_assembly import OFFICE, POLICY, detail_of, stored, works

SERVICE = DOCUMENTS["service_record"]
DAY = datetime.date(2022, 3, 1)
NOW = datetime.datetime(2022, 3, 1, 9, tzinfo=datetime.UTC)


def handed_in() -> ApplicationDetail:
    """Return two works that were accepted with their application form."""
    detail = detail_of(works(2))
    received = {detail.achievements[0].row: frozenset({"application_form"})}
    return replace(detail, received=received)


def words(paper: papers.LetterData) -> str:
    return "".join(text(papers.render(paper)).split())


def test_a_receipt_says_what_was_received_by_whom_and_that_it_decides_nothing() -> None:
    said = words(papers.RECEIPT)
    assert "知识产权资助（奖励）申请受理回执申请编号：YX2022-0021受理日期：2022年3月18日" in said
    assert "1申请表原件1" in said and "2专利实施许可合同备案证明复印件2" in said
    assert "受理人：陈晓敏" in said and "（受理专用章）" in said
    assert "不是审批决定" in said and "审定结果书面通知。" in said
    assert "联系人：李敏；联系电话：0751-5550123" in said


def test_a_receipt_says_in_which_form_where_a_name_tells_else_by_hand() -> None:
    """A part of it that falls away leaves no gap either: the lines of its paragraphs follow each other."""
    pdf = papers.render(replace(papers.RECEIPT, materials=(ReceivedPaper("合同价款支付凭证", 1),)))
    assert "1合同价款支付凭证□原件□复印件1" in "".join(text(pdf).split())
    (told,) = [line for line in lines(pages(pdf)[0]) if "本回执只证明" in line.text]
    above = min(line.y for line in lines(pages(pdf)[0]) if line.y > told.y + 1)
    assert above - told.y < 2 * told.size


def test_papers_say_in_which_form_a_material_came_where_that_was_said() -> None:
    detail = handed_in()
    row = detail.achievements[0].row
    forms = {(row, "application_form"): MaterialForm.COPY, (row, "applicant_identity"): MaterialForm.ORIGINAL}
    told = replace(detail, received={row: frozenset(one for _, one in forms)}, forms=forms)
    source = ApplicationSource(OFFICE, told, POLICY)
    receipt = RECEIPT.build(source, DAY, "")
    assert {one.form for one in receipt.materials} == {"复印件", "原件"}
    said = words(receipt)
    assert ("申请表（签字盖章）复印件1" in said and "身份证明原件1" in said) or "主体资格证明原件1" in said


def test_a_list_calls_no_original_a_copy_that_has_to_be_compared() -> None:
    one = form_papers.MATERIAL_LIST.materials[0]
    came = replace(one, received=True, form="原件")
    said = words(replace(form_papers.MATERIAL_LIST, materials=(came,)))
    assert "1作品登记证书第1行作品著作权登记原件30☑—" in said
    assert "复印件30☑□相符" in words(
        replace(form_papers.MATERIAL_LIST, materials=(replace(came, form="复印件"),))
    )


def test_a_receipt_names_what_is_applied_for_and_until_when_it_is_examined() -> None:
    receipt = RECEIPT.build(ApplicationSource(OFFICE, handed_in(), POLICY), DAY, "")
    assert receipt.matters == ("作品著作权登记2件",)
    said = words(receipt)
    assert "年度知识产权资助（奖励）：作品著作权登记2件" in said and "，共2件" not in said
    assert "20个工作日内完成审核，此后拟定、公示、审定和拨付的时间另计" in said
    detail = handed_in()
    row = replace(detail.application, procedure=Procedure(frozenset({State.REVIEWED})))
    reviewing = ApplicationSource(OFFICE, replace(detail, application=row), POLICY)
    assert "20个工作日内完成初审，此后" in words(RECEIPT.build(reviewing, DAY, "")), "what ends the reminder"


def test_a_receipt_names_what_no_material_was_handed_in_for() -> None:
    """A utility model, which no clause is about, and works, whose certificates are asked for."""
    model = stored(9, "patent_grant", "ZL202120000001.1", patent_type="utility_model", region="CN")
    detail = detail_of([*works(2), model])
    named = replace(detail, received={detail.achievements[0].row: frozenset({"application_form"})})
    said = words(RECEIPT.build(ApplicationSource(OFFICE, named, POLICY), DAY, ""))
    assert "下列事项没有单独提交证明材料，按申请表和我局核查的情况审核：实用新型专利授权1件。" in said
    assert "没有单独提交" not in words(RECEIPT.build(ApplicationSource(OFFICE, handed_in(), POLICY), DAY, ""))


def test_a_project_has_one_name_from_the_receipt_on() -> None:
    project = stored(1, "project", "P-1", type="high_value_cultivation", designated=True)
    detail = detail_of([project])
    named = replace(detail, received={project.row: frozenset({"application_form"})})
    receipt = RECEIPT.build(ApplicationSource(OFFICE, named, POLICY), DAY, "")
    assert receipt.matters == ("高价值专利培育项目1项",)
    names = ItemNames((one.line for one in detail.lines), POLICY, detail.applicant.name)
    [thing] = filed_things([project], detail.applicant.name, POLICY.vocabulary, names)
    assert thing.thing == "高价值专利培育项目（P-1）"


def test_a_receipt_of_very_many_matters_names_the_first() -> None:
    matters = tuple(f"成果{number}1件" for number in range(9))
    said = words(replace(papers.RECEIPT, matters=matters, achievements=9))
    assert "、成果51件等，共9项" in said and "成果61件" not in said


def test_a_draft_of_a_receipt_stands_on_one_page() -> None:
    one_page = pages(papers.render(papers.ALL["receipt_draft"]))
    assert len(one_page) == 1
    assert "".join(char["text"] for char in one_page[0].chars if turned(char)) == "样稿"


def test_its_materials_are_those_ticked_as_received() -> None:
    detail = handed_in()
    name = POLICY.vocabulary.materials["application_form"]
    receipt = RECEIPT.build(ApplicationSource(OFFICE, detail, POLICY), DAY, "")
    assert receipt.materials == (ReceivedPaper(name, 1),)
    assert receipt.clerk == detail.application.accepted_by
    assert "收到的材料共1份，以下空白" in words(receipt)
    [row] = detail.received
    certified = replace(detail, received={row: frozenset({"application_form", "work_certificate"})})
    said = words(RECEIPT.build(ApplicationSource(OFFICE, certified, POLICY), DAY, ""))
    assert "作品登记证书复印件2" in said and "收到的材料共3份" in said, "one for each of the works"
    with pytest.raises(DocumentError, match="没有登记收到的材料，不能印受理回执"):
        RECEIPT.build(ApplicationSource(OFFICE, detail_of(works(2)), POLICY), DAY, "")


def test_a_receipt_names_what_is_still_to_come_who_decides_and_who_signs_for_a_child() -> None:
    detail = handed_in()
    bare = replace(detail.applicant, account="")
    said = words(RECEIPT.build(ApplicationSource(OFFICE, replace(detail, applicant=bare), POLICY), DAY, ""))
    assert "尚未收到：收款银行账户证明复印件（账号），请在资金拨付前补交。" in said
    assert "尚未收到：承诺书" in said and "审核后报送" not in said
    assert "申请人（或者经办人）收到本回执" in said and "监护人收到" not in said
    child = replace(papers.RECEIPT, guardian="陈建国", upper_body="韶关市市场监督管理局", missing_account="")
    said = words(child)
    assert "审核后报送韶关市市场监督管理局审定；" in said and "上级审定和拨付的时间另计。" in said
    assert "公示、审定和拨付的时间另计" not in said and "尚未收到" not in said
    assert "监护人收到本回执。" in said and "经办人）收到" not in said


def test_a_receipt_that_is_printed_later_bears_the_day_of_acceptance() -> None:
    """It says when it was printed; once the application is decided it asks for nothing any more."""
    later = replace(papers.RECEIPT, date=datetime.date(2022, 9, 5), missing=("承诺书",))
    said = words(later)
    assert said.count("2022年9月5日") == 1 and "本回执于2022年9月5日补印，受理日期不变。" in said
    assert said.count("2022年3月18日") == 2 and "尚未收到：承诺书，请尽快补交。" in said
    assert "补印" not in words(papers.RECEIPT)
    detail = handed_in()
    decided = replace(detail, application=replace(detail.application, state=State.NOTIFIED))
    said = words(RECEIPT.build(ApplicationSource(OFFICE, decided, POLICY), DAY, ""))
    assert "尚未收到：承诺书" in said and "尽快补交" not in said


def test_a_receipt_takes_the_place_of_those_before_it() -> None:
    """One that is void is not called in any more."""
    assert "收回作废" not in words(papers.RECEIPT)
    old = (
        letter("", RECEIPT.kind.id, 2),
        replace(letter("", RECEIPT.kind.id, 1), void_reason="印错", voided_at=NOW),
    )
    receipt = RECEIPT.build(ApplicationSource(OFFICE, replace(handed_in(), letters=old), POLICY), DAY, "")
    day = f"{old[0].date.year}年{old[0].date.month}月{old[0].date.day}日"
    assert f"原受理回执（{day}）收回作废，以本回执为准。" in words(receipt)


@pytest.mark.parametrize("number", ["2024-0001", "YX2022-0021", "2026-10000"])
def test_the_code_of_a_receipt_says_the_number_of_the_application(number: str) -> None:
    page = pages(papers.render(replace(papers.RECEIPT, application_number=number)))[0]
    squares = [rect for rect in page.rects if rect["top"] < 35 * MM]
    left, top = min(one["x0"] for one in squares), min(one["top"] for one in squares)
    right = max(one["x1"] for one in squares)
    assert right == pytest.approx(184 * MM, abs=0.1)
    assert (right - left) == pytest.approx(18 * MM, abs=0.1)
    unit = (right - left) / 21
    dark = {
        (round((one["top"] - top) / unit), round((one["x0"] - left) / unit) + step)
        for one in squares
        for step in range(round((one["x1"] - one["x0"]) / unit))
    }
    assert decoded(dark) == number


# The first version of ISO/IEC 18004 read back without its error correction.
MASKS = (
    lambda row, column: (row + column) % 2,
    lambda row, column: row % 2,
    lambda row, column: column % 3,
    lambda row, column: (row + column) % 3,
    lambda row, column: (row // 2 + column // 3) % 2,
    lambda row, column: row * column % 2 + row * column % 3,
    lambda row, column: (row * column % 2 + row * column % 3) % 2,
    lambda row, column: ((row + column) % 2 + row * column % 3) % 2,
)
ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"


def decoded(dark: set[tuple[int, int]]) -> str:
    """Return the text of a code of 21 by 21 squares, those dark given by row and column."""
    mask = MASKS[int("".join(str(int((8, column) in dark)) for column in (2, 3, 4)), 2) ^ 0b101]
    bits = "".join(str(int((cell in dark) != (not mask(*cell)))) for cell in zigzag())
    mode, count, data = bits[:4], bits[4:], ""
    if mode == "0100":
        length = int(count[:8], 2)
        raw = count[8 : 8 + 8 * length]
        return bytes(int(raw[at : at + 8], 2) for at in range(0, len(raw), 8)).decode("ascii")
    assert mode == "0010"
    length, rest = int(count[:9], 2), count[9:]
    while length:
        pair, taken = (2, 11) if length > 1 else (1, 6)
        value, rest, length = int(rest[:taken], 2), rest[taken:], length - pair
        data += ALPHANUMERIC[value // 45] + ALPHANUMERIC[value % 45] if pair == 2 else ALPHANUMERIC[value]
    return data


def zigzag() -> Iterator[tuple[int, int]]:
    """Yield the cells of data in their order: pairs of columns from the right, up and down in turn."""
    upward = True
    for right in (20, 18, 16, 14, 12, 10, 8, 5, 3, 1):
        for row in range(20, -1, -1) if upward else range(21):
            for column in (right, right - 1):
                finder = (row < 9 and (column < 9 or column > 12)) or (row > 12 and column < 9)
                if not finder and row != 6 and column != 6:
                    yield row, column
        upward = not upward


def test_a_proof_that_is_printed_after_the_service_says_so() -> None:
    served = Served("direct", datetime.date(2022, 9, 6), 480, "林敏")
    later = words(replace(papers.SERVICE, served=served, date=datetime.date(2022, 9, 7)))
    assert "签收人：林敏" in later and "2022年9月7日印制，送达此前已经登记" in later
    for same in (papers.SERVICE, replace(papers.SERVICE, served=served, date=served.day)):
        assert "印制" not in words(same)


def test_a_proof_of_service_names_the_paper_and_leaves_room_for_the_hand() -> None:
    said = words(papers.SERVICE)
    assert len(pages(papers.render(papers.SERVICE))) == 1
    assert "云溪县市场监督管理局送达回证" in said
    assert "案由2022年度知识产权资助（奖励）申请的审定" in said and "申请编号：YX2022-0021" in said
    assert (
        "送达文书2022年度知识产权资助（奖励）申请不予资助决定书" in said
        and "云市监知资不予〔2022〕2号" in said
    )
    assert "文书日期：2022年9月5日" in said and "送达地点云溪县工业大道3号" in said
    for place in ("送达方式", "□留置", "年月日时分", "签名或者盖章", "与受送达人的关系：", "拒收的事由",
                  "见证人签名", "送达人签名"):  # fmt: skip
        assert place in said


def letter(number: str, kind: str, day: int) -> LetterRow:
    date = datetime.date(2022, 3, day)
    return LetterRow(day, kind, number, date, 1, "2022-0001", "示例", 0, "陈晓敏", NOW)


def test_it_is_about_the_last_paper_that_bears_a_number() -> None:
    """A void one, and one that goes to another office, are nothing that the applicant is served."""
    void = replace(letter("示知资〔2022〕2号", "award_notification", 5), void_reason="写错", voided_at=NOW)
    sent = (
        letter("示知函〔2022〕1号", "inquiry", 6),
        void,
        letter("", "acceptance_receipt", 4),
        letter("示知资〔2022〕1号", "award_notification", 3),
        letter("示知资补〔2022〕1号", "correction_notice", 2),
    )
    record = SERVICE.build(
        ApplicationSource(OFFICE, replace(detail_of(works(1)), letters=sent), POLICY), DAY, ""
    )
    assert (record.paper_name, record.paper_number) == ("资助（奖励）通知书", "示知资〔2022〕1号")
    assert record.paper_date == datetime.date(2022, 3, 3)
    assert (record.matter, record.accepted) == ("申请的审定", True)


def test_it_names_the_paper_as_its_own_title_does() -> None:
    sent = letter("示知资追〔2022〕1号", "clawback_decision", 4)
    kept = {sent.id: KeptPaper(2, "追回资助（奖励）资金决定书")}
    detail = replace(detail_of(works(1)), letters=(sent,))
    record = SERVICE.build(ApplicationSource(OFFICE, detail, POLICY, papers=kept), DAY, "")
    said = words(record)
    assert "年度知识产权资助（奖励）资金追回送达文书" in said
    assert "送达文书追回资助（奖励）资金决定书" in said


def test_what_was_never_accepted_bears_the_number_that_it_was_filed_under() -> None:
    detail = detail_of(works(1))
    sent = (letter("示知资不受〔2022〕1号", "not_accepted_notice", 4),)
    row = replace(detail.application, accepted_on=None)
    source = ApplicationSource(OFFICE, replace(detail, application=row, letters=sent), POLICY)
    said = words(SERVICE.build(source, DAY, ""))
    assert "申请编号：" in said and "申请不予受理" in said


def test_where_nothing_with_a_number_went_out_there_is_nothing_to_prove() -> None:
    with pytest.raises(DocumentError, match="没有需要送达的"):
        SERVICE.build(ApplicationSource(OFFICE, detail_of(works(1)), POLICY), DAY, "")
