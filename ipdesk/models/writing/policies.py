"""The audit log of the office's own policies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipdesk.models.changes import Kind
from ipdesk.models.errors import Conflict
from ipdesk.models.reading.packs import policy_uses
from ipdesk.models.tables import AuditEntry

if TYPE_CHECKING:
    from ipdesk.models.commands.policies import NotePolicy
    from ipdesk.models.writing.work import Work


def note(work: Work, command: NotePolicy) -> None:
    """Carry out NotePolicy."""
    work.person(command.by)
    uses = policy_uses(work.session).get(command.policy, 0)
    if command.unused and uses:
        raise Conflict(f"有 {uses} 件申请用这项政策，不能删除它的文件。")
    entry = AuditEntry(
        at=work.now,
        person_id=command.by,
        action=command.action,
        record=f"{Kind.POLICY.value} {command.policy}",
        fields=f"sha256:{command.sha256}" if command.sha256 else "",
    )
    work.session.add(entry)
    work.changed(Kind.POLICY, 0)
