"""Codes of units and numbers of persons: who they are, and that no text is too much for them."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc

from ipdesk.models.parsing.identifiers.account_numbers import check_bank_account
from ipdesk.models.parsing.identifiers.credit_codes import check_uscc
from ipdesk.models.parsing.identifiers.identity_numbers import (
    birth_date,
    check_resident_id,
    same_person,
    whole_number,
)
from ipdesk.models.parsing.identifiers.telephone_numbers import check_telephone

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def with_check_digit(body: str) -> str:
    """Return 17 digits with the eighteenth, by the weights that GB 11643 prints."""
    return (
        body
        + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True)) % 11]
    )


def resident_id(birth: str, serial: int = 7, place: str = "440203") -> str:
    return with_check_digit(f"{place}{birth}{serial:03d}")


# GB 32100, and 54 and G1 of its supplements.
_BEGINNINGS = [
    "11", "12", "13", "19", "21", "29", "31", "32", "33", "34", "35", "39", "41", "49", "51", "52", "53",
    "54", "59", "61", "62", "69", "71", "72", "79", "81", "89", "91", "92", "93", "A1", "A9", "G1", "N1",
    "N2", "N3", "N9", "Y1",
]  # fmt: skip


def code(body: str) -> str:
    return body + uscc.calc_check_digit(body)


# --- units ---


@pytest.mark.parametrize(
    "pasted",
    [
        "91110000600037341L",
        " 91110000600037341l",
        "９１１１００００６０００３７３４１Ｌ",
        "9111 0000 6000 37341L",
    ],
)
def test_a_right_code_passes_however_it_is_pasted(pasted: str) -> None:
    assert check_uscc(pasted)[:3] == ("91110000600037341L", "", False)


@pytest.mark.parametrize(
    "begins",
    _BEGINNINGS,
)
def test_every_authority_and_kind_that_registers_units_is_known(begins: str) -> None:
    assert check_uscc(code(f"{begins}440203MF1234567")).problem == ""


@pytest.mark.parametrize("begins", ["44", "14", "22", "36", "56", "63", "73", "94", "A2", "N4", "Y2", "B1"])
def test_a_beginning_that_nobody_registers_is_a_doubt(begins: str) -> None:
    checked = check_uscc(code(f"{begins}440203MF1234567"))
    assert begins in checked.problem and checked.confirmable


@pytest.mark.parametrize("text", ["91110000600037342L", "440200123456789", "600037341"])
def test_an_unusual_code_is_a_doubt_to_confirm(text: str) -> None:
    checked = check_uscc(text)
    assert checked.problem and checked.confirmable


@pytest.mark.parametrize("text", ["", "韶关市", "123", "9" * 25])
def test_what_is_no_code_at_all_cannot_be_confirmed(text: str) -> None:
    checked = check_uscc(text)
    assert checked.problem and not checked.confirmable


@given(st.integers(0, 9_999_999), st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_of_a_code_is_noticed(number: int, place: int, step: int) -> None:
    right = code(f"91440299MA{number:07d}")
    if not right[place].isdigit():
        return
    wrong = right[:place] + str((int(right[place]) + step) % 10) + right[place + 1 :]
    assert check_uscc(right).problem == ""
    assert check_uscc(wrong).problem != ""


def test_a_resident_number_typed_as_a_code_says_what_it_is() -> None:
    """Also where the last digit happens to fit a code: one number in 31 does, and 51 begins codes too."""
    fits = next(
        number
        for serial in range(1, 999)
        if (number := resident_id("19800101", serial, "510104"))[-1] != "X"
        and number[-1] == uscc.calc_check_digit(number)
    )
    for number in (fits, resident_id("19800101")):
        checked = check_uscc(number)
        assert "公民身份号码" in checked.problem and checked.confirmable
    assert "统一社会信用代码" in check_resident_id("91110000600037341L").problem


# --- persons ---


def test_identity_numbers_of_people() -> None:
    assert check_resident_id(resident_id("19500228")).problem == ""
    assert check_resident_id(resident_id("19800229")).problem == ""
    assert check_resident_id(resident_id("19800101", place="999999")).confirmable
    assert check_resident_id(resident_id("19800229").replace("X", "x")).problem == ""
    assert "出生日期" in check_resident_id(resident_id("19810229")).problem
    assert not check_resident_id(resident_id("19810229")).confirmable
    wrong = resident_id("19800101", 8)[:-1] + ("1" if resident_id("19800101", 8)[-1] != "1" else "2")
    assert "校验位" in check_resident_id(wrong).problem
    assert check_resident_id(resident_id("19800101", place="830000")).problem == ""


@given(st.integers(0, 999_999), st.dates(datetime.date(1900, 1, 1)), st.integers(0, 999))
def test_no_place_whatever_is_too_much_for_the_table_of_places(
    place: int, born: datetime.date, serial: int
) -> None:
    checked = check_resident_id(resident_id(f"{born:%Y%m%d}", serial, f"{place:06d}"))
    assert not checked.problem or checked.confirmable


@pytest.mark.parametrize("permit", range(810000, 840000, 997))
def test_residence_permits_have_three_beginnings_only(permit: int) -> None:
    checked = check_resident_id(resident_id("19800101", place=str(permit)))
    assert bool(checked.problem) is (permit not in (810000, 820000, 830000))


def test_an_old_number_and_the_one_it_became_are_one_person() -> None:
    assert whole_number("440203800101123") == "440203198001011237"
    assert set(same_person("440203800101123")) == {"440203800101123", "440203198001011237"}
    assert set(same_person("440203198001011237")) == {"440203800101123", "440203198001011237"}
    assert same_person("440203200801011237") == ("440203200801011237",)
    assert same_person("G12345678") == ("G12345678",)


@given(
    st.dates(datetime.date(1900, 1, 1), datetime.date(1999, 12, 31)), st.integers(0, 995), st.integers(0, 1)
)
def test_old_and_new_form_name_each_other(born: datetime.date, serial: int, sex: int) -> None:
    new = resident_id(f"{born:%Y%m%d}", serial)
    old = new[:6] + new[8:17]
    assert whole_number(old) == new
    assert birth_date(old) == birth_date(new) == born
    assert set(same_person(old)) == set(same_person(new))


# --- any text ---

_CHECKS = [check_uscc, check_resident_id, check_bank_account, check_telephone]
_ANY = st.text(max_size=60) | st.text(
    st.sampled_from("0123456789XO、，-+()（）：转 \n\u200b号码E."), max_size=40
)


@pytest.mark.parametrize("check", _CHECKS)
@given(text=_ANY)
def test_no_text_raises_and_what_is_right_stays_right(check, text: str) -> None:  # noqa: ANN001
    checked = check(text)
    assert checked.problem or (checked.value and check(checked.value)[:2] == (checked.value, ""))
    assert not checked.suggestion or not check(checked.suggestion).problem
    assert "\n" not in checked.value
