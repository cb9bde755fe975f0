"""Sums of money as screens write them."""

from ipdesk.models.parsing.values.amounts import YUAN, AmountUnit
from ipdesk.rules.core.money import grouped_yuan

_FEN_PER_WAN = 1_000_000


def fen_text(fen: int, unit: AmountUnit = YUAN) -> str:
    """Return fen as a number: ``800,000.00`` in yuan, ``80`` or ``80.5`` in 万元, without idle zeros."""
    if unit is YUAN:
        return grouped_yuan(fen)
    whole, part = divmod(abs(fen), _FEN_PER_WAN)
    sign = "-" if fen < 0 else ""
    return f"{sign}{whole:,}.{part:06d}".rstrip("0").rstrip(".")


def short_text(fen: int) -> str:
    """Return fen for a bar, where whole yuan drop their ``.00``."""
    return grouped_yuan(fen).removesuffix(".00")
