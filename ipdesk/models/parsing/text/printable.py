"""Which characters the letters can print: whoever makes letters says it, before anything is typed."""

from __future__ import annotations

import re
from collections.abc import Callable

Unprintable = Callable[[str], str]
"""Given a text, returns the characters in it that no font has, each once."""

# Every face has these; a text of them alone asks no font.
_ORDINARY = re.compile("[ -~一-鿥。，、；：？！（）《》〈〉〔〕“”‘’—…￥％·]*")

_asked: list[Unprintable] = []


def ask(fonts: Unprintable) -> None:
    """Let texts be checked by these fonts from now on; without any every character passes."""
    _asked[:] = [fonts]


def ask_nobody() -> None:
    """Let every character pass."""
    _asked.clear()


def unprintable(text: str) -> str:
    """Return the characters of a text that no letter could print, each once."""
    if _ORDINARY.fullmatch(text):
        return ""
    return "".join(dict.fromkeys("".join(fonts(text) for fonts in _asked)))
