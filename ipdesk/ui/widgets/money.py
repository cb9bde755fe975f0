"""Sums of money as screens write them."""

from ipdesk.models.parsing.amounts import YUAN, AmountUnit

_FEN_PER_WAN = 1_000_000


def fen_text(fen: int, unit: AmountUnit = YUAN) -> str:
    """Return fen as a number: ``800,000.00`` in yuan, ``80.0000`` in 万元 (as many places as are needed)."""
    sign, fen = ("−" if fen < 0 else ""), abs(fen)
    if unit is YUAN:
        return f"{sign}{fen // 100:,}.{fen % 100:02d}"
    whole, part = divmod(fen, _FEN_PER_WAN)
    places = f"{part:06d}"
    return f"{sign}{whole:,}.{places[:4] if places.endswith('00') else places}"


def short_text(fen: int) -> str:
    """Return fen for a bar, where whole yuan drop their ``.00``."""
    text = fen_text(fen)
    return text.removesuffix(".00")
