"""Achievements, lines and decisions of an application as they are stored."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from ipdesk.models.core import exact_json
from ipdesk.models.evaluation.explanation import line_of, notices_of
from ipdesk.models.parsing.draft_json import owners_of
from ipdesk.models.records import AwardLine, Certificate, DecisionRecord, NoticeRecord, StoredAchievement
from ipdesk.models.tables import (
    AchievementEntry,
    ApplicationAchievement,
    AwardEntry,
    DecisionEntry,
    NoticeAnswerEntry,
    PersonEntry,
    ReceivedMaterial,
)
from ipdesk.rules.core.case import Achievement


def stored_achievements(session: Session, application_id: int) -> tuple[StoredAchievement, ...]:
    """Return the achievements chosen for an application, in its order."""
    return stored_achievements_of(session, (application_id,))[application_id]


def stored_achievements_of(
    session: Session, applications: Collection[int]
) -> Mapping[int, tuple[StoredAchievement, ...]]:
    """Return the achievements of some applications, by each of their ids."""
    chosen, entry = ApplicationAchievement, AchievementEntry
    found = (
        select(chosen.application_id, entry, chosen.key, chosen.row, chosen.year)
        .join(chosen, chosen.achievement_id == entry.id)
        .where(chosen.application_id.in_(applications))
        .order_by(chosen.application_id, chosen.position)
    )
    by: dict[int, list[StoredAchievement]] = {one: [] for one in applications}
    for application, entry_of, key, row, year in session.execute(found):
        by[application].append(_stored(entry_of, key, row, year))
    return {application: tuple(stored) for application, stored in by.items()}


def _stored(entry: AchievementEntry, key: str, row: str, year: int) -> StoredAchievement:
    facts = exact_json.read_facts(entry.facts)
    achievement = Achievement(key, entry.kind, entry.date, year, entry.ref, facts)
    certificate = Certificate(entry.name, owners_of(entry.owners), entry.filing_date)
    return StoredAchievement(entry.id, key, row, achievement, certificate)


def received_materials(session: Session, application_id: int) -> Mapping[str, frozenset[str]]:
    """Return the materials handed in for an accepted application, by row of entry."""
    return received_materials_of(session, (application_id,))[application_id]


def received_materials_of(
    session: Session, applications: Collection[int]
) -> Mapping[int, Mapping[str, frozenset[str]]]:
    """Return the materials handed in for some applications, by each of their ids."""
    entry = ReceivedMaterial
    found: dict[int, dict[str, set[str]]] = {one: {} for one in applications}
    columns = entry.application_id, entry.row, entry.material
    asked = select(*columns).where(entry.application_id.in_(applications))
    for application, row, material in session.execute(asked):
        found[application].setdefault(row, set()).add(material)
    return {
        application: {row: frozenset(materials) for row, materials in rows.items()}
        for application, rows in found.items()
    }


def award_lines(session: Session, application_id: int) -> tuple[AwardLine, ...]:
    """Return the lines of an application in the order of the result; equal to what the rules produced."""
    found = (
        select(AwardEntry).where(AwardEntry.application_id == application_id).order_by(AwardEntry.position)
    )
    return tuple(_award_line(entry) for entry in session.scalars(found))


def _award_line(entry: AwardEntry) -> AwardLine:
    columns = {
        "achievement": entry.key,
        "rule": entry.rule,
        "article": entry.article,
        "status": entry.status,
        "computed": entry.computed,
        "amount": entry.amount,
    }
    return AwardLine(
        id=entry.id,
        line=line_of(columns, entry.explanation),
        granted=entry.granted,
        reason=entry.reason,
        policy=entry.policy,
        pack=entry.pack,
        kind=entry.kind,
        year=entry.year,
        ref=entry.ref,
        facts=exact_json.read_facts(entry.facts),
    )


def decisions(session: Session, application_id: int) -> tuple[DecisionRecord, ...]:
    """Return the decisions taken for an application."""
    entry = DecisionEntry
    found = (
        select(entry.key, entry.rule, entry.amount, PersonEntry.name, entry.at)
        .join(PersonEntry, PersonEntry.id == entry.person_id)
        .where(entry.application_id == application_id)
        .order_by(entry.id)
    )
    return tuple(DecisionRecord(*row) for row in session.execute(found))


def notice_answers(session: Session, application_id: int) -> tuple[NoticeRecord, ...]:
    """Return what was answered to national notices when an application was confirmed."""
    entry = NoticeAnswerEntry
    found = (
        select(entry.code, entry.notices, entry.answer, PersonEntry.name, entry.at)
        .join(PersonEntry, PersonEntry.id == entry.person_id)
        .where(entry.application_id == application_id)
        .order_by(entry.id)
    )
    return tuple(
        NoticeRecord(code, notices_of(notices), answer, name, at)
        for code, notices, answer, name, at in session.execute(found)
    )
