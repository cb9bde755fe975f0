"""Awards as computed and granted, the decisions behind them, and the packs they were computed by."""

from __future__ import annotations

import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from ipdesk.models.tables.base import Base, Fen, Id


class PolicyPack(Base, append_only=True):
    """A pack that awards were computed by, kept whole: the file may change, what was granted does not."""

    __tablename__ = "policy_pack"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    policy: Mapped[str]
    content: Mapped[bytes] = mapped_column(LargeBinary)
    first_used_at: Mapped[datetime.datetime]


UNDOING = (
    "EXISTS (SELECT 1 FROM batch_member"
    " WHERE batch_member.application_id = OLD.application_id AND batch_member.undoing)"
)
"""That what a step did to an application together with others is being taken back; see ``BatchMember``."""


class AwardEntry(Base, append_only=True, once="granted", released=UNDOING):
    """One line of an application, with all that later evaluations need of it as history.

    ``key`` is the achievement's id in the evaluation; ``explanation`` holds warnings, trace and limits as
    JSON. ``granted`` is the amount at confirmation; a lesser one has a reason, and so has a greater one,
    which only the level above decides. What is granted goes only where a batch is taken back.
    """

    __tablename__ = "award_line"
    __table_args__ = (
        CheckConstraint("granted IS NULL OR granted <= amount OR reason <> ''", name="never_above_amount"),
        CheckConstraint("granted IS NULL OR granted = amount OR reason <> ''", name="lowered_with_reason"),
        UniqueConstraint("application_id", "position"),
        Index(None, "applicant_id", "policy"),
        Index(None, "rule", "year"),
    )

    id: Mapped[Id]
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"))
    achievement_id: Mapped[int] = mapped_column(ForeignKey("achievement.id"), index=True)
    position: Mapped[int]
    key: Mapped[str]
    rule: Mapped[str]
    article: Mapped[str]
    status: Mapped[str]
    computed: Mapped[Fen]
    amount: Mapped[Fen]
    granted: Mapped[Fen | None]
    reason: Mapped[str]
    explanation: Mapped[str]
    policy: Mapped[str]
    pack: Mapped[str] = mapped_column(ForeignKey("policy_pack.sha256"))
    applicant_id: Mapped[int] = mapped_column(ForeignKey("applicant.id"))
    kind: Mapped[str]
    year: Mapped[int]
    ref: Mapped[str | None]
    facts: Mapped[str]
    lowered_by: Mapped[str] = mapped_column(server_default=text("''"))
    lowered_ground: Mapped[str] = mapped_column(server_default=text("''"))


class NoticeAnswerEntry(Base):
    """What was answered at confirmation to the national notices of one code; ``notices`` is JSON."""

    __tablename__ = "notice_answer"
    __table_args__ = (
        CheckConstraint("trim(answer) <> ''", name="says_something"),
        UniqueConstraint("application_id", "code"),
    )

    id: Mapped[Id]
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"))
    code: Mapped[str]
    notices: Mapped[str]
    answer: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime.datetime]


class DecisionScoreEntry(Base):
    """The score of an expert for a decided amount that nobody proposed; see ``ExpertScoreEntry``."""

    __tablename__ = "decision_score"
    __table_args__ = (
        CheckConstraint("(score = '') = recused", name="scored_or_recused"),
        UniqueConstraint("application_id", "key", "rule", "position"),
    )

    id: Mapped[Id]
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"))
    key: Mapped[str]
    rule: Mapped[str]
    position: Mapped[int]
    name: Mapped[str]
    unit: Mapped[str]
    score: Mapped[str]
    recused: Mapped[bool]


class DecisionEntry(Base):
    """The amount decided for an achievement under a rule, by whom and when."""

    __tablename__ = "decision"
    __table_args__ = (UniqueConstraint("application_id", "key", "rule"),)

    id: Mapped[Id]
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"))
    key: Mapped[str]
    rule: Mapped[str]
    amount: Mapped[Fen]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime.datetime]
