"""Rows of entry as they are edited: one text changed, a value confirmed, a material received."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ipdesk.models.core.errors import Problem
from ipdesk.models.parsing.achievement_rows import RowEntry
from ipdesk.models.parsing.contradictions import doubted_with
from ipdesk.models.parsing.facts_by_number import FACTS_BY_NUMBER
from ipdesk.models.parsing.identifiers.number_years import DATED_BY_NUMBER
from ipdesk.models.parsing.ranges import read_count
from ipdesk.models.parsing.text.texts import Unreadable
from ipdesk.models.records import CERTIFICATE_FIELDS, FILED, RawAchievement
from ipdesk.models.records.forms import SIGNED, MaterialForm
from ipdesk.rules.core.plain_text import blank

OWN_FIELDS = ("ref", "ref_last", "count", "date", "year")


@dataclass(frozen=True, slots=True)
class RemovedRow:
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
    confirmed = raw.confirmed - {field, *_confirmed_together(field), *doubted_with(raw.kind, field)}
    own = _own(field)
    if own:
        changes: dict[str, object] = {own: text, "confirmed": confirmed}
        return replace(raw, **changes)  # type: ignore[arg-type]
    wan = raw.in_wan | {field} if in_wan else raw.in_wan - {field}
    return replace(raw, facts={**raw.facts, field: text}, in_wan=wan, confirmed=confirmed)


def _own(field: str) -> str:
    """Return the attribute of a row that a field is, "" where it is a fact."""
    return field if field in OWN_FIELDS else CERTIFICATE_FIELDS.get(field, "")


def _confirmed_together(field: str) -> Iterator[str]:
    """Yield the fields whose doubts are about this one too."""
    if field in ("ref", "date"):
        yield from (*DATED_BY_NUMBER, FILED, SIGNED)
    if field == "date":
        yield "year"
    if field in FACTS_BY_NUMBER:
        yield "ref"


def text_of(raw: RawAchievement, field: str) -> str:
    """Return what stands in a field of a row."""
    own = _own(field)
    return str(getattr(raw, own)) if own else raw.facts.get(field, "")


def with_confirmed(raw: RawAchievement, field: str) -> RawAchievement:
    """Return the row with an unusual value confirmed."""
    return replace(raw, confirmed=raw.confirmed | {field})


def unconfirmed(raw: RawAchievement, field: str) -> RawAchievement:
    """Return the row with a value to be confirmed again, where it was."""
    return replace(raw, confirmed=raw.confirmed - {field})


def with_material(raw: RawAchievement, material: str, received: bool) -> RawAchievement:
    """Return the row with a material ticked as received, or not: then nothing is said of its form."""
    if received:
        return replace(raw, received=raw.received | {material})
    gone = {material}
    return replace(
        raw, received=raw.received - gone, originals=raw.originals - gone, copies=raw.copies - gone
    )


def with_form(raw: RawAchievement, material: str, form: MaterialForm) -> RawAchievement:
    """Return the row with a material that was received in a form."""
    own, bare = {material}, with_material(raw, material, received=False)
    ticked = replace(bare, received=raw.received | own)
    if form is MaterialForm.ORIGINAL:
        return replace(ticked, originals=ticked.originals | own)
    return replace(ticked, copies=ticked.copies | own)


def thing_count(raw: RawAchievement, entry: RowEntry) -> int:
    """Return how many things a row stands for: those read, or as many as its numbers or count say so far."""
    read = max(len(entry.achievements), len(entry.refs))
    if read > 1 or entry.achievements or blank(raw.count):
        return read or 1
    try:
        return read_count(raw.count)
    except Unreadable:
        return 1


def is_missing(raw: RawAchievement, problem: Problem) -> bool:
    """Say whether a problem is only that nothing was entered yet."""
    return problem.field != "kind" and blank(text_of(raw, problem.field))
