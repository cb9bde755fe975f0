"""An applicant as a list names it."""

from __future__ import annotations

from dataclasses import dataclass

from ipdesk.models.records.applicants import ApplicantDetails


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedApplicant:
    """What is to be registered, or, with the id and revision of one who is, to be changed."""

    details: ApplicantDetails
    id: int = 0
    revision: int = 0
