"""What became of the office's own policies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from ipdesk.models.writing.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class NotePolicy:
    """Note in the audit log that a policy's file was taken into use, replaced or removed.

    The files themselves are ``own_policies``' matter. With ``unused`` raises Conflict where there are
    applications under the policy.
    """

    by: int
    policy: str
    action: Literal["import", "replace", "remove"]
    sha256: str
    unused: bool = False

    def run(self, work: Work) -> None:
        """Write the entry."""
        from ipdesk.models.writing import policies

        policies.note(work, self)
