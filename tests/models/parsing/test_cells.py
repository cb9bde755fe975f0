"""Two cells or lines pasted into one field are two, whatever parts them: never one number."""

import pytest

from ipdesk.models.parsing.identifiers.no_numbers import holds_several
from ipdesk.models.parsing.text.texts import Unreadable
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
