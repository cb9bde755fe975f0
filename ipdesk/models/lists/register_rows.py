"""What comes of the rows of a list in the register: new things, known ones, changed ones, and doubts."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ipdesk.models.lists.listed_rows import ListedRow, Verdict, read_rows_below, with_doubts, with_verdict
from ipdesk.models.lists.owner_matching import KnownHolders, Match
from ipdesk.models.lists.table import ReadTable, form_of
from ipdesk.models.parsing.names.names import folded_name
from ipdesk.models.recognition.proposals import CounterRows
from ipdesk.models.records.achievements.register import RegisteredThing, RegisterKey, StandingThing
from ipdesk.models.records.imports.applicants import ListedApplicant
from ipdesk.rules.core.plain_text import blank
from ipdesk.rules.pack.vocabulary import Vocabulary

_TWICE = "和前面第 {line} 行是同一件"
_KNOWN = "已在成果登记里"
_OTHER_HOLDER = "已登记在“{names}”名下"
_NOW_REGISTERED = "权利人“{name}”现在已登记为申请人"
_CHANGED = "{label}原为“{before}”，表里是“{now}”"
_MORE = "登记里还没有{label}，表里是“{now}”"
_WHICH = "“{name}”可能是这几列：{heads}。建议用“{best}”，请选定"
_NO_CLASS = "没有第 {number} 类：商标只有第 1 至 45 类"
_PARTS = "一个号码 {count} 个类别，按 {count} 件登记"
_NUMBERS = re.compile("[0-9]+")
_MOST_CLASSES = 45

Standing = Mapping[tuple[str, str], Sequence[StandingThing]]
"""What stands in the register, by kind and normal form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedRow:
    """One row of a list: its sheet and line, what comes of it and why, and the things that it names.

    ``things`` are those that are not in the register as they are: of a known row such of which the list tells
    more. ``applicant`` is what a list of applicants names so. A row that was refused has neither.
    """

    sheet: str
    line: int
    verdict: Verdict
    reasons: tuple[str, ...]
    ref: str = ""
    name: str = ""
    owners: str = ""
    things: tuple[RegisteredThing, ...] = ()
    applicant: ListedApplicant | None = None

    @property
    def writes(self) -> bool:
        """Say whether the row names anything that could be written."""
        return bool(self.things) or self.applicant is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRow:
    """A row as it was read, before it is held against the register."""

    row: ListedRow
    sheet: str
    things: tuple[RegisteredThing, ...]

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        """Return kind and normal form of what it names."""
        return tuple((one.kind, one.item) for one in self.row.entry.numbers)


def undecided(table: ReadTable, chosen: Collection[str]) -> str:
    """Say of which fact it is not clear which column says it, "" where all is clear or was chosen."""
    for fact in form_of(table).asked:
        others = table.others.get(fact, ())
        if others and fact not in chosen:
            heads = "、".join(table.heads[place] for place in others)
            name = form_of(table).columns[fact][0]
            return _WHICH.format(name=name, heads=heads, best=table.heads[others[0]])
    return ""


def read_things(
    table: ReadTable, counter: CounterRows, holders: KnownHolders, chosen: Collection[str] = ()
) -> Iterator[ReadRow]:
    """Yield the rows of a table with the things that they name, and who of their owners is registered.

    ``chosen`` are the facts whose column somebody chose.
    """
    which = undecided(table, chosen)
    for row in read_rows_below(table, counter):
        yield _read(with_doubts(row, (which,)) if which else row, table, holders)


def _parts(table: ReadTable, text: str) -> tuple[tuple[str, ...], str]:
    """Return the parts that a cell names, "" for the whole thing, and what is wrong with them."""
    if "part" not in form_of(table).several or blank(text):
        return ("",), ""
    numbers = sorted({int(one) for one in _NUMBERS.findall(text)})
    wrong = [one for one in numbers if not 1 <= one <= _MOST_CLASSES]
    fault = _NO_CLASS.format(number=wrong[0]) if wrong else ""
    return tuple(map(str, numbers)) or ("",), fault


