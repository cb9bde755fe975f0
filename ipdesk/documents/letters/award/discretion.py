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
        """Return the item of some lines with the mean score of the experts, and why it is not the most."""
        if not item.decision:
            return item
        below = self._below(lines, item.granted)
        return replace(item, score=self._score(lines[0]), below=below, why=lines[0].reason if below else "")

    def told(self, lines: Sequence[AwardLine], reason: str) -> str:
        """Return on what lines were decided: the score, and the ``reason`` where it is not the most."""
        granted = sum(line.line.amount if line.granted is None else line.granted for line in lines)
        score = self._score(lines[0])
        judged = f"经专家评审，平均分{score}分" if score and granted else ""
        if not self._below(lines, granted):
            return judged
        return "；".join(filter(None, (judged, reason.rstrip("。；"))))

    def _score(self, line: AwardLine) -> str:
        basis = self.bases.get(_pair(line))
        return f"{basis.average:.2f}" if basis and basis.average is not None else ""

    def _below(self, lines: Sequence[AwardLine], granted: int) -> bool:
        """Say whether lines that are granted so much (fen) could all have been decided at more."""
        ceilings = [self.bounds.get(_pair(line), Bounds()).ceiling for line in lines]
        known = [one for one in ceilings if one is not None]
        return len(known) == len(lines) and 0 < granted < sum(known)


def _pair(line: AwardLine) -> Pair:
    return line.line.achievement, line.line.rule


def _bounds(detail: ApplicationDetail, policy: Policy) -> dict[Pair, Bounds]:
    """Return within which bounds amounts are decided; of those that are decided as they were before."""
    stored = [one.achievement for one in detail.achievements]
    undecided = evaluate(policy, detail.applicant, stored).lines
    return {(line.achievement, line.rule): bounds_of(line) for line in undecided}
