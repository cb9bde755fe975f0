"""What comes of each row of a list: an achievement, a doubt, or why there is none. Nothing is guessed."""

from __future__ import annotations

import re
import uuid
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from ipdesk.models.core.errors import Problem
from ipdesk.models.lists.list_form import bare_head, choices_of, list_forms, refusals_of
from ipdesk.models.lists.list_sheet import day_of_serial
from ipdesk.models.lists.table import ReadTable, form_of
from ipdesk.models.parsing.achievement_rows import RowEntry
from ipdesk.models.parsing.certificates import owner_doubts
from ipdesk.models.parsing.identifiers.patent_numbers import completed_patent, is_publication
from ipdesk.models.parsing.names.names import folded_name
from ipdesk.models.parsing.row_edits import text_of, with_text
from ipdesk.models.parsing.values.dates import lacks_order
from ipdesk.models.recognition.proposals import CounterRows
from ipdesk.models.records import OWNERS, RawAchievement
from ipdesk.rules.core.plain_text import blank, compact

_NO_GRANT = "“{said}”不是授权，不能按授权填"
_NO_NUMBER = "这一行没有号码"
TWICE = "和前面第 {line} 行是同一件"
_HELD = "已经在第 {place} 项"
_DIGIT = "号码缺少校验位，已补为 {ref}"
_TODAY = "这一列是现在的权利人，不一定是授权时的，请对照证书"
_OTHER_TODAY = "现在的权利人是“{today}”，和授权时的不同"
_SERIAL = "{name}是表格的日期序号，读作 {day}"
_BROKEN = re.compile(r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!|#+)|=[A-Z(+-].*", re.DOTALL)
_BROKEN_CELL = "“{head}”这一格在表格里出错或没有算出来（{said}），请用 Excel 打开改正后再导入"
_APPLICATION, _GRANTED = re.compile("[0-9]A[0-9]?$"), re.compile("[0-9][BCUYSDE][0-9]?$")
_PUBLISHED = "公开号“{said}”以 A 结尾，是申请公布，不是授权"
_UNSURE = "“{head}”不一定是授权公告日，请核对"
_OF_DOCUMENT = ("ref", "date")
_OWN = frozenset({"ref", "date", "name", "owners", "filing_date"})
_DAYS = ("date", "filing_date")
BESIDE = ("owners_today", "code", "part", "publication")
"""What a list says that is no field of a row at the counter."""


class Verdict(Enum):
    """What comes of a row; its value is the word of the public contract."""

    NEW = "new"
    KNOWN = "known"
    CHANGED = "changed"
    ASK = "ask"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedRow:
    """One row of a list: its place in the table (from 1), what it would fill in, its verdict, and why.

    ``entry`` is the row as it was read.
    """

    line: int
    raw: RawAchievement
    verdict: Verdict
    reasons: tuple[str, ...]
    entry: RowEntry

    @property
    def items(self) -> frozenset[str]:
        """Return the normal forms of its numbers."""
        return frozenset(number.item for number in self.entry.numbers)


def listed_rows(table: ReadTable, counter: CounterRows) -> Iterator[ListedRow]:
    """Yield what comes of each row below the head; empty rows and those of sums are none.

    What is at the counter already, or comes a second time, is known.
    """
    held = {item: place for place, raw in enumerate(counter.rows, start=1) for item in _items(raw, counter)}
    seen: dict[str, int] = {}
    for one in read_rows_below(table, counter):
        items = one.items if one.verdict is not Verdict.REFUSED else ()
        known = [_HELD.format(place=held[item]) for item in items if item in held]
        known += [TWICE.format(line=seen[item]) for item in items if item in seen]
        seen |= dict.fromkeys(items, one.line)
        yield with_verdict(one, Verdict.KNOWN, known[:1]) if known else one


def read_rows_below(table: ReadTable, counter: CounterRows) -> Iterator[ListedRow]:
    """Yield each row below the head by itself; empty rows and those of sums are none."""
    for line, row in data_lines(table):
        one = _listed(line, row, table, counter)
        notes = table.sheet.notes.get(line, ())
        yield with_verdict(one, one.verdict, notes) if notes else one


def data_lines(table: ReadTable) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield the rows of data below the head, with their numbers."""
    for line, row in enumerate(table.sheet.cells[table.first :], start=table.first + 1):
        if _is_data(row) and not table.is_head(row):
            yield line, row


def with_doubts(one: ListedRow, doubts: Sequence[str]) -> ListedRow:
    """Return a row with what else is in doubt of it: one that could be filled in is to be looked at."""
    verdict = Verdict.ASK if one.verdict is Verdict.NEW else one.verdict
    return with_verdict(one, verdict, doubts) if doubts else one


def with_verdict(one: ListedRow, verdict: Verdict, reasons: Sequence[str]) -> ListedRow:
    """Return a row with another verdict, and further reasons before its own."""
    return replace(one, verdict=verdict, reasons=(*reasons, *one.reasons))


def _is_data(row: Sequence[str]) -> bool:
    first = next((bare_head(cell) for cell in row if not blank(cell)), "")
    return bool(first) and not any(first.startswith(bare_head(word)) for word in list_forms().totals)


def _items(raw: RawAchievement, counter: CounterRows) -> frozenset[str]:
    return frozenset(number.item for number in counter.entry(raw).numbers)


def _listed(line: int, row: Sequence[str], table: ReadTable, counter: CounterRows) -> ListedRow:
    raw, notes = _raw(row, table)
    entry = counter.entry(raw)
    if refused := _refused(row, table):
        return ListedRow(line=line, raw=raw, verdict=Verdict.REFUSED, reasons=(refused,), entry=entry)
    problems, doubts = tuple(_problems(entry, raw, counter)), tuple(_doubts(row, table, raw))
    wrong = any(_is_wrong(one, raw) for one in problems)
    reasons = (*notes, *doubts, *(one.message for one in problems))
    verdict = Verdict.REFUSED if wrong else Verdict.ASK if problems or doubts else Verdict.NEW
    return ListedRow(line=line, raw=raw, verdict=verdict, reasons=reasons, entry=entry)


def _doubts(row: Sequence[str], table: ReadTable, raw: RawAchievement) -> Iterator[str]:
    """Yield what is in doubt of a row whatever its cells say."""
    if blank(raw.ref):
        yield _NO_NUMBER
    granted = _GRANTED.search(compact(table.cell(row, "publication")))
    for fact, heads in form_of(table).unsure.items():
        head = table.heads[table.columns[fact]] if fact in table.columns else ""
        unsure = fact not in table.chosen and bare_head(head) in map(bare_head, heads)
        if unsure and not granted:
            yield _UNSURE.format(head=head)


def _is_wrong(problem: Problem, raw: RawAchievement) -> bool:
    """Say whether a problem is a fault of the list, not a doubt that a person can settle at a glance."""
    if problem.confirmable or problem.field == OWNERS:
        return False
    if problem.field == "ref":
        return not (raw.kind == "patent_grant" and is_publication(raw.ref))  # a person finds the other
    return not lacks_order(text_of(raw, problem.field))


def _problems(entry: RowEntry, raw: RawAchievement, counter: CounterRows) -> Iterator[Problem]:
    """Yield what is wrong or doubtful; of facts that the list does not name nothing is missed."""
    for one in entry.problems:
        if one.field in _OF_DOCUMENT or not blank(text_of(raw, one.field)):
            yield one
    yield from owner_doubts(raw.id, entry.certificate, entry.certificate_word, counter.applicant)


def _raw(row: Sequence[str], table: ReadTable) -> tuple[RawAchievement, tuple[str, ...]]:
    """Return a row as the counter would have it typed, and what is to be known of it."""
    notes = list[str]()
    said = {fact: _text(row, table, fact, notes) for fact in table.columns if fact not in BESIDE}
    raw = _typed(table.kind, said)
    today = table.cell(row, "owners_today")
    if today and blank(raw.owners):
        return with_text(raw, OWNERS, today), (*notes, _TODAY)
    if today and folded_name(today) != folded_name(raw.owners):
        notes.append(_OTHER_TODAY.format(today=today))
    return raw, tuple(notes)


def _typed(kind: str, said: Mapping[str, str]) -> RawAchievement:
    """Return a new row with these texts; at once, for in a list there are a hundred thousand."""
    own: dict[str, Any] = {name: text for name, text in said.items() if name in _OWN}
    facts = {name: text for name, text in said.items() if text and name not in _OWN}
    return RawAchievement(id=uuid.uuid4().hex[:12], kind=kind, facts=facts, **own)


def _text(row: Sequence[str], table: ReadTable, fact: str, notes: list[str]) -> str:
    """Return what a row says of a fact as it would be typed; notes what was made of it."""
    text = choice_of(table, fact, table.cell(row, fact))
    if fact == "ref" and table.kind == "patent_grant" and (whole := completed_patent(text)) is not None:
        notes.append(_DIGIT.format(ref=whole))
        return whole
    counts_from = table.sheet.counts_from
    if fact in _DAYS and counts_from and (day := day_of_serial(text, counts_from)):
        notes.append(_SERIAL.format(name=text, day=day))
        return day
    return text


def choice_of(table: ReadTable, fact: str, text: str) -> str:
    """Return the choice that a list means by its own words for it, else the text."""
    choices = choices_of(table.kind, fact)
    return choices.get(bare_head(text), text) if choices else text


def _refused(row: Sequence[str], table: ReadTable) -> str:
    """Say why a row is none of the kind, or a cell of it holds no value but an error of the worksheet."""
    for fact in table.columns:
        if (said := table.cell(row, fact)) and _BROKEN.fullmatch(said):
            return _BROKEN_CELL.format(head=table.heads[table.columns[fact]], said=said)
    if (published := table.cell(row, "publication")) and _APPLICATION.search(compact(published)):
        return _PUBLISHED.format(said=published)
    for fact, words in refusals_of(table.kind).items():
        said = table.cell(row, fact)
        if said and bare_head(said) in words:
            return _NO_GRANT.format(said=said)
    return ""


def ticked_at_first(rows: Collection[ListedRow]) -> tuple[int, ...]:
    """Return the lines that can be filled in as they are."""
    return tuple(one.line for one in rows if one.verdict is Verdict.NEW)
