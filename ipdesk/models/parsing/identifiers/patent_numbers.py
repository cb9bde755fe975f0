"""Chinese patent numbers: read in any written form, checked against their check digit."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from ipdesk.models.parsing.text.lines import CheckedNumber
from ipdesk.rules.core.plain_text import compact, spaced
from ipdesk.rules.pack.vocabulary import standard_form

_PATENT_TYPES = {
    "1": "invention",
    "8": "invention",
    "2": "utility_model",
    "9": "utility_model",
    "3": "design",
}
_PATENT_WORDS = {"invention": "发明专利", "utility_model": "实用新型专利", "design": "外观设计专利"}
_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
_MARKS = re.compile("[^0-9A-Z|]")
_COUNTRY = re.compile("^(?:ZL|CN)+")
# Of publications: a kind code behind the number, or a first digit that no year of filing begins with.
_PUBLICATION = re.compile(r"\d{7,9}[A-WYZ]\d?|[123]\d{6}(?:\d{2})?")
_SHORT_FORM_UNTIL = 2003
_LOOK_LIKE_DIGITS = str.maketrans("OQIL", "0011")
_OF_ANOTHER_COUNTRY = re.compile(r"(?!CN|ZL)([A-Z]{2})[A-Z]?[0-9]{5,}[A-Z]?[0-9]?")
INTERNATIONAL = re.compile(r"(?:PCT[A-Z]{2}|WO)[0-9]{2}")
"""How the number of an international application or of its publication begins, in Latin letters alone."""


class PatentNumber(NamedTuple):
    """What a Chinese patent number says: its type (a vocabulary id), year of filing and proper form."""

    patent_type: str
    year: int
    value: str


@lru_cache(maxsize=256)  # of one number it is asked six times while its row is read
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


def check_cn_patent(text: str, patent_type: str | None = None) -> CheckedNumber:
    """Check a Chinese patent number; ``patent_type`` is what its type digit must agree with."""
    found = patent_number(text)
    if found is None:
        return CheckedNumber(compact(text), _patent_fault(text))
    word = _PATENT_WORDS[found.patent_type]
    if patent_type is not None and patent_type != found.patent_type:
        return CheckedNumber(found.value, f"按专利号这是{word}，与所选的专利类型不一致，请核对。")
    return CheckedNumber(found.value, note=f"{word}，{found.year}年申请")


def completed_patent(text: str) -> str | None:
    """Return a number that lacks nothing but its check digit in its proper form; None for any other text."""
    body = _patent_body(text)
    if re.fullmatch(r"\d{8}|\d{12}", body) is None:
        return None
    found = patent_number(body + _patent_digit(body))
    return found.value if found is not None else None


def is_publication(text: str) -> bool:
    """Say whether a text is the number of a Chinese publication, which is that of no application."""
    return _PUBLICATION.fullmatch(_patent_body(text)) is not None


def check_application_number(text: str, patent_type: str | None = None) -> CheckedNumber:
    """Check the number of an application, Chinese or not: it stays as typed, and all faults are doubts."""
    doubt = _application_doubt(text, patent_type)
    return CheckedNumber(
        spaced(text), f"{doubt}，请核对；确认无误的，请确认。" if doubt else "", confirmable=True
    )


def _application_doubt(text: str, patent_type: str | None) -> str:
    found, body = patent_number(text), _patent_body(text)
    if found is not None:
        other = patent_type is not None and patent_type != found.patent_type
        return f"按号码这是{_PATENT_WORDS[found.patent_type]}，与所选的专利类型不一致" if other else ""
    if patent_letters(text, "CN").startswith("CN") and _PUBLICATION.fullmatch(body):
        return "这是公开号或公告号，应填申请号"
    if re.fullmatch(r"(?:[089]\d|20\d\d)[12389]\d{5,7}[0-9X]", body) and len(body) in (9, 13):
        return "号码末尾的校验位不符，可能有一位录错"
    return ""


def patent_letters(text: str, country: str) -> str:
    """Return the Latin letters and digits of a number: no words, no marks."""
    return _MARKS.sub("", standard_form("cn_patent").bare(text, country))


@lru_cache(maxsize=256)
def _patent_body(text: str) -> str:
    return _COUNTRY.sub("", patent_letters(text, "CN"))


def _patent_fault(text: str) -> str:
    body = _patent_body(text)
    if not body:
        return "请填写专利号。"
    if _PUBLICATION.fullmatch(body):
        return "这是公开号或公告号，请改填证书上的专利号（ZL开头）。"
    if re.fullmatch(r"\d{8}|\d{12}", body):
        return f"专利号缺少末尾的校验位，按前面各位应为 ZL{body}.{_patent_digit(body)}，请核对。"
    if re.fullmatch(r"(?:\d{8}|\d{12})[0-9X]", body) is None:
        return (
            _fault_of_letters(body)
            or "专利号应为 ZL、12位数字（2003年10月以前为8位）、小数点和校验位，请对照证书。"
        )
    if _PATENT_TYPES.get(body[2] if len(body) == 9 else body[4]) is None or _filing_year(body[:-1]) is None:
        return "专利号中的年份或类型位不对（1、8发明，2、9实用新型，3外观设计），请对照证书核对。"
    return "专利号的校验位不符，可能有一位录错，请对照证书核对。"


def _fault_of_letters(body: str) -> str:
    """Say what letters tell that a number of China does not have."""
    meant = patent_number(body.translate(_LOOK_LIKE_DIGITS))
    if meant is not None:
        return f"专利号里的字母O、I、L应为数字0、1，请改为 {meant.value}。"
    if INTERNATIONAL.match(body):
        return "这是国际申请（PCT）的号码，不是授权专利的专利号，请对照专利证书。"
    country = _OF_ANOTHER_COUNTRY.fullmatch(body)
    if country:
        return f"号码以{country[1]}开头，不是中国专利号；境外专利请先填写授权国家或地区。"
    return ""


def _filing_year(serial: str) -> int | None:
    if len(serial) == 8:
        year = int(serial[:2])
        return 1900 + year if year >= 85 else 2000 + year if year <= _SHORT_FORM_UNTIL % 100 else None
    year = int(serial[:4])
    return year if _SHORT_FORM_UNTIL <= year <= 2099 else None


def _patent_digit(serial: str) -> str:
    remainder = sum(int(digit) * weight for digit, weight in zip(serial, _WEIGHTS, strict=False)) % 11
    return "X" if remainder == 10 else str(remainder)
