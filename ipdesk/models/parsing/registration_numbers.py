"""Numbers of registered works, software and trademarks."""

from __future__ import annotations

import re

from ipdesk.models.parsing.checked_number import Checked
from ipdesk.rules.plain_text import compact
from ipdesk.rules.vocabulary import standard_form

_WORK = re.compile(r"([一-鿿])作登字[第:-]*(\d{4})-?([A-Z])-?(\d{5,8})号?")
_WORK_DIGITS = 8
_SOFTWARE = re.compile(r"第?(\d{4}SR\d{6,8})号?")
_TRADEMARK = re.compile(r"号?[:.]?(?:第|NO[.:]?)?(G?\d{5,9}[A-Z]{0,2})号?")
_INTERNATIONAL = re.compile(r"(?:国际注册|IR(?!NO)|IRNO)号?[:.]?(?:第|NO[.:]?)?G?(\d{5,9}[A-Z]{0,2})号?")


def check_work_registration(text: str) -> Checked:
    """Check a work registration number such as ``粤作登字-2022-F-00001234``; other shapes are confirmable."""
    found = _WORK.fullmatch(standard_form("work_registration").unlabelled(text))
    if found is None:
        value = compact(text).removesuffix("号")
        return Checked(value, "登记号通常如 粤作登字-2022-F-00001234。确认证书如此的，请确认。", True)
    value, digits = f"{found[1]}作登字-{found[2]}-{found[3]}-{found[4]}", len(found[4])
    if digits < _WORK_DIGITS:
        problem = (
            f"登记号的流水号通常为{_WORK_DIGITS}位数字，现为{digits}位，请对照证书；确认无误的，请确认。"
        )
        return Checked(value, problem, confirmable=True)
    return Checked(value)


def check_software_copyright(text: str) -> Checked:
    """Check a software copyright number such as ``2022SR0123456``; other shapes are confirmable."""
    found = _SOFTWARE.fullmatch(standard_form("software_copyright").unlabelled(text))
    if found is None:
        value = compact(text).removeprefix("软著登字第").removesuffix("号")
        return Checked(value, "软件著作权登记号通常如 2022SR0123456。确认证书如此的，请确认。", True)
    return Checked(found[1])


def check_trademark_number(text: str) -> Checked:
    """Check a trademark registration number; shapes other than digits and a few letters are confirmable.

    That of an international registration begins with G, however it was written.
    """
    number = standard_form("trademark_number").unlabelled(text)
    international, found = _INTERNATIONAL.fullmatch(number), _TRADEMARK.fullmatch(number)
    if international is not None:
        return Checked(f"G{international[1]}")
    if found is None:
        value = compact(text)
        return Checked(value, "商标注册号通常为5至9位数字（国际注册以G开头）。确认证书如此的，请确认。", True)
    return Checked(found[1])
