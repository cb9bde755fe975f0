"""How long a batch for the bank takes, and its answer, against writing and reading the sheets alone."""

import datetime
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal

from openpyxl import Workbook
from python_calamine import load_workbook

from ipdesk.documents.spreadsheets.bank_file import bank_files
from ipdesk.documents.spreadsheets.read_sheet import read_sheets
from ipdesk.documents.spreadsheets.xls.workbook import xls_workbook
from ipdesk.funds.payments.answer import answer_of
from ipdesk.funds.payments.bank_template import BankTemplate
from ipdesk.funds.payments.payment_row import BankBatch, PayeeKind, Payer, PaymentRow, Value
from ipdesk.funds.payments.reading import read_results
from ipdesk.funds.payments.results import SentPayment, Verdict
from ipdesk.funds.payments.templates import bank_templates
from tests.bench.report import Figure
from tests.bench.timing import rates

PAYMENTS = 10_000
MOST = 3
ROUNDS = 5
_PAYER = Payer("澄溪县市场监督管理局", "44050001000000012345", "建设银行澄溪支行")


def run() -> list[Figure]:
    """Measure both bundled templates; the answer is the sheet sent, with a column of states.

    A workbook of others is read in a process of its own. What calamine takes without that stands beside it.
    """
    batch = BankBatch("2021-003", datetime.date(2021, 12, 3), _PAYER, tuple(map(_row, range(PAYMENTS))))
    office, icbc = bank_templates().usable
    written = [_written(template, batch) for template in (office, icbc)]
    cells = _cells(office, batch)
    heads, *rows = cells
    answered = [[*heads, "处理结果"], *([*row, "成功"] for row in rows)]
    return [
        *written,
        _read("xlsx", _xlsx(answered), batch),
        _read("xls", xls_workbook("结果", answered), batch),
    ]


def _row(number: int) -> PaymentRow:
    return PaymentRow(
        serial=f"P2021{number:06d}",
        payee_name=f"澄溪县第{number}精密电子有限公司",
        account=f"6222{number:015d}",
        bank_kind="工商银行",
        bank=f"工商银行澄溪支行第{number % 40}营业室",
        bank_number="102100000017",
        amount=100_000 + number * 7,
        purpose="专利资助",
        payee=PayeeKind.UNIT,
    )


def _cells(template: BankTemplate, batch: BankBatch) -> list[list[Value]]:
    return [row for part in template.parts(batch) for row in template.sheet(part, batch)]


def _written(template: BankTemplate, batch: BankBatch) -> Figure:
    cells = _cells(template, batch)
    ours, bare = rates(PAYMENTS, lambda: bank_files(template, batch), lambda: _xlsx(cells), rounds=ROUNDS)
    name = f"a batch of {PAYMENTS:,} payments checked and exported as .{template.file}, times openpyxl"
    return Figure(
        name, bare / ours, MOST, False, f"{PAYMENTS / ours:.2f} s, openpyxl {PAYMENTS / bare:.2f} s"
    )


def _xlsx(cells: Iterable[Sequence[Value | Decimal]]) -> bytes:
    book = Workbook(write_only=True)
    page = book.create_sheet()
    for row in cells:
        page.append(row)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _read(kind: str, file: bytes, batch: BankBatch) -> Figure:
    sent = [SentPayment(row.serial, row.account, row.payee_name, row.amount) for row in batch.rows]

    def ours() -> None:
        answer = answer_of(read_sheets(file))
        result = read_results(answer, sent)
        assert {one.verdict for one in result.rows} == {Verdict.PAID} and not result.missing

    def here() -> None:
        load_workbook(io.BytesIO(file)).get_sheet_by_index(0).to_python()

    read, alone, bare = rates(PAYMENTS, ours, lambda: read_sheets(file), here, rounds=ROUNDS)
    name = f"results of {PAYMENTS:,} payments read back from .{kind}, times reading the sheet alone"
    times = [PAYMENTS / rate for rate in (read, alone, bare)]
    detail = "{:.2f} s, the sheet {:.2f} s, in this process {:.2f} s".format(*times)
    return Figure(name, alone / read, MOST, False, detail)
