"""An application with its lines as they are proposed, or prepared for it, for the papers of the meeting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ipdesk.models.awards.decision_draft import DecisionSheet
from ipdesk.models.records import ApplicationDetail, AwardLine, ProposalLine
from ipdesk.models.records.decisions import ground_of
from ipdesk.models.services.decision_file import DecisionFile
from ipdesk.rules.core.result import Line


def with_proposal(detail: ApplicationDetail) -> ApplicationDetail:
    """Return an application with the lines of the proposal that stands, without a sum granted.

    One with sums granted, or of which nothing is proposed, is returned as it is.
    """
    granted = any(one.granted is not None for one in detail.lines)
    if detail.proposal is None or detail.application.state.decided or granted:
        return detail
    return replace(detail, lines=tuple(_of(detail, one, None) for one in detail.proposal.lines))


def _of(detail: ApplicationDetail, one: ProposalLine, granted: int | None) -> AwardLine:
    """Return a line that was proposed as one that is stored."""
    made = _line(detail, one.line, granted, one.reason)
    return replace(made, lowered_by=one.lowered_by, ground=ground_of(one.ground))


def as_proposed(file: DecisionFile) -> ApplicationDetail:
    """Return an application with the sums that are proposed as those granted.

    Where no proposal stands they are those that were typed for it, or else computed; what still waits for
    its amount has None.
    """
    detail = file.detail
    if detail.proposal is not None:
        lines = tuple(_of(detail, one, one.proposed) for one in detail.proposal.lines)
        return replace(detail, lines=lines)
    if detail.application.state.decided:
        return detail
    return replace(detail, lines=tuple(_prepared(file)))


def _prepared(file: DecisionFile) -> Iterator[AwardLine]:
    typed = file.draft.lines if file.draft else ()
    known = [raw for raw in typed if raw.rule in file.policy.rule_ids()]
    sheet = DecisionSheet(file.detail, file.policy, file.history, known, file.guards)
    for line in sheet.result.lines:
        pair = line.achievement, line.rule
        granted = None if sheet.problem(line) == "needs_amount" else sheet.granted[pair]
        typed_at = sheet.typed(pair)
        made = _line(file.detail, line, granted, typed_at.reason.strip(), file.policy.sha256)
        by = typed_at.lowered_by.strip()
        yield replace(made, lowered_by=by, ground=ground_of(typed_at.ground))


def _line(
    detail: ApplicationDetail, line: Line, granted: int | None, reason: str, pack: str = ""
) -> AwardLine:
    about = next(one.achievement for one in detail.achievements if one.key == line.achievement)
    policy = detail.application.policy
    frozen = pack or (detail.proposal.pack if detail.proposal else "")
    return AwardLine(
        0, line, granted, reason, policy, frozen, about.kind, about.year, about.ref, about.facts
    )  # fmt: skip


def proposed_of(detail: ApplicationDetail) -> dict[tuple[str, str], ProposalLine]:
    """Return what was proposed, by line; nothing without a proposal."""
    return {one.pair: one for one in detail.proposal.lines} if detail.proposal else {}
