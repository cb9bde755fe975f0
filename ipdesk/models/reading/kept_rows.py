"""What is kept of one application beside its lines: most tables hold nothing of most applications.

One statement asks all of them at once, and only those that hold something are read. Thirty statements for
what is not there took half of the time that a file takes to open.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Select, bindparam, exists, select
from sqlalchemy.orm import Session

from ipdesk.models.tables import (
    ArchiveEntry,
    AttachedFileEntry,
    BarEntry,
    Base,
    CheckEntry,
    ClawbackEntry,
    CorrectionEntry,
    DecisionEntry,
    DepartureEntry,
    HandlingEntry,
    IncomingPaperEntry,
    NoticeAnswerEntry,
    PassedBarEntry,
    ProposalEntry,
    RecusalEntry,
    ReversalEntry,
    ReviewText,
    SettlementMember,
    UnpublishedChangeEntry,
    UpperAnswerEntry,
)

T = TypeVar("T")
N = TypeVar("N")

OF_APPLICATION: tuple[type[Base], ...] = (
    DecisionEntry, NoticeAnswerEntry, CorrectionEntry, CheckEntry, ReviewText, PassedBarEntry, ProposalEntry,
    DepartureEntry, UnpublishedChangeEntry, UpperAnswerEntry, SettlementMember, ClawbackEntry, ReversalEntry,
    IncomingPaperEntry, ArchiveEntry, HandlingEntry, AttachedFileEntry,
)  # fmt: skip
OF_APPLICANT: tuple[type[Base], ...] = (BarEntry, RecusalEntry)


class KeptRows:
    """Knows which of these tables hold a row of an application, or of its applicant; KeyError for others."""

    def __init__(self, session: Session, application: int, applicant: int) -> None:
        self._session, self._ids = session, {"application": application, "applicant": applicant}
        held = session.execute(_held(), self._ids).one()
        self._held: dict[type[Base], bool] = dict(zip(_tables(), held, strict=True))

    def of_application(self, table: type[Base], read: Callable[[Session, int], T], nothing: N) -> T | N:
        """Return what is read of the application where the table holds any of it, else nothing."""
        return read(self._session, self._ids["application"]) if self._held[table] else nothing

    def of_applicant(self, table: type[Base], read: Callable[[Session, int], T], nothing: N) -> T | N:
        """Return what is read of the applicant where the table holds any of it, else nothing."""
        return read(self._session, self._ids["applicant"]) if self._held[table] else nothing


def _tables() -> tuple[type[Base], ...]:
    return OF_APPLICATION + OF_APPLICANT


@cache
def _held() -> Select[*tuple[Any, ...]]:
    files = (
        exists().where(_column(one, "application_id") == bindparam("application")) for one in OF_APPLICATION
    )
    people = (exists().where(_column(one, "applicant_id") == bindparam("applicant")) for one in OF_APPLICANT)
    return select(*files, *people)


def _column(table: type[Base], name: str) -> Any:  # noqa: ANN401 - a mapped attribute
    return getattr(table, name)
