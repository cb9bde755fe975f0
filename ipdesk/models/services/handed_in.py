"""What was handed in with an application, as its file has it: each material once, with how many there are."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from ipdesk.models.awards.materials import Material, materials_needed, name_of_received
from ipdesk.models.core.session import Session
from ipdesk.models.parsing.guardians import CONSENT, own_materials
from ipdesk.models.parsing.stored_rows import rows_of
from ipdesk.models.records import ApplicationDetail
from ipdesk.models.services.application_with_policy import explained
from ipdesk.models.services.entered_form import EnteredForm, entered_form
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.library.policy_library import PolicyLibrary


class HandedIn(NamedTuple):
    """A material that was received: its id and name, who wrote it, and in how many copies it is there."""

    id: str
    name: str
    author: str
    copies: int

    @property
    def title(self) -> str:
        """Return what the list of a file calls it."""
        return f"{self.name}（{self.copies}份）" if self.copies > 1 else self.name


def handed_in(
    detail: ApplicationDetail, policy: Policy, form: EnteredForm | None, day: datetime.date
) -> tuple[HandedIn, ...]:
    """Return what was handed in. ``form`` is that of a file which was given back to the counter.

    On ``day`` an applicant that was never accepted is asked for what its age wants.
    """
    received = [one for one in _materials(detail, policy, form, day) if one.received]
    copies = Counter(one.id for one in received)
    applicant = detail.applicant
    names = {one.id: name_of_received(one, applicant) for one in received}
    return tuple(
        HandedIn(one, name, applicant.guardian if one == CONSENT else applicant.name, copies[one])
        for one, name in names.items()
    )


def _materials(
    detail: ApplicationDetail, policy: Policy, form: EnteredForm | None, day: datetime.date
) -> Iterable[Material]:
    if not detail.achievements and form is not None:
        return form.materials
    rows = rows_of(detail, policy.vocabulary) if detail.achievements else ()
    own = own_materials(detail.applicant, detail.application.accepted_on or day)
    return materials_needed((line.line for line in detail.lines), rows, policy, own)


def file_to_be_counted(
    session: Session, application: int, policies: PolicyLibrary, day: datetime.date
) -> tuple[ApplicationDetail, tuple[HandedIn, ...]]:
    """Return an application with what was handed in, whose pages nobody but the hand can count.

    Raises DeskError.
    """
    detail, policy = explained(session, application, policies)
    form = None if detail.achievements else entered_form(session, detail, policy, day)
    return detail, handed_in(detail, policy, form, day)
