"""Numbers as people paste them, and the slips they make."""

import pytest

from ipdesk.models.parsing.identifiers.account_numbers import check_bank_account
from ipdesk.models.parsing.identifiers.checks import check
from ipdesk.models.parsing.identifiers.patent_numbers import check_cn_patent, patent_number
from ipdesk.models.parsing.identifiers.registration_numbers import (
    check_software_copyright,
    check_trademark_number,
    check_work_registration,
)
from ipdesk.models.parsing.identifiers.telephone_numbers import check_telephone
from ipdesk.models.parsing.masking import masked_telephone
from ipdesk.rules.pack.vocabulary import standard_vocabulary


@pytest.mark.parametrize(
    "pasted",
    [
        "ZL201010123456.9",
        "zl 2010 1 0123456.9",
        "ＺＬ２０１０１０１２３４５６．９",
        "2010101234569",
        "CN201010123456.9",
        "专利号：ZL201010123456.9",
        "ZL201010123456。9",
    ],
)
def test_variants_of_a_patent_number_become_one(pasted: str) -> None:
    assert check_cn_patent(pasted).value == "ZL201010123456.9"
    assert check_cn_patent(pasted).problem == ""


@pytest.mark.parametrize(
    ("number", "patent_type", "year", "note"),
    [
        ("ZL201010123456.9", "invention", 2010, "发明专利，2010年申请"),
        ("ZL201020123456.4", "utility_model", 2010, "实用新型专利，2010年申请"),
        ("ZL200830123456.2", "design", 2008, "外观设计专利，2008年申请"),
        ("ZL98100001.0", "invention", 1998, "发明专利，1998年申请"),
    ],
)
def test_a_patent_number_tells_type_and_year(number: str, patent_type: str, year: int, note: str) -> None:
    assert patent_number(number) == (patent_type, year, number)
    assert check_cn_patent(number, patent_type).note == note


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("ZL201010123456.8", "校验位不符"),
        ("201010123456", "缺少末尾的校验位"),
        ("ZL201040123456.6", "类型位"),
        ("CN110123456B", "公告号"),
        ("ZL2010", "应为"),
        ("", "请填写"),
    ],
)
def test_a_wrong_patent_number_says_what_is_wrong(text: str, word: str) -> None:
    checked = check_cn_patent(text)
    assert word in checked.problem
    assert not checked.confirmable


def test_the_type_digit_must_agree_with_the_chosen_type() -> None:
    assert "发明专利" in check_cn_patent("ZL201010123456.9", "design").problem


@pytest.mark.parametrize(
    "pasted",
    [
        "粤作登字-2022-F-00001234",
        "粤作登字—2022—f—00001234",
        "粤作登字2022F00001234",
        "粤作登字-2022-F-00001234号",
    ],
)
def test_work_registrations(pasted: str) -> None:
    assert check_work_registration(pasted)[:2] == ("粤作登字-2022-F-00001234", "")


def test_other_registrations() -> None:
    assert check_trademark_number("第12345678号")[:2] == ("12345678", "")
    assert check_trademark_number("G1234567")[:2] == ("G1234567", "")
    assert check_trademark_number("商标").problem
    assert check_software_copyright("软著登字第2022SR0123456号")[:2] == ("2022SR0123456", "")
    assert check_software_copyright("2022-0123456").problem


def test_a_card_that_fails_its_check_is_a_doubt_and_a_company_account_is_not_a_card() -> None:
    assert check_bank_account("6222 0212 3456 7890 123").confirmable
    assert (
        check_bank_account("6222021234567890128").problem == ""
        or check_bank_account("6222021234567890128").confirmable
    )
    assert check_bank_account("4401 6601 0400 12345").problem == ""
    assert not check_bank_account("44O1660104").confirmable
    assert check_bank_account("12").problem


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("138 0013 8000", "13800138000"),
        ("+86 13800138000", "13800138000"),
        ("0751-8881234", "0751-8881234"),
        ("（0751）8881234", "0751-8881234"),
        ("07518881234", "0751-8881234"),
        ("8881234转12", "8881234-12"),
        ("4008001234", "4008001234"),
    ],
)
def test_telephones(text: str, value: str) -> None:
    assert check_telephone(text)[:2] == (value, "")


def test_a_masked_telephone_leaves_its_area_code_to_be_read() -> None:
    numbers = ("13800138000", "0751-8881234", "010-88812345-801", "13800138000、0751-8881234", "8881234")
    masked = [masked_telephone(check_telephone(one).value) for one in numbers]
    assert masked == ["138****8000", "0751-****1234", "010-****2345", "138****8000 …", "8881234"]


def test_an_odd_telephone_is_a_doubt() -> None:
    assert check_telephone("12800138000").confirmable
    for lost in ("1.38E+10", "1.38E+10 0751-8881234"):
        assert "已经丢失" in check_telephone(lost).problem and not check_telephone(lost).confirmable


def test_every_check_that_the_vocabulary_names_is_there() -> None:
    words = standard_vocabulary()
    names = {kind.ref.check for kind in words.kinds.values()}
    names |= {kind.identity for kind in words.applicant_kinds.values()}
    for name in names:
        check(name, "1")
    assert check("", " Ｙ2022  44 ").value == "Y2022 44"
