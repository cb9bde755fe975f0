"""``ipdesk check``: packs checked whole, one after the other, told so that an office can act on it."""

from __future__ import annotations

import os
import shutil
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ipdesk.cli.common import unreadable
from ipdesk.rules.examples.report import without_traces
from ipdesk.rules.source.findings import Finding, Severity

if TYPE_CHECKING:
    from ipdesk.rules.library.check_file import CheckedFile

_NEVER_FIRST = frozenset("，。；：、？！）”》")
_UNWRAPPED = 10_000
_WITH_TRACES = 5
"""So many failing examples are told with how their sums came about."""


def run(paths: Sequence[Path]) -> int:
    """Check packs and print what is found on standard output.

    Returns the exit code: 1 if any of the packs cannot be used, else 0.
    """
    try:
        return _run(paths)
    except BrokenPipeError:  # the reader has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _run(paths: Sequence[Path]) -> int:
    passed = 0
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else _UNWRAPPED
    for path in paths:
        lines, fine = _checked(path)
        passed += fine
        _print(lines, width)
    if len(paths) > 1:
        _print([_together(len(paths), passed)], width)
    return int(passed < len(paths))


def _together(count: int, passed: int) -> str:
    failed = f"，{count - passed} 个不能使用" if passed < count else ""
    return f"共检查 {count} 个文件：{passed} 个通过{failed}。"


def _print(lines: Sequence[str], width: int) -> None:
    for line in lines:
        for part in wrapped(line, width):
            print(part)


# ------------------------------------------------------------ what is told


def _checked(path: Path) -> tuple[list[str], bool]:
    """Check a file; return what to say of it, and whether it passed."""
    from ipdesk.rules.library.check_file import check_file

    try:
        checked = check_file(path)
    except OSError as error:
        return [path.name, f"  错误：{unreadable(path, error)}"], False
    return report_lines(checked), checked.passed


def report_lines(checked: CheckedFile) -> list[str]:
    """Return the lines about one file: its findings, errors first, and the counts.

    While examples fail, what they do not show is kept back; the first few tell how each sum came about.
    """
    if not checked.findings:
        return [f"{checked.file}：{_size(checked)}，检查通过。"]
    shown = [finding for finding in checked.findings if not (checked.failed and _not_shown(finding))]
    lines, with_traces = [checked.file], 0
    for finding in shown:
        lines += _finding(finding, brief=with_traces >= _WITH_TRACES)
        with_traces += bool(finding.details)
    if with_traces > _WITH_TRACES:
        lines.append(f"  第 {_WITH_TRACES} 个以后不符的算例只列差别，没有列核算过程；改正前面的再检查。")
    if len(shown) < len(checked.findings):
        lines.append("  算例全部相符以后，再提醒哪些写法还没有算例。")
    return [*lines, f"  {_counts(checked, shown)}"]


def _not_shown(finding: Finding) -> bool:
    return finding.code.endswith("_not_shown")


def _finding(finding: Finding, *, brief: bool) -> list[str]:
    clause = f"（{finding.clause}）" if finding.clause else ""
    head = f"  {finding.severity.word} 第 {finding.line} 行{clause}：{finding.message}"
    details = without_traces(finding.details) if brief else finding.details
    return [head, *(f"      {detail}" for detail in details)]


def _counts(checked: CheckedFile, shown: Sequence[Finding]) -> str:
    errors = checked.count(Severity.ERROR)
    remarks = sum(finding.severity is Severity.WARNING for finding in shown)
    found = "、".join(
        text for count, text in ((errors, f"{errors} 处错误"), (remarks, f"{remarks} 处提醒")) if count
    )
    end = "，检查通过。" if checked.passed else "。"
    return f"共 {found}；{_size(checked)}{end}"


def _size(checked: CheckedFile) -> str:
    if not checked.rules:
        return "改正以后再检查规定和算例"
    rules = f"{checked.rules} 条规定，算例 {checked.examples} 个"
    if checked.policy is None:
        return f"{rules}，改正错误以后再核算" if checked.examples else rules
    return f"{rules}，{f'{checked.failed} 个不符' if checked.failed else '全部相符'}"


# ------------------------------------------------------------ lines of a terminal


def wrapped(line: str, width: int) -> Iterator[str]:
    """Break a line at the terminal's width (in half-width characters); what follows is indented two more."""
    indent = " " * (len(line) - len(line.lstrip()) + 2)
    start, lead = 0, ""
    least = len(indent) + 1  # characters of the first line: its own indent, and something besides
    while width > len(indent) + 2 and (end := _fitting(line, start, width - len(lead))) < len(line):
        at = _break(line, start + least, end)
        yield lead + line[start:at].rstrip()
        start, lead, least = _past_blanks(line, at), indent, 1
    yield lead + line[start:]


def _fitting(line: str, start: int, width: int) -> int:
    """Return where the characters end that fit from ``start`` on; Chinese ones and their marks take two."""
    for at in range(start, len(line)):
        width -= 2 if unicodedata.east_asian_width(line[at]) in "WFA" else 1
        if width < 0:
            return at
    return len(line)


def _break(line: str, least: int, end: int) -> int:
    """Return where to break: after the most that fits, not inside a word, not before closing marks."""
    for place in range(end, least, -1):
        inside = line[place - 1].isascii() and line[place].isascii() and not line[place - 1].isspace()
        if not inside and line[place] not in _NEVER_FIRST:
            return place
    return end


def _past_blanks(line: str, at: int) -> int:
    while at < len(line) and line[at].isspace():
        at += 1
    return at
