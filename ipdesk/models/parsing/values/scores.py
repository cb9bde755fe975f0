"""Scores of experts: 0 to 100, with at most two places."""

from __future__ import annotations

from decimal import Decimal

from ipdesk.models.parsing.values.numbers import NumberForm, read_number

_SCORE = NumberForm("评分", ("分",), 2, Decimal(0), Decimal(100))


def read_score(text: str) -> Decimal:
    """Return a score as typed, in signs of any width. Raises Unreadable for anything else."""
    return read_number(text, _SCORE)
