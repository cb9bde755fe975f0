"""Two cells or lines pasted into one field are two, whatever parts them: never one number."""

import pytest

from ipdesk.models.parsing.identifiers.no_numbers import holds_several
from ipdesk.models.parsing.text.lines import is_table
from ipdesk.models.parsing.text.texts import Unreadable, clipped
from ipdesk.models.parsing.values.amounts import WAN, YUAN, read_amount
from ipdesk.models.parsing.values.numbers import NumberForm, read_whole

BREAKS = "\t\n\r\v\f\x1c\x1d\x1e\x1f\x85\u2028\u2029"


@pytest.mark.parametrize("parted", BREAKS, ids=ascii)
def test_two_cells_are_not_one_number(parted: str) -> None:
    for text in (f"800{parted}900", f"1{parted}234", f"1 {parted} 234"):
        for unit in (YUAN, WAN):
            with pytest.raises(Unreadable):
                read_amount(text, unit)
        with pytest.raises(Unreadable):
            read_whole(text, NumberForm("件数"))
    assert holds_several(f"粤作登字-2022-F-1{parted}苏作登字-2023-F-2")
    assert holds_several(f"A20220001{parted}A20220002")


@pytest.mark.parametrize(
    ("text", "table"),
    [
        ("ZL202110220000.2\t一种发光装置", True),
        ("ZL202110220000.2\r\nZL202110220137.8\r\n", True),
        ("甲公司\n乙公司\n丙公司\n丁公司", True),
        ('"一种发光\n装置"\t3000', True),
        ("ZL202110220000.2\r\n", False),
        ("4405 0162 0101 0000 0198\t", False),
        ("广东省韶关市示例县\n示例镇建设路1号", False),
        ("广东省韶关市示例县\n示例镇建设路\n示例大厦1楼", False),
        ("示例县城关镇人民路1号\n2楼", False),
        ("示例甲有限公司\n13800138000", True),
        ('"示例\n第一支行"\r\n', False),
        ("", False),
    ],
)
def test_a_part_of_a_sheet_is_told_from_a_value_that_was_wrapped(text: str, table: bool) -> None:
    assert is_table(text) is table


def test_a_message_repeats_the_beginning_of_a_long_text() -> None:
    assert clipped("贯标认证") == "贯标认证"
    assert clipped("序号\t专利号\n1\tZL202110220000.2\t一种发光装置") == "序号 专利号 1 ZL202110220…"
