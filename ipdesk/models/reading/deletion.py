"""What keeps a draft from being deleted: it was further on before, and left something in the records."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, exists, select
from sqlalchemy.orm import Session

from ipdesk.models.tables import (
    Application,
    ApplicationAchievement,
    ApplicationStep,
    ArchiveEntry,
    AttachedFileEntry,
    AwardEntry,
    Base,
    BatchMember,
    ChargedGrantEntry,
    CheckEntry,
    ClawbackEntry,
    CollectionReminderEntry,
    CorrectionEntry,
    DecisionEntry,
    DecisionScoreEntry,
    DecisionText,
    DepartureEntry,
    DraftRef,
    DraftText,
    HandlingEntry,
    IncomingPaperEntry,
    IssuedLetterEntry,
    ListedApplication,
    NoticeAnswerEntry,
    ObjectionEntry,
    ObjectionHearingEntry,
    PassedBarEntry,
    ProposalEntry,
    PublishedLineEntry,
    ReceivedMaterial,
    ReturnedAnswerEntry,
    ReversalEntry,
    ReviewText,
    ReviewTextPicture,
    SettlementMember,
    UnpublishedChangeEntry,
    UpperAnswerEntry,
)

WITH_IT: tuple[type[Base], ...] = (
    AttachedFileEntry, DraftRef, DraftText, ReviewTextPicture, ReviewText, DecisionText, BatchMember,
    ApplicationStep,
)  # fmt: skip
"""What is deleted with a draft, in this order: what was only typed, and that it once was taken further."""
_STEPS = "办理过后面的步骤"
STAYING: Mapping[type[Base], str] = {
    IssuedLetterEntry: "印发过文书",
    CorrectionEntry: "通知过补正",
    CheckEntry: "登记过核查",
    HandlingEntry: "送审过处理事项",
    IncomingPaperEntry: "登记过来文",
    PassedBarEntry: "批准过在限制资助期内继续办理",
    ProposalEntry: "提出过拟资助",
    ListedApplication: "列入过印发的文书",
    PublishedLineEntry: "公示过",
    ObjectionEntry: "收到过异议",
    **dict.fromkeys(
        (
            ApplicationAchievement, ReceivedMaterial, AwardEntry, DecisionEntry, DecisionScoreEntry,
            DepartureEntry, UnpublishedChangeEntry, NoticeAnswerEntry, SettlementMember, UpperAnswerEntry,
            ReturnedAnswerEntry, ObjectionHearingEntry, ReversalEntry, ClawbackEntry, CollectionReminderEntry,
            ChargedGrantEntry, ArchiveEntry,
        ),
        _STEPS,
    ),
}  # fmt: skip
"""What is kept of a file for ever, and how a sentence tells of it."""


def deletion_fault(session: Session, application: int) -> str:
    """Say what a draft left in the records, so that it is not deleted; "" where it may be, or is gone."""
    found = session.execute(_asked(), {"application": application}).one_or_none()
    if found is None:
        return ""
    number, *held = found
    kept = [said for said, there in zip(STAYING.values(), held, strict=True) if there]
    words = "申请件 {number} {kept}，不能删除；不再办理的，请办理“不予受理”。"
    return words.format(number=number, kept="、".join(dict.fromkeys(kept))) if kept else ""


@cache
def _asked() -> Select[*tuple[Any, ...]]:
    held = (exists().where(one.__table__.c.application_id == Application.id) for one in STAYING)
    return select(Application.number, *held).where(Application.id == bindparam("application"))
