from hypothesis import given
from hypothesis import strategies as st

from ipdesk.models.parsing.values.amounts import WAN, YUAN, read_amount
from ipdesk.ui.widgets.money import fen_text, short_text

_FEN = st.integers(min_value=0, max_value=10**14 - 1)


@given(_FEN)
def test_what_is_written_in_either_unit_is_read_back_exactly(fen: int) -> None:
    assert read_amount(fen_text(fen), YUAN) == fen
    assert read_amount(fen_text(fen, WAN), WAN) == fen
    assert read_amount(fen_text(fen, WAN) + "万元", YUAN) == fen


def test_sums_on_screen() -> None:
    assert fen_text(80_000_000) == "800,000.00"
    assert fen_text(80_000_000, WAN) == "80"
    assert fen_text(80_000_001, WAN) == "80.000001"
    assert fen_text(-400_000) == "-4,000.00"
    assert fen_text(-80_000_001, WAN) == "-80.000001"
    assert (short_text(5_000_000), short_text(5_000_050)) == ("50,000", "50,000.50")
