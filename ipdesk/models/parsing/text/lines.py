"""One line of text as it is stored: what came along with it from a spreadsheet or a PDF file is taken off.

What a person sees stays as it is; only characters are put right that look the same.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from ipdesk.models.parsing.text.printable import unprintable
from ipdesk.models.parsing.text.shortcomings import SEVERAL_CELLS
from ipdesk.rules.core.characters import unified, without_private_codes
from ipdesk.rules.core.plain_text import BREAKS, without_invisible

CJK = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\U00020000-\U0003ffff"
"""Characters that are written without blanks between them, for a class of a pattern."""

_LINE_BREAKS = BREAKS.replace(r"\t", "")
_BREAK = rf"[^\S\t]*[{_LINE_BREAKS}][^\S\t]*"
# Where a page wraps: within Chinese, and before the number of a house or a floor (2楼, A座).
_BREAK_IN_CHINESE = re.compile(rf"(?<=[{CJK}]){_BREAK}(?=[{CJK}]|[0-9A-Za-z]{{1,4}}[号楼室栋幢层座])")
# Soft breaks, of word processors, are within one line.
_CELLS = re.compile(r"[\t\n\r\f\x1c-\x1f\x85\u2029]")
_MOST_WRAPPED = 3  # lines that one value is wrapped on
_BLANKS = re.compile(r"\s+")
# Letters, digits and a few signs of plain width; brackets and marks of Chinese text keep theirs.
_WIDE = "０-９Ａ-Ｚａ-ｚ＆﹠＋－／＠"
_WIDE_RUN = re.compile(f"[{_WIDE}]+")


class CheckedNumber(NamedTuple):
    """A number as it should be written, a Chinese sentence on what is wrong, and what it tells.

    ``problem`` is empty where nothing is wrong; a ``confirmable`` one is a doubt that a clerk may confirm.
    ``suggestion`` is another value that the clerk may take instead, empty for none.
    """

    value: str
    problem: str = ""
    confirmable: bool = False
    note: str = ""
    suggestion: str = ""


def stored_line(text: str) -> str:
    """Return a line as it is stored: one line, no quotes of a spreadsheet, nothing that nobody sees.

    Accents are one with their letter, radicals are ideographs, letters and digits have plain width.
    """
    seen = unified(unicodedata.normalize("NFC", _unquoted(without_invisible(text))))
    return one_line(_WIDE_RUN.sub(_plain_width, seen))


def one_line(text: str) -> str:
    """Return the lines of a text as one: within Chinese a page wrapped there, elsewhere a blank stands."""
    return _BLANKS.sub(" ", _BREAK_IN_CHINESE.sub("", text)).strip()


def _plain_width(found: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", found[0])


def _unquoted(text: str) -> str:
    """Take off the quotes that a spreadsheet sets around a cell with a line end; inner ones are doubled."""
    bare = text.strip()
    while len(bare) > 2 and bare[0] == bare[-1] == '"' and '"' not in bare[1:-1].replace('""', ""):
        bare = bare[1:-1].replace('""', '"').strip()
    return bare


def holds_several_cells(text: str) -> bool:
    """Say whether a text was copied from more than one cell or line: two names do not make one.

    What ends the text, and breaks within the quotes that a spreadsheet sets around one cell, part nothing.
    """
    bare = without_invisible(text).strip()
    return _unquoted(bare) == bare and _CELLS.search(bare) is not None


def is_table(text: str) -> bool:
    """Say whether a text is part of a sheet: cells beside each other or lines that no page has wrapped.

    Chinese wrapped by a page or within a cell is one value, in as many lines as an address needs.
    """
    bare = without_invisible(text).strip()
    whole = _unquoted(bare) == bare
    return whole and (
        len(bare.splitlines()) > _MOST_WRAPPED or holds_several_cells(_BREAK_IN_CHINESE.sub("", bare))
    )


def joined_lines(text: str, whole: re.Pattern[str]) -> str:
    """Return ``text`` with its lines as one where a break stands inside Chinese: cells wrap anywhere.

    Lines of which two are found by ``whole`` are two things, and stay as they are.
    """
    seen = without_invisible(text)
    if sum(whole.search(line) is not None for line in re.split(f"[{_LINE_BREAKS}]", seen)) > 1:
        return seen
    return _BREAK_IN_CHINESE.sub("", seen)


_ADDRESS_LABEL = re.compile(r"^[一-鿿]{0,4}(?:地址|住所|住址|场所)\s*[:：]\s*")
_WHOLE_ADDRESS = re.compile("[路街巷道村镇乡].*[0-9０-９一二三四五六七八九十]+号")
_AROUND_ADDRESS = " '’“”。，,;；"


def joined_address(text: str) -> str:
    """Return an address with the lines on which a page or a cell wrapped it as one; two stay two."""
    return joined_lines(text, _WHOLE_ADDRESS)


def check_address(text: str) -> CheckedNumber:
    """Check an address: its lines become one, and what forms and sheets write around it is taken off."""
    joined = joined_address(text)
    if holds_several_cells(joined):
        return CheckedNumber(stored_line(joined), SEVERAL_CELLS)
    line, bare = "", stored_line(joined)
    while line != bare:
        line, bare = bare, stored_line(_ADDRESS_LABEL.sub("", bare.strip(_AROUND_ADDRESS)))
    return checked_characters(bare)


def checked_characters(line: str) -> CheckedNumber:
    """Return a line as stored with a sentence on its first character that cannot be kept."""
    found = next((at for at, char in enumerate(line) if _is_damaged(char)), None)
    if found is None:
        return _checked_for_print(line)
    char, meant = line[found], without_private_codes(line)
    if meant[found] != char:
        sentence = f"第{found + 1}个字用的是旧编码（U+{ord(char):04X}），应为“{meant[found]}”。"
        return CheckedNumber(line, sentence, suggestion=meant)
    if unicodedata.category(char) == "Co":
        sentence = f"第{found + 1}个字（U+{ord(char):04X}）是自造字，打印不出。请对照证件重新录入这个字。"
        return CheckedNumber(line, sentence)
    return CheckedNumber(line, f"第{found + 1}个字已经损坏（U+{ord(char):04X}），请对照证件重新录入这个字。")


def _checked_for_print(line: str) -> CheckedNumber:
    """Return a line with a sentence on what a letter could not print of it: a doubt where it is a name."""
    lacking = unprintable(line)
    if not lacking:
        return CheckedNumber(line)
    found = lacking[0]
    place = f"第{line.index(found) + 1}个字" if found in line else "有字"
    sentence = (
        f"{place}“{found}”（U+{ord(found):04X}）没有字体能够印出，请换一种写法，或者安装含有该字的字体。"
    )
    return CheckedNumber(line, sentence, confirmable=True)


def _is_damaged(char: str) -> bool:
    """Tell private codes, halves of a character, signs of a failed conversion and codes that mean nothing."""
    code = ord(char)
    nothing = code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
    return nothing or char in "\ufffc\ufffd" or unicodedata.category(char) in ("Co", "Cs")
