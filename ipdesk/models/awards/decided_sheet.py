"""A decision that was taken, as the sheet of one that is to be taken: read, and never put right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from ipdesk.models.awards.decision_draft import DecisionSheet, Pair
from ipdesk.models.awards.typed_basis import basis_as_typed, experts_basis
from ipdesk.models.core.errors import Difference
from ipdesk.models.evaluation.evaluate import stored_result
from ipdesk.models.records import ApplicationDetail, RawDecision
from ipdesk.rules.core.case import Case
from ipdesk.rules.core.money import grouped_yuan
from ipdesk.rules.core.result import Line, Result
from ipdesk.rules.evaluation.policy import Policy


class DecidedSheet(DecisionSheet):
    """A decision that was taken: every line and sum as it was confirmed, whatever has happened since."""

    def __init__(self, detail: ApplicationDetail, policy: Policy) -> None:
        super().__init__(detail, policy, (), decided_as_typed(detail))

    @cached_property
    def plain(self) -> Result:
        """The lines as they were confirmed."""
        return stored_result(self.policy, self.detail)

    @cached_property
    def result(self) -> Result:
        """The lines as they were confirmed."""
        return self.plain

    @cached_property
    def granted(self) -> Mapping[Pair, int]:
        """What each line was granted, in fen."""
        return {(kept.line.achievement, kept.line.rule): kept.granted or 0 for kept in self.detail.lines}

    def case(self) -> Case | None:
        """Return nothing: what stands is not evaluated any more."""
        return None

    def differences(self) -> tuple[Difference, ...]:
        """Return nothing: what stands is not compared with anything."""
        return ()

    def decided_already(self) -> bool:
        """Say that the decision has been taken."""
        return True

    def problem(self, line: Line) -> str:
        """Return nothing: what stands needs no putting right."""
        return ""


def decided_as_typed(detail: ApplicationDetail) -> Iterator[RawDecision]:
    """Yield what was decided as it would have been typed."""
    decided = {(one.achievement, one.rule): grouped_yuan(one.amount) for one in detail.decisions}
    judged = {(one.achievement, one.rule): one.experts for one in detail.decisions if one.experts}
    for kept in detail.lines:
        pair = (kept.line.achievement, kept.line.rule)
        lowered = kept.granted is not None and kept.granted < kept.line.amount
        granted = grouped_yuan(kept.granted or 0) if lowered else ""
        if granted or pair in decided:
            said = decided.get(pair, ""), granted, kept.reason
            ground = kept.ground.value if kept.ground else ""
            basis, experts = basis_as_typed(experts_basis(judged.get(pair, ())))
            yield RawDecision(*pair, *said, basis, experts, lowered_by=kept.lowered_by, ground=ground)
