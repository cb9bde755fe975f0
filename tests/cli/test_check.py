"""How the report of a check stands in a terminal."""

import pytest

from ipdesk.cli.check import report_lines, wrapped
from ipdesk.rules.library.check_file import CheckedFile
from ipdesk.rules.source.findings import Finding, Severity


def columns(text: str) -> int:
    return sum(2 if ord(mark) > 0x2E80 else 1 for mark in text)


@pytest.mark.parametrize("width", [20, 40, 79, 80])
def test_lines_stay_within_the_terminal_and_lose_nothing(width: int) -> None:
    line = "  错误 第 60 行（2-transaction）：没有名为“intrest_paid”的事实字段，是否应为“interest_paid”？"
    parts = list(wrapped(line, width))
    assert all(columns(part.replace("“", "xx").replace("”", "xx")) <= width for part in parts)
    assert "".join(parts).replace(" ", "") == line.replace(" ", "")
    assert all(part.startswith("    ") for part in parts[1:])


def test_no_line_begins_with_a_closing_mark_or_inside_a_word() -> None:
    for width in range(30, 60):
        first, *rest = wrapped("  请写编号：interest_paid、organizer_reward。再检查一次，再一次。", width)
        assert not any(part.lstrip()[0] in "，。、" for part in rest)
        whole = " ".join([first, *rest])
        assert "interest_paid" in whole and "organizer_reward" in whole


def test_a_line_that_fits_stays_as_it_is() -> None:
    assert list(wrapped("a.yaml：检查通过。", 80)) == ["a.yaml：检查通过。"]


def test_many_failing_examples_are_told_shortly_and_without_what_they_do_not_show() -> None:
    first = ("成果 1，条款 a“甲”（第 9 行）", "  应为：可资助", "  核算过程：", "    依据某条。")
    trace = (*first, "成果 2，条款 a“甲”", "  应为：没有这一行")
    failed = [
        Finding("a.yaml", line, "a", Severity.ERROR, "example_failed", f"第 {line} 个算例与核算不符", trace)
        for line in range(1, 8)
    ]
    silent = Finding("a.yaml", 20, "", Severity.WARNING, "bar_not_shown", "没有一个算例……")
    odd = Finding("a.yaml", 21, "", Severity.WARNING, "same_title", "两条同名")
    text = report_lines(CheckedFile("a.yaml", (*failed, silent, odd), None, 3, 9, 7))
    assert text.count("        核算过程：") == text.count("          依据某条。") == 5
    assert text.count("        应为：没有这一行") == 7
    assert not any("没有一个算例……" in line for line in text) and any("两条同名" in line for line in text)
    assert any("只列差别" in line for line in text) and any("还没有算例" in line for line in text)
    assert text[-1].startswith("  共 7 处错误、1 处提醒；")
    assert any(
        "没有一个算例……" in line for line in report_lines(CheckedFile("a.yaml", (silent,), None, 3, 9))
    )
