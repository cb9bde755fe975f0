"""What was proposed, on what it rests, and where the decision departed from it."""

from __future__ import annotations

import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from ipdesk.models.tables.awards import UNDOING
from ipdesk.models.tables.base import Base, Fen, Id
from ipdesk.models.tables.dialect import NEVER_AGAIN


class ProposalEntry(Base, append_only=True):
    """A proposal 拟资助 of an application. A change of it is a further ``round``.

    The newest is meant; whether it stands is told by ``Application.proposed``. The minutes are empty where
    there are none.
    """

    __tablename__ = "proposal"
    __table_args__ = (UniqueConstraint("application_id", "round"), NEVER_AGAIN)

    id: Mapped[Id]
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"))
    round: Mapped[int]
    policy: Mapped[str]
    pack: Mapped[str] = mapped_column(ForeignKey("policy_pack.sha256"))
    minutes_number: Mapped[str]
    minutes_date: Mapped[datetime.date | None]
    minutes_body: Mapped[str]
    minutes_text: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime.datetime]


class ProposalLineEntry(Base, append_only=True):
    """A line of a proposal: what the rules said, ``decided`` where they leave it open, what is ``proposed``.

    ``key`` is the achievement's id in the evaluation; ``explanation`` as in ``AwardEntry``. ``basis`` is the
    value of a ``BasisKind``, empty without a decided amount.
    """

    __tablename__ = "proposal_line"
    __table_args__ = (
        CheckConstraint("proposed <= amount", name="never_above_amount"),
        CheckConstraint("proposed = amount OR reason <> ''", name="lowered_with_reason"),
        UniqueConstraint("proposal_id", "position"),
        NEVER_AGAIN,
    )

    id: Mapped[Id]
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"))
    position: Mapped[int]
    key: Mapped[str]
    rule: Mapped[str]
    article: Mapped[str]
    status: Mapped[str]
    computed: Mapped[Fen]
    amount: Mapped[Fen]
    proposed: Mapped[Fen]
    decided: Mapped[Fen | None]
    reason: Mapped[str]
    basis: Mapped[str]
    explanation: Mapped[str]
    lowered_by: Mapped[str] = mapped_column(server_default=text("''"))
    lowered_ground: Mapped[str] = mapped_column(server_default=text("''"))


class ExpertScoreEntry(Base, append_only=True):
    """The score of an expert for a decided amount, as text without an exponent; "" of one who is recused."""

    __tablename__ = "expert_score"
    __table_args__ = (
        CheckConstraint("(score = '') = recused", name="scored_or_recused"),
        UniqueConstraint("line_id", "position"),
        NEVER_AGAIN,
    )

    id: Mapped[Id]
    line_id: Mapped[int] = mapped_column(ForeignKey("proposal_line.id"))
    position: Mapped[int]
    name: Mapped[str]
    unit: Mapped[str]
    score: Mapped[str]
    recused: Mapped[bool]


class DepartureEntry(Base, append_only=True, released=UNDOING):
    """A line that was granted otherwise than proposed, and why; ``key`` as in ``ProposalLineEntry``.

    It goes with the decision that departed, where that is taken back.
    """

    __tablename__ = "departure"
    __table_args__ = (
        CheckConstraint("proposed <> granted", name="differs"),
        CheckConstraint("trim(reason) <> ''", name="with_reason"),
        UniqueConstraint("application_id", "key", "rule"),
        NEVER_AGAIN,
    )

    id: Mapped[Id]
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"))
    key: Mapped[str]
    rule: Mapped[str]
    proposed: Mapped[Fen]
    granted: Mapped[Fen]
    reason: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime.datetime]
