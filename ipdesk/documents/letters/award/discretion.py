"""What a letter says of a sum that its clause leaves to a decision: the score, and that it could be more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ipdesk.documents.letters.award.data import LetterItem
from ipdesk.models.awards.open_amounts import Bounds, bounds_of
from ipdesk.models.awards.typed_basis import experts_basis
from ipdesk.models.evaluation.evaluate import evaluate
from ipdesk.models.records import ApplicationDetail, AwardLine, Basis
from ipdesk.models.services.proposed_lines import proposed_of
from ipdesk.rules.evaluation.policy import Policy

Pair = tuple[str, str]


class Discretion:
    """On what the decided sums of an application rest, and within which bounds they were decided."""

    def __init__(self, detail: ApplicationDetail, policy: Policy) -> None:
        told = proposed_of(detail)
        judged = {(one.achievement, one.rule): experts_basis(one.experts) for one in detail.decisions}
        self.bases: Mapping[Pair, Basis | None] = judged | {pair: one.basis for pair, one in told.items()}
        decidable = any(policy.may_decide(line.line.rule) for line in detail.lines)
        self.bounds: Mapping[Pair, Bounds] = _bounds(detail, policy) if decidable else {}

    def of(self, item: LetterItem, lines: Sequence[AwardLine]) -> LetterItem:
        """Return the item of some lines with the mean score of the experts, and whether it could be more."""
        pairs = [(one.line.achievement, one.line.rule) for one in lines]
        basis = self.bases.get(pairs[0])
        score = f"{basis.average:.2f}" if basis and basis.average is not None else ""
        ceilings = [self.bounds.get(pair, Bounds()).ceiling for pair in pairs]
        known = [one for one in ceilings if one is not None]
        below = len(known) == len(pairs) and 0 < item.granted < sum(known)
        return replace(item, score=score, below=below) if item.decision else item


def _bounds(detail: ApplicationDetail, policy: Policy) -> dict[Pair, Bounds]:
    """Return within which bounds amounts are decided; of those that are decided as they were before."""
    stored = [one.achievement for one in detail.achievements]
    undecided = evaluate(policy, detail.applicant, stored).lines
    return {(line.achievement, line.rule): bounds_of(line) for line in undecided}
