"""A year's pool that is scaled down: all claims together, once they are known."""

from __future__ import annotations

from collections.abc import Sequence

from ipdesk.rules.payment import pro_rata


def scale_down(amounts: Sequence[int], pool: int) -> list[int]:
    """Return what each claim (fen) gets of ``pool``: all of it where that is enough, else its share.

    Shares are in proportion to the claims, to the last fen: what is left over goes to the largest fractions,
    the first among equal ones. No claim gets more than it asked for.
    """
    total = sum(amounts)
    return list(amounts) if total <= pool else pro_rata(pool, amounts)
