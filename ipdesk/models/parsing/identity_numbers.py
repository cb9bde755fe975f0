"""Who somebody is: unified social credit codes and identity numbers of persons."""

from __future__ import annotations

import re

from stdnum import numdb
from stdnum.cn import ric, uscc
from stdnum.exceptions import InvalidChecksum, InvalidComponent, ValidationError

from ipdesk.models.parsing.checked_number import Checked
from ipdesk.rules.plain_text import compact


def check_uscc(text: str) -> Checked:
    """Check a unified social credit code (GB 32100); an older number of another kind is confirmable."""
    value = compact(text).replace("-", "")
    if not value:
        return Checked(value, "请填写统一社会信用代码。")
    if re.fullmatch("[0-9A-Z]{8,20}", value) is None:
        return Checked(value, "统一社会信用代码应为18位数字和大写字母，请对照营业执照核对。")
    if len(value) != 18:
        sentence = f"统一社会信用代码应为18位，现为{len(value)}位。确是旧号码的，请核对后确认。"
        return Checked(value, sentence, confirmable=True)
    if not _is_uscc(value):
        return Checked(value, "统一社会信用代码的校验位不符，可能有一位录错。确认证照如此的，请确认。", True)
    return Checked(value)


def _is_uscc(value: str) -> bool:
    """Also know village collectives, which have letters where stdnum wants digits."""
    if uscc.is_valid(value):
        return True
    if re.fullmatch("[1-9A-Y][0-9A-Y][0-9]{6}[0-9A-HJ-NP-RTUW-Y]{10}", value) is None:
        return False
    try:
        return value[-1] == uscc.calc_check_digit(value)
    except ValueError:
        return False


def check_resident_id(text: str) -> Checked:
    """Check a resident identity number (GB 11643); an old one of 15 digits is confirmable."""
    value = compact(text)
    if not value:
        return Checked(value, "请填写公民身份号码。")
    if re.fullmatch("[0-9]{17}[0-9X]", value) is None:
        return _other_identity(value)
    try:
        ric.validate(value)
    except InvalidChecksum:
        return Checked(value, "身份号码的校验位不符，可能有一位录错。确认证件如此的，请确认。", True)
    except InvalidComponent:
        return _unknown_component(value)
    return Checked(value)


def _unknown_component(value: str) -> Checked:
    try:
        ric.get_birth_date(value)
    except ValidationError:
        return Checked(value, "身份号码中的出生日期不存在，请对照证件核对。")
    if _is_place(value[:6]):
        return Checked(value)
    return Checked(value, "身份号码的前六位不是已知的行政区划。确认证件如此的，请确认。", True)


def _is_place(code: str) -> bool:
    """Say that a place ever had a code: people born before it was given carry it too."""
    # Residence permits of people from Hong Kong, Macao and Taiwan have codes of their own.
    return code[:2] in {"81", "82", "83"} or any(
        "county" in found for _, found in numdb.get("cn/loc").info(code)
    )


def _other_identity(value: str) -> Checked:
    if re.fullmatch("[0-9A-Z]{7,20}", value) is None:
        return Checked(value, "身份号码应为18位，末位可为X，请对照证件核对。")
    sentence = f"身份号码应为18位，现为{len(value)}位。确是旧证或其他证件的，请核对后确认。"
    return Checked(value, sentence, confirmable=True)
