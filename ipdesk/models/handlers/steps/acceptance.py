"""From a draft to an accepted application."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from ipdesk.models.awards.call_check import NO_CALLS
from ipdesk.models.commands import AcceptApplication
from ipdesk.models.commands.workflow import ONLY_A_DRAFT
from ipdesk.models.core import exact_json
from ipdesk.models.core.errors import Conflict, InvalidInput, Problem, refuse
from ipdesk.models.evaluation.evaluate import undecided
from ipdesk.models.handlers.achievements.derived import columns, renew
from ipdesk.models.handlers.achievements.register import register_entries
from ipdesk.models.handlers.applicants import check_guardian
from ipdesk.models.handlers.applications import (
    check_policy,
    keep_lines,
    lock_awards,
    take_step,
    where_step_begins,
)
from ipdesk.models.handlers.bars import check_bars
from ipdesk.models.handlers.calls import AcceptedBy, check_call
from ipdesk.models.handlers.drafts import MOVED_ON, let_go
from ipdesk.models.handlers.steps.corrections import close
from ipdesk.models.parsing.achievement_rows import JoinedRows, read_rows, row_of
from ipdesk.models.parsing.applicant import not_printed
from ipdesk.models.parsing.draft_json import owners_json, rows_of
from ipdesk.models.periods.period import known_last_day
from ipdesk.models.reading.applicants import applicant
from ipdesk.models.reading.evaluate_stored import evaluate_stored
from ipdesk.models.reading.office import office
from ipdesk.models.reading.periods.calendar import working_days
from ipdesk.models.records import Certificate, RawAchievement, StoredAchievement
from ipdesk.models.tables import (
    AchievementEntry,
    Application,
    ApplicationAchievement,
    DraftText,
    ReceivedMaterial,
)
from ipdesk.models.workflow import Step
from ipdesk.rules.core.case import Achievement
from ipdesk.rules.core.result import Result
from ipdesk.rules.pack.vocabulary import Vocabulary

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work
    from ipdesk.rules.evaluation.policy import Policy


def accept(work: Work, command: AcceptApplication) -> Result:
    """Evaluate a saved draft by the history of this moment, store it and make it accepted.

    Raises InvalidInput with what the form must mend, and Conflict where another desk was there first.
    """
    lock_awards(work, command.policy)
    application = where_step_begins(work, command.application, Step.ACCEPT)
    check_policy(work, application, command.policy)
    _check_can_be_accepted(work, command, application)
    rows = _typed(work, command)
    entered = _entered(work, command, application, rows)
    by = check_call(work, application, _days(rows, entered.achievements))
    application.outside_reason, application.level = by.outside, by.level.value
    words = command.policy.vocabulary
    renew(work.session.connection(), words, {item.kind for item in entered.achievements})
    stored = _keep_achievements(work, application, entered, words)
    _keep_materials(work, application, rows)
    result = _evaluated(work, command.policy, application, stored)
    keep_lines(work, application, command.policy, result, stored)
    let_go(work, application.id)
    close(work, application.id)
    _note_acceptance(work, application, len(stored), result)
    take_step(work, application, Step.ACCEPT, _outside_text(by))
    return result


def _check_can_be_accepted(work: Work, command: AcceptApplication, application: Application) -> None:
    """Refuse a policy that is a draft, an applicant whose papers would lack something, and one barred."""
    if command.policy.pack.term.draft:
        raise InvalidInput([Problem("policy", ONLY_A_DRAFT)])
    refuse(not_printed(applicant(work.session, application.applicant_id)))
    check_bars(work, application, work.today)


def _evaluated(
    work: Work, policy: Policy, application: Application, stored: Iterable[StoredAchievement]
) -> Result:
    return evaluate_stored(
        work.session,
        policy,
        applicant(work.session, application.applicant_id),
        [item.achievement for item in stored],
        exclude_application=application.id,
        case_id=application.number,
    )


def _note_acceptance(work: Work, application: Application, achievements: int, result: Result) -> None:
    application.accepted_on = work.today
    application.accepted_by = work.person
    application.review_by = _review_by(work)
    application.achievements = achievements
    application.computed = sum(line.computed for line in result.lines)
    application.amount = result.total
    application.undecided = undecided(result)


def _review_by(work: Work) -> datetime.date | None:
    """Return until when the office promises the review on the receipt, None where it promises nothing."""
    settings = work.ask(office)
    length = settings.review_days if settings is not None else 0
    return known_last_day(length, work.today, work.ask(working_days)) if length else None


def _days(
    rows: Iterable[RawAchievement], achievements: Iterable[Achievement]
) -> Iterator[tuple[int, datetime.date]]:
    """Yield the days of achievements, with the numbers of their rows as the clerk sees them."""
    numbers = {row.id: number for number, row in enumerate(rows, start=1)}
    yield from ((numbers[row_of(item.id)], item.date) for item in achievements)


def _outside_text(by: AcceptedBy) -> str:
    """Say in the time line that no call covers it, and why it was accepted so."""
    if not by.covered:
        return NO_CALLS
    return f"批次外受理：{by.outside}" if by.outside else ""


def _typed(work: Work, command: AcceptApplication) -> tuple[RawAchievement, ...]:
    text = work.one(DraftText, command.application, MOVED_ON)
    if text.revision != command.revision:
        raise Conflict(MOVED_ON)
    return rows_of(text.content)


def _entered(
    work: Work, command: AcceptApplication, application: Application, rows: Sequence[RawAchievement]
) -> JoinedRows:
    """Return the rows as read; raises InvalidInput where a guardian lacks or they cannot be read."""
    who = applicant(work.session, application.applicant_id)
    check_guardian(who, work.today, *(row.received for row in rows))
    entry = read_rows(rows, command.policy.vocabulary, application.year, work.today, who.name)
    problems = list(entry.problems)
    if not entry.achievements and not problems:
        problems.append(Problem("achievements", "请先录入至少一项成果。"))
    refuse(problems)
    return entry


def _keep_achievements(
    work: Work, application: Application, entered: JoinedRows, words: Vocabulary
) -> list[StoredAchievement]:
    """Write the achievements and their choice for the application; known ones are not written twice."""
    chosen = list(entered.achievements)
    said = [entered.certificates[row_of(item.id)] for item in chosen]
    entries = _entries(work, application.applicant_id, chosen, said, words)
    all_of_it = zip(entries, chosen, said, strict=True)
    stored = [StoredAchievement(one.id, item.id, row_of(item.id), item, of) for one, item, of in all_of_it]
    _mark_batches(stored, entries)
    work.session.execute(insert(ApplicationAchievement), _choices(application.id, stored))
    return stored


def _entries(
    work: Work,
    applicant: int,
    chosen: Sequence[Achievement],
    said: Sequence[Certificate],
    words: Vocabulary,
) -> list[AchievementEntry]:
    """Return what an applicant achieved as it is stored and registered, in its order."""
    known = _known(work, applicant, chosen)
    entries = [known.get(_likeness(item)) or _entry(applicant, item, words) for item in chosen]
    for entry, certificate in zip(entries, said, strict=True):
        _note(entry, certificate)
    work.session.add_all(entries)
    work.session.flush()
    register_entries(work, applicant, entries)
    return entries


def _keep_materials(work: Work, application: Application, rows: Iterable[RawAchievement]) -> None:
    """Write which materials were handed in for which row."""
    work.session.add_all(
        ReceivedMaterial(
            application_id=application.id, row=row.id, material=material, form=row.form(material) or ""
        )
        for row in rows
        for material in sorted(row.received)
    )


def _choices(application_id: int, stored: Iterable[StoredAchievement]) -> list[dict[str, object]]:
    return [
        {
            "application_id": application_id,
            "position": position,
            "achievement_id": item.id,
            "key": item.key,
            "row": item.row,
            "year": item.achievement.year,
        }
        for position, item in enumerate(stored)
    ]


def _mark_batches(stored: list[StoredAchievement], entries: list[AchievementEntry]) -> None:
    """Tie together what was entered as one range."""
    pairs = zip(stored, entries, strict=True)
    for _, group in groupby(pairs, key=lambda pair: pair[0].row):
        members = [entry for _, entry in group]
        if len(members) > 1:
            for ordinal, entry in enumerate(members, start=1):
                entry.batch, entry.ordinal = members[0].id, ordinal


def _entry(applicant_id: int, item: Achievement, words: Vocabulary) -> AchievementEntry:
    return AchievementEntry(
        applicant_id=applicant_id,
        kind=item.kind,
        date=item.date,
        ref=item.ref,
        facts=exact_json.dumps(item.facts),
        ordinal=1,
        **columns(item.ref, item.facts, words.normal_forms[item.kind]),
    )


def _note(entry: AchievementEntry, certificate: Certificate) -> None:
    """Note what the certificate says: what is typed now wins, what is left blank leaves what was known."""
    entry.name = certificate.name or entry.name or ""
    entry.owners = owners_json(certificate.owners) if certificate.owners else entry.owners or owners_json(())
    entry.filing_date = certificate.filing_date or entry.filing_date
    entry.rights = owners_json(certificate.rights) if certificate.rights else entry.rights or owners_json(())
    entry.contract = certificate.contract or entry.contract or ""
    entry.contract_date = certificate.contract_date or entry.contract_date


_Likeness = tuple[str, object, str | None, str]


def _likeness(item: Achievement) -> _Likeness:
    """Return what makes two entries the same achievement: kind, day, number and facts.

    The certificate does not: a name that is typed the second time, or typed otherwise, is that of the same
    thing.
    """
    return (item.kind, item.date, item.ref, exact_json.dumps(item.facts))


def _known(
    work: Work, applicant_id: int, achievements: Iterable[Achievement]
) -> dict[_Likeness, AchievementEntry]:
    """Return what the applicant achieved already with one of these numbers, by all that tells it apart."""
    refs = {item.ref for item in achievements if item.ref is not None}
    found = work.session.scalars(
        select(AchievementEntry).where(
            AchievementEntry.applicant_id == applicant_id, AchievementEntry.ref.in_(refs)
        )
    )
    return {(entry.kind, entry.date, entry.ref, entry.facts): entry for entry in found}
