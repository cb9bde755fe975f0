"""Scans of materials: attached to an application, and taken off."""

from __future__ import annotations

from dataclasses import dataclass, field

from ipdesk.models.commands.base import Command
from ipdesk.models.core.actor import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachFile(Command[int]):
    """Keep a file (PDF, PNG or JPEG) as that of a material, and answer the id of what was attached.

    ``row`` is that of entry, "" for the whole application; ``material`` is its id, "" for one that is not
    known yet. Raises InvalidInput for a file that cannot be kept, or is attached there already, and for a
    material that an accepted application never received; Conflict where it lies in the archive; DiskFull and
    other StoreErrors where the file cannot be written.
    """

    permission = Permission.ENTER

    application: int
    content: bytes = field(repr=False)
    row: str = ""
    material: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOffFile(Command[None]):
    """Take a file off its material: forgotten of a draft, struck out with a ``reason`` of what was accepted.

    Raises InvalidInput without a reason where one is needed, NotFound where it is off already, Conflict where
    the application lies in the archive.
    """

    permission = Permission.ENTER

    application: int
    file: int
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveFile(Command[None]):
    """Put an attached file to another material of its application. Raises as ``AttachFile`` does."""

    permission = Permission.ENTER

    application: int
    file: int
    row: str = ""
    material: str = ""
