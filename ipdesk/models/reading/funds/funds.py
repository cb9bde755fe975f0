"""Funds as they were entered, with their papers and tasks."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import fields

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from ipdesk.funds.books.figures import Figures, Rounding, figures_of
from ipdesk.funds.core.words import Channel, Method, PaperRole, SourceLevel
from ipdesk.models.core.errors import NotFound
from ipdesk.models.reading.funds.figures import payment_figures
from ipdesk.models.records import Fund, FundGrantRecord, FundPaper, FundPaymentRecord, FundTaskRecord
from ipdesk.models.tables import FundEntry, FundGrant, FundPaperEntry, FundPayment, FundTask, GrantParty

NO_GRANT = "这笔核定已不存在，请重新选择。"
NO_FUND = "这项资金已不存在，请重新选择。"


def funds(session: Session) -> tuple[Fund, ...]:
    """Return all funds, the newest year first."""
    rows = session.execute(select(FundEntry).order_by(FundEntry.year.desc(), FundEntry.id)).scalars()
    return tuple(map(_fund, rows))


def fund(session: Session, record: int) -> Fund:
    """Return one fund; raises NotFound."""
    found = session.get(FundEntry, record)
    if found is None:
        raise NotFound(NO_FUND)
    return _fund(found)


def fund_papers(session: Session, record: int) -> tuple[FundPaper, ...]:
    """Return the papers about a fund in the order of their entry."""
    query = select(FundPaperEntry).where(FundPaperEntry.fund_id == record).order_by(FundPaperEntry.id)
    return tuple(
        FundPaper(
            number=row.number, issuer=row.issuer, role=PaperRole(row.role), title=row.title, day=row.day
        )
        for row in session.execute(query).scalars()
    )


def fund_tasks(session: Session, record: int) -> tuple[FundTaskRecord, ...]:
    """Return the tasks of a fund in their order."""
    query = select(FundTask).where(FundTask.fund_id == record).order_by(FundTask.place)
    return tuple(map(_task, session.execute(query).scalars()))


def fund_grants(session: Session, record: int) -> tuple[FundGrantRecord, ...]:
    """Return the grants of a fund in the order of their entry, with their parties."""
    return _grants(session, FundTask.fund_id == record)


def task_grants(session: Session, record: int) -> tuple[FundGrantRecord, ...]:
    """Return the grants of a task in the order of their entry, with their parties."""
    return _grants(session, FundTask.id == record)


def _grants(session: Session, which: ColumnElement[bool]) -> tuple[FundGrantRecord, ...]:
    own = select(FundGrant).join(FundTask, FundTask.id == FundGrant.task_id).where(which)
    named = (
        select(GrantParty.grant_id, GrantParty.name)
        .join(FundGrant, FundGrant.id == GrantParty.grant_id)
        .join(FundTask, FundTask.id == FundGrant.task_id)
        .where(which)
        .order_by(GrantParty.grant_id, GrantParty.place)
    )
    parties: dict[int, list[str]] = defaultdict(list)
    for grant, name in session.execute(named):
        parties[grant].append(name)
    rows = session.execute(own.order_by(FundGrant.id)).scalars()
    return tuple(_grant(row, tuple(parties[row.id])) for row in rows)


def grant_record(session: Session, grant: int) -> FundGrantRecord:
    """Return one grant with its parties; raises NotFound."""
    row = session.get(FundGrant, grant)
    if row is None:
        raise NotFound(NO_GRANT)
    named = select(GrantParty.name).where(GrantParty.grant_id == grant).order_by(GrantParty.place)
    return _grant(row, tuple(session.scalars(named)))


def fund_payments(session: Session, record: int) -> tuple[FundPaymentRecord, ...]:
    """Return the payments of a fund in the order of their entry."""
    query = (
        select(FundPayment)
        .join(FundGrant, FundGrant.id == FundPayment.grant_id)
        .join(FundTask, FundTask.id == FundGrant.task_id)
        .where(FundTask.fund_id == record)
        .order_by(FundPayment.id)
    )
    return tuple(map(_payment, session.execute(query).scalars()))


def grant_payments(session: Session, record: int) -> tuple[tuple[FundPaymentRecord, Figures], ...]:
    """Return the payments of a grant in the order of their entry, each with where its sum stands.

    What failed or came back stands with the grant again, and nothing with the payment.
    """
    query = select(FundPayment).where(FundPayment.grant_id == record).order_by(FundPayment.id)
    stands = payment_figures(session, record)
    found = map(_payment, session.execute(query).scalars())
    return tuple((one, stands.get(one.id, figures_of({}))) for one in found)


def _payment(row: FundPayment) -> FundPaymentRecord:
    return FundPaymentRecord(
        id=row.id,
        grant=row.grant_id,
        channel=Channel(row.channel),
        reissues=row.reissues_id,
        remark=row.remark,
    )


def _grant(row: FundGrant, parties: tuple[str, ...]) -> FundGrantRecord:
    names = (one.name for one in fields(FundGrantRecord) if one.name not in ("task", "parties"))
    plain = {name: getattr(row, name) for name in names}
    return FundGrantRecord(**plain, task=row.task_id, parties=parties)


def _fund(row: FundEntry) -> Fund:
    plain = {one.name: getattr(row, one.name) for one in fields(Fund)}
    return Fund(**plain | {"level": SourceLevel(row.level), "rounding": Rounding(row.rounding)})


def _task(row: FundTask) -> FundTaskRecord:
    plain = {one.name: getattr(row, one.name) for one in fields(FundTaskRecord)}
    return FundTaskRecord(**plain | {"method": Method(row.method)})
