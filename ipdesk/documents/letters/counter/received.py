"""What was handed in with an application, as papers tell it: by name, in which form, in how many copies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ipdesk.documents.letters.document import ApplicationSource
from ipdesk.models.records.applicants import ACCOUNT_PROOF
from ipdesk.models.records.forms import MaterialForm

if TYPE_CHECKING:
    from ipdesk.models.awards.materials import Material


@dataclass(frozen=True, slots=True)
class ReceivedPaper:
    """A material that was handed in, and in how many copies.

    ``corrected`` says that it came, or was put right, by a correction; ``form`` in which form it came, ""
    where nobody said.
    """

    name: str
    copies: int
    corrected: bool = False
    form: str = ""


def needed_of(source: ApplicationSource) -> tuple[Material, ...]:
    """Return what belongs to the application, and whether it was received."""
    # Only a new paper asks the policy; to print one again takes nothing of it.
    from ipdesk.models.awards.materials import materials_needed
    from ipdesk.models.parsing.guardians import own_materials
    from ipdesk.models.parsing.stored_rows import rows_of

    detail, policy = source.detail, source.policy
    lines, rows = (line.line for line in detail.lines), rows_of(detail, policy.vocabulary)
    own = own_materials(detail.applicant, detail.application.accepted_on or source.day)
    return tuple(materials_needed(lines, rows, policy, own, detail.asked))


def missing_of(source: ApplicationSource, needed: Iterable[Material]) -> tuple[str, ...]:
    """Return what is still to come but for the proof of the account, each once."""
    from ipdesk.models.awards.materials import name_of_received

    waited = (one for one in needed if not (one.received or one.id == ACCOUNT_PROOF))
    return tuple(dict.fromkeys(name_of_received(one, source.detail.applicant) for one in waited))


def received_of(source: ApplicationSource, needed: Iterable[Material]) -> tuple[ReceivedPaper, ...]:
    """Return what of the materials ``needed`` is there, those alike as one."""
    from ipdesk.models.awards.materials import copies_of, name_of_received
    from ipdesk.models.services.handed_in import came_by_correction

    detail, found = source.detail, Counter[tuple[str, str, MaterialForm | None]]()
    counts = Counter(one.row for one in detail.achievements)
    for one in (one for one in needed if one.received):
        found[one.id, name_of_received(one, detail.applicant), one.form] += copies_of(one, counts)
    return tuple(
        ReceivedPaper(name, copies, came_by_correction(material, name, detail), form.label if form else "")
        for (material, name, form), copies in found.items()
    )
