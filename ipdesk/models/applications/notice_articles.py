"""The notice 申报通知 that announces a call, as letters cite it: by title and number, its articles quoted."""

from __future__ import annotations

import re

from ipdesk.models.records import CallDetails
from ipdesk.rules.core.plain_text import compact

_NUMBER = "[一二三四五六七八九十百零〇0-9]+"
_BEGINS = re.compile(
    rf"(?:^|(?<=[。；;]))\s*(第{_NUMBER}(?:条|部分|章|点|项)|{_NUMBER}、|[（(]{_NUMBER}[)）])"
)
_DIGITS = re.compile(_NUMBER)
_SHORT = re.compile("(?:上述|本次|该)?(?:《申报(?:通知|指南)》|申报(?:通知|指南))(?![》〉」])")
_QUOTED = re.compile("《[^《》]*》")
LONGEST = 4000
"""Characters of all the articles that are typed of one notice."""


def notice_name(call: CallDetails | None) -> str:
    """Return how a letter cites the notice of a call, "" where its title is not known."""
    if call is None or not call.notice_title:
        return ""
    number = f"（{call.notice_number}）" if call.notice_number else ""
    return f"《{call.notice_title.strip('《》')}》{number}"


def with_notice_named(text: str, call: CallDetails | None) -> str:
    """Return a text in which 申报通知 is called by title and number, where both are known."""
    name = notice_name(call)
    if not name:
        return text
    whole = [(found.start(), found.end()) for found in _QUOTED.finditer(text)]

    def named(found: re.Match[str]) -> str:
        inside = any(begin < found.start() and found.end() < end for begin, end in whole)
        return found[0] if inside else name

    return _SHORT.sub(named, text)


def articles_of(text: str) -> dict[str, str]:
    """Return what the articles of a document say, by their numbers: 第四条, 四、, （二）.

    The first tells how they are numbered: what an article counts within itself are parts of it.
    """
    found = [*_BEGINS.finditer(text)]
    marks = [mark for mark in found if _form(mark[1]) == _form(found[0][1])]
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    said = (text[mark.end() : end].strip(" 　\t\n") for mark, end in zip(marks, ends, strict=False))
    return dict(zip((compact(mark[1]) for mark in marks), said, strict=True))


def _form(number: str) -> str:
    return _DIGITS.sub("#", compact(number)).replace("(", "（").replace(")", "）")
