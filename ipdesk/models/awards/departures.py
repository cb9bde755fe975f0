"""Where a decision departs from what was proposed."""

from __future__ import annotations

from collections.abc import Mapping

from ipdesk.models.records import Departure, Proposal
from ipdesk.rules.core.money import grouped_yuan
from ipdesk.rules.evaluation.policy import Policy


def departures_from(
    proposal: Proposal | None, granted: Mapping[tuple[str, str], int]
) -> tuple[Departure, ...]:
    """Return the lines granted otherwise than proposed (fen), in the order of ``granted``, then those gone.

    A line that one of them does not have comes to nothing there. None without a proposal.
    """
    if proposal is None:
        return ()
    proposed = {item.pair: item.proposed for item in proposal.lines}
    return tuple(
        Departure(*pair, proposed.get(pair, 0), granted.get(pair, 0))
        for pair in dict.fromkeys((*granted, *proposed))
        if proposed.get(pair, 0) != granted.get(pair, 0)
    )


def departure_text(found: Departure, policy: Policy, title: str = "") -> str:
    """Return a departure as a sentence without an end mark; ``title`` is that of the line where it is known.

    A rule that the policy no longer has is named by its id.
    """
    known = policy.rule(found.rule).title if found.rule in policy.rule_ids() else found.rule
    sums = (grouped_yuan(found.proposed), grouped_yuan(found.granted))
    return "{}：拟资助 {} 元，审定 {} 元".format(title or known, *sums)
