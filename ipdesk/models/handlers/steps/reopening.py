"""Giving what was accepted back to the counter: the form as it was typed, without its lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select

from ipdesk.models.handlers.achievements.derived import draft_columns
from ipdesk.models.handlers.achievements.register import forget_entries
from ipdesk.models.handlers.drafts import write_rows
from ipdesk.models.parsing.achievement_rows import numbers_of
from ipdesk.models.parsing.draft_json import rows_of as typed_rows
from ipdesk.models.parsing.stored_rows import rows_of
from ipdesk.models.reading.application_detail import application_detail
from ipdesk.models.tables import (
    AchievementEntry,
    ApplicationAchievement,
    AwardEntry,
    DraftRef,
    DraftText,
    ReceivedMaterial,
)

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work
    from ipdesk.models.records import RawAchievement
    from ipdesk.models.tables import Application
    from ipdesk.rules.pack.vocabulary import Vocabulary


def reopen(work: Work, application: Application, words: Vocabulary) -> None:
    """Take up the form's text again, and give up lines and choices; its totals stay for lists.

    What was typed for the decision stays too, and holds again once the same rows are accepted.
    """
    rows = _rows(work, application, words)
    numbers = numbers_of(rows, words, application.year, work.today)
    give_up(work, application.id)
    if numbers:
        held = [draft_columns(application.id, number) for number in dict.fromkeys(numbers)]
        work.session.execute(insert(DraftRef), held)
    application.accepted_on = application.accepted_by = application.review_by = None


def _rows(work: Work, application: Application, words: Vocabulary) -> tuple[RawAchievement, ...]:
    """Return the rows as typed; what was accepted before texts were kept is made from what is stored."""
    text = work.session.get(DraftText, application.id)
    if text is None:
        rows = rows_of(application_detail(work.session, application.id), words)
        text = DraftText(application_id=application.id, revision=0)
        write_rows(text, rows)
        work.session.add(text)
    text.saved_at, text.revision = work.now, text.revision + 1
    return typed_rows(text.content)


def give_up(work: Work, application: int) -> None:
    """Delete lines, choices and materials, and the achievements that no other application chose."""
    chosen = ApplicationAchievement
    mine = select(chosen.achievement_id).where(chosen.application_id == application)
    ids = list(work.session.scalars(mine))
    for table in (AwardEntry, chosen, ReceivedMaterial):
        work.session.execute(delete(table).where(table.application_id == application))
    others = select(chosen.achievement_id).where(chosen.achievement_id == AchievementEntry.id)
    alone = select(AchievementEntry.id).where(AchievementEntry.id.in_(ids), ~others.exists())
    lone = list(work.session.scalars(alone))
    forget_entries(work, lone)
    work.session.execute(delete(AchievementEntry).where(AchievementEntry.id.in_(lone)))
