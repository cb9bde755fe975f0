"""Rows of the achievements table: what a row shows, and rows made again from what was stored."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from ipdesk.models.core.errors import Problem
from ipdesk.models.parsing.achievement_rows import RowEntry
from ipdesk.models.parsing.facts_by_number import FACTS_BY_NUMBER
from ipdesk.models.parsing.identifiers.number_years import DATED_BY_NUMBER
from ipdesk.models.parsing.ranges import read_count
from ipdesk.models.parsing.text.texts import Unreadable
from ipdesk.models.records import ApplicationDetail, RawAchievement
from ipdesk.rules.core.case import Achievement, FactValue
from ipdesk.rules.core.money import format_yuan
from ipdesk.rules.core.plain_text import blank
from ipdesk.rules.pack.vocabulary import FactType, FactWord, KindWord, Vocabulary
from ipdesk.ui.widgets.money import fen_text

OWN_FIELDS = ("ref", "ref_last", "count", "date", "year")


@dataclass(frozen=True, slots=True)
class Removed:
    """A row taken away, and where it stood, so that it can be put back."""

    raw: RawAchievement
    place: int


def new_row(kind: str, facts: Mapping[str, str]) -> RawAchievement:
    """Return a row of a kind with an id of its own, empty but for what is known of its facts."""
    return RawAchievement(id=uuid.uuid4().hex[:12], kind=kind, facts=dict(facts))


def with_text(raw: RawAchievement, field: str, text: str, in_wan: bool = False) -> RawAchievement:
    """Return the row with another text in one field, a sum perhaps with its field on 万元.

    What was confirmed of the old text no longer holds.
    """
    confirmed = raw.confirmed - {field, *_confirmed_together(field)}
    if field in OWN_FIELDS:
        changes: dict[str, object] = {field: text, "confirmed": confirmed}
        return replace(raw, **changes)  # type: ignore[arg-type]
    wan = raw.in_wan | {field} if in_wan else raw.in_wan - {field}
    return replace(raw, facts={**raw.facts, field: text}, in_wan=wan, confirmed=confirmed)


def _confirmed_together(field: str) -> Iterator[str]:
    """Yield the fields whose doubts are about this one too."""
    if field in ("ref", "date"):
        yield from DATED_BY_NUMBER
    if field == "date":
        yield "year"
    if field in FACTS_BY_NUMBER:
        yield "ref"


def text_of(raw: RawAchievement, field: str) -> str:
    """Return what stands in a field of a row."""
    return str(getattr(raw, field)) if field in OWN_FIELDS else raw.facts.get(field, "")


def with_confirmed(raw: RawAchievement, field: str) -> RawAchievement:
    """Return the row with an unusual value confirmed."""
    return replace(raw, confirmed=raw.confirmed | {field})


def with_material(raw: RawAchievement, material: str, received: bool) -> RawAchievement:
    """Return the row with a material ticked as received, or not."""
    return replace(raw, received=raw.received | {material} if received else raw.received - {material})


@dataclass(frozen=True, slots=True)
class RowShown:
    """The cells of a row: kind, number, date, how much, and how complete it is (with its glyph)."""

    kind: str
    ref: str
    date: str
    amount: str
    state: str
    glyph: str


def shown(
    raw: RawAchievement,
    entry: RowEntry,
    word: KindWord,
    problems: Sequence[Problem],
    missing: int,
    as_no: int = 0,
) -> RowShown:
    """Return what the table shows of a row.

    ``missing`` counts the facts that it still lacks, ``as_no`` the questions left open that count as no.
    """
    day = entry.achievements[0].date.isoformat() if entry.achievements else raw.date
    state = _state(raw, problems, missing, as_no)
    return RowShown(word.name, _ref(raw, entry), day, _amount(raw, entry, word), *state)


def _ref(raw: RawAchievement, entry: RowEntry) -> str:
    first = next((found.ref for found in entry.achievements if found.ref), None) or raw.ref
    if max(len(entry.achievements), len(entry.refs)) < 2:
        return first
    return QCoreApplication.translate("Rows", "{first} 等").format(first=first)


def things(raw: RawAchievement, entry: RowEntry) -> int:
    """Return how many things a row stands for: those read, or as many as its numbers or count say so far."""
    read = max(len(entry.achievements), len(entry.refs))
    if read > 1 or entry.achievements or blank(raw.count):
        return read or 1
    try:
        return read_count(raw.count)
    except Unreadable:
        return 1


def counted(counts: Mapping[str, int]) -> str:
    """Return how many things there are by the words that they are counted with: 5 件、1 项."""
    words = QCoreApplication.translate("Rows", "{count} {measure}")
    return "、".join(words.format(count=count, measure=measure) for measure, count in counts.items())


def _amount(raw: RawAchievement, entry: RowEntry, word: KindWord) -> str:
    """Return the sum of a row (its first amount), or how many things it stands for."""
    translate = QCoreApplication.translate
    if len(entry.achievements) == 1:
        facts = entry.achievements[0].facts
        for name, fact in word.facts.items():
            value = facts.get(name)
            if fact.type is FactType.AMOUNT and isinstance(value, int):
                return translate("Rows", "{sum} 元").format(sum=fen_text(value))
    return counted({word.measure: things(raw, entry)})


def _state(raw: RawAchievement, problems: Sequence[Problem], missing: int, as_no: int) -> tuple[str, str]:
    translate = QCoreApplication.translate
    lacking = [problem for problem in problems if is_missing(raw, problem)]
    if len(lacking) < len(problems):
        return translate("Rows", "有误"), "warning"
    if lacking or missing:
        return translate("Rows", "缺 {count} 项").format(count=len(lacking) + missing), "pencil"
    if as_no:
        return translate("Rows", "{count} 项未答").format(count=as_no), "check"
    return translate("Rows", "已填齐"), "check"


def is_missing(raw: RawAchievement, problem: Problem) -> bool:
    """Say whether a problem is only that nothing was entered yet."""
    return problem.field != "kind" and blank(text_of(raw, problem.field))


def rows_of(detail: ApplicationDetail, vocabulary: Vocabulary) -> tuple[RawAchievement, ...]:
    """Return rows as they would be typed from what is stored of an accepted application."""
    by_row: dict[str, list[Achievement]] = {}
    for found in detail.achievements:
        by_row.setdefault(found.row, []).append(found.achievement)
    rows = (_row_again(row, found, vocabulary) for row, found in by_row.items())
    return tuple(replace(raw, received=detail.received.get(raw.id, frozenset())) for raw in rows)


def _row_again(row: str, found: list[Achievement], vocabulary: Vocabulary) -> RawAchievement:
    first, many = found[0], len(found) > 1
    words = vocabulary.all_facts[first.kind]
    return RawAchievement(
        id=row,
        kind=first.kind,
        ref=first.ref or "",
        count=str(len(found)) if many else "",
        date=first.date.isoformat(),
        year=str(first.year),
        facts={name: fact_text(value, words[name]) for name, value in first.facts.items() if name in words},
    )


def fact_text(value: FactValue, word: FactWord) -> str:
    """Return a fact as it would be typed."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if word.type is FactType.AMOUNT and isinstance(value, int):
        return format_yuan(value)
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
