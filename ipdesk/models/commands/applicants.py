"""Applicants: registered once, changed when they change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ipdesk.models.records import ApplicantDetails

if TYPE_CHECKING:
    from ipdesk.models.writing.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterApplicant:
    """Register an applicant. Answers its id.

    Raises InvalidInput with the problems of ``applicant_entry.problems_of``, and when another applicant has
    the same identity code.
    """

    by: int
    details: ApplicantDetails

    def run(self, work: Work) -> int:
        """Write the applicant with its traits and the pinyin it is found by."""
        from ipdesk.models.writing import applicants

        return applicants.register(work, self)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeApplicant:
    """Replace an applicant's particulars; ``revision`` is that of the record which was shown.

    Raises InvalidInput like RegisterApplicant, NotFound, and Conflict when somebody changed it meanwhile.
    """

    by: int
    applicant: int
    revision: int
    details: ApplicantDetails

    def run(self, work: Work) -> None:
        """Write what differs."""
        from ipdesk.models.writing import applicants

        applicants.change(work, self)
