"""Lists read against what the office has, and taken into the register: for window and scripts alike."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ipdesk.models import queries
from ipdesk.models.commands import ImportApplicants, ImportList
from ipdesk.models.lists.applicant_rows import (
    APPLICANT,
    ApplicantJudge,
    KnownApplicants,
    numbers_asked,
    read_applicants,
)
from ipdesk.models.lists.list_form import bare_head
from ipdesk.models.lists.list_sheet import ListSheet
from ipdesk.models.lists.listed_rows import Verdict
from ipdesk.models.lists.on_file import told_on_file
from ipdesk.models.lists.owner_matching import KnownHolders
from ipdesk.models.lists.register_rows import ImportedRow, Judge, ReadRow, read_things
from ipdesk.models.lists.table import ReadTable, read_table
from ipdesk.models.parsing.names.names import folded_name
from ipdesk.models.parsing.text.texts import Unreadable
from ipdesk.models.recognition.proposals import CounterRows
from ipdesk.models.records.achievements.register import KnownHolder, ListSource
from ipdesk.rules.pack.vocabulary import standard_vocabulary

if TYPE_CHECKING:
    from ipdesk.models.store import Store

Progress = Callable[[int, int], None]
"""Told how many rows are read, of how many; may raise what ends the reading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListFile:
    """A file as it was read: its name, SHA-256 and sheets."""

    name: str
    sha256: str
    sheets: tuple[ListSheet, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedThrough:
    """What comes of one sheet: its rows in their order, or the ``fault`` for which none was read.

    ``table`` is the sheet with its columns, ``hidden`` the heads of columns that are read and not shown.
    """

    sheet: str
    rows: tuple[ImportedRow, ...] = ()
    fault: str = ""
    table: ReadTable | None = None
    hidden: tuple[str, ...] = ()


def list_file(name: str, data: bytes, sheets: Iterable[ListSheet]) -> ListFile:
    """Return a file of these bytes with its sheets."""
    return ListFile(name=name, sha256=hashlib.sha256(data).hexdigest(), sheets=tuple(sheets))


def look_through(
    store: Store,
    sheets: Iterable[ListSheet],
    today: datetime.date,
    chosen: Mapping[str, int] | None = None,
    progress: Progress = lambda done, total: None,
) -> tuple[LookedThrough, ...]:
    """Hold the rows of all sheets against the register; nothing is written.

    ``chosen`` columns (by fact) stand for what is recognised, and else what was chosen for such heads before.
    Sheets without a head are passed by where another has one. Raises StoreError, and what ``progress`` does.
    """
    applicants = store.read(queries.known_holders)
    holders = KnownHolders(applicants, store.read(queries.former_names))
    looks = [_read(store, sheet, holders, today, chosen or {}, progress) for sheet in sheets]
    if any(look.table for look, _ in looks):
        looks = [one for one in looks if one[0].table]
    judge = _judge(store, [row for _, rows in looks for row in rows], applicants)
    return tuple(
        _of_applicants(store, look, today, applicants)
        if look.table is not None and look.table.kind == APPLICANT
        else _judged(look, rows, judge)
        for look, rows in looks
    )


def _of_applicants(
    store: Store, look: LookedThrough, today: datetime.date, applicants: Iterable[KnownHolder]
) -> LookedThrough:
    """Hold the rows of a list of applicants against those that are registered."""
    assert look.table is not None
    rows = list(read_applicants(look.table, standard_vocabulary(), today))
    names: dict[str, list[str]] = {}
    for one in applicants:
        names.setdefault(folded_name(one.name), []).append(one.identity[-4:])
    numbers = store.read(queries.applicants_by_number, numbers_asked(rows))
    judge = ApplicantJudge(KnownApplicants(by_number=numbers, by_name=names), look.table)
    return replace(look, rows=tuple(map(judge.judge, rows)))


def _read(
    store: Store,
    sheet: ListSheet,
    holders: KnownHolders,
    today: datetime.date,
    chosen: Mapping[str, int],
    progress: Progress,
) -> tuple[LookedThrough, list[ReadRow]]:
    try:
        table = read_table(sheet)
        taken = {**store.read(queries.remembered_columns, heads_line(table)), **chosen}
        table = read_table(sheet, taken)
    except Unreadable as error:
        return LookedThrough(sheet=sheet.name, fault=str(error)), []
    if table.kind == APPLICANT:
        return LookedThrough(sheet=sheet.name, table=table), []
    counter = CounterRows(rows=(), vocabulary=standard_vocabulary(), year=today.year, today=today)
    rows = list(_told(read_things(table, counter, holders, taken), len(sheet.cells) - table.first, progress))
    hidden = tuple(table.heads[place] for place in sorted(set(table.columns.values()) & sheet.hidden))
    return LookedThrough(sheet=sheet.name, table=table, hidden=hidden), rows


def _told(rows: Iterable[ReadRow], total: int, progress: Progress) -> Iterator[ReadRow]:
    for done, row in enumerate(rows, start=1):
        if done % 100 == 0:
            progress(done, total)
        yield row


def _judge(store: Store, rows: Sequence[ReadRow], applicants: Iterable[KnownHolder]) -> Judge:
    items = {item for row in rows for _, item in row.keys}
    names = {one.id: one.name for one in applicants}
    return Judge(
        standard_vocabulary(),
        store.read(queries.standing_things, items),
        names.__getitem__,
        told_on_file(store.read(queries.on_file, items)),
    )


def _judged(look: LookedThrough, rows: Iterable[ReadRow], judge: Judge) -> LookedThrough:
    judged = tuple(map(judge.judge, rows))
    return LookedThrough(
        sheet=look.sheet, rows=judged, fault=look.fault, table=look.table, hidden=look.hidden
    )


def heads_line(table: ReadTable) -> str:
    """Return the heads of a table in one line, by which the choice of its columns is remembered."""
    return " ".join(map(bare_head, table.heads))


def rows_to_write(rows: Iterable[ImportedRow], *, changed: bool) -> tuple[ImportedRow, ...]:
    """Return the new rows that name something, with ``changed`` also those that say otherwise or more."""
    open_to = {Verdict.NEW, Verdict.CHANGED, Verdict.KNOWN} if changed else {Verdict.NEW}
    return tuple(row for row in rows if row.writes and row.verdict in open_to)


def import_command(
    file: ListFile, look: LookedThrough, rows: Iterable[ImportedRow], *, by_script: bool = False
) -> ImportList | ImportApplicants:
    """Return what registers what some rows of a sheet name."""
    table = look.table
    assert table is not None, "a sheet with a fault has no things"
    source = ListSource(
        file=file.name,
        sha256=file.sha256,
        kind=table.kind,
        heads=heads_line(table),
        columns=tuple(sorted((fact, table.columns[fact]) for fact in table.chosen)),
    )
    if table.kind == APPLICANT:
        named = tuple(row.applicant for row in rows if row.applicant is not None)
        return ImportApplicants(applicants=named, source=source, by_script=by_script)
    things = tuple(thing for row in rows for thing in row.things)
    return ImportList(things=things, source=source, by_script=by_script)
