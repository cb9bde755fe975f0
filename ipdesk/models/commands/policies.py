"""What became of the office's own policies."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ipdesk.models.pack_change import PackChange
    from ipdesk.models.writing.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePolicy:
    """Note in the audit log that a policy's file is taken into use, replaced or removed, and prepare that.

    The change is for the caller to finish once this has been run, or to take back where it has not. With
    ``unused`` raises Conflict where there are applications under the policy. Raises OSError.
    """

    by: int
    folder: Path
    change: PackChange
    unused: bool = False

    def run(self, work: Work) -> None:
        """Write the entry and the intent."""
        from ipdesk.models.writing import policies

        policies.change(work, self)


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishPolicyChanges:
    """Carry out the changes of a folder that the audit log knows of, and forget the others. Unaudited.

    While this runs nobody else is in the middle of one. Raises OSError.
    """

    folder: Path

    def run(self, work: Work) -> None:
        """Put the files in order."""
        from ipdesk.models.writing import policies

        policies.finish(work, self)
