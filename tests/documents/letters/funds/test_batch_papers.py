"""The papers of a batch of payments: each payment by its task, its sums, a receipt for each recipient."""

import datetime
from dataclasses import replace

from ipdesk.documents.letters.compose import render
from ipdesk.documents.letters.funds.batch_data import BatchPaper, PaidRow
from ipdesk.documents.letters.funds.batch_papers import PAYMENT_RECEIPT, PAYMENT_SUMMARY, RETURN_NOTICE
from tests.documents.letters.letters import ISSUER
from tests.documents.letters.paper import pages, text

BANK = "中国建设银行股份有限公司示例支行"
ROWS = (
    PaidRow(
        "发明专利资助",
        "示例甲有限公司",
        "44050162000100000001",
        BANK,
        "专利资助",
        1_234_500,
        0,
        "20240000001",
    ),
    PaidRow("商标奖励", "黎志明", "6222020000001122332", "", "商标奖励", 1_000_000, 160_000, "20240000002"),
)


def paper(*rows: PaidRow, sent: datetime.date | None = None) -> BatchPaper:
    day = datetime.date(2024, 6, 20)
    names = "2024年度县级知识产权专项资金", "2024-001", "银行批量支付（对公）", "对公", "陈晓敏", "黎志强"
    return BatchPaper(ISSUER, "", day, "", *names, sent, rows)


def test_the_summary_adds_up_what_was_granted_withheld_and_paid() -> None:
    said = text(render(PAYMENT_SUMMARY, paper(*ROWS, sent=datetime.date(2024, 6, 21))))
    for part in (
        "2笔", "20,745.00元（大写：人民币贰万零柒佰肆拾伍元整）", "44050162000100000001", "12,345.00",
        "10,000.00", "1,600.00", "8,400.00", "22,345.00", "已于2024年6月21日提交支付。",
        "编制人：陈晓敏", "签批人：黎志强",
    ):  # fmt: skip
        assert part in said, part


def test_where_nothing_is_withheld_no_column_says_so() -> None:
    said = text(render(PAYMENT_SUMMARY, paper(ROWS[0])))
    assert "代扣个税" not in said and "提交支付" not in said and "12,345.00" in said


def test_the_summary_says_what_came_back() -> None:
    failed = replace(ROWS[0], came_back=True)
    said = text(render(PAYMENT_SUMMARY, paper(failed, ROWS[1], sent=datetime.date(2024, 6, 21))))
    assert "其中1笔、12,345.00元没有付成或者已被退回" in said.replace("\n", "")


def test_sums_of_a_long_summary_are_carried_from_page_to_page() -> None:
    pdf = render(PAYMENT_SUMMARY, paper(*(ROWS[0] for _ in range(40))))
    assert len(pages(pdf)) > 1 and "过次页" in text(pdf) and "493,800.00" in text(pdf)


def test_each_recipient_gets_a_receipt_of_what_came() -> None:
    """Nobody confirms what did not come; who signs for somebody else says for whom."""
    failed = replace(ROWS[0], payee="示例乙有限公司", came_back=True)
    others = replace(ROWS[1], recipient="黎小宝")
    pdf = render(PAYMENT_RECEIPT, paper(ROWS[0], failed, others))
    first, second = (page.extract_text() for page in pages(pdf))
    assert "示例甲有限公司" in first and "壹万贰仟叁佰肆拾伍元整" in first and "示例甲有限公司" not in second
    assert "黎志明（资助对象：黎小宝）" in second and "捌仟肆佰元整" in second and "1,600.00元" in second


def test_whose_money_came_back_is_told_why_and_asked_for_the_right_account() -> None:
    failed = replace(ROWS[1], came_back=True, reason="户名不符")
    [said] = (page.extract_text() for page in pages(render(RETURN_NOTICE, paper(ROWS[0], failed))))
    for part in (
        "黎志明",
        "户名不符",
        "6222020000001122332",
        "捌仟肆佰元整",
        "云溪县市场监督管理局，以便重新支付",
    ):
        assert part in said.replace("\n", ""), part
