"""Papers made from a file: application form, list of materials, approval form, as they would be signed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ipdesk.documents.errors import LetterDataError
from ipdesk.documents.letters.issue import Request, Sources, issue, issued_together, preview_pdf
from ipdesk.documents.letters.registry import DOCUMENTS
from ipdesk.models import commands, queries
from ipdesk.models.core.errors import Conflict
from ipdesk.models.records import DecidedAmount, DraftTotals, LoweredAmount, MissingItem, RawAchievement
from ipdesk.models.store import Store
from ipdesk.rules.library.policy_library import standard_library
from tests.actors import CLERK
from tests.documents.letters.paper import characters, lines, pages, turned
from tests.models.desk import Clock, Desk, cultivation, licence, maintained, works
from tests.models.handlers.batches.test_accepting import complete
from tests.stores import with_database

FIRM = {
    "name": "韶关市恒信电子科技股份有限公司",
    "legal_representative": "陈𬭎喆",
    "contact": "李敏",
    "telephone": "13800138000",
    "bank": "中国农业银行股份有限公司示例县支行",
    "account": "44125501040012345",
}
CHILD = {"name": "张喆", "kind": "individual", "identity": "440204201503124515", "traits": ()}


@pytest.fixture
def desk(data_dir: Path) -> Iterator[Desk]:
    clock = Clock()
    store = Store.open(with_database(data_dir), clock)
    yield Desk(store, standard_library().policy("shaoguan-2021"), clock)
    store.close()


def sources(desk: Desk) -> Sources:
    return Sources(desk.store, standard_library())


def request(desk: Desk, kind: str, application: int) -> Request:
    return Request(DOCUMENTS[kind], application, desk.clock.today)


def preview(desk: Desk, kind: str, application: int) -> bytes:
    return preview_pdf(sources(desk), request(desk, kind, application))


def said(pdf: bytes) -> str:
    """Return what a paper says cell by cell, without line ends and blanks."""
    words = "".join(char["text"] for page in pages(pdf) for char in characters(page) if not turned(char))
    return words.replace("　", "").replace(" ", "")


def test_the_application_form_is_prefilled_from_the_draft_and_says_what_it_is_for(desk: Desk) -> None:
    draft = desk.draft(desk.register(**FIRM), works(count="30"), licence(), maintained(), cultivation())
    words = said(preview(desk, "application_form", draft.application))
    for known in (*(str(value) for value in FIRM.values()), "91440299MA0000001", "2024-0001"):
        assert known in words
    # 30 works at 200, 1 % of 800,000, 10,000 for a patent kept ten years; the project's sum is decided later.
    assert "6,000.00" in words and "8,000.00" in words and "10,000.00" in words and "待核定" in words
    assert "测算合计（元）24,000.00" in words and "人民币贰万肆仟元整" in words and "以审定为准" in words
    assert "粤作登字-2022-F-00000001" in words and "共30件" in words and "30件2022年3月1日" in words
    for duty in (
        "没有侵犯他人知识产权",
        "没有重复申领",
        "退回资金",
        "三十年",
        "印出申请人名称（姓名）、成果的名称、编号、事项和金额",
        "查阅、复制、更正、补充",
        "投诉、举报",
        "提交个人身份证件复印件的，证件的号码和复印件属于敏感个人信息",
        "不提供的，无法确认",
    ):
        assert duty in words
    assert "监护人" not in words and "法定代表人" in words
    assert "收款账户属于敏感" not in words, "the account of a unit is nobody's"


def test_the_application_form_lists_what_nothing_is_computed_for_and_says_why(desk: Desk) -> None:
    loan = RawAchievement(
        id="9", kind="pledge_loan", ref="Y2022990000019", date="2022-05-20",
        facts={"interest_paid": "18650", "on_schedule": "true"},
    )  # fmt: skip
    draft = desk.draft(desk.register(**FIRM), works(count="120"), loan)
    words = said(preview(desk, "application_form", draft.application))
    # Of 120 works 100 are paid at 200 a year, and the loan is on no list of those whose risk is shared.
    assert "至00000120，共20件）：已达单位年度件数上限100件，本项不再资助" in words
    reason = "按规定，贷款须已列入风险补偿扶持（现状：未列入风险补偿扶持）"
    assert f"知识产权质押融资贴息（Y2022990000019）：{reason}第（八）项0.00" in words
    assert "测算合计（元）20,000.00" in words


def test_a_childs_form_asks_for_the_guardian(desk: Desk) -> None:
    draft = desk.draft(desk.register(**CHILD), works())
    words = said(preview(desk, "application_form", draft.application))
    for asked in (
        "监护人姓名",
        "与申请人关系",
        "监护人证件号码",
        "公示时只印姓氏，不印证件",
        "监护人签名即为同意",
    ):
        assert asked in words
    assert "本人承诺" in words and "本单位承诺" not in words
    assert "收款账户属于敏感个人信息" in words and "不提供的，无法审核和拨付" in words


def test_it_goes_out_without_a_number_and_is_printed_again_byte_for_byte(desk: Desk) -> None:
    draft = desk.draft(desk.register(**FIRM), works())
    wanted = request(desk, "application_form", draft.application)
    issued, _ = issue(sources(desk), wanted, CLERK)
    kept = desk.store.read(queries.letter, issued.id)
    assert (issued.number, kept.row.kind) == ("", "application_form")
    desk.store.run(
        commands.SaveDraft(
            applicant=desk.detail(draft.application).applicant.id, policy=desk.policy.id, year=2022,
            rows=(licence(),), application=draft.application, revision=draft.revision,
            totals=DraftTotals(1), numbers=(),
        ),
        CLERK,
    )  # fmt: skip
    second, _ = issue(sources(desk), wanted, CLERK)
    again = issued_together(sources(desk), (issued.id,), False, lambda _: None)
    assert again.pdf == kept.pdf and "粤作登字" in said(again.pdf)
    both = issued_together(sources(desk), (issued.id, second.id), False, lambda _: None)
    assert both.stored == 0, "drawn anew from the frozen data, each as it went out"
    assert "粤作登字" in said(both.pdf) and "Y2022440000123" in said(both.pdf)


def test_an_unreadable_row_and_an_empty_form_are_refused_in_words(desk: Desk) -> None:
    unread = desk.draft(desk.register(**FIRM), works(date="2022-13-01"))
    with pytest.raises(LetterDataError, match="受理窗口改好后再印"):
        preview(desk, "application_form", unread.application)
    empty = desk.draft(desk.register(name="韶关市瑞丰电子有限公司"))
    with pytest.raises(LetterDataError, match="还没有录入成果"):
        preview(desk, "material_list", empty.application)


def test_only_a_draft_gets_a_form_to_sign(desk: Desk) -> None:
    draft = desk.draft(desk.register(**FIRM), works())
    wanted = request(desk, "application_form", draft.application)
    desk.accept(draft)
    with pytest.raises(Conflict):
        issue(sources(desk), wanted, CLERK)


def test_the_list_names_each_material_once_with_its_copies_and_what_was_received(desk: Desk) -> None:
    rows = works(count="30", received=frozenset({"commitment"})), maintained()
    draft = desk.draft(desk.register(**FIRM), *rows)
    pdf = preview(desk, "material_list", draft.application)
    found = [line.text for page in pages(pdf) for line in lines(page)]
    (works_copies,) = [line for line in found if "作品登记证书" in line]
    assert "第1行作品著作权登记" in works_copies and "复印件30□□相符" in works_copies
    (undertaking,) = [line for line in found if "承诺书（签字盖章）" in line]
    assert "原件1☑" in undertaking and "相符" not in undertaking
    assert "复印件与原件核对无误" in said(pdf) and "不表示申请已经受理" in said(pdf)
    assert "补正" not in said(pdf)


def test_what_is_missing_is_listed_with_until_when_and_whom_to_call(desk: Desk) -> None:
    rows = works(count="30", received=frozenset({"commitment"})), maintained()
    draft = desk.draft(desk.register(**FIRM), *rows)
    pdf = preview(desk, "missing_list", draft.application)
    found = [line.text for page in pages(pdf) for line in lines(page)]
    (works_copies,) = [line for line in found if "作品登记证书" in line]
    assert "第1行作品著作权登记" in works_copies and "复印件30带原件核对" in works_copies
    words = said(pdf)
    assert "承诺书" not in words, "it was received"
    assert "陈晓敏，0751-8880000" in words and "示例县建设路1号" in words and "截至2024年6月20日" in words
    assert "不是补正通知书" in words and "通知补正" not in words
    asking = commands.AskCorrection(
        application=draft.application, policy=desk.policy, working_days=5, served_on=desk.clock.today,
        items=(MissingItem("申请表没有签字", "补签"),),
    )  # fmt: skip
    desk.store.run(asking, CLERK)
    words = said(preview(desk, "missing_list", draft.application))
    assert "通知补正的内容：1.申请表没有签字。" in words and "请于2024年6月27日（含当日）前补齐" in words


def test_where_nothing_is_missing_no_list_is_printed(desk: Desk) -> None:
    rows = complete(desk, works())
    draft = desk.draft(desk.register(**FIRM), rows)
    with pytest.raises(LetterDataError, match="已经收齐"):
        preview(desk, "missing_list", draft.application)


def test_the_list_tells_what_a_correction_asks_for_beside_what_was_received(desk: Desk) -> None:
    rows = works(received=frozenset({"commitment", "application_form"})), maintained()
    draft = desk.draft(desk.register(**FIRM), *rows)
    asked = "申请表没有签字", "缺少作品登记证书复印件（第2行）", "合同缺少对方盖章页"
    asking = commands.AskCorrection(
        application=draft.application, policy=desk.policy, working_days=5, served_on=None,
        items=tuple(MissingItem(one, "补交") for one in asked),
    )  # fmt: skip
    desk.store.run(asking, CLERK)
    words = said(preview(desk, "material_list", draft.application))
    assert "申请表（签字盖章）整件申请原件1☑待补正" in words and "原件1☑—" in words
    assert "复印件1□□相符" in words, "another row has its certificate"
    assert "：1.申请表没有签字；2.缺少作品登记证书复印件（第2行）；3.合同缺少对方盖章页。" in words


def test_the_approval_form_shows_every_line_and_leaves_the_decision_to_the_hand(desk: Desk) -> None:
    draft = desk.draft(desk.register(**FIRM), works(count="120"), licence(), cultivation())
    desk.accept(draft)
    words = said(preview(desk, "approval_form", draft.application))
    # Of 120 works 100 are paid at 200 a year; the licence brings 1 % of 800,000.
    assert "20,000.00" in words and "8,000.00" in words and "28,000.00" in words and "待核定" in words
    assert "拟资助金额28,000.00元（大写：人民币贰万捌仟元整）" in words and "审定金额28" not in words
    assert "上限100件" in words and "核减20件" in words
    for signed in ("经办人意见", "股室负责人意见", "分管领导意见", "主要领导意见", "核查人", "会议纪要"):
        assert signed in words
    assert words.count("签名：") == 4 and "受理2024年6月20日，陈晓敏" in words


def test_before_its_look_ups_a_file_tells_what_was_declared(desk: Desk) -> None:
    kept = licence()
    draft = desk.draft(desk.register(**FIRM), replace(kept, facts={**kept.facts, "implemented": "false"}))
    desk.accept(draft)
    words = said(preview(desk, "approval_form", draft.application))
    assert "按申报的内容，尚未转化运用" in words and "经审核" not in words
    assert "失信被执行人" in words and "第（七）项：专利须已转化运用（Y2022440000123）" in words


def test_what_another_document_governs_is_no_sum_of_nothing(desk: Desk) -> None:
    report = RawAchievement(id="1", kind="whistleblowing", ref="440200-11", date="2022-03-01", facts={})
    draft = desk.draft(desk.register(**FIRM), report)
    result = desk.accept(draft)
    words = said(preview(desk, "approval_form", draft.application))
    governing = "《广东省举报侵犯知识产权和制售假冒伪劣商品违法行为奖励办法》"
    assert f"拟办结果不按本政策资助，另按{governing}办理" in words and "大写" not in words
    assert "0.00" not in words and words.count("另按规定") == 2
    line = result.lines[0]
    granted = DecidedAmount(line.achievement, line.rule, 0, "举报不属实")
    desk.store.run(desk.confirming(draft.application, result, decided=(granted,)), CLERK)
    decided = said(preview(desk, "approval_form", draft.application))
    assert "另按规定另按规定0.00" in decided and "审定结果不予资助" in decided


def test_the_approval_form_after_the_decision_shows_what_was_granted_and_why(desk: Desk) -> None:
    draft = desk.draft(desk.register(**FIRM), works(), licence())
    result = desk.accept(draft)
    (line,) = [one for one in result.lines if one.amount == 800_000]
    lowered = LoweredAmount(line.achievement, line.rule, 500_000, "两笔款项与专利无关")
    desk.store.run(desk.confirming(draft.application, result, lowered=(lowered,)), CLERK)
    words = said(preview(desk, "approval_form", draft.application))
    assert "8,000.008,000.005,000.00" in words and "两笔款项与专利无关" in words
    assert "审定金额5,200.00元（大写：人民币伍仟贰佰元整）" in words
    assert "局务会纪要〔2024〕3号，2024年6月20日" in words


GUARDED = {
    **CHILD, "guardian": "张𬭎", "guardian_relation": "母亲", "guardian_identity": "440200198501010012",
    "guardian_telephone": "13800138000", "account_name": "张𬭎", "bank": "示例银行",
    "account": "6222020000001122332",
}  # fmt: skip


def test_a_childs_papers_name_its_guardian_and_are_addressed_through_it(desk: Desk) -> None:
    row = replace(works(), received=frozenset({"guardian_consent"}))
    draft = desk.draft(desk.register(**GUARDED), row)
    consent = preview(desk, "guardian_consent", draft.application)
    assert len(pages(consent)) == 1, "one sheet is signed, not two"
    for words in (said(consent), said(preview(desk, "application_form", draft.application))):
        for known in ("张喆", "张𬭎", "母亲", GUARDED["guardian_identity"], "13800138000"):
            assert str(known) in words
    assert "拨付到本人名下" in said(consent) and "14周岁" in said(consent)
    assert "申请人的姓名印为“张某某”" in said(consent) and "作品著作权登记" in said(consent)
    assert "第（四）项200.00" in said(consent), "one work"
    desk.store.run(desk.confirming(draft.application, desk.accept(draft)), CLERK)
    assert "张喆（监护人：张𬭎）：" in said(preview(desk, "award_notification", draft.application))
    words = said(preview(desk, "approval_form", draft.application))
    assert (
        "监护人张𬭎" in words
        and "由陈晓敏一人经办，审定金额由会议（局务会纪要〔2024〕3号，2024年6月20日）决定。" in words
    )


def test_who_came_of_age_is_written_to_alone(desk: Desk) -> None:
    row = replace(works(), received=frozenset({"guardian_consent"}))
    draft = desk.draft(desk.register(**GUARDED), row)
    desk.store.run(desk.confirming(draft.application, desk.accept(draft)), CLERK)
    desk.clock.moment = desk.clock.moment.replace(year=2033, month=3, day=12)
    assert "张喆：" in said(preview(desk, "award_notification", draft.application))
    with pytest.raises(LetterDataError, match="已满18周岁"):
        preview(desk, "guardian_consent", draft.application)
