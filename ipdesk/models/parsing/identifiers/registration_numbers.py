"""Numbers of registered works, software and trademarks."""

from __future__ import annotations

import re

from ipdesk.models.parsing.text.lines import CheckedNumber
from ipdesk.rules.core.plain_text import compact
from ipdesk.rules.pack.vocabulary import standard_form

_WORK = re.compile(r"[一-鿿]作登字-[0-9]{4}-[A-Z]-([0-9]+)")
_WORK_DIGITS, _FEWEST_WORK_DIGITS = 8, 5
_SOFTWARE = re.compile(r"[0-9]{4}SR[0-9]{6,8}")
_TRADEMARK = re.compile(r"G?[0-9]{5,9}[A-Z]{0,2}")
_UNUSUAL_WORK = "登记号通常如 粤作登字-2022-F-00001234。证书上就是这样的，请确认。"


def check_work_registration(text: str) -> CheckedNumber:
    """Check a work registration number such as ``粤作登字-2022-F-00001234``; other shapes are confirmable.

    A program is a work as well: its number is checked as a program's.
    """
    value = standard_form("work_registration").bare(text)
    if _SOFTWARE.fullmatch(value):
        return CheckedNumber(value)
    found = _WORK.fullmatch(value)
    digits = len(found[1]) if found else 0
    if digits < _FEWEST_WORK_DIGITS:
        return CheckedNumber(compact(text).removesuffix("号"), _UNUSUAL_WORK, True)
    if digits < _WORK_DIGITS:
        problem = (
            f"登记号的流水号通常为{_WORK_DIGITS}位数字，现为{digits}位，请对照证书；确认无误的，请确认。"
        )
        return CheckedNumber(value, problem, confirmable=True)
    return CheckedNumber(value)


def check_software_copyright(text: str) -> CheckedNumber:
    """Check a software copyright number such as ``2022SR0123456``; other shapes are confirmable."""
    value = standard_form("software_copyright").bare(text)
    if _SOFTWARE.fullmatch(value):
        return CheckedNumber(value)
    other = compact(text).removeprefix("软著登字第").removesuffix("号")
    return CheckedNumber(other, "软件著作权登记号通常如 2022SR0123456。证书上就是这样的，请确认。", True)


def check_trademark_number(text: str) -> CheckedNumber:
    """Check a trademark registration number; shapes other than digits and a few letters are confirmable.

    That of an international registration begins with G, however it was written.
    """
    value = standard_form("trademark_number").bare(text)
    if _TRADEMARK.fullmatch(value):
        return CheckedNumber(value)
    problem = "商标注册号通常为5至9位数字（国际注册以G开头）。证书上就是这样的，请确认。"
    return CheckedNumber(compact(text), problem, True)
