"""What stands in the sheets of banks, cell by cell."""

import datetime
from decimal import Decimal

import pytest

from ipdesk.funds.payments.bank_template import BankTemplate, FileKind, Payer, PaymentRow, bank_templates
from ipdesk.rules.source.findings import PackError
from ipdesk.rules.source.read_model import read_model
from ipdesk.rules.source.yaml_source import Source

DAY = datetime.date(2021, 12, 3)
PAYER = Payer("澄溪县市场监督管理局", "44050001", "建设银行澄溪支行")
ROW = PaymentRow(
    serial="2021-0007",
    payee_name="何铉",
    account="6222000011112222",
    bank_kind="工商银行",
    bank="工商银行澄溪支行",
    bank_number="102100000017",
    amount=123_405,
    purpose="专利资助",
)
ICBC_HEADS = (
    "币种|日期|明细标志|顺序号|付款账号开户行|付款账号/卡号|付款账号名称/卡名称|收款账号开户行|收款账号省份|收款账号地市|"
    "收款账号地区码|收款账号|收款账号名称|金额|汇款用途|备注信息|汇款方式|收款账户短信通知手机号码|自定义序号"
)


def template(name: str) -> BankTemplate:
    """Return a bundled template."""
    return next(one for one in bank_templates() if one.id == name)


def written(text: str) -> BankTemplate:
    """Read a template as an office may write it."""
    return read_model(BankTemplate, Source("own.yaml", text))


def test_the_usual_sheet_has_the_columns_that_offices_know() -> None:
    (sheet,) = template("office").sheets([ROW], PAYER, DAY)
    assert "|".join(map(str, sheet[0])) == (
        "序号|付款账号|付款户名|行别|收款账号|收款户名|开户行|联行号|流水号|金额|用途|备注"
    )
    assert sheet[1] == [
        1, "44050001", "澄溪县市场监督管理局", "工商银行", "6222000011112222", "何铉", "工商银行澄溪支行",
        "102100000017", "2021-0007", Decimal("1234.05"), "专利资助", "",
    ]  # fmt: skip


def test_the_sheet_of_icbc_has_its_columns_and_fixed_texts() -> None:
    icbc = template("icbc")
    (sheet,) = icbc.sheets([ROW], PAYER, DAY)
    assert "|".join(map(str, sheet[0])) == ICBC_HEADS
    found = dict(zip(sheet[0], sheet[1], strict=True))
    assert (found["币种"], found["日期"], found["汇款方式"]) == ("RMB", "20211203", "1")
    assert (found["自定义序号"], found["金额"]) == ("2021-0007", Decimal("1234.05"))
    assert icbc.file is FileKind.XLS


OWN = """
id: own
name: 某行代发
file: txt
encoding: gb18030
separator: "|"
payees: [person]
above: [[代发文件], [批次, "1"]]
heads: false
number: false
date_pattern: "%Y-%m-%d"
most: 2
columns:
  - {head: 账号, field: account}
  - {head: 户名, field: payee_name}
  - {head: 金额, field: amount}
  - {head: 日期, field: date}
"""


def test_an_office_writes_its_own_with_rows_above_sums_as_text_and_a_limit() -> None:
    sheets = list(written(OWN).sheets([ROW, ROW, ROW], PAYER, DAY))
    above = [["代发文件"], ["批次", "1"]]
    row = ["6222000011112222", "何铉", "1234.05", "2021-12-03"]
    assert sheets == [[*above, row, row], [*above, row]]


def test_no_payments_are_no_sheet() -> None:
    assert list(template("office").sheets([], PAYER, DAY)) == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("field: payee_name", "field: payee"),
        ("field: amount", "field: account"),
        ("- {head: 金额, field: amount}", "- {head: 金额}"),
        ("field: date}", "field: date, fixed: x}"),
        ("encoding: gb18030", "encoding: gb-none"),
        ("file: txt", "file: doc"),
        ("most: 2", "limit: 2"),
        ("most: 2", "most: 0"),
    ],
)
def test_a_template_that_no_bank_could_use_is_refused(right: str, wrong: str) -> None:
    assert right in OWN
    with pytest.raises(PackError):
        written(OWN.replace(right, wrong))