def _read(row: ListedRow, table: ReadTable, holders: KnownHolders) -> ReadRow:
    cells = table.sheet.cells[row.line - 1]
    parts, fault = _parts(table, table.cell(cells, "part"))
    found = holders.match(row.entry.certificate.owners, table.cell(cells, "code"))
    if fault := fault or found.fault:
        row = with_verdict(row, Verdict.REFUSED, (fault,))
    row = with_doubts(_with_notes(row, parts, found), found.doubts)
    beside = {"owners_today": table.cell(cells, "owners_today"), "holders": found.holders}
    things = tuple(_things(row, parts, beside)) if row.verdict is not Verdict.REFUSED else ()
    return ReadRow(row=row, sheet=table.sheet.name, things=things)


def _with_notes(row: ListedRow, parts: Sequence[str], found: Match) -> ListedRow:
    several = (_PARTS.format(count=len(parts)),) if len(parts) > 1 else ()
    note = (found.note,) if found.note and row.verdict is Verdict.NEW else ()
    return with_verdict(row, row.verdict, (*note, *several)) if note or several else row


def _things(row: ListedRow, parts: Iterable[str], beside: Mapping[str, Any]) -> Iterator[RegisteredThing]:
    entry = row.entry
    for achievement, number in zip(entry.achievements, entry.numbers, strict=False):
        said = {name: getattr(achievement, name) for name in ("kind", "date", "facts")}
        whole = RegisteredThing(
            item=number.item, ref=number.ref, certificate=entry.certificate, **said, **beside
        )
        yield from (replace(whole, part=part) if part else whole for part in parts)


# --- against the register ---


class Judge:
    """Holds rows against the register, one after the other: what an earlier row names, a later one repeats.

    ``told`` gives what is to be said of a thing that is on file: who applied for it, and what was paid.
    """

    def __init__(
        self,
        words: Vocabulary,
        standing: Standing,
        holder_name: Callable[[int], str],
        told: Mapping[tuple[str, str], Sequence[str]],
    ) -> None:
        self._words, self._standing, self._holder_name, self._told = words, standing, holder_name, told
        self._seen: dict[RegisterKey, int] = {}

    def judge(self, read: ReadRow) -> ImportedRow:
        """Return what comes of a row."""
        row = read.row
        if row.verdict is Verdict.REFUSED:
            return self._as(read, row, ())
        if twice := self._twice(read):
            return self._as(read, with_verdict(row, Verdict.KNOWN, (twice,)), ())
        told = tuple(text for key in read.keys for text in self._told.get(key, ()))
        row = with_verdict(row, row.verdict, told)
        return self._beside_register(read, row) if read.things else self._as(read, row, ())

    def _beside_register(self, read: ReadRow, row: ListedRow) -> ImportedRow:
        verdicts = [self._against(one) for one in read.things]
        reasons = tuple(dict.fromkeys(reason for _, _, said in verdicts for reason in said))
        found = _foremost(verdict for _, verdict, _ in verdicts)
        verdict = row.verdict if row.verdict is Verdict.ASK and found is not Verdict.KNOWN else found
        things = tuple(one for one, verdict, _ in verdicts if verdict is not Verdict.KNOWN or self._adds(one))
        return self._as(read, with_verdict(row, verdict, reasons), things)

    def _as(self, read: ReadRow, row: ListedRow, things: tuple[RegisteredThing, ...]) -> ImportedRow:
        raw = row.raw
        said: Mapping[str, Any] = {"ref": raw.ref, "name": raw.name, "owners": raw.owners}
        return ImportedRow(
            sheet=read.sheet, line=row.line, verdict=row.verdict, reasons=row.reasons, things=things, **said
        )

    def _twice(self, read: ReadRow) -> str:
        """Say which earlier row names all that this one does."""
        keys = [one.key for one in read.things]
        earlier = [self._seen[key] for key in keys if key in self._seen]
        for key in keys:
            self._seen.setdefault(key, read.row.line)
        return _TWICE.format(line=earlier[0]) if keys and len(earlier) == len(keys) else ""

    def _against(self, thing: RegisteredThing) -> tuple[RegisteredThing, Verdict, tuple[str, ...]]:
        """Return a thing as it would be written, and what comes of it."""
        known = self._known(thing)
        if not known:
            return thing, Verdict.NEW, ()
        stands = known[0]
        here = replace(thing, part=stands.part)
        held = {holder for one in known for holder, _ in one.holders}
        others = [holder for holder, _ in thing.holders if holder not in held]
        if others and held and len(others) == len(thing.holders):
            names = "、".join(map(self._holder_name, sorted(held)))
            return here, Verdict.NEW, (_OTHER_HOLDER.format(names=names),)
        return here, *self._compared(thing, stands, others)

    def _compared(
        self, thing: RegisteredThing, stands: StandingThing, others: Iterable[int]
    ) -> tuple[Verdict, tuple[str, ...]]:
        """Return what a list says of a thing that stands; ``others`` are its applicants that are new."""
        differences = tuple(_differences(thing, stands, self._words))
        other = (_CHANGED.format(**one) for one in differences if one["before"])
        changes = (*self._registered(others), *other)
        more = tuple(_MORE.format(**one) for one in differences if not one["before"])
        if changes:
            return Verdict.CHANGED, (*changes, *more)
        return Verdict.KNOWN, (_KNOWN, *more)

    def _known(self, thing: RegisteredThing) -> list[StandingThing]:
        """Return what it may be of what is registered: where nobody said which part, it is any."""
        found = self._standing.get((thing.kind, thing.item), ())
        return [one for one in found if thing.part in ("", one.part) or not one.part]

    def _adds(self, thing: RegisteredThing) -> bool:
        """Say whether a list tells more of a thing than the register."""
        stands = self._known(thing)[0]
        return any(True for _ in _differences(thing, stands, self._words))

    def _registered(self, holders: Iterable[int]) -> Iterator[str]:
        yield from (_NOW_REGISTERED.format(name=self._holder_name(one)) for one in holders)


