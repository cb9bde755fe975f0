"""Which marks an application bears, as conditions of the database."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import ColumnElement

from ipdesk.models.records import Mark
from ipdesk.models.tables import RegisteredApplicant
from ipdesk.rules.pack.vocabulary import standard_vocabulary


def _persons() -> list[str]:
    kinds = standard_vocabulary().applicant_kinds
    return [kind for kind, word in kinds.items() if word.identity == "resident_id"]


def marked() -> Mapping[Mark, ColumnElement[bool]]:
    """Return what says of an application (joined with its applicant) that it bears each mark."""
    return {Mark.PERSON: RegisteredApplicant.kind.in_(_persons())}
