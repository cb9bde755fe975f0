"""Achievements, lines and decisions of an application as they are stored."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import Row, Select, bindparam, func, select
from sqlalchemy.orm import Session

from ipdesk.models.core import exact_json
from ipdesk.models.core.parts import in_parts
from ipdesk.models.evaluation.explanation import line_of, notices_of
from ipdesk.models.parsing.check_subjects import kinds_of_rights
from ipdesk.models.parsing.draft_json import owners_of
from ipdesk.models.parsing.guardians import is_minor_person
from ipdesk.models.records import (
    AwardLine,
    Certificate,
    DecisionRecord,
    Expert,
    NoticeRecord,
    StoredAchievement,
)
from ipdesk.models.records.decisions import ground_of
from ipdesk.models.records.forms import MaterialForm
from ipdesk.models.tables import (
    AchievementEntry,
    Application,
    ApplicationAchievement,
    AwardEntry,
    DecisionEntry,
    DecisionScoreEntry,
    NoticeAnswerEntry,
    PersonEntry,
    ProposalLineEntry,
    ReceivedMaterial,
    RegisteredApplicant,
)
from ipdesk.models.tables.dialect import among
from ipdesk.rules.core.case import Achievement
from ipdesk.rules.core.result import Line, Status


def stored_achievements(session: Session, application_id: int) -> tuple[StoredAchievement, ...]:
    """Return the achievements chosen for an application, in its order."""
    return stored_achievements_of(session, (application_id,))[application_id]


def stored_achievements_of(
    session: Session, applications: Collection[int]
) -> Mapping[int, tuple[StoredAchievement, ...]]:
    """Return the achievements of some applications, by each of their ids."""
    found = session.execute(_achievements_of(), {"applications": applications})
    by: dict[int, list[StoredAchievement]] = {one: [] for one in applications}
    for application, entry, key, row, year in found:
        by[application].append(_stored(entry, key, row, year))
    return {application: tuple(stored) for application, stored in by.items()}


@cache
def _achievements_of() -> Select[int, AchievementEntry, str, str, int]:
    chosen, entry = ApplicationAchievement, AchievementEntry
    return (
        select(chosen.application_id, entry, chosen.key, chosen.row, chosen.year)
        .join(chosen, chosen.achievement_id == entry.id)
        .where(chosen.application_id.in_(bindparam("applications", expanding=True)))
        .order_by(chosen.application_id, chosen.position)
    )


def _stored(entry: AchievementEntry, key: str, row: str, year: int) -> StoredAchievement:
    facts = exact_json.read_facts(entry.facts)
    achievement = Achievement(key, entry.kind, entry.date, year, entry.ref, facts)
    return StoredAchievement(entry.id, key, row, achievement, certificate_of(entry))


def certificate_of(entry: AchievementEntry | Row[*tuple[Any, ...]]) -> Certificate:
    """Return what the certificate of an entry says, or of a row with its columns."""
    owners, rights = owners_of(entry.owners), owners_of(entry.rights)
    return Certificate(entry.name, owners, entry.filing_date, rights, entry.contract, entry.contract_date)


def kinds_of(session: Session, applications: Collection[int]) -> frozenset[str]:
    """Return of which kinds the achievements of accepted applications are."""
    chosen, entry = ApplicationAchievement, AchievementEntry
    asked = select(entry.kind).join(chosen, chosen.achievement_id == entry.id).distinct()
    found = (session.scalars(asked.where(chosen.application_id.in_(some))) for some in in_parts(applications))
    return frozenset(kind for kinds in found for kind in kinds)


def without_owners(session: Session, applications: Collection[int]) -> tuple[str, ...]:
    """Return the numbers of the rights in applications of which nobody wrote down whose they are.

    Rights are what registers know by their kind; "" stands for one without a number.
    """
    chosen, entry = ApplicationAchievement, AchievementEntry
    of = entry.owners == "[]", among(entry.kind, kinds_of_rights())
    asked = select(entry.ref).join(chosen, chosen.achievement_id == entry.id).order_by(entry.id)
    own = asked.where(*of)
    found = (session.scalars(own.where(chosen.application_id.in_(some))) for some in in_parts(applications))
    return tuple(ref or "" for refs in found for ref in refs)


def told_owners(session: Session, application: int) -> tuple[str, ...]:
    """Return who owns the rights in an application as their certificates tell it, each once."""
    chosen, entry = ApplicationAchievement, AchievementEntry
    asked = select(entry.owners).join(chosen, chosen.achievement_id == entry.id).order_by(entry.id)
    of = chosen.application_id == application, among(entry.kind, kinds_of_rights())
    found = (owners_of(owners) for owners in session.scalars(asked.where(*of)))
    return tuple(dict.fromkeys(one for owners in found for one in owners))


def any_minor(session: Session, applications: Collection[int], day: datetime.date) -> bool:
    """Say whether one of the applicants of applications is under 18 on a day."""
    of = RegisteredApplicant
    asked = select(of.kind, of.identity).join(Application, Application.applicant_id == of.id).distinct()
    found = (session.execute(asked.where(Application.id.in_(some))) for some in in_parts(applications))
    return any(is_minor_person(kind, identity, day) for rows in found for kind, identity in rows)


def received_materials(session: Session, application_id: int) -> Mapping[str, frozenset[str]]:
    """Return the materials handed in for an accepted application, by row of entry."""
    return received_materials_of(session, (application_id,))[application_id]


def received_materials_of(
    session: Session, applications: Collection[int]
) -> Mapping[int, Mapping[str, frozenset[str]]]:
    """Return the materials handed in for some applications, by each of their ids."""
    found: dict[int, dict[str, set[str]]] = {one: {} for one in applications}
    rows = session.execute(_materials_of(), {"applications": applications})
    for application, row, material in rows:
        found[application].setdefault(row, set()).add(material)
    return {
        application: {row: frozenset(materials) for row, materials in rows.items()}
        for application, rows in found.items()
    }


@cache
def _materials_of() -> Select[int, str, str]:
    entry = ReceivedMaterial
    asked = select(entry.application_id, entry.row, entry.material)
    return asked.where(entry.application_id.in_(bindparam("applications", expanding=True)))


def material_forms(session: Session, application_id: int) -> Mapping[tuple[str, str], MaterialForm]:
    """Return in which form materials of an accepted application came, by row of entry and id."""
    found = session.execute(_material_forms(), {"application": application_id})
    return {(row, material): MaterialForm(form) for row, material, form in found}


@cache
def _material_forms() -> Select[str, str, str]:
    entry = ReceivedMaterial
    return select(entry.row, entry.material, entry.form).where(
        entry.application_id == bindparam("application"), entry.form != ""
    )


def award_lines(session: Session, application_id: int) -> tuple[AwardLine, ...]:
    """Return the lines of an application in the order of the result; equal to what the rules produced."""
    found = session.scalars(_award_lines(), {"application": application_id})
    return tuple(_award_line(entry) for entry in found)


@cache
def _award_lines() -> Select[AwardEntry]:
    of_one = AwardEntry.application_id == bindparam("application")
    return select(AwardEntry).where(of_one).order_by(AwardEntry.position)


def _award_line(entry: AwardEntry) -> AwardLine:
    return AwardLine(
        id=entry.id,
        line=kept_line(entry),
        granted=entry.granted,
        reason=entry.reason,
        policy=entry.policy,
        pack=entry.pack,
        kind=entry.kind,
        year=entry.year,
        ref=entry.ref,
        facts=exact_json.read_facts(entry.facts),
        lowered_by=entry.lowered_by,
        ground=ground_of(entry.lowered_ground),
    )


def count_referred(session: Session, applications: Iterable[int]) -> int:
    """Return how many lines of applications another document governs."""
    line = AwardEntry
    return sum(
        session.scalar(
            select(func.count()).where(line.application_id.in_(some), line.status == Status.REFERRED.value)
        )
        or 0
        for some in in_parts(applications)
    )


def decisions(session: Session, application_id: int) -> tuple[DecisionRecord, ...]:
    """Return the decisions taken for an application."""
    found = session.execute(_decisions(), {"application": application_id}).all()
    experts = _decision_experts(session, application_id) if found else {}
    return tuple(DecisionRecord(*row, experts=tuple(experts.get((row[0], row[1]), ()))) for row in found)


def _decision_experts(session: Session, application_id: int) -> Mapping[tuple[str, str], list[Expert]]:
    """Return who judged the amounts of a decision, by their lines."""
    by_line: dict[tuple[str, str], list[Expert]] = {}
    for one in session.scalars(_decision_scores(), {"application": application_id}):
        score = Decimal(one.score) if one.score else None
        expert = Expert(one.name, one.unit, score, one.recused)
        by_line.setdefault((one.key, one.rule), []).append(expert)
    return by_line


@cache
def _decision_scores() -> Select[DecisionScoreEntry]:
    entry = DecisionScoreEntry
    return select(entry).where(entry.application_id == bindparam("application")).order_by(entry.id)


@cache
def _decisions() -> Select[str, str, int, str, datetime.datetime]:
    entry = DecisionEntry
    return (
        select(entry.key, entry.rule, entry.amount, PersonEntry.name, entry.at)
        .join(PersonEntry, PersonEntry.id == entry.person_id)
        .where(entry.application_id == bindparam("application"))
        .order_by(entry.id)
    )


def notice_answers(session: Session, application_id: int) -> tuple[NoticeRecord, ...]:
    """Return what was answered to national notices when an application was confirmed."""
    found = session.execute(_notice_answers(), {"application": application_id})
    return tuple(
        NoticeRecord(code, notices_of(notices), answer, name, at) for code, notices, answer, name, at in found
    )


@cache
def _notice_answers() -> Select[str, str, str, str, datetime.datetime]:
    entry = NoticeAnswerEntry
    return (
        select(entry.code, entry.notices, entry.answer, PersonEntry.name, entry.at)
        .join(PersonEntry, PersonEntry.id == entry.person_id)
        .where(entry.application_id == bindparam("application"))
        .order_by(entry.id)
    )


def kept_line(entry: AwardEntry | ProposalLineEntry) -> Line:
    """Return the line as the rules produced it, read from the row that keeps it."""
    columns = {
        "achievement": entry.key,
        "rule": entry.rule,
        "article": entry.article,
        "status": entry.status,
        "computed": entry.computed,
        "amount": entry.amount,
    }
    return line_of(columns, entry.explanation)
