"""Lines with what they were granted in place of what they compute to, for whoever looks at a decision."""

from __future__ import annotations

from ipdesk.models.records import ApplicationDetail, Proposal
from ipdesk.rules.core.money import grouped_yuan
from ipdesk.rules.core.result import LimitUse, Line, Result, Warning

LOWERED = "lowered"
"""The code of the warning that says by how much a line was lowered, and why."""


def as_granted(line: Line, granted: int | None, reason: str = "", word: str = "审定") -> Line:
    """Return a line with the fen it was granted: what it takes of its limits, and why it is another sum.

    ``word`` says what was done with the sum: it was decided, or only proposed.
    """
    if granted is None or granted == line.amount:
        return line
    less = line.amount - granted
    change = f"核减 {grouped_yuan(less)}" if less > 0 else f"核增 {grouped_yuan(-less)}"
    said = f"{word} {grouped_yuan(granted)} 元，{change} 元"
    lowered = Warning(LOWERED, {"granted": granted}, f"{said}：{reason}" if reason else f"{said}。")
    limits = tuple(_used_by(use, granted) for use in line.limits)
    return line._replace(amount=granted, limits=limits, warnings=(*line.warnings, lowered))


def proposed_lines(proposal: Proposal) -> tuple[Line, ...]:
    """Return the lines of a proposal with the sums that were proposed."""
    return tuple(as_granted(one.line, one.proposed, one.reason, "拟资助") for one in proposal.lines)


def _used_by(use: LimitUse, granted: int) -> LimitUse:
    """Return what a limit loses to the granted sum; of items counted, one that is paid nothing is none."""
    this = min(use.this, granted) if use.is_money else use.this * bool(granted)
    return use._replace(this=this)


def granted_result(result: Result, detail: ApplicationDetail) -> Result:
    """Return the stored result of an application as it was decided; unchanged before that."""
    lines = tuple(as_granted(kept.line, kept.granted, kept.reason) for kept in detail.lines)
    return result._replace(lines=lines, total=sum(line.amount for line in lines))
