"""The code at the beginning of a 联行号 is held against the bank's name; its check digit against nothing."""

import pytest

from ipdesk.models.payments.bank_codes import contradicted_by, is_bank_number

NUMBERS = [
    ("105581000013", "中国建设银行韶关分行", ""),
    ("105581000013", "建行韶关市分行", ""),
    ("102581000013", "中国建设银行韶关分行", "建设银行"),
    ("105581000013", "韶关某某银行", "韶关某某银行"),
    ("313581000013", "广州银行韶关分行", ""),
    ("313581000013", "中国工商银行韶关分行", "工商银行"),
    ("314582000018", "韶关农村商业银行股份有限公司", ""),
    ("402582000018", "翁源县农村信用合作联社", ""),
    ("402582000018", "广东翁源农村商业银行", ""),
    ("403582000018", "中国邮政储蓄银行翁源县支行", ""),
    ("104581000013", "中国银行韶关分行", ""),
    ("203581000013", "中国农业发展银行韶关分行", ""),
    ("103581000013", "中国农业发展银行韶关分行", "农业发展银行"),
    ("999581000013", "中国建设银行韶关分行", ""),
    ("105581000013", "", ""),
]
"""A number, the bank as it was typed, and what of that does not go with the number."""


@pytest.mark.parametrize(("number", "bank", "found"), NUMBERS)
def test_the_code_of_another_bank_is_noticed(number: str, bank: str, found: str) -> None:
    assert contradicted_by(number, bank) == found


@pytest.mark.parametrize("text", ["", "10558100001", "1055810000131", "10558100001X", "１05581000013"])
def test_a_number_has_twelve_digits(text: str) -> None:
    assert not is_bank_number(text)
    assert is_bank_number("105581000013")
