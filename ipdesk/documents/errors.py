"""Why a document cannot be made, each in a Chinese sentence that a clerk can act on."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from ipdesk.rules.core.plain_text import blank
from ipdesk.rules.source.findings import Finding

TEMPLATES = "templates"
"""The part of the settings in which an office changes its templates."""
_LISTED = 8  # characters that one sentence names


class DocumentError(Exception):
    """A document could not be made; ``message`` says why and what to do, in Chinese.

    ``setting`` names the field of the office that has to be filled in first, where that is the reason.
    """

    def __init__(self, message: str, setting: str = "") -> None:
        super().__init__(message)
        self.message, self.setting = message, setting

    def add_place(self, place: str) -> None:
        """Say before the message where it arose."""
        self.message = f"{place}：{self.message}"
        self.args = (self.message,)


class TemplateError(DocumentError):
    """A template names something unknown, leaves something empty or cannot be read.

    ``findings`` are all that is known to be wrong in its file, each at its line. It is mended in the
    settings, under TEMPLATES, unless the office lacks something.
    """

    def __init__(self, message: str, setting: str = TEMPLATES, findings: Iterable[Finding] = ()) -> None:
        super().__init__(message, setting)
        self.findings = tuple(findings)


class LetterDataError(DocumentError):
    """The data of a letter contradict themselves, so that it must not go out."""


@dataclass(frozen=True, slots=True)
class MissingGlyph:
    """A character that no font covers, and the words around it."""

    character: str
    context: str

    def __str__(self) -> str:
        return f"{_shown(self.character)}（U+{ord(self.character):04X}，见“{self.context}”）"


# Categories of Unicode whose characters cannot be shown; one that is newer than Python's tables (Cn) can be,
# wherever the screen has a font for it.
_UNSEEN = {"Cc": "不可见字符", "Cf": "不可见字符", "Zs": "不可见字符", "Cs": "残缺字符", "Co": "自造字"}


def _shown(character: str) -> str:
    """Return a character as a sentence shows it; an accent alone stands over a circle."""
    category = unicodedata.category(character)
    if blank(character) or category in _UNSEEN:
        return f"“{_UNSEEN.get(category, '不可见字符')}”"
    return f"“◌{character}”" if category.startswith("M") else f"“{character}”"


class MissingGlyphError(DocumentError):
    """Characters that no font covers: nothing is printed rather than a blank or a box.

    ``missing`` has each of them once, where it was first met.
    """

    def __init__(self, missing: Iterable[MissingGlyph]) -> None:
        first: dict[str, MissingGlyph] = {}
        for glyph in missing:
            first.setdefault(glyph.character, glyph)
        self.missing = tuple(first.values())
        listed = "、".join(map(str, self.missing[:_LISTED]))
        more = f"等{len(self.missing)}个字符" if len(self.missing) > _LISTED else ""
        super().__init__(
            f"以下字符没有字体能够印出：{listed}{more}。请核对用字，或者安装含有该字的字体，重新打开程序后再打印。"
        )
