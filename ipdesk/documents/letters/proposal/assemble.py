"""From applications to the data of the papers of their proposal."""

from __future__ import annotations

from collections.abc import Iterator

from ipdesk.documents.errors import LetterDataError
from ipdesk.documents.letters.application_letter import PERSON, addressing_of
from ipdesk.documents.letters.award.assemble import approval_lines
from ipdesk.documents.letters.award.discretion import Discretion
from ipdesk.documents.letters.award.titles import ThingTitles
from ipdesk.documents.letters.proposal.criteria import matter_of
from ipdesk.documents.letters.proposal.data import ExpertScore, Judged, JudgedItem, SummaryRow
from ipdesk.models.awards.open_amounts import Bounds
from ipdesk.models.awards.typed_basis import score_text
from ipdesk.models.records import ApplicationDetail, AwardLine, Basis, CheckRecord, CheckResult
from ipdesk.models.services.decision_file import DecisionFile
from ipdesk.models.services.proposed_lines import as_proposed, proposed_of, with_proposal
from ipdesk.rules.evaluation.policy import Policy

NOTHING_JUDGED = "申请件 {number} 没有需要核定金额的事项，不用印专家评分表。"
FINE, UNREVIEWED = "无异常", "未核查"
_STOOD_OUT = (CheckResult.BAD, CheckResult.UNMET)


def judged(detail: ApplicationDetail, policy: Policy) -> Judged:
    """Return the items left to a decision, with the scores that stand with a proposal or a decision of them.

    Raises LetterDataError where there is none.
    """
    told, known = proposed_of(detail), Discretion(detail, policy)
    decided_by = {(one.achievement, one.rule): one for one in detail.decisions}
    proposed = with_proposal(detail)
    titles = ThingTitles(proposed, policy)
    lines = [one for one in proposed.lines if policy.may_decide(one.line.rule)]
    if not lines:
        raise LetterDataError(NOTHING_JUDGED.format(number=detail.application.number))
    items: list[JudgedItem] = []
    scores: list[ExpertScore] = []
    for place, line in enumerate(lines, start=1):
        found, decision = told.get(_pair(line)), decided_by.get(_pair(line))
        basis = known.bases.get(_pair(line))
        bound = known.bounds.get(_pair(line), Bounds())
        items.append(
            JudgedItem(
                titles.of((line,)),
                policy.cited(line.line.article),
                bound.ceiling,
                bound.floor,
                _held(decision.amount if decision else found.decided if found else None, bound),
                f"{basis.average:.2f}" if basis else "",
                matter_of(line.kind, line.facts),
            )
        )
        scores += _scores(place, basis)
    return tuple(items), tuple(scores)


def _held(decided: int | None, bounds: Bounds) -> int | None:
    """Return what a decision comes to (fen): no more than its clause lets anybody decide."""
    return min(decided, bounds.ceiling) if decided is not None and bounds.ceiling is not None else decided


def _scores(place: int, basis: Basis | None) -> Iterator[ExpertScore]:
    for one in basis.experts if basis else ():
        yield ExpertScore(place, one.name, one.unit, score_text(one.score), one.recused)


def _pair(line: AwardLine) -> tuple[str, str]:
    return line.line.achievement, line.line.rule


def summary_rows(file: DecisionFile) -> Iterator[SummaryRow]:
    """Yield the lines of an application as they are proposed, or prepared for it, those told alike as one."""
    detail = as_proposed(file)
    row, applicant = detail.application, detail.applicant
    person = addressing_of(applicant, file.policy) == PERSON
    checks = checks_text(detail.checks)
    for line in approval_lines(detail, file.policy):
        yield SummaryRow(
            application=row.number,
            applicant=applicant.name,
            is_person=person,
            title=line.title,
            article=line.article,
            computed=line.computed,
            proposed=line.granted or 0,
            open=line.open,
            reason=line.reason,
            checks=checks,
        )


def checks_text(records: tuple[CheckRecord, ...]) -> str:
    """Return what the newest look-ups found: nothing, or what is bad."""
    newest = {record.about: record.check for record in records}.values()
    if not newest:
        return UNREVIEWED
    stood = {one: [check.name for check in newest if check.result is one] for one in _STOOD_OUT}
    said = (f"{one.label}：{'、'.join(names)}" for one, names in stood.items() if names)
    return "；".join(said) or FINE
