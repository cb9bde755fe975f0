"""The files that go to a bank: right in every kind of file, or refused with a sentence that says where."""

import csv
import datetime
import io
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook as load_xlsx
from python_calamine import load_workbook

from ipdesk.documents.spreadsheets.bank_file import BankFileError, bank_files
from ipdesk.funds.payments.bank_template import ABOVE, BankTemplate
from ipdesk.funds.payments.payment_row import BankBatch, PayeeKind, Payer, PaymentRow
from ipdesk.rules.source.read_model import read_model
from ipdesk.rules.source.yaml_source import Source
from tests.rows import every_row

PAYER = Payer("澄溪县市场监督管理局", "44050001000000012345", "建设银行澄溪支行")
ROW = PaymentRow(
    serial="P2021-0007",
    payee_name="何铉",
    account="6222000011112222333",
    bank_kind="工商银行",
    bank="工商银行澄溪支行",
    bank_number="102100000017",
    amount=123_450,
    purpose="专利资助",
    payee=PayeeKind.PERSON,
)


def template(file: str, more: str = "") -> BankTemplate:
    """Return a template of few columns; ``more`` are lines of it."""
    text = f"id: own\nname: 某行\nfile: {file}\n{more}\ncolumns:\n" + "\n".join(
        f"  - {{head: {head}, field: {name}}}"
        for head, name in [
            ("账号", "account"),
            ("户名", "payee_name"),
            ("金额", "amount"),
            ("用途", "purpose"),
            ("流水号", "serial"),
        ]
    )
    return read_model(BankTemplate, Source("own.yaml", text))


def batch(*rows: PaymentRow, number: str = "2021-003") -> BankBatch:
    return BankBatch(number, datetime.date(2021, 12, 3), PAYER, rows)


def written(file: str, more: str = "", row: PaymentRow = ROW) -> bytes:
    (found,) = bank_files(template(file, more), batch(row))
    return found.content


def test_a_workbook_has_accounts_as_text_sums_as_numbers_of_two_decimals_and_widths() -> None:
    page = load_xlsx(io.BytesIO(written("xlsx"))).worksheets[0]
    heads, row = list(page.iter_rows())
    assert [cell.value for cell in heads] == ["账号", "户名", "金额", "用途", "流水号"]
    account, _, amount, *_ = row
    assert (account.value, account.data_type, account.number_format) == ("6222000011112222333", "s", "@")
    assert (amount.value, amount.data_type, amount.number_format) == (1234.5, "n", "0.00")
    assert page.column_dimensions["A"].width == 12


@pytest.mark.parametrize("file", ["xls", "xlsx"])
def test_what_begins_like_a_formula_stays_text(file: str) -> None:
    named = ROW._replace(payee_name="=HYPERLINK(1)", purpose="-资助", serial="+1")
    (_, row) = load_workbook(io.BytesIO(written(file, row=named))).get_sheet_by_index(0).to_python()
    assert row == ["6222000011112222333", "=HYPERLINK(1)", 1234.5, "-资助", "+1"]


def test_sums_are_text_where_the_template_says_so() -> None:
    (_, row) = load_workbook(io.BytesIO(written("xls", "number: false"))).get_sheet_by_index(0).to_python()
    assert row[2] == "1234.50"


LINE = "6222000011112222333{0}何铉{0}1234.50{0}专利资助{0}P2021-0007"
TEXT_FILES = [
    ("csv", "encoding: gbk", "gbk", ","),
    ("csv", "encoding: utf-8-sig", "utf-8-sig", ","),
    ("txt", 'encoding: gb18030\nseparator: "|"', "gb18030", "|"),
    ("txt", 'separator: "\\t"', "utf-8", "\t"),
]


@every_row(TEXT_FILES, str)
def test_a_file_of_text_is_written_as_the_template_says(case: tuple[str, str, str, str]) -> None:
    file, more, encoding, mark = case
    content = written(file, more)
    assert content.decode(encoding) == "\r\n".join(
        ["账号,户名,金额,用途,流水号".replace(",", mark), LINE.format(mark), ""]
    )
    assert content.startswith(b"\xef\xbb\xbf") == (encoding == "utf-8-sig")


def test_a_value_with_the_separator_stands_in_quotation_marks_where_it_may() -> None:
    named = ROW._replace(payee_name='何,"铉"')
    (_, row) = csv.reader(io.StringIO(written("csv", row=named).decode()))
    assert row[1] == '何,"铉"'


def test_rows_above_the_heads_tell_of_their_own_sheet() -> None:
    named = ", ".join(f'"{{{name}}}"' for name in ABOVE)
    more = f"most: 2\nheads: false\nabove: [[{named}]]"
    rows = [ROW._replace(serial=f"P{n}") for n in range(3)]
    first, second = bank_files(template("csv", more), batch(*rows))
    said = "{},{},20211203,2021-003,澄溪县市场监督管理局,44050001000000012345"
    assert first.content.decode().splitlines()[0] == said.format(2, "2469.00")
    assert second.content.decode().splitlines()[0] == said.format(1, "1234.50")


