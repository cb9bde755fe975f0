"""Lists that are taken into the register of achievements."""

from __future__ import annotations

from dataclasses import dataclass

from ipdesk.models.commands.base import Command
from ipdesk.models.core.actor import Permission
from ipdesk.models.records.achievements.register import ImportCounts, ListSource, RegisteredThing
from ipdesk.models.records.imports.applicants import ListedApplicant


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportApplicants(Command[ImportCounts]):
    """Register the applicants of a list, and change those that stand, all or none; as ``ImportList``.

    Raises InvalidInput as RegisterApplicant does, and Conflict where one was changed meanwhile.
    """

    applicants: tuple[ListedApplicant, ...]
    source: ListSource
    by_script: bool = False

    @property
    def permission(self) -> Permission | None:
        """Return what the actor must be allowed."""
        return None if self.by_script else Permission.ENTER


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportList(Command[ImportCounts]):
    """Register the things of a list, all or none. Answers how many were new, and how many changed.

    What stands in the register as it is stays; ``things`` are those that were agreed to, new and changed.
    ``by_script`` says that nobody sits at the desk: whoever may write the files of the data folder runs it.
    """

    things: tuple[RegisteredThing, ...]
    source: ListSource
    by_script: bool = False

    @property
    def permission(self) -> Permission | None:
        """Return what the actor must be allowed."""
        return None if self.by_script else Permission.ENTER
