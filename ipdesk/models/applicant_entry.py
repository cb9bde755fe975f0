"""Checks on what is entered about an applicant."""

from __future__ import annotations

import datetime

from ipdesk.models.errors import Problem
from ipdesk.models.records import ApplicantDetails
from ipdesk.rules.vocabulary import Vocabulary


def normalised(details: ApplicantDetails, vocabulary: Vocabulary) -> ApplicantDetails:
    """Return the details with full-width characters, spaces and letter case of numbers put right."""
    raise NotImplementedError


def problems_of(
    details: ApplicantDetails, vocabulary: Vocabulary, today: datetime.date
) -> tuple[Problem, ...]:
    """Return what is wrong or doubtful, by field, without the doubts that were confirmed."""
    raise NotImplementedError
