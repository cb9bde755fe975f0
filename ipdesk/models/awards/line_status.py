"""What became of a line, as the screens, the command line and the guide call it: one table of words."""

from __future__ import annotations

from ipdesk.rules.core.result import Line, Status
from ipdesk.rules.evaluation.policy import Policy

UNREACHED, UNCOVERED, REFUSED = "unreached", "uncovered", "refused"
"""Statuses beside those of the rules: a milestone still ahead, no clause about it, decided to nothing."""

LINE_LABELS = {status.value: status.label for status in Status} | {
    UNREACHED: "未到档",
    UNCOVERED: "没有适用的条款",
    REFUSED: "不予资助",
}
"""The word of each status of a line."""


def milestone_ahead(line: Line, policy: Policy) -> bool:
    """Say whether a line is about a milestone that has not been reached yet: nothing is refused by that.

    Of a rule that the policy no longer has it is not known.
    """
    if not comes_to_nothing(line) or line.rule not in policy.rule_ids():
        return False
    amount = policy.rule(line.rule).amount
    return amount is not None and amount.milestone is not None


def comes_to_nothing(line: Line) -> bool:
    """Say whether the clause itself leaves nothing to pay, with no limit and no condition in the way."""
    return line.status is Status.EXCLUDED and not line.computed and not line.warnings


def shown_status(line: Line, policy: Policy) -> str:
    """Return the status of a line as it is shown: of the rules, but a milestone still ahead is unreached."""
    return UNREACHED if milestone_ahead(line, policy) else line.status.value
