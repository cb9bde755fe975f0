"""What the database cannot take yet is kept in a file beside it, and comes back at the next start."""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ipdesk.models.form_text import row_of
from ipdesk.models.records import ApplicantDetails, RawAchievement, TraitPeriod


@dataclass(frozen=True, slots=True)
class Unsaved:
    """Everything on the counter: whose it is, the file it was last saved in, rows, and a half-filled form."""

    applicant: int | None
    policy: str
    year: int
    application: int | None
    number: str
    revision: int
    rows: tuple[RawAchievement, ...]
    form: ApplicantDetails | None = None


class RescueFile:
    """The file of one computer. Reading takes nothing away; ``drop`` does, once all is on disk."""

    def __init__(self, data_dir: Path | None) -> None:
        self._path = None if data_dir is None else data_dir / f"unsaved-{platform.node() or 'desk'}.json"
        self._written = ""

    def keep(self, unsaved: Unsaved) -> bool:
        """Write it down; return whether it is on disk now."""
        if self._path is None:
            return False
        text = json.dumps(_plain(asdict(unsaved)), ensure_ascii=False)
        if text == self._written:
            return True
        part = self._path.with_suffix(".part")
        try:
            part.write_text(text, encoding="utf-8")
            part.replace(self._path)
        except OSError:
            return False
        self._written = text
        return True

    def drop(self) -> None:
        """Forget what was kept: it is in the database, or not wanted any more."""
        self._written = ""
        if self._path is not None:
            try:
                self._path.unlink(missing_ok=True)
            except OSError:
                return  # it is offered again at the next start, which loses nothing

    def read(self) -> Unsaved | None:
        """Return what was kept, None where there is nothing or nothing readable."""
        if self._path is None or not self._path.exists():
            return None
        try:
            return _unsaved(json.loads(self._path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError, KeyError):
            return None


def _plain(value: object) -> object:
    """Return a value as JSON carries it."""
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, frozenset):
        return sorted(str(one) for one in value)
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def _unsaved(found: Mapping[str, Any]) -> Unsaved:
    rows = tuple(row_of(row) for row in found["rows"])
    form = _details(found["form"]) if found["form"] else None
    return Unsaved(**{**found, "rows": rows, "form": form})


def _details(found: Mapping[str, Any]) -> ApplicantDetails:
    traits = tuple(
        TraitPeriod(one["trait"], _day(one["since"]), _day(one["until"])) for one in found["traits"]
    )
    return ApplicantDetails(**{**found, "traits": traits, "confirmed": frozenset(found["confirmed"])})


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
