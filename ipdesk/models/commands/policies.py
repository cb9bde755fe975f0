"""What became of the office's own policies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ipdesk.models.commands.base import Command
from ipdesk.models.core.actor import Permission

if TYPE_CHECKING:
    from ipdesk.models.packs.change import OwnFileChange
    from ipdesk.rules.evaluation.policy import Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePolicy(Command[None]):
    """Note in the audit log that a policy's file is taken into use, replaced or removed, and prepare that.

    The change is for the caller to finish once this has been run, or to take back where it has not. With
    ``unused`` raises Conflict where there are applications under the policy. Raises OSError.
    """

    permission = Permission.ADMINISTER

    folder: Path
    change: OwnFileChange
    unused: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishPolicyChanges(Command[None]):
    """Carry out the changes of a folder that the audit log knows of, and forget the others. Unaudited.

    While this runs nobody else is in the middle of one. Raises OSError.
    """

    folder: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepClauseWordings(Command[None]):
    """Keep what clauses of a policy say themselves, word for word, by the full ids of their rules.

    "" forgets one; those that are not named stay. Papers that rest on a clause quote it from now on. Raises
    InvalidInput for a text that cannot be quoted, NotFound for a rule that the policy does not have.
    """

    permission = Permission.ADMINISTER

    policy: Policy
    wordings: Mapping[str, str]
