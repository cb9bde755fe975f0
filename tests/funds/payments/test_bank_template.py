"""What stands in the sheets of banks, cell by cell."""

import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from ipdesk.funds.payments.bank_template import BankTemplate, FileKind
from ipdesk.funds.payments.payment_row import BankBatch, PayeeKind, Payer, PaymentRow, Value
from ipdesk.funds.payments.templates import bank_templates
from ipdesk.rules.source.findings import PackError
from ipdesk.rules.source.read_model import read_model
from ipdesk.rules.source.yaml_source import Source
from tests.rows import every_row

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
    payee=PayeeKind.PERSON,
)
ICBC_HEADS = (
    "币种|日期|明细标志|顺序号|付款账号开户行|付款账号/卡号|付款账号名称/卡名称|收款账号开户行|收款账号省份|收款账号地市|"
    "收款账号地区码|收款账号|收款账号名称|金额|汇款用途|备注信息|汇款方式|收款账户短信通知手机号码|自定义序号"
)


def template(name: str) -> BankTemplate:
    """Return a bundled template."""
    return next(one for one in bank_templates().usable if one.id == name)


def sheets(template: BankTemplate, *rows: PaymentRow) -> list[list[list[Value]]]:
    """Return the sheets of a batch with these payments."""
    batch = BankBatch("2021-003", DAY, PAYER, rows)
    return [template.sheet(part, batch) for part in template.parts(batch)]


def written(text: str) -> BankTemplate:
    """Read a template as an office may write it."""
    return read_model(BankTemplate, Source("own.yaml", text))


def test_the_usual_sheet_has_the_columns_that_offices_know() -> None:
    (sheet,) = sheets(template("office"), ROW)
    assert "|".join(map(str, sheet[0])) == (
        "序号|付款账号|付款户名|行别|收款账号|收款户名|开户行|联行号|流水号|金额|用途|备注"
    )
    assert sheet[1] == [
        1, "44050001", "澄溪县市场监督管理局", "工商银行", "6222000011112222", "何铉", "工商银行澄溪支行",
        "102100000017", "2021-0007", Decimal("1234.05"), "专利资助", "",
    ]  # fmt: skip


def test_the_sheet_of_icbc_has_its_columns_and_fixed_texts() -> None:
    icbc = template("icbc")
    (sheet,) = sheets(icbc, ROW)
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
    found = sheets(written(OWN), ROW, ROW, ROW)
    above = [["代发文件"], ["批次", "1"]]
    row = ["6222000011112222", "何铉", "1234.05", "2021-12-03"]
    assert found == [[*above, row, row], [*above, row]]


def test_no_payments_are_no_sheet() -> None:
    assert sheets(template("office")) == []


WRONG = [
    ("field: payee_name", "field: payee", 14, "“field”不能写“payee”"),
    ("field: amount", "field: account", 1, "“account”写在两列里"),
    ("- {head: 金额, field: amount}", "- {head: 金额}", 1, "缺少必要的列：amount"),
    ("field: date}", "field: date, fixed: x}", 16, "field 和 fixed 只能写一样"),
    ("encoding: gb18030", "encoding: gb-none", 4, "“encoding”不能写“gb-none”"),
    ("file: txt", "file: doc", 3, "“file”不能写“doc”"),
    ("most: 2", "limit: 2", 11, "不认识“limit”"),
    ("most: 2", "most: 0", 11, "“most”应大于 0"),
    ('separator: "|"', "separator: 竖线", 5, "separator 应为一个字符"),
    ('separator: "|"', "separator: '\"'", 5, "separator 应为一个字符"),
    ("payees: [person]", "payees: []", 6, "“payees”至少要写一项"),
    ("[批次,", '["{all}",', 7, "只能写 {count}、{total}"),
    ('"%Y-%m-%d"', '"%y%m%d"', 10, "各写一次"),
    ("name: 某行代发", "name: 某行代发\nquotes: 是", 3, "“quotes”只能写 true 或 false"),
]


@every_row(WRONG, lambda row: row[1])
def test_a_template_that_no_bank_could_use_is_refused_with_its_line(case: tuple[str, str, int, str]) -> None:
    right, wrong, line, said = case
    assert right in OWN
    with pytest.raises(PackError) as refused:
        written(OWN.lstrip().replace(right, wrong))
    [finding] = refused.value.findings
    assert said in finding.message
    assert finding.line == line


def test_no_sheet_is_longer_than_its_kind_of_file() -> None:
    longest = OWN.replace("file: txt", "file: xls").replace("most: 2", "most: 65534")
    assert written(longest).most == 65_534
    with pytest.raises(PackError, match="最多放 65534 笔"):
        written(longest.replace("65534", "65535"))


def test_an_own_template_stands_beside_the_bundled_ones_and_a_wrong_one_says_where(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(OWN, encoding="utf-8")
    (tmp_path / "other.yaml").write_text(OWN, encoding="utf-8")
    (tmp_path / "read me.txt").write_text("不是模板", encoding="utf-8")
    found = bank_templates(tmp_path)
    assert [one.id for one in found.usable] == ["office", "icbc", "own"]
    [fault] = found.faults
    assert (fault.file, fault.line) == ("other.yaml", 2)
    assert fault.message == "id 写的是“own”，与文件名“other”不同，请改成一样的。"
    assert bank_templates(tmp_path / "none") == bank_templates()


def test_an_own_template_takes_the_place_of_the_bundled_one_of_its_name(tmp_path: Path) -> None:
    own = OWN.replace("id: own", "id: icbc")
    (tmp_path / "icbc.yaml").write_text(own, encoding="utf-8")
    found = bank_templates(tmp_path)
    assert [one.name for one in found.usable] == ["通用支付明细", "某行代发"]
    (tmp_path / "icbc.yaml").write_text(own.replace("file: txt", "file: doc"), encoding="utf-8")
    refused = bank_templates(tmp_path)
    assert [one.id for one in refused.usable] == ["office"]
    assert [one.line for one in refused.faults] == [4]
