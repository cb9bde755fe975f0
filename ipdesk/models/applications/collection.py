"""What recipients of awards are asked to do to be paid: the call says it, else the office."""

from __future__ import annotations

from dataclasses import dataclass

from ipdesk.models.records import CallDetails, Office
from ipdesk.rules.core.plain_text import blank

USUAL_DAYS = 15
"""Working days within which an account is asked for where neither call nor office gives a term."""


@dataclass(frozen=True, slots=True)
class CollectionTerms:
    """What is to be done within how many working days, by which rule; 0 days where nothing is asked.

    ``projects`` is what is asked of who is granted money for a project, "" for what is usual.
    """

    asks: str = ""
    days: int = 0
    basis: str = ""
    projects: str = ""


def collection_terms(office: Office, call: CallDetails | None) -> CollectionTerms:
    """Return what holds for the awards of a call, of none (None) what the office says."""
    said: Office | CallDetails = call if call is not None and call.collection_days else office
    projects = call.project_duties if call is not None and not blank(call.project_duties) else ""
    asked = said.collection_asks, said.collection_days, said.collection_basis
    return CollectionTerms(*asked, projects or office.project_duties)
