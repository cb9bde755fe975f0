"""The notice 申报通知 that announces a call, as letters cite it: by title and number, its articles quoted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ipdesk.models.records import CallDetails
from ipdesk.rules.core.plain_text import compact

_NUMBER = "[一二三四五六七八九十百零〇0-9]+"
_ARTICLE = re.compile(
    f"第{_NUMBER}条(?:第{_NUMBER}款)?|第?[（(]{_NUMBER}[)）]项?|第{_NUMBER}(?:部分|章|点|项)|{_NUMBER}、"
)
_BEGINS = re.compile(
    rf"(?:^|(?<=[。；;]))\s*(第{_NUMBER}(?:条|部分|章|点|项)|{_NUMBER}、|[（(]{_NUMBER}[)）])"
)
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
    """Return what the articles of a notice say, by their numbers: 第四条, 四、, （二）."""
    if not (marks := [*_BEGINS.finditer(text)]):
        return {}
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    return {
        compact(mark[1]): text[mark.end() : end].strip(" 　\t\n")
        for mark, end in zip(marks, ends, strict=True)
    }


def quoted(text: str, call: CallDetails | None) -> Iterator[tuple[str, str]]:
    """Yield the articles of a call's notice that a text cites, with what they say where that is typed."""
    name = notice_name(call)
    if call is None or not name or name not in text:
        return
    known = articles_of(call.articles)
    for found in _ARTICLE.finditer(text.partition(name)[2]):
        label = compact(found[0])
        whole = next((one for one in known if label.startswith(one)), "")
        if whole and known[whole]:
            yield f"{name}{found[0].rstrip('、')}", known[whole]
