"""Saving and discarding the text of forms."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, insert, select

from ipdesk.models.commands import DiscardDraft, SaveDecisionDraft, SaveDraft
from ipdesk.models.core.changes import Kind
from ipdesk.models.core.errors import Conflict
from ipdesk.models.handlers import series
from ipdesk.models.handlers.achievements.derived import draft_columns
from ipdesk.models.handlers.applications import enter, in_one_of, in_state
from ipdesk.models.handlers.own_files import materials
from ipdesk.models.parsing.draft_json import decisions_text, rows_text
from ipdesk.models.parsing.names.search_text import thing_search_text
from ipdesk.models.reading.deletion import WITH_IT, deletion_fault
from ipdesk.models.records import RawAchievement, SavedDraft, SavedText, particulars_of
from ipdesk.models.tables import (
    Application,
    DecisionText,
    DraftRef,
    DraftText,
    RegisteredApplicant,
)
from ipdesk.models.workflow import DECIDABLE, EDITABLE, FIRST

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work

MOVED_ON = "这份草稿刚在另一处保存过，这里没有保存。请先打开最新的草稿，再补上这里的修改。"
_HELD = select(DraftRef.kind, DraftRef.ref, DraftRef.item).where(
    DraftRef.application_id == bindparam("application")
)
DECIDED_ON = "这件申请的审定内容刚在另一处填写并保存过，这里填写的没有保存。请选择用哪一份。"


def save(work: Work, command: SaveDraft) -> SavedDraft:
    """Store the counter's rows as typed, valid or not; the first save draws the application's number.

    Raises Conflict where another desk has saved or taken on the application meanwhile.
    """
    work.one(RegisteredApplicant, command.applicant, "申请人不存在，请重新选择。")
    if command.application is None:
        application, text = _begin(work, command)
    else:
        application, text = _go_on(work, command, command.application)
    write_rows(text, command.rows)
    text.saved_at = application.changed_at = work.now
    text.revision = command.revision + 1
    application.achievements = command.totals.achievements
    application.computed = command.totals.computed
    application.amount = command.totals.amount
    application.undecided = command.totals.undecided
    work.session.flush()
    _keep_refs(work, command, application.id)
    work.changed(Kind.APPLICATION, application.id)
    return SavedDraft(application.id, application.number, text.revision, work.now)


def write_rows(text: DraftText, rows: Iterable[RawAchievement]) -> None:
    """Write rows as typed, and what the application is found by of their names."""
    typed = tuple(rows)
    text.content = rows_text(typed)
    text.search_text = thing_search_text(row.name for row in typed)


def _begin(work: Work, command: SaveDraft) -> tuple[Application, DraftText]:
    year = work.today.year
    number = series.draw(work.session, series.APPLICATIONS, year)
    application = Application(
        number=f"{year}-{number:04d}",
        applicant_id=command.applicant,
        policy=command.policy,
        **asdict(particulars_of(command)),
        state=FIRST.value,
        achievements=0,
        computed=0,
        amount=0,
        undecided=0,
        minutes_number="",
        changed_at=work.now,
    )
    work.session.add(application)
    work.session.flush()
    enter(work, application.id, FIRST)
    text = DraftText(application_id=application.id)
    work.session.add(text)
    work.audit("open", Kind.APPLICATION, application.id)
    return application, text


def _go_on(work: Work, command: SaveDraft, application_id: int) -> tuple[Application, DraftText]:
    application = in_one_of(work, application_id, EDITABLE)
    text = work.one(DraftText, application_id, MOVED_ON)
    if text.revision != command.revision:
        raise Conflict(MOVED_ON)
    new = {"applicant_id": command.applicant, "policy": command.policy, **asdict(particulars_of(command))}
    changed = [name for name, value in new.items() if getattr(application, name) != value]
    for name in changed:
        setattr(application, name, new[name])
    if changed:
        work.audit("change", Kind.APPLICATION, application_id, changed)
    return application, text


def _keep_refs(work: Work, command: SaveDraft, application_id: int) -> None:
    """Keep the numbers of the draft where another counter can find them."""
    held = work.session.execute(_HELD, {"application": application_id})
    if set(command.numbers) == set(map(tuple, held)):
        return
    let_go(work, application_id)
    if command.numbers:
        rows = [draft_columns(application_id, number) for number in dict.fromkeys(command.numbers)]
        work.session.execute(insert(DraftRef), rows)


def save_decision(work: Work, command: SaveDecisionDraft) -> SavedText:
    """Store what a reviewer typed as it stands; raises Conflict where another desk typed something else."""
    in_one_of(work, command.application, DECIDABLE)
    content = decisions_text(command)
    entry = work.session.get(DecisionText, command.application)
    if entry is None:
        entry = DecisionText(application_id=command.application, revision=0)
        work.session.add(entry)
    elif command.revision not in (None, entry.revision) and content != entry.content:
        raise Conflict(DECIDED_ON)
    entry.content, entry.saved_at, entry.revision = content, work.now, entry.revision + 1
    return SavedText(entry.revision, work.now)


def discard(work: Work, command: DiscardDraft) -> None:
    """Delete a draft with its text; the audit log keeps its number.

    Raises Conflict for other states, and for one that left something in the records.
    """
    application = in_state(work, command.application, FIRST)
    if fault := deletion_fault(work.session, application.id):
        raise Conflict(fault)
    materials.let_go(work, application.id)
    for table in WITH_IT:
        of = table.__table__.c.application_id == application.id
        work.session.execute(delete(table).where(of))
    work.session.delete(application)
    # The number says later why one is missing in the series.
    work.audit("discard", Kind.APPLICATION, application.id, [application.number])


def let_go(work: Work, application_id: int) -> None:
    """Give up the numbers that the text of a form holds before other counters; the text itself stays."""
    work.rows.delete(DraftRef, application_id)
