"""Sums in the characters of cheques and contracts: 壹万贰仟叁佰元整, 伍角."""

from __future__ import annotations

import re

_DIGITS = {digit: value for value, digit in enumerate("零壹贰叁肆伍陆柒捌玖")}
_UNITS = {"仟": 1000, "佰": 100, "拾": 10}
_OTHERS = str.maketrans("貳叄參陸圓圆萬億〇", "贰叁叁陆元元万亿零")
_D = "[壹贰叁肆伍陆柒捌玖]"
_SECTION = f"(?:{_D}仟)?(?:零?{_D}佰)?(?:零?{_D}?拾)?(?:零?{_D})?零?"
_SUM = re.compile(
    f"(?:人民币)?:?(?:(?P<yi>{_SECTION})亿)?(?:零?(?P<wan>{_SECTION})万)?(?:零?(?P<yuan>{_SECTION}))?元"
    f"(?:零?(?P<jiao>{_D})角)?(?:零?(?P<fen>{_D})分)?[整正]?"
)
_PART = re.compile(f"(?P<digit>{_D})?(?P<unit>[仟佰拾])?")


def sum_in_words(text: str) -> int | None:
    """Return a sum in fen, None for a text that is none in these characters."""
    found = _SUM.fullmatch(text.translate(_OTHERS))
    if found is None or not any(found.groups()):
        return None
    yi, wan, yuan = (_section(found[name] or "") for name in ("yi", "wan", "yuan"))
    jiao, fen = (_DIGITS[found[name] or "零"] for name in ("jiao", "fen"))
    return (yi * 10**8 + wan * 10**4 + yuan) * 100 + jiao * 10 + fen


def _section(text: str) -> int:
    """Return what up to four places say: 贰仟零伍 is 2005, 拾伍 is 15."""
    return sum(
        _DIGITS[part["digit"] or "壹"] * _UNITS.get(part["unit"] or "", 1)
        for part in _PART.finditer(text.replace("零", ""))
        if part[0]
    )
