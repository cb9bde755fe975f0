"""Which of several things in a row of a public list somebody means, by the numbers that stand there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ipdesk.models.parsing.text.texts import Unreadable
from ipdesk.models.records import LineKey, PublishedLine
from ipdesk.rules.core.plain_text import compact

ALL = "全部"
_PARTED = re.compile("[、，,；;\\s]+")
_UNKNOWN = "公示的名单里没有“{said}”，请照名单上的登记号填写。"
_SEVERAL = "“{said}”对应名单上的{count}件，请把登记号写全。"
_BACKWARDS = "“{said}”的首号在末号后面，请核对。"


def named_things(text: str, lines: Sequence[PublishedLine]) -> tuple[LineKey, ...]:
    """Return which of the lines of a list a text names: by numbers, ranges of them (首号至末号), or 全部.

    A number may be its end, as long as that is one thing's alone. Raises Unreadable for what is not there.
    """
    if compact(text) == ALL:
        return tuple(line.key for line in lines)
    found = {key: None for said in filter(None, _PARTED.split(text.strip())) for key in _meant(said, lines)}
    return tuple(line.key for line in lines if line.key in found)


def _meant(said: str, lines: Sequence[PublishedLine]) -> Iterator[LineKey]:
    first, through, last = said.partition("至")
    begin = _place(first, lines)
    end = _place(last, lines) if through else begin
    if end < begin:
        raise Unreadable(_BACKWARDS.format(said=said))
    yield from (line.key for line in lines[begin : end + 1])


def _place(said: str, lines: Sequence[PublishedLine]) -> int:
    """Return the place of the one line that a number means."""
    number = compact(said)
    names = [compact(line.name).rstrip(")）") for line in lines]
    for fits in (_is, str.endswith, _holds):
        places = [at for at, name in enumerate(names) if fits(name, number)]
        if len(places) == 1:
            return places[0]
        if places:
            raise Unreadable(_SEVERAL.format(said=said, count=len(places)))
    raise Unreadable(_UNKNOWN.format(said=said))


def _is(name: str, number: str) -> bool:
    return name == number or name.endswith((f"（{number}", f"({number}"))


def _holds(name: str, number: str) -> bool:
    return number in name
