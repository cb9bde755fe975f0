"""The office's own templates of papers: put in place, or the program's taken into use again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ipdesk.models.commands.base import Command
from ipdesk.models.core.actor import Permission

if TYPE_CHECKING:
    from ipdesk.models.packs.change import OwnFileChange


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeTemplate(Command[None]):
    """Note in the audit log that a template of the office is put in place or given up, and prepare that.

    ``check`` is given the new text and raises InvalidInput where it must not become a template. ``shown`` is
    the hash of the office's file as it was shown, "" for none: raises Conflict where it is another one.
    The change is for the caller to finish once this has been run, or to take back where it has not.
    Raises OSError.
    """

    permission = Permission.ADMINISTER

    folder: Path
    change: OwnFileChange
    check: Callable[[str], None]
    shown: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishTemplateChanges(Command[None]):
    """Carry out the changes of a folder that the audit log knows of, and forget the others. Unaudited.

    While this runs nobody else is in the middle of one. Raises OSError.
    """

    folder: Path
