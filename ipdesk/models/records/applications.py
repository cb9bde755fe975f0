"""What is entered for an application as a whole, and the files of its materials."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, fields

from ipdesk.models.files.forms import FileForm


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationParticulars:
    """What a clerk enters for an application as a whole, beside its applicant, its policy and its rows.

    The one declaration of these fields: the table takes its columns from it; saving, lists, rescue file and
    counter carry all of them. Each is a whole number or a text, perhaps None: the rescue file is JSON. One
    that drafts may lack has a default: a rescue file of former times lacks it, and with it the next
    application begins.

    ``year`` is the programme year, ``call`` the id of the call 申报批次 (0 for none); ``outside_reason`` says
    why the application is accepted outside it. ``level`` is the value of the ``Level`` that decides: of one
    outside any call what was said of it, "" for nothing yet; acceptance freezes it, by its call or as said.
    """

    year: int
    call: int = 0
    outside_reason: str = ""
    level: str = ""


def particulars_of(carrier: ApplicationParticulars) -> ApplicationParticulars:
    """Return the particulars alone, without what a record or a command carries beside them."""
    return ApplicationParticulars(
        **{field.name: getattr(carrier, field.name) for field in fields(ApplicationParticulars)}
    )


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file of a material: ``row`` of entry ("" for the whole application), ``material`` its id, "" unknown.

    ``sha256`` names it in the data folder, ``length`` is in bytes; ``by`` attached it ``at``, and it was
    taken off at ``removed_at``, None while it stands. Its name when it came is not kept: people name files
    after themselves.
    """

    id: int
    row: str
    material: str
    sha256: str
    form: FileForm
    length: int
    by: str
    at: datetime.datetime
    removed_at: datetime.datetime | None = None
    removed_by: str = ""
    removed_why: str = ""

    @property
    def place(self) -> tuple[str, str]:
        """Return row and material."""
        return self.row, self.material
