"""What proposed applications would say in a public notice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, Select, SQLColumnExpression, exists, select
from sqlalchemy.orm import Session, aliased

from ipdesk.models.core import exact_json
from ipdesk.models.reading.application_contents import certificate_of, kept_line
from ipdesk.models.reading.public_notices.objected import reopened_ones
from ipdesk.models.records import Basis, BasisKind, Certificate, Expert, LineToPublish
from ipdesk.models.tables import (
    AchievementEntry,
    Application,
    ApplicationAchievement,
    ApplicationStep,
    ExpertScoreEntry,
    ProposalEntry,
    ProposalLineEntry,
    RegisteredApplicant,
)
from ipdesk.models.workflow import Step
from ipdesk.rules.core.case import Facts
from ipdesk.rules.core.result import Line


class Candidate(NamedTuple):
    """A proposed line without what only its policy can say: ``item``, and whether it is of a person.

    ``facts`` are those of its achievement; ``beside`` are the other lines proposed about the same.
    """

    line: LineToPublish
    applicant_kind: str
    policy: str
    kind: str
    certificate: Certificate
    facts: Facts
    beside: tuple[Line, ...]


def candidates(session: Session, applications: Sequence[int]) -> tuple[Candidate, ...]:
    """Return the lines that are to be published, in the order of applications and of their lines.

    They are those that are proposed with a sum; after an objection that was upheld those that it attacked,
    and what has changed: the others stay published as they are.
    """
    scores = _scores(session, applications)
    rows = session.execute(_rows(applications)).all()
    beside = _beside(session, applications)
    left = reopened_ones(session, applications)
    anew = {
        one: found.anew({(row.key, row.rule): row.proposed for row in rows if row.application == one})
        for one, found in left.items()
    }
    return tuple(
        _candidate(row, scores.get(row.line, ""), beside)
        for row in rows
        if row.application not in anew or (row.key, row.rule) in anew[row.application]
    )


def to_be_proposed_anew(session: Session, applications: Sequence[int]) -> frozenset[int]:
    """Return which of these stand as an objection left them that was upheld: nothing was proposed since."""
    step, later = ApplicationStep, aliased(ApplicationStep)
    gone_on = exists().where(later.application_id == step.application_id, later.id > step.id)
    upheld = step.application_id.in_(applications), step.step == Step.UPHOLD_OBJECTION.name
    return frozenset(session.scalars(select(step.application_id).where(*upheld, ~gone_on)))


def _candidate(row: Row[Any], score: str, beside: Mapping[tuple[int, str], Sequence[Line]]) -> Candidate:
    line = LineToPublish(
        application=row.application,
        application_number=row.number,
        applicant=row.applicant,
        applicant_name=row.applicant_name,
        identity=row.identity,
        person=False,
        achievement=row.key,
        rule=row.rule,
        item="",
        name=row.name,
        ref=row.ref or "",
        amount=row.proposed,
        score=score,
    )
    about = beside.get((row.application, row.key), ())
    others = tuple(one for one in about if one.rule != row.rule)
    facts = exact_json.read_facts(row.facts)
    return Candidate(line, row.applicant_kind, row.policy, row.kind, certificate_of(row), facts, others)


def _beside(session: Session, applications: Sequence[int]) -> Mapping[tuple[int, str], Sequence[Line]]:
    """Return by application and achievement the lines of those about which several are proposed."""
    line, other, of = ProposalLineEntry, aliased(ProposalLineEntry), ProposalEntry.application_id
    several = exists().where(
        other.proposal_id == line.proposal_id, other.key == line.key, other.rule != line.rule
    )
    found = (
        select(of, line)
        .join(ProposalEntry, ProposalEntry.id == line.proposal_id)
        .where(of.in_(applications), _is_newest(), several)
    )
    lines = defaultdict[tuple[int, str], list[Line]](list)
    for application, entry in session.execute(found):
        lines[application, entry.key].append(kept_line(entry))
    return lines


def _is_newest() -> ColumnElement[bool]:
    """Say that a proposal is the last round of its application."""
    later = aliased(ProposalEntry)
    of_same = later.application_id == ProposalEntry.application_id
    return ~exists().where(of_same, later.id > ProposalEntry.id)


def _rows(applications: Sequence[int]) -> Select[*tuple[Any, ...]]:
    line, chosen = ProposalLineEntry, ApplicationAchievement
    found = (
        select(*_columns())
        .join(ProposalEntry, ProposalEntry.id == line.proposal_id)
        .join(Application, Application.id == ProposalEntry.application_id)
        .join(RegisteredApplicant, RegisteredApplicant.id == Application.applicant_id)
        .join(chosen, (chosen.application_id == Application.id) & (chosen.key == line.key))
        .join(AchievementEntry, AchievementEntry.id == chosen.achievement_id)
    )
    proposed = (Application.proposed.is_not(None), _is_newest(), line.proposed > 0)
    return found.where(Application.id.in_(applications), *proposed).order_by(Application.id, line.position)


def _columns() -> tuple[SQLColumnExpression[Any], ...]:
    line = ProposalLineEntry
    return (
        Application.id.label("application"),
        Application.number,
        Application.policy,
        RegisteredApplicant.id.label("applicant"),
        RegisteredApplicant.name.label("applicant_name"),
        RegisteredApplicant.identity,
        RegisteredApplicant.kind.label("applicant_kind"),
        line.id.label("line"),
        line.key,
        line.rule,
        line.proposed,
        AchievementEntry.name,
        AchievementEntry.ref,
        AchievementEntry.kind,
        AchievementEntry.facts,
        AchievementEntry.owners,
        AchievementEntry.filing_date,
        AchievementEntry.rights,
        AchievementEntry.contract,
        AchievementEntry.contract_date,
    )


def _scores(session: Session, applications: Sequence[int]) -> dict[int, str]:
    """Return the mean score of each line that experts judged, as it is printed."""
    by_line = defaultdict[int, list[Expert]](list)
    for line, expert in _experts(session, applications):
        by_line[line].append(expert)
    found = {line: Basis(BasisKind.EXPERTS, tuple(experts)).average for line, experts in by_line.items()}
    return {line: f"{score.normalize():f}分" for line, score in found.items() if score is not None}


def _experts(session: Session, applications: Sequence[int]) -> Iterator[tuple[int, Expert]]:
    entry = ExpertScoreEntry
    found = (
        select(entry)
        .join(ProposalLineEntry, ProposalLineEntry.id == entry.line_id)
        .join(ProposalEntry, ProposalEntry.id == ProposalLineEntry.proposal_id)
        .where(ProposalEntry.application_id.in_(applications), _is_newest())
        .order_by(entry.line_id, entry.position)
    )
    for one in session.scalars(found):
        yield one.line_id, Expert(one.name, one.unit, Decimal(one.score) if one.score else None, one.recused)