def _foremost(verdicts: Iterable[Verdict]) -> Verdict:
    """Return what is said of a row by what is said of its things: what is to be done comes first."""
    found = set(verdicts)
    return next((one for one in (Verdict.NEW, Verdict.CHANGED) if one in found), Verdict.KNOWN)


def _differences(
    thing: RegisteredThing, stands: StandingThing, words: Vocabulary
) -> Iterator[Mapping[str, str]]:
    """Yield what a list says otherwise than the register, or more: label, before, now."""
    for label, before, now in _sayings(thing, stands, words):
        if now and folded_name(now) != folded_name(before):
            yield {"label": label, "before": before, "now": now}


def _sayings(
    thing: RegisteredThing, stands: StandingThing, words: Vocabulary
) -> Iterator[tuple[str, str, str]]:
    said, now, before = words.certificate(thing.kind), thing.certificate, stands.certificate
    yield words.kinds[thing.kind].date, str(stands.date), str(thing.date)
    yield said.name or "名称", before.name, now.name
    yield said.owners or "权利人", "；".join(before.owners), "；".join(now.owners)
    yield "申请日", str(before.filing_date or ""), str(now.filing_date or "")
    for fact, value in thing.facts.items():
        word = words.fact(thing.kind, fact)
        stood = str(stands.facts.get(fact, ""))
        yield word.name, word.choices.get(stood, stood), word.choices.get(str(value), str(value))


def merged(stands: RegisteredThing, thing: RegisteredThing) -> RegisteredThing:
    """Return a thing with what a list says of it: what is said now stands, what is not said stays."""
    now, before = thing.certificate, stands.certificate
    said = {name: getattr(now, name) or getattr(before, name) for name in ("name", "owners", "filing_date")}
    certificate = replace(before, **said)
    return replace(
        thing,
        facts={**stands.facts, **thing.facts},
        certificate=certificate,
        owners_today=thing.owners_today or stands.owners_today,
        holders=tuple(dict((*stands.holders, *thing.holders)).items()),
    )
