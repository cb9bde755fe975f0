"""Texts that give a reason, and numbers of minutes: whether they say anything at all."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from functools import lru_cache

from ipdesk.models.parsing.identifiers.no_numbers import no_number
from ipdesk.models.parsing.personal_data import personal_data_in
from ipdesk.models.parsing.text.lines import CheckedNumber, stored_line
from ipdesk.models.parsing.text.texts import LONGEST, Unreadable, line_fault
from ipdesk.rules.core.plain_text import blank, compact

KeptMinutes = tuple[str, datetime.date]
"""Number and day of minutes that were used before."""

_LETTERS = re.compile(r"[^\W\d_]")
_NOTHING = re.compile(
    "(?:"
    # Nothing, or not yet anything.
    "无|没有|暂无|暂缺|没了|略|空白?|不详|未知|不知道|不清楚|随便|不适用|不涉及|没意见|无异议|暂不填|先空着|以后补|后补"
    "|待(?:定|补充?|填写?|核实?)|此处填写|请填写|测试|其他|其它|理由|原因|如下|核减|不予"
    # What is said elsewhere.
    "|同上|同前|上述|所述|如上|如前|如题|见[上前后]|见备注|见说明|参见原件|详?见附[件表][一二三]?"
    # That somebody agrees, or that it is in order.
    "|同意|不同意|拟同意|领导同意|批准|不批准|通过|不通过|是的?|否|好的?|可以?的?|对的?|行的?|情况|属实|已阅|阅|知道了|已知|收到|收悉|已收"
    # A day, a sum or a number alone.
    "|[年月日号第元万件份]"
    "|请批示|请审核|妥否|按规定|依规定?|依法|按程序|办理"
    "|OK|YES|NO|NA|NAN|NULL|NONE|NIL|UNDEFINED|TEST|TBD|ASDF|QWER?|[XYZA]+"
    ")+"
)
_WITH_POST = re.compile("[^（）]+（[^（）]+）")
_POST = re.compile("[（(].*")
_NO_POST = "签批人“{names}”没有写明职务，请写成 黎志明（局长）；几位的用顿号分开。"
_NOISE = re.compile(r"(.)\1{2,9}")
_WORDS = re.compile(r"[^\W_]")
_FEWEST = 2
_SERIAL_MINUTES = re.compile("(?P<series>.+[0-9]{4}\\D{1,2}?)(?P<serial>[0-9]{1,6})(?:号|次会议|次|期)?")
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
    if words and not any(form.fullmatch(words) for form in (_NOTHING, _NOISE)):
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


def signers_fault(signers: str) -> str:
    """Return what is wrong with who signed on paper, as a sentence: each is named with the post held."""
    if blank(signers):
        return "请填写签批人。"
    if fault := said_fault(signers, "签批人"):
        return fault
    named = [one.strip() for one in stored_line(signers).split("、")]
    lacking = [one for one in named if not _WITH_POST.fullmatch(one)]
    return _NO_POST.format(names="、".join(lacking)) if lacking else ""


def signers_named(signers: str) -> tuple[str, ...]:
    """Return the names of who signed on paper, without the posts behind them."""
    return tuple(_POST.sub("", one).strip() for one in stored_line(signers).split("、"))


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


def minutes_order_doubt(number: str, day: datetime.date | None, kept: Iterable[KeptMinutes]) -> str:
    """Return that minutes bear a higher number than those of a later day, or the reverse; "" where not.

    ``kept`` are those that the office has used. Those of another meeting or year are counted apart. It is
    nothing to refuse: numbers may be given when minutes are signed.
    """
    own = _SERIAL_MINUTES.fullmatch(compact(number))
    for other, held in kept if own is not None and day is not None else ():
        found = _SERIAL_MINUTES.fullmatch(compact(other))
        if found is None or own is None or day is None or found["series"] != own["series"]:
            continue
        ahead = int(own["serial"]) - int(found["serial"])
        if (ahead > 0 and day < held) or (ahead < 0 and day > held):
            order = "靠后，会议日期却更早" if ahead > 0 else "靠前，会议日期却更晚"
            return f"{other}是{held.isoformat()}的会议，本次编号{order}，请核对；确实如此的，可以照填。"
    return ""
