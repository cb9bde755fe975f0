"""The contracts of projects that grants of a fund pay, and the checks that were held of them."""

from __future__ import annotations

import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ipdesk.models.tables.base import Base, Fen, Id
from ipdesk.models.tables.dialect import NEVER_AGAIN


class ProjectContractEntry(Base):
    """The contract about a grant; see ``funds.projects.Contract``."""

    __tablename__ = "project_contract"

    grant_id: Mapped[int] = mapped_column(ForeignKey("fund_grant.id"), primary_key=True)
    number: Mapped[str]
    signed_on: Mapped[datetime.date]
    begins_on: Mapped[datetime.date]
    ends_on: Mapped[datetime.date]
    mid_term_by: Mapped[datetime.date | None]
    acceptance_by: Mapped[datetime.date]
    signing_fen: Mapped[Fen]
    mid_term_fen: Mapped[Fen]
    acceptance_fen: Mapped[Fen]
    goal: Mapped[str]
    revision: Mapped[int]


class ProjectCheckEntry(Base, append_only=True):
    """A check that was held; one that was wrong is corrected, once, by another; see ``ProjectCheck``."""

    __tablename__ = "project_check"
    __table_args__ = (UniqueConstraint("corrects_id"), NEVER_AGAIN)

    id: Mapped[Id]
    grant_id: Mapped[int] = mapped_column(ForeignKey("project_contract.grant_id"), index=True)
    stage: Mapped[str]
    outcome: Mapped[str]
    held_on: Mapped[datetime.date]
    paper: Mapped[str]
    opinion: Mapped[str]
    again_by: Mapped[datetime.date | None]
    unspent: Mapped[Fen]
    return_by: Mapped[datetime.date | None]
    corrects_id: Mapped[int | None] = mapped_column(ForeignKey("project_check.id"))
    why: Mapped[str]


class FundingPartEntry(Base):
    """Who else pays a part for what a grant is given for; see ``funds.projects.FundingPart``."""

    __tablename__ = "funding_part"

    grant_id: Mapped[int] = mapped_column(ForeignKey("fund_grant.id"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    bearer: Mapped[str]
    fen: Mapped[Fen]
    in_place: Mapped[Fen]
    by: Mapped[datetime.date | None]
    paper: Mapped[str]
