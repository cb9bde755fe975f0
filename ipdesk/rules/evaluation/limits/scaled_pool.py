"""A year's pool that is scaled down: all claims together, once they are known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ipdesk.rules.core.money import pro_rata
from ipdesk.rules.evaluation.limits.base import Cap, makes

if TYPE_CHECKING:
    from ipdesk.rules.evaluation.open_line import OpenLine


@makes("scaled")
class Pool(Cap):
    """A sum for all claims together: it cuts nothing of a line, but what the line comes to is only a most."""

    def may_hold(self, line: OpenLine) -> bool:
        """Say whether a line is, or may yet turn out to be, among the claims."""
        if not self.concerns(line.kind, line.traits):
            return False
        found = line.achievement
        return all(test(found.facts, found.date) is not False for test in self._where)


def scale_down(amounts: Sequence[int], pool: int) -> list[int]:
    """Return what each claim (fen) gets of ``pool``: all of it where that is enough, else its share.

    Shares are in proportion to the claims, to the last fen: what is left over goes to the largest fractions,
    the first among equal ones. No claim gets more than it asked for.
    """
    total = sum(amounts)
    return list(amounts) if total <= pool else pro_rata(pool, amounts)
