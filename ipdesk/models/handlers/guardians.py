"""Applicants under 18: accepted, and granted anything, only through their guardian."""

from __future__ import annotations

import datetime
from collections.abc import Collection

from ipdesk.models.core.errors import refuse
from ipdesk.models.parsing.guardians import CONSENT, guardian_problems
from ipdesk.models.records import ApplicantDetails


def check_guardian(applicant: ApplicantDetails, day: datetime.date, *received: Collection[str]) -> None:
    """Raise InvalidInput where an applicant under 18 lacks its guardian, its account, or the consent.

    ``received`` are the materials that were handed in, row by row.
    """
    consent = any(CONSENT in materials for materials in received)
    refuse(guardian_problems(applicant, day, consent=consent))
