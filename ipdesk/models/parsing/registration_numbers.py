"""Numbers of registered works, software and trademarks."""

from __future__ import annotations

import re

from ipdesk.models.parsing.checked_number import Checked
from ipdesk.rules.plain_text import compact

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
