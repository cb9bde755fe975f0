"""What comes of each row of a list: an achievement, a doubt, or why there is none. Nothing is guessed."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from ipdesk.models.core.errors import Problem
from ipdesk.models.lists.list_form import bare_head, list_forms
from ipdesk.models.lists.table import ReadTable, form_of
from ipdesk.models.parsing.achievement_rows import RowEntry, read_row
from ipdesk.models.parsing.certificates import owner_doubts
from ipdesk.models.parsing.identifiers.patent_numbers import completed_patent, is_publication
from ipdesk.models.parsing.row_edits import text_of, with_text
from ipdesk.models.recognition.proposals import CounterRows
from ipdesk.models.recognition.read_documents import field_of
from ipdesk.models.records import RawAchievement
from ipdesk.rules.core.plain_text import blank

_NO_GRANT = "“{said}”不是授权，不能按授权填"
_NO_NUMBER = "这一行没有号码"
_TWICE = "和前面第 {line} 行是同一件"
_HELD = "已经在第 {place} 项"
_DIGIT = "号码缺少校验位，已补为 {ref}"
_TODAY = "这一列是现在的权利人，不一定是授权时的，请对照证书"
_OF_DOCUMENT = ("ref", "date")


class Verdict(Enum):
    """What comes of a row; its value is the word of the public contract."""

    NEW = "new"
    KNOWN = "known"
    ASK = "ask"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedRow:
    """One row of a list: its place in the table (from 1), what it would fill in, its verdict, and why.

    ``items`` are the normal forms of its numbers.
    """

    line: int
    raw: RawAchievement
    verdict: Verdict
    reasons: tuple[str, ...]
    items: frozenset[str] = frozenset()


def listed_rows(table: ReadTable, counter: CounterRows) -> Iterator[ListedRow]:
    """Yield what comes of each row below the head; empty rows and those of sums are none."""
    held = {item: place for place, raw in enumerate(counter.rows, start=1) for item in _items(raw, counter)}
    seen: dict[str, int] = {}
    for place, row in enumerate(table.cells[table.first :], start=table.first + 1):
        if not _is_data(row) or table.is_head(row):
            continue
        one = _listed(place, row, table, counter)
        known = [_HELD.format(place=held[item]) for item in one.items if item in held]
        known += [_TWICE.format(line=seen[item]) for item in one.items if item in seen]
        if one.verdict is Verdict.REFUSED:
            yield one
            continue
        seen |= dict.fromkeys(one.items, place)
        yield _with(one, Verdict.KNOWN, known[:1]) if known else one


def with_doubts(one: ListedRow, doubts: Sequence[str]) -> ListedRow:
    """Return a row with what else is in doubt of it: one that could be filled in is to be looked at."""
    return _with(one, Verdict.ASK if one.verdict is Verdict.NEW else one.verdict, doubts) if doubts else one


def _is_data(row: Sequence[str]) -> bool:
    first = next((bare_head(cell) for cell in row if not blank(cell)), "")
    return bool(first) and not any(first.startswith(bare_head(word)) for word in list_forms().totals)


def _items(raw: RawAchievement, counter: CounterRows) -> frozenset[str]:
    return frozenset(number.item for number in counter.entry(raw).numbers)


def _with(one: ListedRow, verdict: Verdict, reasons: Sequence[str]) -> ListedRow:
    said = (*reasons, *one.reasons)
    return ListedRow(line=one.line, raw=one.raw, verdict=verdict, reasons=said, items=one.items)


def _listed(place: int, row: Sequence[str], table: ReadTable, counter: CounterRows) -> ListedRow:
    raw, notes = _raw(row, table)
    if refused := _refused(row, table):
        return ListedRow(line=place, raw=raw, verdict=Verdict.REFUSED, reasons=(refused,))
    entry = read_row(raw, counter.vocabulary, counter.year, counter.today)
    problems = tuple(_problems(entry, raw, counter))
    wrong = any(not one.confirmable and one.field in _OF_DOCUMENT for one in problems)
    wrong = wrong and not (raw.kind == "patent_grant" and is_publication(raw.ref))  # a person finds the other
    reasons = (*notes, *([_NO_NUMBER] if blank(raw.ref) else []), *(one.message for one in problems))
    verdict = Verdict.REFUSED if wrong else Verdict.ASK if problems or blank(raw.ref) else Verdict.NEW
    items = frozenset(number.item for number in entry.numbers)
    return ListedRow(line=place, raw=raw, verdict=verdict, reasons=reasons, items=items)


def _problems(entry: RowEntry, raw: RawAchievement, counter: CounterRows) -> Iterator[Problem]:
    """Yield what is wrong or doubtful; of facts that the list does not name nothing is missed."""
    for one in entry.problems:
        if one.field in _OF_DOCUMENT or not blank(text_of(raw, one.field)):
            yield one
    yield from owner_doubts(raw.id, entry.certificate, entry.certificate_word, counter.applicant)


def _raw(row: Sequence[str], table: ReadTable) -> tuple[RawAchievement, tuple[str, ...]]:
    """Return a row as the counter would have it typed, and what is to be known of it."""
    raw, notes = RawAchievement(id=uuid.uuid4().hex[:12], kind=table.kind), list[str]()
    for fact in table.columns:
        text = _choice(table, fact, table.cell(row, fact))
        whole = completed_patent(text) if fact == "ref" and table.kind == "patent_grant" else None
        if whole is not None:
            notes.append(_DIGIT.format(ref=whole))
        if text:
            raw = with_text(raw, field_of(fact), whole or text)
    if table.cell(row, "owners") and _names_today(table):
        notes.append(_TODAY)
    return raw, tuple(notes)


def _names_today(table: ReadTable) -> bool:
    head = bare_head(table.heads[table.columns["owners"]])
    return head in {bare_head(name) for name in form_of(table).today}


def _choice(table: ReadTable, fact: str, text: str) -> str:
    """Return the choice that a list means by its own words for it, else the text."""
    for choice, words in form_of(table).values.get(fact, {}).items():
        if bare_head(text) in {bare_head(word) for word in words}:
            return choice
    return text


def _refused(row: Sequence[str], table: ReadTable) -> str:
    for fact, words in form_of(table).refused.items():
        said = table.cell(row, fact)
        if said and bare_head(said) in {bare_head(word) for word in words}:
            return _NO_GRANT.format(said=said)
    return ""


def ticked_at_first(rows: Collection[ListedRow]) -> tuple[int, ...]:
    """Return the lines that can be filled in as they are."""
    return tuple(one.line for one in rows if one.verdict is Verdict.NEW)
