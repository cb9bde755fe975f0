"""How the report of a check stands in a terminal."""

import pytest

from ipdesk.pack_check import wrapped


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
