"""What may be said of an application beside its state: lists narrow by it, and papers go by it."""

from __future__ import annotations

from enum import StrEnum


class Mark(StrEnum):
    """One thing that holds of an application or does not, whatever its state."""

    PERSON = "person"
    """Its applicant is a natural person."""
