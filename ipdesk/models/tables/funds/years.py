"""What an office writes into the account of a fund's year: indicators, texts, a score printed elsewhere."""

from __future__ import annotations

import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from ipdesk.models.tables.base import Base


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
