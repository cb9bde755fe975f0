"""Who a person is: resident numbers (GB 11643), cards of foreigners and of people from the three regions."""

from __future__ import annotations

import datetime
import re
from functools import cache

from stdnum import numdb
from stdnum.iso7064 import mod_11_2

from ipdesk.models.parsing.identifiers.pasted_number import (
    identity_code,
    is_rounded,
    number_inside,
    without_misread_letters,
)
from ipdesk.models.parsing.text.lines import CheckedNumber

_RESIDENT = re.compile("[0-9]{17}[0-9X]")
_OLD_RESIDENT = re.compile("[0-9]{15}")
# Permanent residence cards of foreigners before 2023: country, place of four digits, day of birth, two more.
_OLD_FOREIGNER = re.compile("[A-Z]{3}[0-9]{12}")
_OTHER_DOCUMENT = re.compile("[0-9A-Z]{7,20}")
# Residence permits of people from Hong Kong, Macao and Taiwan.
_PERMITS = frozenset({"810000", "820000", "830000"})
# ISO 3166-1 numbers run from 004 to 894; a permanent residence card of 2023 has one behind the province.
_COUNTRIES = range(4, 895)
_CENTENARIANS = frozenset({"996", "997", "998", "999"})
_FIRST_YEAR = 1880


def check_resident_id(text: str) -> CheckedNumber:
    """Check the identity number of a person; one of 15 digits or of another document is confirmable."""
    value = identity_code(text)
    if not value:
        return CheckedNumber(value, "请填写公民身份号码。")
    if is_rounded(text):
        return CheckedNumber(value, "这是表格按科学计数法显示的数，后面的数字已经丢失，请对照证件录入。")
    if _RESIDENT.fullmatch(value):
        return _check_resident(value)
    if _OLD_RESIDENT.fullmatch(value):
        return _check_old_resident(value)
    if _OLD_FOREIGNER.fullmatch(value):
        return _check_old_foreigner(value)
    return _check_other(value)


def is_resident_number(value: str) -> bool:
    """Say whether 18 characters are a right resident number: check digit, day of birth and place."""
    return _RESIDENT.fullmatch(value) is not None and not _check_resident(value).problem


def birth_date(value: str) -> datetime.date | None:
    """Return the day of birth in a number of 18 or 15 characters; None where it holds no such day."""
    whole = whole_number(value) if _OLD_RESIDENT.fullmatch(value) else value
    if _RESIDENT.fullmatch(whole) is None:
        return None
    born = _day(whole[6:14])
    return born if born and born.year >= _FIRST_YEAR else None


def _day(text: str) -> datetime.date | None:
    """Return the day of eight digits, None where there is no such day."""
    try:
        return datetime.date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None


def whole_number(old: str) -> str:
    """Return the number of 18 characters of a person that was given one of 15 digits."""
    century = "18" if old[12:] in _CENTENARIANS else "19"
    body = f"{old[:6]}{century}{old[6:]}"
    return body + mod_11_2.calc_check_digit(body)


def same_person(value: str) -> tuple[str, ...]:
    """Return all forms in which the person of a number may be registered, the number itself first."""
    if _OLD_RESIDENT.fullmatch(value):
        return value, whole_number(value)
    old = value[:6] + value[8:17]
    if _RESIDENT.fullmatch(value) and whole_number(old) == value:
        return value, old
    return (value,)


def _check_resident(value: str) -> CheckedNumber:
    if birth_date(value) is None:
        return CheckedNumber(value, "身份号码中的出生日期不存在，请对照证件核对。")
    if not mod_11_2.is_valid(value) and value.endswith("000"):
        sentence = "身份号码的校验位不符，末尾的000像是表格舍入的，请对照证件。证件上就是这样的，请确认。"
        return CheckedNumber(value, sentence, True)
    if not mod_11_2.is_valid(value):
        return CheckedNumber(value, "身份号码的校验位不符，可能有一位录错。证件上就是这样的，请确认。", True)
    if not _is_issued_at(value[:6]):
        return CheckedNumber(
            value, f"身份号码不会以“{value[:6]}”开头（没有这个行政区划）。证件上就是这样的，请确认。", True
        )
    return CheckedNumber(value)


def _is_issued_at(code: str) -> bool:
    """Say whether numbers begin so; counties come and go, so that a known prefecture is enough."""
    if code[0] == "9":
        return code[1:3] in _prefectures() and int(code[3:]) in _COUNTRIES
    if code[:2] in {"81", "82", "83"}:
        return code in _PERMITS
    return code[2:4] in _prefectures().get(code[:2], frozenset())


@cache
def _prefectures() -> dict[str, frozenset[str]]:
    """Return the first two digits of places within each province that ever was one, by its two digits."""
    provinces = numdb.get("cn/loc").prefixes
    return {low: frozenset(place[1][:2] for place in places) for _, low, _, _, places in provinces}


def _check_old_resident(value: str) -> CheckedNumber:
    if birth_date(value) is None or value[:2] not in _prefectures() or len(set(value)) == 1:
        return CheckedNumber(value, "这15位号码中没有真实的行政区划或出生日期，请对照证件核对。")
    whole = whole_number(value)
    sentence = f"这是15位的旧号码，现用号码应为 {whole}，请对照证件。确是只有旧证的，请确认。"
    return CheckedNumber(value, sentence, confirmable=True, suggestion=whole)


def _check_old_foreigner(value: str) -> CheckedNumber:
    born = f"19{value[7:13]}", f"20{value[7:13]}"
    if value[3:5] not in _prefectures() or not any(map(_day, born)):
        return CheckedNumber(value, "外国人永久居留证的号码中没有真实的地区或出生日期，请对照证件核对。")
    sentence = "这是2023年以前的外国人永久居留证号码。已换发新证的，请录入18位新号码；确是旧证的，请确认。"
    return CheckedNumber(value, sentence, confirmable=True)


def _check_other(value: str) -> CheckedNumber:
    read = without_misread_letters(value)
    if is_resident_number(read):
        return CheckedNumber(
            value, f"身份号码只有数字，末位可为X，应为 {read}，请对照证件核对。", suggestion=read
        )
    inside = number_inside(value, is_resident_number)
    if inside:
        return CheckedNumber(value, f"这里只填身份号码，应为 {inside}，其余请删去。", suggestion=inside)
    if _OTHER_DOCUMENT.fullmatch(value) is None or len(set(value)) == 1:
        return CheckedNumber(value, "身份号码应为18位，末位可为X，请对照证件核对。")
    if len(value) == 18:
        return CheckedNumber(value, "身份号码只有数字，末位可为X。这是统一社会信用代码的，请把类型改为单位。")
    sentence = f"身份号码应为18位，现为{len(value)}位。确是护照、通行证等其他证件的，请核对后确认。"
    return CheckedNumber(value, sentence, confirmable=True)
