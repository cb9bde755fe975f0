"""Why a text is no YAML, in words for people who do not know YAML: which line, and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import yaml

_KEY = r"[A-Za-z_][A-Za-z0-9_-]*"
_BEGIN = r"^\s*(?:- +)?"
_IN_LINE: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"^ *\t"), "这一行用制表符（Tab 键）缩进，请改成空格。"),
    (re.compile(rf"(?:{_BEGIN}|[{{,，]\s*){_KEY}："), "冒号写成了全角“：”，请改为半角冒号加一个空格。"),
    (re.compile(rf"，\s*{_KEY}: "), "逗号写成了全角“，”，请改为半角逗号加一个空格。"),
    (re.compile(rf"{_BEGIN}{_KEY}:(?=[^\s:])"), "冒号后面要空一格，写成“名称: 值”。"),
    (re.compile(rf"^\s*-{_KEY}:"), "“-”后面要空一格。"),
)
_TWO_COLONS = re.compile(rf"{_BEGIN}{_KEY}: [^\"'{{\[]*: ")
_ALIGN = "这一行的缩进与同一层的其他行不对齐，请检查行首的空格；同一层左对齐，下一层多两个空格。"
_QUOTE = "整段文字请加半角引号。"
_UNCLOSED = "从这一行起，引号没有配对，请补上另一个引号。"
_SAYS: tuple[tuple[str, str], ...] = (
    ("unexpected end of stream", _UNCLOSED),
    ("',' or", "从这一行起，括号没有配对，或者括号里各项之间少了半角逗号。"),
    ("expected ':'", "这一行没有冒号，应写成“名称: 值”。"),
    ("another document", "文件中间不要写“---”，请删去。"),
    ("comment or line break", f"值不能以“|”或“>”开头，{_QUOTE}"),
)
_WHERE_IT_BEGAN = ("unexpected end of stream", "',' or", "expected ':'")
_OPENS = re.compile(r"""(?:^\s*(?:- +)*|: +|[\[{,] *)(["'])""")
_ENDED = re.compile(r"\s*(?:$|[,}\]:#])")
_OTHERWISE = "此处不是正确的 YAML 写法，请检查缩进、冒号和引号。"


class Slip(NamedTuple):
    """One thing to put right, and its line (from 1)."""

    line: int
    message: str


def slips_in(text: str, error: yaml.MarkedYAMLError) -> list[Slip]:
    """Return what is wrong with ``text``, which could not be read because of ``error``."""
    lines = text.splitlines()
    found = list(_plain_slips(lines))
    reason = _reason(lines, error)
    # What the reader stumbles over is most often the line after the slip.
    if any(slip.line in (reason.line - 1, reason.line) for slip in found):
        return found
    return sorted([*found, reason])


def _plain_slips(lines: list[str]) -> Iterator[Slip]:
    for number, line in enumerate(lines, start=1):
        if line.lstrip().startswith("#"):
            continue
        for pattern, message in _IN_LINE:
            if pattern.search(line):
                yield Slip(number, message)
                break


def _unclosed(lines: list[str]) -> int | None:
    """Return the line (from 1) on which a quote opens that nothing closes, or only the next one to open."""
    mark, began = "", 0
    for number, line in enumerate(lines, start=1):
        rest = line
        while rest:
            if not mark:
                opening = None if rest.lstrip().startswith("#") else _OPENS.search(rest)
                if opening is None:
                    break
                mark, began, rest = opening[1], number, rest[opening.end() :]
            _, closing, rest = rest.partition(mark)
            if closing and began < number and not _ENDED.match(rest):
                return began
            mark = "" if closing else mark
    return began if mark else None


def _reason(lines: list[str], error: yaml.MarkedYAMLError) -> Slip:
    problem = error.problem or ""
    mark = error.problem_mark or error.context_mark
    unclosed = _unclosed(lines)
    if unclosed is not None and (mark is None or unclosed <= mark.line + 1):
        return Slip(unclosed, _UNCLOSED)
    began = error.context_mark if any(part in problem for part in _WHERE_IT_BEGAN) else None
    at = began or mark
    line, column = (at.line, at.column) if at else (0, 0)
    written = lines[line] if line < len(lines) else ""
    return Slip(min(line + 1, max(1, len(lines))), _sentence(problem, written, column))


def _sentence(problem: str, line: str, column: int) -> str:
    said = next((sentence for part, sentence in _SAYS if part in problem), None)
    if said is not None:
        return said
    if "cannot start any token" in problem and line[column : column + 1] in ("|", ">"):
        return "这一行之前有括号没有配对，请补上另一半。"
    if "cannot start any token" in problem and column < len(line):
        return f"值不能以“{line[column]}”开头，{_QUOTE}"
    if "mapping values" in problem:
        return f"值里有冒号加空格，{_QUOTE}" if _TWO_COLONS.search(line) else _ALIGN
    if "expected key" in problem or "'-' indicator" in problem:
        inside = line[:column].strip(" -")
        return f"引号或括号结束以后还有内容：多余的括号请删去；{_QUOTE}" if inside else _ALIGN
    return _OTHERWISE