def test_names_of_files_have_batch_and_place_and_nothing_of_a_person() -> None:
    rows = [ROW._replace(serial=f"P{n}") for n in range(12)]
    names = [file.name for file in bank_files(template("xls", "most: 1"), batch(*rows, number="支付/2021:3"))]
    assert names[:2] == ["支付-2021-3-01.xls", "支付-2021-3-02.xls"] and names[-1] == "支付-2021-3-12.xls"
    assert [file.name for file in bank_files(template("txt"), batch(ROW))] == ["2021-003.txt"]


@dataclass(frozen=True)
class Refused:
    """A batch that is not written, and what each sentence says of it."""

    name: str
    said: tuple[str, ...]
    file: str = "xls"
    more: str = ""
    rows: tuple[PaymentRow, ...] = field(default=(ROW,))


UNIT = ROW._replace(payee=PayeeKind.UNIT, serial="P8", payee_name="澄溪县恒岳精密电子有限公司")
GBK, PIPE = "encoding: gbk", 'separator: "|"'


def named(name: str, serial: str = "P9") -> PaymentRow:
    return ROW._replace(payee_name=name, serial=serial)


def meant(purpose: str) -> tuple[PaymentRow, ...]:
    return (ROW._replace(purpose=purpose),)


REFUSED = [
    Refused("nothing", ("没有支付",), rows=()),
    Refused("units and persons", ("既有单位也有个人",), rows=(ROW, UNIT)),
    Refused("persons in a template for units", ("“某行”不用于对私",), more="payees: [unit]"),
    Refused("units in a template for persons", ("“某行”不用于对公",), more="payees: [person]", rows=(UNIT,)),
    Refused("a serial twice", ("流水号“P2021-0007”",), rows=(ROW, ROW)),
    Refused("no sum", ("“何铉”的金额",), rows=(ROW._replace(amount=0),)),
    Refused("not in GBK", ("“李𠮷”的户名里有“𠮷”字（U+20BB7），GBK",), "csv", GBK, (named("李𠮷"),)),
    Refused("not in GBK, in a head", ("“表头”的文字里有“𠮷”字",), "csv", f"{GBK}\nabove: [[𠮷]]"),
    Refused("separator", ("“何|铉”的户名里有分隔符“|”",), "txt", PIPE, (named("何|铉"),)),
    Refused("a line break", ("“何铉”的用途里有换行",), "xlsx", "", meant("专利\n资助")),
    Refused("half a character", ("“何铉”的用途里有“？”字（U+D800），UTF-8",), rows=meant("\ud800")),
    Refused("a formula in csv", ("“何铉”的用途以“=”开头",), "csv", "", meant("=1")),
    Refused("too long a text", ("“何铉”的用途太长",), rows=meant("长" * 20_000)),
    Refused("two at once", ("“甲𠮷”", "“乙𠮷”"), "csv", GBK, (named("甲𠮷", "P1"), named("乙𠮷", "P2"))),
]


@every_row(REFUSED, lambda row: row.name)
def test_what_a_bank_could_not_read_is_refused_with_a_sentence(case: Refused) -> None:
    with pytest.raises(BankFileError) as refused:
        bank_files(template(case.file, case.more), batch(*case.rows))
    sentences = refused.value.sentences
    assert len(sentences) == len(case.said)
    for said, sentence in zip(case.said, sentences, strict=True):
        assert sentence.startswith(said) or said in sentence


def test_gb18030_has_what_gbk_has_not() -> None:
    rare = ROW._replace(payee_name="李𠮷")
    assert "李𠮷" in written("txt", 'encoding: gb18030\nseparator: "|"', rare).decode("gb18030")


_texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=8)


@settings(max_examples=60)
@given(st.sampled_from(["xls", "xlsx", "csv"]), _texts, _texts, st.integers(1, 10**12))
def test_whatever_is_written_is_what_was_entered(file: str, name: str, purpose: str, fen: int) -> None:
    row = ROW._replace(payee_name=name, purpose=purpose, amount=fen)
    try:
        content = written(file, row=row)
    except BankFileError as refused:
        assert all(name in one for one in refused.sentences)
        return
    if file == "csv":
        (_, found) = csv.reader(io.StringIO(content.decode(), newline=""))
        assert found == [ROW.account, name, f"{fen // 100}.{fen % 100:02d}", purpose, ROW.serial]
    else:
        (_, cells) = load_workbook(io.BytesIO(content)).get_sheet_by_index(0).to_python(skip_empty_area=False)
        assert cells == [ROW.account, name, fen / 100, purpose, ROW.serial]
