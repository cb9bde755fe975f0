"""What an office writes into the account of a fund's year: indicators, texts, a score printed elsewhere."""

from __future__ import annotations

import datetime

from sqlalchemy import ForeignKey, text
from sqlalchemy.orm import Mapped, mapped_column

from ipdesk.models.tables.base import Base, Fen


class FundIndicator(Base):
    """An indicator of a fund in its place, from 1 on; see ``funds.indicators.Indicator``.

    Numbers are exact and written in digits, "" for none.
    """

    __tablename__ = "fund_indicator"

    fund_id: Mapped[int] = mapped_column(ForeignKey("fund.id"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    indicator_group: Mapped[str]
    second: Mapped[str]
    name: Mapped[str]
    comparator: Mapped[str]
    target: Mapped[str]
    actual: Mapped[str]
    unit: Mapped[str]
    actual_unit: Mapped[str]
    goal: Mapped[str]
    value: Mapped[str]
    due: Mapped[datetime.date | None]
    done: Mapped[datetime.date | None]
    band: Mapped[str]
    share: Mapped[str]
    points: Mapped[str]
    other_value: Mapped[str]
    reason: Mapped[str]
    remark: Mapped[str]
    figure: Mapped[str] = mapped_column(server_default=text("''"))
    figure_of: Mapped[str] = mapped_column(server_default=text("''"))


class FundFact(Base):
    """A figure of a fund's year in its place, from 1 on, or a part of the last one above that is none."""

    __tablename__ = "fund_fact"

    fund_id: Mapped[int] = mapped_column(ForeignKey("fund.id"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    part: Mapped[bool]
    name: Mapped[str]
    count: Mapped[int | None]
    unit: Mapped[str]
    amount: Mapped[Fen | None]


class FundReport(Base):
    """What the report of a fund's year says beside its figures; ``printed_score`` in digits, "" for none."""

    __tablename__ = "fund_report"

    fund_id: Mapped[int] = mapped_column(ForeignKey("fund.id"), primary_key=True)
    printed_score: Mapped[str]


class FundReportLine(Base):
    """A problem, an improvement or a remark of a fund's report, in its place from 1 on."""

    __tablename__ = "fund_report_line"

    fund_id: Mapped[int] = mapped_column(ForeignKey("fund.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
