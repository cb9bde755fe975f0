"""Applicants: registered once, changed when they change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ipdesk.models.commands.base import Command
from ipdesk.models.core.actor import Permission
from ipdesk.models.records import ApplicantDetails
from ipdesk.models.records.applicants import AccountDetails


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterApplicant(Command[int]):
    """Register an applicant. Answers its id.

    ``own_traits`` are those that the office's own policies bring, by id, with their names.

    Raises InvalidInput with the problems of ``applicant_entry.problems_of``, and when another applicant has
    the same identity code.
    """

    permission = Permission.ENTER

    details: ApplicantDetails
    own_traits: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeApplicant(Command[None]):
    """Replace an applicant's particulars; ``revision`` is that of the record which was shown.

    An account that stands is not replaced so (RecordAccount does), but one may be told where none was.
    Raises InvalidInput like RegisterApplicant, NotFound, and Conflict when somebody changed it meanwhile.
    """

    permission = Permission.ENTER

    applicant: int
    revision: int
    details: ApplicantDetails
    own_traits: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordAccount(Command[int]):
    """Record another account of an applicant; payments go there from now on if it is ``used``.

    Accounts recorded before stay as they are, and what was paid to them. ``confirmed`` names fields whose
    unusual value was compared with the proof. Answers the id. Raises InvalidInput, also without a reason and
    a proof; NotFound, and Conflict when somebody changed the applicant meanwhile.
    """

    permission = Permission.ENTER

    applicant: int
    revision: int
    account: AccountDetails
    used: bool
    reason: str
    proof: str
    confirmed: frozenset[str] = frozenset()
