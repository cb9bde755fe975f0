"""Of which file something is that is submitted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipdesk.models.commands import (
    AnnounceService,
    AnswerObjection,
    BarApplicant,
    ClawBack,
    TellObjection,
)
from ipdesk.models.commands.handlings import Doing
from ipdesk.models.tables import Application, ClawbackEntry, IssuedLetterEntry, ObjectionEntry

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work

GONE = "送审所依据的记录已不存在，请刷新后再看。"


def file_of(work: Work, doing: Doing, application: int) -> int | None:
    """Return the application that something is done to; of a bar the one shown, if it is its applicant's.

    Raises NotFound for what is there no more.
    """
    if isinstance(doing, ClawBack):
        return work.one(ClawbackEntry, doing.clawback, GONE).application_id
    if isinstance(doing, TellObjection | AnswerObjection):
        return work.one(ObjectionEntry, doing.objection, GONE).application_id
    if isinstance(doing, AnnounceService):
        return work.one(IssuedLetterEntry, doing.letter, GONE).application_id
    return _of_applicant(work, doing, application) if isinstance(doing, BarApplicant) else doing.application


def _of_applicant(work: Work, doing: BarApplicant, application: int) -> int | None:
    own = work.one(Application, application, GONE).applicant_id == doing.applicant
    return application if own else None
