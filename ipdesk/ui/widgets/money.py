"""Sums of money as text: exact fen from what people type, and back."""

import re
import unicodedata

YUAN, WAN = 1, 10_000
_MOST_DIGITS = 12  # before the point, in yuan
_UNITS = {"": 0, "千": 1_000, "万": WAN, "百万": 1_000_000, "亿": 100_000_000}
_SUM = re.compile(
    r"(?:¥|RMB|CNY|人民币)?(?P<whole>\d{1,3}(?:,\d{3})+|\d+)?(?:\.(?P<part>\d*))?(?P<unit>百万|千|万|亿)?(?P<yuan>元)?(?:整)?",
    re.IGNORECASE,
)


class BadMoney(ValueError):
    """A text that is no sum; ``code`` says why: unreadable, negative, too_fine or too_large."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def _plain(text: str) -> str:
    """Return a text with full-width characters narrowed and all spaces gone."""
    narrow = unicodedata.normalize("NFKC", text).replace("，", ",").replace("。", ".").replace("−", "-")
    return "".join(narrow.split())


def _scale(unit: str, yuan: str, default: int) -> int:
    """Return the worth of the unit in yuan: a written unit wins over that of the field."""
    if unit:
        return _UNITS[unit]
    return YUAN if yuan else default


def parse_fen(text: str, unit: int = YUAN) -> int | None:
    """Return the fen that a text means, None for an empty text.

    ``unit`` is the worth in yuan of a number without a unit of its own: YUAN or WAN. Full-width digits,
    thousands commas, ¥, 元, 万 and 亿 are understood. Raises BadMoney.
    """
    plain = _plain(text)
    if not plain:
        return None
    if plain.startswith("-"):
        raise BadMoney("negative")
    match = _SUM.fullmatch(plain)
    if match is None or not (match["whole"] or match["part"]):
        raise BadMoney("unreadable")
    whole, part = (match["whole"] or "0").replace(",", ""), match["part"] or ""
    return _to_fen(whole, part, _scale(match["unit"] or "", match["yuan"] or "", unit))


def _to_fen(whole: str, part: str, scale: int) -> int:
    fine: int = 10 ** len(part)
    fen, rest = divmod(int(whole + part) * scale * 100, fine)
    if rest:
        raise BadMoney("too_fine")
    if fen >= 10 ** (_MOST_DIGITS + 2):
        raise BadMoney("too_large")
    return fen


def fen_text(fen: int, unit: int = YUAN) -> str:
    """Return fen as a number: ``800,000.00`` in yuan, ``80.0000`` in 万元 (as many places as are needed)."""
    sign, fen = ("−" if fen < 0 else ""), abs(fen)
    if unit == YUAN:
        return f"{sign}{fen // 100:,}.{fen % 100:02d}"
    whole, part = divmod(fen, 100 * WAN)
    places = f"{part:06d}"
    return f"{sign}{whole:,}.{places[:4] if places.endswith('00') else places}"


def short_text(fen: int) -> str:
    """Return fen for a bar, where whole yuan drop their ``.00``."""
    text = fen_text(fen)
    return text.removesuffix(".00")
