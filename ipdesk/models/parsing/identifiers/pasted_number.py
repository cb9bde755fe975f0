"""A number as it comes by the clipboard: with its label, in a spreadsheet's quotes, with a mark behind."""

from __future__ import annotations

import re
from collections.abc import Callable

from ipdesk.rules.core.characters import latin, simplified
from ipdesk.rules.core.plain_text import compact

# Excel marks a text cell by an apostrophe and may wrap it as ="…"; sentences leave their marks behind.
_AROUND = "\"'`‘’“”=,;:.。、!"
_ENCLOSED = re.compile(r"[(\[【〔《<]([^()\[\]【】〔〕《》<>]*)[)\]】〕》>]")
_NOTE = r"\([^()]*[一-鿿][^()]*\)"
_WORD = (
    "(?:号码|代码|账号|帐号|账户|帐户|基本户|一般户|卡号|识别号|税号|执照|护照|许可|电话|手机|座机|固话|总机|传真"
    "|号|码|证)"
)
_LABEL = re.compile(
    rf"^(?:(?:[一-鿿A-Z./]|{_NOTE})*:|[(\[【]?(?:[一-鿿]|{_NOTE})*{_WORD}{_NOTE}[为是]?|[(\[【]?[一-鿿]*{_WORD}[)\]】]?[为是]?"
    rf"|[A-Z/]*NO\.|[\W_]*[☎☏📞📱]|TEL(?=[0-9]))+"
)
_REMARK = re.compile(rf"(?:{_NOTE}|\([0-9]{{1,2}}[-/][0-9]{{1,2}}\))+$")


# What may stand beside a number and says no more than what it is a number of, and when it is answered.
_KNOWN_WORDS = (
    "统一|社会|信用|公民|居民|身份|机构|组织|税务|登记|纳税人|识别|营业|执照|护照|许可|通行|港澳台?|台胞|来往|内地|外国人|永久居留"
    "|代码|号码|账号|帐号|账户|帐户|银行|收款|基本户?|一般户?|专用户?|对公|基本|一般|专用|人民币|元|卡号?|税号|证件?书?|号|码|位"
    "|正本|副本|原件|复印件|新|旧|主|副|正|原"
    "|联系|方式|手机|移动|固定|电话|座机|固话|总机|分机|传真|热线|短号|区号|号线|办公室?|单位|公司|家庭|住宅|宅|家|办|座|单|公|私"
    "|微信|同步|同号|同|小时|白天|晚上|常用|备用|值班|前台|客服|服务|咨询|财务|工作|转|内线|接|机|电|手"
    "|为|是|和|或|及|与|的|共|本人|人|者"
)
_WORDS, _ONLY_KNOWN = re.compile("[一-鿿]+"), re.compile(f"(?:{_KNOWN_WORDS})+")


def unread_words(text: str) -> str:
    """Return the first Chinese words in a text beside a number that say something of their own: a name."""
    words = _WORDS.findall(simplified(compact(text)))
    return next((word for word in words if _ONLY_KNOWN.fullmatch(word) is None), "")


def pasted_number(text: str) -> str:
    """Return the bare number of a pasted text: plain width, capitals, no blanks, label or marks around."""
    value = _LABEL.sub("", compact(text).strip(_AROUND)).strip(_AROUND)
    value = _REMARK.sub("", value).strip(_AROUND)
    enclosed = _ENCLOSED.fullmatch(value)
    return latin(enclosed[1].strip(_AROUND) if enclosed else value)


_SUFFIX = re.compile(r"\(([0-9A-Z]{1,2})\)$")
_ROUNDED = re.compile(r"[0-9](?:\.[0-9]+)?E\+?[0-9]+")


def identity_code(text: str) -> str:
    """Return the bare number of a card or a unit as it is compared: without marks between its parts."""
    return re.sub("[-_.]", "", _SUFFIX.sub(r"\1", pasted_number(text)))


def is_rounded(text: str) -> bool:
    """Say whether a text is what a sheet shows of a long number: ``4.40203E+17``; its end is lost."""
    return _ROUNDED.fullmatch(pasted_number(text)) is not None


def number_inside(value: str, is_right: Callable[[str], bool]) -> str:
    """Return the one right number among the words of a bare text, empty where there is none or several."""
    found = {piece for piece in re.findall("[0-9A-Z]+", value) if is_right(piece)}
    return found.pop() if len(found) == 1 else ""


_MISREAD = str.maketrans("OILZSV", "01125U")


def without_misread_letters(value: str) -> str:
    """Return the number with letters that its alphabet lacks read as the digits they look like."""
    return value.translate(_MISREAD)
