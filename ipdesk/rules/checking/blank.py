"""Checking that no text of a pack is blank: it would be a gap on the screen, in a letter, in an answer."""

from __future__ import annotations

from collections.abc import Iterator

from ipdesk.rules.checking.collector import Notes
from ipdesk.rules.core.plain_text import blank
from ipdesk.rules.source.yaml_source import Position

_BLANK = "{what}是空白，没有内容，请补上；用不到的，把这一项删去。"
_NAMELESS = "“{holder}”里有一项冒号前是空白，没有名称，请补上；用不到的，把这一项删去。"
_MAY_BE_BLANK = ("same", "equal")
"""Words of a number that stand for nothing: they are left out."""


def check_blank(notes: Notes) -> None:
    """Note every text, and every name before a colon, in which there is nothing to see.

    Where something else is wrong with it already, such as no kind of that name, that says more.
    """
    for at, message in _blanks(notes.source.data, ()):
        if not notes.noted(at):
            notes.note(at, "blank_text", message)


def _blanks(data: object, at: Position) -> Iterator[tuple[Position, str]]:
    if isinstance(data, str):
        if blank(data) and at[-3:-1] != _MAY_BE_BLANK:
            yield at, _BLANK.format(what=_spoken(at))
    elif isinstance(data, list):
        for number, item in enumerate(data):
            yield from _blanks(item, (*at, number))
    elif isinstance(data, dict):
        for key, value in data.items():
            if blank(key):
                yield (*at, key), _NAMELESS.format(holder=_holder(at))
            yield from _blanks(value, (*at, key))


def _spoken(at: Position) -> str:
    """Name what stands at a place: by its key, or by its place in a list."""
    last = at[-1]
    return f"“{_holder(at)}”第 {last + 1} 项" if isinstance(last, int) else f"“{last}”"


def _holder(at: Position) -> str:
    return next((part for part in reversed(at) if isinstance(part, str)), "文件")
