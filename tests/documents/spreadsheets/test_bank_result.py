"""The workbook that says what became of a bank's answer: a verdict for every row and every payment."""

import io

from openpyxl import load_workbook

from ipdesk.documents.spreadsheets.bank_file import bank_files
from ipdesk.documents.spreadsheets.bank_result import result_workbook
from ipdesk.documents.spreadsheets.read_sheet import read_sheets
from ipdesk.funds.core.phrases import fund_phrases
from ipdesk.funds.payments.answer import answer_of
from ipdesk.funds.payments.answer_head import AnswerSheet
from ipdesk.funds.payments.reading import read_results
from ipdesk.funds.payments.results import SentPayment, SentState, Verdict
from ipdesk.funds.payments.templates import bank_templates
from ipdesk.funds.payments.verdict_sentences import advice
from tests.documents.spreadsheets.test_bank_file import ROW, batch, template

SENT = [
    SentPayment("P1", "6222000011112222333", "何铉", 123_450),
    SentPayment("P2", "6222000011112222444", "邝怡", 5_000_000),
    SentPayment("P3", "6222000011112222555", "甘棠", 8_800, SentState.FAILED),
    SentPayment("P4", "6222000011112222666", "易安", 6_600),
]
ANSWER = """流水号,收款账号,收款户名,金额,处理状态,失败原因
P1,6222000011112222333,何铉,1234.50,成功,
P2,6.222E+18,邝怡,"50,000.01",失败,账号错误
P3,6222000011112222555,甘棠,88,成功,
P9,1,甲,1,成功,
合计,,,"51,323.51",,
"""


def rows_of(workbook: bytes) -> list[list[object]]:
    page = load_workbook(io.BytesIO(workbook)).worksheets[0]
    return [[cell.value for cell in row] for row in page.iter_rows(min_row=2)]


def test_every_row_and_every_payment_has_a_verdict_and_what_to_do() -> None:
    answer = answer_of(read_sheets(ANSWER.encode("gb18030")))
    result = read_results(answer, SENT, {5: None})
    found = rows_of(result_workbook("2021-003", result, answer.faults))
    assert [(row[0], row[1], row[4], row[6]) for row in found] == [
        (2, "P1", 1234.5, "支付成功"),
        (3, "P2", 50000.01, "金额不同"),
        (4, "P3", 88, "失败后又有结果"),
        (5, "P9", 1, "不计入"),
        (None, "P4", 66, "文件里没有"),
        (None, "合计", 1234.5, "支付成功合计"),
    ]
    said = [str(row[7] or "") for row in found]
    assert said[1].startswith("账号被 Excel 改成了数字") and "提交支付的是 50,000.00 元" in said[1]
    assert "可能付了两次" in said[2] and "请向银行查询" in said[4]
    assert said[5] == "支付成功 1 笔，支付失败 0 笔，需要核对 2 行，文件里没有 1 笔。"


def test_every_verdict_has_its_words() -> None:
    assert {*Verdict, "missing", "left_out", "summary"} == fund_phrases().verdicts.keys()
    assert all(words.word for words in fund_phrases().verdicts.values())


def test_a_row_without_a_word_of_the_bank_says_so() -> None:
    [row] = read_results(answer_of(read_sheets("流水号,金额,状态\nP4,66,\n".encode())), SENT).rows
    assert advice(row) == "银行写的是“（空白）”，请确认是成功、失败还是处理中。"


OWN = [
    template(file, more) for file, more in [("csv", "encoding: gbk"), ("txt", 'separator: "|"'), ("xls", "")]
]


def test_what_was_written_for_the_bank_is_read_back_when_it_adds_a_column() -> None:
    for one in (*bank_templates().usable, *OWN):
        rows = [ROW._replace(serial=f"P{n}", amount=100 + n) for n in range(3)]
        [file] = bank_files(one, batch(*rows))
        [sheet] = read_sheets(file.content)
        (_, heads), *others = sheet.rows
        more = [[*heads, "处理结果"], *([*cells, "成功"] for _, cells in others)]
        answer = answer_of([AnswerSheet("结果", list(enumerate(more, start=1)))])
        sent = [SentPayment(row.serial, row.account, row.payee_name, row.amount) for row in rows]
        assert [one.verdict for one in read_results(answer, sent).rows] == [Verdict.PAID] * 3
