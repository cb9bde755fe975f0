"""Numbers that are told by their shape from the words around them: 某法院（2022）粤73知民初123号判决书.

A shape leaves words out only where they cannot be part of a number: one number of the shape, and no digit and
no Latin letter outside of it. Everything here reads texts in base form (``normal_form.base_form``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Literal

from ipdesk.rules.numbers.text import unwrapped

Shape = Literal[
    "case_number",
    "document_number",
    "standard_number",
    "work_registration",
    "software_copyright",
    "trademark_number",
]

_TELLING = re.compile("[0-9A-Z]")
_TITLE = re.compile("《[^《》]*[一-鿿][^《》]*》")


def bare_number(text: str, shapes: Iterable[Shape]) -> str:
    """Return the one number of one of the shapes in a text, in one writing; else the text as it is."""
    for shape in shapes:
        found = _SHAPES[shape](text)
        if found:
            return found
    return text


def _only(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """Return the one match of a pattern in a text that has nothing else that could be of a number."""
    found = list(pattern.finditer(text))
    if len(found) != 1:
        return None
    around = text[: found[0].start()] + text[found[0].end() :]
    return None if _TELLING.search(around) else found[0]


# ------------------------------------------------------------ courts

_CASE = re.compile(
    r"\(?([0-9]{4})年?\)?(?![0-9年])((?:[一-鿿]{1,4}?[0-9]{1,6})?[一-鿿]{1,6}?)(?:字第|字|第)?([0-9]+)"
    r"(?:号?(之[0-9一二三四五六七八九十]+)|号)?"
)


def _case(text: str) -> str:
    found = _only(_CASE, _TITLE.sub("", text))
    return f"({found[1]}){found[2]}{found[3]}号{found[4] or ''}" if found else ""


# ------------------------------------------------------------ documents and public notices

_PAPER = "(?:通知|公告|公示|决定|批复|意见|办法|名单|函|规定|方案|通报|结果)"
_TITLE_OF_PAPER = re.compile(f"《[^《》]*{_PAPER}》")
_OF_OFFICE = re.compile(r"[一-鿿]+\([0-9]{4}\)[0-9]+(?:号[一-鿿]{0,4})?")
_QUOTED = re.compile(rf"[^0-9()]*{_PAPER}\(([一-鿿]+\([0-9]{{4}}\)[0-9]+号?)\)")
_CITED = re.compile("^(?:根据|依据|按照|依照|详见|见)(?=[^0-9(])")
_YEAR = re.compile(
    r"\(([0-9]{4})年?\)第?|([0-9]{4})年第?(?=[0-9])|《([0-9]{4})》第?|(?<![0-9])([0-9]{4})第(?=[0-9])"
)
_NOTICE_BEHIND = re.compile(r"([一-鿿]*?)((?:\([0-9]{4}\))?第?[0-9]+号)公告")
_NOTICE_BEFORE = re.compile(r"^公告(?=[第(0-9])")
_NUMBER_SIGN = re.compile(r"(?<=公告)NO[.:]*(?=[0-9])|^NO[.:]+(?=[0-9])")


def _document(text: str) -> str:
    """Return the number of a document without its title; 公告 stands before what it numbers."""
    value = _YEAR.sub(_bracketed, _CITED.sub("", text))
    untitled = unwrapped(_TITLE_OF_PAPER.sub("", value))
    value = untitled if _OF_OFFICE.fullmatch(untitled) else value
    quoted = _QUOTED.fullmatch(value)
    value = _NUMBER_SIGN.sub("", quoted[1] if quoted else value)
    behind = _NOTICE_BEHIND.fullmatch(value)
    value = f"{behind[1]}公告{behind[2]}" if behind else value
    return _NOTICE_BEFORE.sub("", value)


def _bracketed(year: re.Match[str]) -> str:
    return f"({next(filter(None, year.groups()))})"


# ------------------------------------------------------------ standards

_STANDARD = re.compile(r"[A-Z][A-Z0-9/\\|_.:~-]*[0-9]")
_LANGUAGE = re.compile(r"\([EFC]\)$")
_POINT_BEFORE_DIGITS = re.compile(r"(?<=[A-Z])[.]+(?=[0-9])")


def _standard(text: str) -> str:
    found = _only(_STANDARD, _LANGUAGE.sub("", _TITLE.sub("", text)))
    return _POINT_BEFORE_DIGITS.sub("", found[0]) if found else ""


# ------------------------------------------------------------ copyright

_MARKS = r"[:/_.~()第-]*"
_WORK = re.compile(
    rf"([一-鿿])作登字{_MARKS}([0-9]{{4}})年?{_MARKS}([A-Z]){_MARKS}([0-9]{{1,8}})(?![0-9])(?!之|-)"
)
_SOFTWARE = re.compile(r"([0-9]{4})[-:]?SR[-:]?([0-9]{6,8})(?![0-9])")
_SOFTWARE_CERTIFICATE = re.compile(r"软著登字[:第-]*([0-9]{5,8})(?![0-9])")


def _work(text: str) -> str:
    found = _only(_WORK, text)
    return f"{found[1]}作登字-{found[2]}-{found[3]}-{found[4]}" if found else ""


def _software(text: str) -> str:
    found = _only(_SOFTWARE, text)
    certificate = _only(_SOFTWARE_CERTIFICATE, text)
    if found:
        return f"{found[1]}SR{found[2]}"
    return f"软著登字第{certificate[1]}号" if certificate else ""


# ------------------------------------------------------------ trademarks

_CLASS = "(?:第|(?<![0-9]))(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_CLASSES = re.compile(
    rf"\(?(?:国际分类|国际类别|商品类别|类别)[:为]?{_CLASS}类?\)?"
    rf"|\(?(?:国际分类|类别)?{_CLASS}(?:[、,]{_CLASS})*类(?:商品|服务)?\)?"
)
_NAME = re.compile('[“"「『《][^“”"「」『』《》]*[”"」』》]')
_OF_WIPO = re.compile(r"国际|马德里|MADRID|INTERNATIONAL|WIPO|INT\.?REG|(?<![A-Z])I\.?R\.?N?(?![A-Z])|IRNO")
_LATIN_WORDS = re.compile(
    r"(?:MADRID|INTERNATIONAL|WIPO|INT\.?(?=REG)|REGISTRATION|REG\.?|TRADE-?MARK|(?<![A-Z])I\.?R\.?(?:N(?=[0-9:]))?)+"
    r"|(?:NUMBER|NO)[.:]*(?=[G0-9])"
)
_MARK = re.compile(r"(?<![A-Z0-9])(G?)[-.:]?([0-9]{3,9}[A-Z]{0,2})(?:\.0$)?(?![0-9A-Z])")
_THOUSANDS = re.compile("(?<=[0-9]),(?=[0-9]{3})")
# Marks that are registered elsewhere have numbers of their own; of two numbers in one text none is left out.
_ELSEWHERE = re.compile("香港|澳门|台湾|[美日韩欧英法俄]|德国|(?<!中)国(?!际|家)|注册号?[/、或及].*国际")


def _trademark(text: str) -> str:
    value = _CLASSES.sub("", text)
    unnamed = _NAME.sub("", value)
    value = _THOUSANDS.sub("", unnamed if _MARK.search(unnamed) else value)
    found = None if _ELSEWHERE.search(value) else _only(_MARK, _LATIN_WORDS.sub("", value))
    if found is None:
        return ""
    return f"G{found[2]}" if found[1] or _OF_WIPO.search(value) else found[2]


_SHAPES: dict[Shape, Callable[[str], str]] = {
    "case_number": _case,
    "document_number": _document,
    "standard_number": _standard,
    "work_registration": _work,
    "software_copyright": _software,
    "trademark_number": _trademark,
}
