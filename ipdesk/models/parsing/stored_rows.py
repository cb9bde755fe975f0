"""Rows of entry as they would be typed, made again from what was stored of an accepted application."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from ipdesk.models.parsing.names.owners import owners_text
from ipdesk.models.parsing.row_edits import with_form
from ipdesk.models.records import ApplicationDetail, RawAchievement, StoredAchievement
from ipdesk.rules.core.case import FactValue
from ipdesk.rules.core.money import format_yuan
from ipdesk.rules.pack.vocabulary import FactType, FactWord, Vocabulary


def rows_of(detail: ApplicationDetail, vocabulary: Vocabulary) -> tuple[RawAchievement, ...]:
    """Return rows as they would be typed from what is stored of an accepted application."""
    by_row: dict[str, list[StoredAchievement]] = {}
    for found in detail.achievements:
        by_row.setdefault(found.row, []).append(found)
    rows = (_row_again(row, found, vocabulary) for row, found in by_row.items())
    return tuple(_with_materials(raw, detail) for raw in rows)


def _with_materials(raw: RawAchievement, detail: ApplicationDetail) -> RawAchievement:
    ticked = replace(raw, received=detail.received.get(raw.id, frozenset()))
    for (row, material), form in detail.forms.items():
        ticked = with_form(ticked, material, form) if row == raw.id else ticked
    return ticked


def _row_again(row: str, found: list[StoredAchievement], vocabulary: Vocabulary) -> RawAchievement:
    first, said, many = found[0].achievement, found[0].certificate, len(found) > 1
    words = vocabulary.all_facts[first.kind]
    return RawAchievement(
        id=row,
        kind=first.kind,
        ref=first.ref or "",
        count=str(len(found)) if many else "",
        date=first.date.isoformat(),
        year=str(first.year),
        name="" if many else said.name,
        owners=owners_text(said.owners),
        filing_date=said.filing_date.isoformat() if said.filing_date else "",
        rights=owners_text(said.rights),
        contract=said.contract,
        contract_date=said.contract_date.isoformat() if said.contract_date else "",
        facts={name: fact_text(value, words[name]) for name, value in first.facts.items() if name in words},
    )


def fact_text(value: FactValue, word: FactWord) -> str:
    """Return a fact as it would be typed."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if word.type is FactType.AMOUNT and isinstance(value, int):
        return format_yuan(value)
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
