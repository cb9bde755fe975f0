"""Whether a text that lessens an award by what turned out names the look-up 核查 that found it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ipdesk.models.periods.moments import day_text
from ipdesk.models.records import CheckRecord
from ipdesk.rules.core.plain_text import compact

_FOUND = "经{day}核查{name}（来源：{source}）"
_EXAMPLE = "经2024年4月8日核查付款凭证（来源：银行回单原件）"
_FORM = re.compile(r"经\d{4}年\d{1,2}月\d{1,2}日核查.+\(来源:[^)]{2,}\)")
_UNRECORDED = (
    "{called}依据核查查实的情况，这件申请没有登记过核查："
    "请先在“补充核查”里登记哪天核查了什么、来源和查到的情况。"
)
_UNNAMED = "{called}依据核查查实的情况，请写明是怎样查到的，如：{example}，……。"


def found_by(record: CheckRecord) -> str:
    """Say when what was looked up, and where, so that a sentence can go on with what was found."""
    one = record.check
    return _FOUND.format(day=day_text(one.day), name=one.name, source=one.source)


def unfounded(text: str, called: str, checks: Iterable[CheckRecord], *, recorded: bool = True) -> str:
    """Return, as a sentence, that a text ``called`` so rests on what turned out and names no look-up.

    "" where it names the day and the source of one of the file. Where none can be ``recorded`` yet, since the
    office reviews nothing, it is enough that the text names one.
    """
    known, said = tuple(checks), compact(text)
    if any(_names(said, one) for one in known) or (not recorded and _FORM.search(said)):
        return ""
    words = _UNNAMED if known or not recorded else _UNRECORDED
    return words.format(called=called, example=found_by(known[-1]) if known else _EXAMPLE)


def _names(said: str, record: CheckRecord) -> bool:
    return compact(day_text(record.check.day)) in said and compact(record.check.source) in said
