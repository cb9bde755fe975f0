"""A sum divided exactly among claims."""

from __future__ import annotations

from collections.abc import Sequence


def shares(claims: Sequence[int], total: int) -> tuple[int, ...]:
    """Divide ``total`` fen in proportion to the claims (fen, not all 0), to the fen and without a rest.

    What whole fen leave over goes one each to the largest fractions; of equal ones to the larger claim, then
    to the earlier. Where ``total`` is no more than all claims, no share is more than its claim. Raises
    ValueError for a total below 0, or one of no claims.
    """
    whole = sum(claims)
    if total < 0 or (total and not whole):
        raise ValueError(f"{total} fen cannot be divided among {len(claims)} claims of {whole}")
    if not whole:
        return tuple(0 for _ in claims)
    floors = [total * claim // whole for claim in claims]
    order = sorted(range(len(claims)), key=lambda at: (-(total * claims[at] % whole), -claims[at], at))
    for at in order[: total - sum(floors)]:
        floors[at] += 1
    return tuple(floors)
