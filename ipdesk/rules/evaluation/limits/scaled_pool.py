"""A year's pool that is scaled down: all claims together, once they are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
