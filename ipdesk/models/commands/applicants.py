"""Applicants: registered once, changed when they change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ipdesk.models.commands.base import Command
from ipdesk.models.core.actor import Permission
from ipdesk.models.records import ApplicantDetails


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

    Raises InvalidInput like RegisterApplicant, NotFound, and Conflict when somebody changed it meanwhile.
    """

    permission = Permission.ENTER

    applicant: int
    revision: int
    details: ApplicantDetails
    own_traits: Mapping[str, str] = field(default_factory=dict)
