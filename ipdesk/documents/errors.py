"""Why a document cannot be made, each in a Chinese sentence that a clerk can act on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


class DocumentError(Exception):
    """A document could not be made; ``message`` says why and what to do, in Chinese."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message

    def add_place(self, place: str) -> None:
        """Say before the message where it arose."""
        self.message = f"{place}：{self.message}"
        self.args = (self.message,)


class TemplateError(DocumentError):
    """A template names something unknown, leaves something empty or cannot be read."""


class LetterDataError(DocumentError):
    """The data of a letter contradict themselves, so that it must not go out."""


@dataclass(frozen=True, slots=True)
class MissingGlyph:
    """A character that no font covers, and the words around it."""

    character: str
    context: str

    def __str__(self) -> str:
        shown = self.character if self.character.isprintable() else "不可见字符"
        return f"“{shown}”（U+{ord(self.character):04X}，见“{self.context}”）"


class MissingGlyphError(DocumentError):
    """Characters that no font covers: nothing is printed rather than a blank or a box."""

    def __init__(self, missing: Iterable[MissingGlyph]) -> None:
        self.missing = tuple(missing)
        listed = "、".join(map(str, self.missing))
        super().__init__(f"以下字符没有字体能够印出：{listed}。请核对用字，或者安装含有该字的字体后再打印。")
