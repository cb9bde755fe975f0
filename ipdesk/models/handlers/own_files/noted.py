"""Changes of the office's own files, carried out after whatever interrupts where the log knows of them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Select, bindparam, select

from ipdesk.models.core.changes import Kind
from ipdesk.models.packs.change import OwnFileChange, unfinished
from ipdesk.models.tables import AuditEntry

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work


def note(work: Work, kind: Kind, folder: Path, asked: OwnFileChange) -> None:
    """Note a change in the audit log, then prepare it; the name must be locked. Raises OSError."""
    fields = hash_field(asked)
    work.audit(asked.action, kind, asked.name, [fields] if fields else [])
    work.write_audit()
    # Last, and under the lock: whoever finds the intent while it holds the lock knows whether it counts.
    asked.prepare(folder)


def finish(work: Work, kind: Kind, folder: Path) -> None:
    """Carry every prepared change through that the audit log knows of, and take the others back."""
    for begun in unfinished(folder):
        work.lock(kind.value, begun.name)
        if is_noted(work, kind, begun):
            begun.finish(folder)
        else:
            begun.take_back(folder)


def is_noted(work: Work, kind: Kind, begun: OwnFileChange) -> bool:
    """Tell whether a change is the last of its file that the audit log knows of."""
    entry = last_entry(work, kind, begun.name)
    return entry is not None and (entry.action, entry.fields) == (begun.action, hash_field(begun))


def last_entry(work: Work, kind: Kind, name: str) -> AuditEntry | None:
    """Return the last audit entry about a file, None for none."""
    return work.session.scalars(_last_entry(), {"file": f"{kind.value} {name}"}).first()


@cache
def _last_entry() -> Select[AuditEntry]:
    about = AuditEntry.record == bindparam("file")
    return select(AuditEntry).where(about).order_by(AuditEntry.id.desc()).limit(1)


def hash_field(asked: OwnFileChange) -> str:
    """Return what an audit entry says of the text of a file, "" where there is none."""
    return f"sha256:{asked.sha256}" if asked.sha256 else ""
