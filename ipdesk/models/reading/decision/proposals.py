"""What was proposed for an application, and where the decision departed from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from decimal import Decimal
from functools import cache

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import Session

from ipdesk.models.reading.application_contents import kept_line
from ipdesk.models.records import (
    Basis,
    BasisKind,
    Departure,
    DepartureRecord,
    Expert,
    Minutes,
    Proposal,
    ProposalLine,
)
from ipdesk.models.tables import (
    Application,
    DepartureEntry,
    ExpertScoreEntry,
    PersonEntry,
    ProposalEntry,
    ProposalLineEntry,
)


def proposal(session: Session, application_id: int) -> Proposal | None:
    """Return the newest round of an application; None where no proposal stands, or was confirmed."""
    row = session.execute(_proposal(), {"application": application_id}).first()
    if row is None:
        return None
    newest, by = row
    minutes = Minutes(newest.minutes_number, newest.minutes_date, newest.minutes_body, newest.minutes_text)
    lines = _lines(session, newest.id)
    return Proposal(newest.round, lines, minutes, newest.policy, newest.pack, by, newest.at)


@cache
def _proposal() -> Select[ProposalEntry, str]:
    entry = ProposalEntry
    return (
        select(entry, PersonEntry.name)
        .join(PersonEntry, PersonEntry.id == entry.person_id)
        .join(Application, Application.id == entry.application_id)
        .where(entry.application_id == bindparam("application"), Application.proposed.is_not(None))
        .order_by(entry.round.desc())
        .limit(1)
    )


def last_round(session: Session, application_id: int) -> int:
    """Return the number of the newest round of an application, whether it stands or not; 0 without any."""
    return last_rounds_of(session, [application_id])[application_id]


def last_rounds_of(session: Session, applications: Collection[int]) -> dict[int, int]:
    """Return the number of the newest round of each application, 0 of one without any."""
    entry = ProposalEntry
    last = select(entry.application_id, func.max(entry.round)).group_by(entry.application_id)
    rows = session.execute(last.where(entry.application_id.in_(applications))).all()
    return dict.fromkeys(applications, 0) | {application: number for application, number in rows}


def proposal_lines(session: Session, application_id: int, round_: int) -> tuple[ProposalLine, ...]:
    """Return the lines of a round, the first being 1; none where there was no such round."""
    entry = ProposalEntry
    found = select(entry.id).where(entry.application_id == application_id, entry.round == round_)
    held = session.scalar(found)
    return _lines(session, held) if held is not None else ()


def _lines(session: Session, proposal_id: int) -> tuple[ProposalLine, ...]:
    found = session.scalars(_lines_of(), {"proposal": proposal_id})
    experts = _experts(session, proposal_id)
    return tuple(_line(row, experts.get(row.id, ())) for row in found)


@cache
def _lines_of() -> Select[ProposalLineEntry]:
    entry = ProposalLineEntry
    return select(entry).where(entry.proposal_id == bindparam("proposal")).order_by(entry.position)


def _line(entry: ProposalLineEntry, experts: tuple[Expert, ...]) -> ProposalLine:
    basis = Basis(BasisKind(entry.basis), experts) if entry.basis else None
    line = kept_line(entry)
    said = entry.lowered_by, entry.lowered_ground
    return ProposalLine(line, entry.proposed, entry.reason, entry.decided, basis, *said)


def _experts(session: Session, proposal_id: int) -> Mapping[int, tuple[Expert, ...]]:
    """Return the experts of a proposal by the line that they judged."""
    by_line: dict[int, list[Expert]] = defaultdict(list)
    for one in session.scalars(_experts_of(), {"proposal": proposal_id}):
        score = Decimal(one.score) if one.score else None
        by_line[one.line_id].append(Expert(one.name, one.unit, score, one.recused))
    return {line: tuple(experts) for line, experts in by_line.items()}


@cache
def _experts_of() -> Select[ExpertScoreEntry]:
    entry = ExpertScoreEntry
    return (
        select(entry)
        .join(ProposalLineEntry, ProposalLineEntry.id == entry.line_id)
        .where(ProposalLineEntry.proposal_id == bindparam("proposal"))
        .order_by(entry.line_id, entry.position)
    )


def departures(session: Session, application_id: int) -> tuple[DepartureRecord, ...]:
    """Return where an application was confirmed otherwise than proposed, in the order of its lines."""
    found = session.scalars(_departures(), {"application": application_id})
    return tuple(
        DepartureRecord(Departure(one.key, one.rule, one.proposed, one.granted), one.reason) for one in found
    )


@cache
def _departures() -> Select[DepartureEntry]:
    entry = DepartureEntry
    return select(entry).where(entry.application_id == bindparam("application")).order_by(entry.id)
