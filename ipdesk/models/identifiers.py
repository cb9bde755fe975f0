"""Numbers that identify: codes, patents, registrations, accounts. Normalised first, then checked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import NamedTuple

from stdnum import luhn, numdb
from stdnum.cn import ric, uscc
from stdnum.exceptions import InvalidChecksum, InvalidComponent, ValidationError


class Checked(NamedTuple):
    """A number as it should be written, a Chinese sentence on what is wrong, and what it tells.

    ``problem`` is empty where nothing is wrong; a ``confirmable`` one is a doubt that a clerk may confirm.
    """

    value: str
    problem: str = ""
    confirmable: bool = False
    note: str = ""


_DASHES = re.compile("[‐‑‒–—―−﹣－ー]+")
_SPACES = re.compile(r"\s+")


def plain(text: str) -> str:
    """Return text with full-width letters, digits and dashes made plain, and no spaces at its ends."""
    return _DASHES.sub("-", unicodedata.normalize("NFKC", text)).strip()


def compact(text: str) -> str:
    """Return the same without any spaces, in capitals: how numbers are compared."""
    return _SPACES.sub("", plain(text)).upper()


# --- who somebody is ---


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


# --- patents ---

_PATENT_TYPES = {
    "1": "invention",
    "8": "invention",
    "2": "utility_model",
    "9": "utility_model",
    "3": "design",
}
_PATENT_WORDS = {"invention": "发明专利", "utility_model": "实用新型专利", "design": "外观设计专利"}
_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
_PATENT_LABEL = re.compile("^(?:中国)?(?:专利(?:申请)?号?)?[::]?")
_SHORT_FORM_UNTIL = 2003


class PatentNumber(NamedTuple):
    """What a Chinese patent number says: its type (a vocabulary id), year of filing and proper form."""

    patent_type: str
    year: int
    value: str


def patent_number(text: str) -> PatentNumber | None:
    """Read a Chinese patent number in any of its written forms; None where it is not a right one."""
    body = _patent_body(text)
    if re.fullmatch(r"(?:\d{8}|\d{12})[0-9X]", body) is None:
        return None
    serial, digit = body[:-1], body[-1]
    patent_type = _PATENT_TYPES.get(serial[2] if len(serial) == 8 else serial[4])
    year = _filing_year(serial)
    if patent_type is None or year is None or digit != _patent_digit(serial):
        return None
    return PatentNumber(patent_type, year, f"ZL{serial}.{digit}")


def check_cn_patent(text: str, patent_type: str | None = None) -> Checked:
    """Check a Chinese patent number; ``patent_type`` is what its type digit must agree with."""
    found = patent_number(text)
    if found is None:
        return Checked(compact(text), _patent_fault(text))
    word = _PATENT_WORDS[found.patent_type]
    if patent_type is not None and patent_type != found.patent_type:
        return Checked(found.value, f"按专利号这是{word}，与所选的专利类型不一致，请核对。")
    return Checked(found.value, note=f"{word}，{found.year}年申请")


def _patent_body(text: str) -> str:
    value = _PATENT_LABEL.sub("", compact(text))
    return re.sub("[.。·・,-]", "", re.sub("^(?:ZL|CN)", "", value))


def _patent_fault(text: str) -> str:
    body = _patent_body(text)
    if not body:
        return "请填写专利号。"
    if re.fullmatch(r"\d{7,9}[A-CSUY]\d?", body):
        return "这是公告号，请改填证书上的专利号（ZL开头）。"
    if re.fullmatch(r"\d{8}|\d{12}", body):
        return f"专利号缺少末尾的校验位，按前面各位应为 ZL{body}.{_patent_digit(body)}，请核对。"
    if re.fullmatch(r"(?:\d{8}|\d{12})[0-9X]", body) is None:
        return "专利号应为 ZL、12位数字（2003年10月以前为8位）、小数点和校验位，请对照证书。"
    if _PATENT_TYPES.get(body[2] if len(body) == 9 else body[4]) is None or _filing_year(body[:-1]) is None:
        return "专利号中的年份或类型位不对（1、8发明，2、9实用新型，3外观设计），请对照证书核对。"
    return "专利号的校验位不符，可能有一位录错，请对照证书核对。"


def _filing_year(serial: str) -> int | None:
    if len(serial) == 8:
        year = int(serial[:2])
        return 1900 + year if year >= 85 else 2000 + year if year <= _SHORT_FORM_UNTIL % 100 else None
    year = int(serial[:4])
    return year if _SHORT_FORM_UNTIL <= year <= 2099 else None


def _patent_digit(serial: str) -> str:
    remainder = sum(int(digit) * weight for digit, weight in zip(serial, _WEIGHTS, strict=False)) % 11
    return "X" if remainder == 10 else str(remainder)


# --- registrations ---

_WORK = re.compile(r"([一-鿿])作登字-?(\d{4})-?([A-Z])-?(\d{5,8})")
_SOFTWARE = re.compile(r"(\d{4})SR(\d{6,8})")
_TRADEMARK = re.compile(r"G?\d{5,9}[A-Z]{0,2}")


def check_work_registration(text: str) -> Checked:
    """Check a work registration number such as ``粤作登字-2022-F-00001234``; other shapes are confirmable."""
    value = compact(text).removesuffix("号")
    found = _WORK.fullmatch(value)
    if found is None:
        return Checked(value, "登记号通常如 粤作登字-2022-F-00001234。确认证书如此的，请确认。", True)
    return Checked(f"{found[1]}作登字-{found[2]}-{found[3]}-{found[4]}")


def check_software_copyright(text: str) -> Checked:
    """Check a software copyright number such as ``2022SR0123456``; other shapes are confirmable."""
    value = compact(text).removeprefix("软著登字第").removesuffix("号")
    if _SOFTWARE.fullmatch(value) is None:
        return Checked(value, "软件著作权登记号通常如 2022SR0123456。确认证书如此的，请确认。", True)
    return Checked(value)


def check_trademark_number(text: str) -> Checked:
    """Check a trademark registration number; shapes other than digits and a few letters are confirmable."""
    value = compact(text).removeprefix("国际注册").removeprefix("第").removesuffix("号")
    if _TRADEMARK.fullmatch(value) is None:
        return Checked(value, "商标注册号通常为5至9位数字（国际注册以G开头）。确认证书如此的，请确认。", True)
    return Checked(value)


# --- money and telephones ---


def check_bank_account(text: str) -> Checked:
    """Check a bank account; a card number that fails the Luhn check is a doubt to confirm."""
    value = compact(text).replace("-", "")
    if re.fullmatch(r"\d+", value) is None:
        return Checked(value, "银行账号只含数字，请对照开户证明核对。")
    if not 8 <= len(value) <= 32:
        return Checked(value, f"银行账号应为8至32位数字，现为{len(value)}位，请对照开户证明核对。")
    if value.startswith("62") and 16 <= len(value) <= 19 and not luhn.is_valid(value):
        return Checked(value, "这个卡号的校验位不符，可能有一位录错。确认无误的，请确认。", confirmable=True)
    return Checked(value)


_MOBILE = re.compile(r"(?:\+?86)?(1[3-9]\d{9})")
_LANDLINE = re.compile(r"(?:\(?(0\d{2,3})\)?-?)?([2-8]\d{6,7})(?:(?:-|转)(\d{1,6}))?")
_SERVICE = re.compile(r"(?:400|800)\d{7}|1\d{4}")


def check_telephone(text: str) -> Checked:
    """Check a mobile, landline or service number; another shape is a doubt to confirm."""
    value = compact(text)
    mobile = _MOBILE.fullmatch(value.replace("-", ""))
    if mobile:
        return Checked(mobile[1])
    if _SERVICE.fullmatch(value.replace("-", "")):
        return Checked(value)
    landline = _LANDLINE.fullmatch(value)
    if landline:
        return Checked("-".join(part for part in landline.groups() if part))
    return Checked(value, "电话应为11位手机号，或区号加座机号如 0751-8881234。确认无误的，请确认。", True)


_CHECKS: dict[str, Callable[[str], Checked]] = {
    "uscc": check_uscc,
    "resident_id": check_resident_id,
    "cn_patent": check_cn_patent,
    "work_registration": check_work_registration,
    "software_copyright": check_software_copyright,
    "trademark_number": check_trademark_number,
    "bank_account": check_bank_account,
    "telephone": check_telephone,
}


def check(name: str, text: str) -> Checked:
    """Run the check that a vocabulary names; without a name only width and spaces are put right.

    Raises KeyError for a name there is no check of.
    """
    return _CHECKS[name](text) if name else Checked(_SPACES.sub(" ", plain(text)))
