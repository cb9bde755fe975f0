"""Forms as text for the database and back: what was typed, nothing else."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from typing import Any

from ipdesk.models.records import DecisionForm, RawAchievement, RawCheck, RawDecision, RawExpert

_SETS = ("in_wan", "confirmed", "received", "originals", "copies")
NO_LINES = '{"lines":[]'
"""How the JSON of a decision begins at whose lines nothing was typed."""

_FIELDS = tuple(field.name for field in fields(RawAchievement))
_FORM = tuple(field.name for field in fields(DecisionForm))


def owners_json(owners: Iterable[str]) -> str:
    """Write names in their order for the database; ``owners_of`` reads them."""
    return _text(list(owners))


def owners_of(text: str) -> tuple[str, ...]:
    """Return the names of owners that ``owners_json`` was given. Raises ValueError for anything else."""
    found = json.loads(text)
    if not isinstance(found, list) or not all(isinstance(owner, str) for owner in found):
        raise ValueError(text)
    return tuple(found)


def rows_text(rows: Iterable[RawAchievement]) -> str:
    """Return the rows of the counter as JSON."""
    return _text([row_text(row) for row in rows])


def rows_of(text: str) -> tuple[RawAchievement, ...]:
    """Read a draft's rows as the clerk typed them from the JSON that ``rows_text`` wrote."""
    return tuple(row_of(row) for row in json.loads(text))


def row_of(found: Mapping[str, Any]) -> RawAchievement:
    """Return a row from its fields as JSON carries them."""
    return RawAchievement(**{**found, **{name: frozenset(found.get(name, ())) for name in _SETS}})


def decisions_text(form: DecisionForm) -> str:
    """Return what was typed for a decision as JSON; of a form that is more, nothing else."""
    typed = {name: getattr(form, name) for name in _FORM}
    return _text({**typed, "lines": [asdict(line) for line in form.lines], "answers": dict(form.answers)})


def decisions_of(text: str) -> DecisionForm:
    """Return what ``decisions_text`` was given; a text of former times has less."""
    found = json.loads(text)
    return DecisionForm(**{**found, "lines": tuple(map(_decision_of, found["lines"]))})


def _decision_of(line: Mapping[str, Any]) -> RawDecision:
    experts = tuple(RawExpert(**expert) for expert in line.get("experts", ()))
    return RawDecision(**{**line, "experts": experts})


def review_text(checks: Iterable[RawCheck]) -> str:
    """Return what was typed for a review as JSON, its pictures by the SHA-256 of their bytes."""
    return _text([_check_text(one) for one in checks])


def review_of(text: str, pictures: Mapping[str, bytes]) -> tuple[RawCheck, ...]:
    """Return what ``review_text`` was given; ``pictures`` are the bytes by their hashes."""
    return tuple(_raw_check(one, pictures) for one in json.loads(text))


def _raw_check(found: Mapping[str, Any], pictures: Mapping[str, bytes]) -> RawCheck:
    shown = tuple(pictures[sha256] for sha256 in found["pictures"] if sha256 in pictures)
    return RawCheck(**{**found, "pictures": shown})


def sha256_of(content: bytes) -> str:
    """Return by which hash a picture is named."""
    return hashlib.sha256(content).hexdigest()


def _check_text(check: RawCheck) -> dict[str, Any]:
    typed = {one.name: getattr(check, one.name) for one in fields(check)}
    return {**typed, "pictures": [sha256_of(picture) for picture in check.pictures]}


def row_text(row: RawAchievement) -> dict[str, Any]:
    """Return a row's fields as JSON carries them; ``row_of`` reads them."""
    found = {name: getattr(row, name) for name in _FIELDS}
    sets = {name: sorted(found[name]) for name in _SETS}
    return _filled({**found, "facts": dict(row.facts), **sets})


def _filled(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if value or name in ("id", "kind")}


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
