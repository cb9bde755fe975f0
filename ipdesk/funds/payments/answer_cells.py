"""Cells of a bank's answer, read as what they are: texts, accounts and sums. Nothing is guessed."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum

from ipdesk.rules.core.money import FEN_PER_YUAN, MAX_YUAN_DIGITS
from ipdesk.rules.core.plain_text import half_width

Cell = str | float
"""What stands in a cell: a text, "" where it is blank, or a number; days and the like are texts."""

_AS_FORMULA = re.compile('="(.*)"')
_SCIENTIFIC = re.compile(r"[+-]?\d+(?:\.\d*)?E\+?\d+", re.IGNORECASE)
_EXACT = 10**15  # Excel keeps fifteen digits of a number; what it shows behind them are zeros of its own
_SUM = re.compile(
    r"(?:人民币|RMB|CNY)?[¥￥]?([+-]?)[¥￥]?(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d*))?(?:元|RMB|CNY)?"
)
_NOTHING = frozenset({"", "-", "--", "—", "——", "/"})
_LARGEST = 10**MAX_YUAN_DIGITS
_NEARLY = 1e-5  # yuan: what adding up in doubles leaves behind, far below the third decimal
_PARTS = re.compile(r"[\s'\-－]+")


class CellFault(StrEnum):
    """What is wrong with a cell, so that a person has to look."""

    DAMAGED_SERIAL = "damaged_serial"
    DAMAGED_ACCOUNT = "damaged_account"
    THIRD_DECIMAL = "third_decimal"
    NO_SUM = "no_sum"


def text_of(cell: Cell) -> str:
    """Return the text of a cell without what spreadsheets put around it: blanks, ``="…"`` and ``'``."""
    if isinstance(cell, float):
        return _of_number(cell)
    text = cell.strip()
    if text.startswith("="):
        found = _AS_FORMULA.fullmatch(text)
        return found[1].strip() if found else text
    return text.lstrip("'")


def _of_number(number: float) -> str:
    return f"{number:.0f}" if number.is_integer() and abs(number) < _EXACT else repr(number)


def is_damaged(cell: Cell) -> bool:
    """Say whether a cell is a number of more digits than a spreadsheet keeps."""
    return isinstance(cell, float) and not abs(cell) < _EXACT


def account_of(cell: Cell) -> tuple[str, CellFault | None]:
    """Return an account without blanks and strokes; as it stands, and what is wrong, where Excel damaged it.

    A number of more than fifteen digits has lost its last ones, and ``6.22E+18`` even more: whose account it
    was cannot be known.
    """
    if is_damaged(cell):
        return f"{cell:.2E}", CellFault.DAMAGED_ACCOUNT
    text = text_of(cell)
    if not text.isdigit() or not text.isascii():
        text = _PARTS.sub("", half_width(text))
        if _SCIENTIFIC.fullmatch(text):
            return text, CellFault.DAMAGED_ACCOUNT
    return text, None


def sum_of(cell: Cell, unit: int = 1) -> tuple[int | None, CellFault | None]:
    """Return a sum in fen, None where nothing stands there or with what is wrong; ``unit`` is in yuan."""
    if isinstance(cell, float):
        return _of_float(cell, unit)
    text = half_width(text_of(cell)).replace(" ", "")
    if text in _NOTHING:
        return None, None
    found = _SUM.fullmatch(text)
    if found is None or len(found[2].replace(",", "")) > MAX_YUAN_DIGITS:
        return None, CellFault.NO_SUM
    sign, whole, part = found.groups(default="")
    fen = Decimal(f"{sign}{whole.replace(',', '')}.{part or '0'}") * unit * FEN_PER_YUAN
    return (int(fen), None) if fen == int(fen) else (None, CellFault.THIRD_DECIMAL)


def _of_float(yuan: float, unit: int) -> tuple[int | None, CellFault | None]:
    if not abs(yuan) < _LARGEST:
        return None, CellFault.NO_SUM
    exact = yuan * unit
    fen = round(exact * FEN_PER_YUAN)
    near = abs(exact - fen / FEN_PER_YUAN) < _NEARLY
    return (fen, None) if near else (None, CellFault.THIRD_DECIMAL)
