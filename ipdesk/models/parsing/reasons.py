"""Texts that give a reason, and numbers of minutes: whether they say anything at all."""

from __future__ import annotations

import re
from functools import lru_cache

from ipdesk.models.parsing.identifiers.no_numbers import no_number
from ipdesk.models.parsing.personal_data import personal_data_in
from ipdesk.models.parsing.text.lines import CheckedNumber, stored_line
from ipdesk.models.parsing.text.texts import LONGEST, Unreadable, line_fault
from ipdesk.rules.core.plain_text import blank, compact

_LETTERS = re.compile(r"[^\W\d_]")
_NOTHING = re.compile(
    "(?:无|没有|暂无|略|同意|同上|如上|见上|不同意|是|否|好|好的|可以|可|行|属实|已阅|阅|知道了|已知|收到|空|不详|未知|待定|待补|同前"
    "|理由|原因|核减|见附件|详见附件|测试|其他|其它|不予|OK|YES|NO|NA|NULL|NONE|NIL|TEST|TBD|[XYZA]+)+"
)
_WORDS = re.compile(r"[^\W_]")
_FEWEST = 2
_USUAL_MINUTES = re.compile("(?=.*[一-鿿])(?=.*[0-9一二三四五六七八九十〇零])")


def reason_fault(text: str, name: str, longest: int = LONGEST) -> str:
    """Return what keeps a text that is not blank from being a reason, as a sentence, or nothing."""
    vague = "" if _says_something(text) else f"请把{name}写具体：“{text.strip()}”看不出理由。"
    return line_fault(text, name, longest) or vague


def said_fault(text: str, name: str, longest: int = LONGEST) -> str:
    """Return what keeps a text that is not blank from standing where one is needed, or nothing.

    无 and 略, and marks alone, are what somebody types to get past a field; they would be printed.
    """
    if fault := line_fault(text, name, longest):
        return fault
    words = "".join(_WORDS.findall(compact(text)))
    if words and _NOTHING.fullmatch(words) is None:
        return ""
    return f"“{text.strip()}”不能作为{name}，请填写实际的内容。"


def person_fault(text: str, name: str, longest: int = LONGEST) -> str:
    """Return what keeps a text that is not blank from naming somebody, as a sentence, or nothing.

    A number pasted in its place would stand on papers and in the log, where nobody looks for one.
    """
    if fault := said_fault(text, name, longest):
        return fault
    named = any(map(str.isalpha, text)) and not personal_data_in(text)
    return "" if named else f"{name}请填写姓名，不填号码和日期。"


def step_reason_fault(text: str) -> str:
    """Return what keeps a text from being the reason of a step, as a sentence, or nothing."""
    return "请填写理由。" if blank(text) else reason_fault(text, "理由")


def read_reason(text: str) -> str:
    """Return a reason for less than was computed, as it is stored. Raises Unreadable."""
    fault = reason_fault(text, "核减理由")
    if fault:
        raise Unreadable(fault)
    return stored_line(text)


def _says_something(text: str) -> bool:
    letters = "".join(_LETTERS.findall(compact(text)))
    return len(set(letters)) >= _FEWEST and _NOTHING.fullmatch(letters) is None


def read_minutes(text: str) -> str:
    """Return the number of minutes, doubtful or not. Raises Unreadable for what is none."""
    checked = check_minutes(text)
    if checked.problem and not checked.confirmable:
        raise Unreadable(checked.problem)
    return stored_line(text)


@lru_cache(maxsize=8)  # those of one meeting are checked for every file of it
def check_minutes(text: str) -> CheckedNumber:
    """Check the number of minutes; what names no meeting, or has no number, is a doubt."""
    fault = line_fault(text, "会议纪要编号")
    if not fault and no_number(text):
        fault = "这不是会议纪要的编号，请填写如 局务会纪要〔2026〕8号。"
    if fault:
        return CheckedNumber(text, fault)
    if _USUAL_MINUTES.search(compact(text)):
        return CheckedNumber(text)
    return CheckedNumber(
        text, "会议纪要编号通常如 局务会纪要〔2026〕8号。确认无误的，请确认。", confirmable=True
    )
