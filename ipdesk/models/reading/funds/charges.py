"""What pays the awards of calls, and what was charged so far."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased

from ipdesk.funds.books.accounts import Place
from ipdesk.funds.books.postings import PostingKind
from ipdesk.models.core.parts import in_parts
from ipdesk.models.reading.funds.standing import granted_of, grants_standing
from ipdesk.models.records import CallCharges, Charge, ChargedGrant, ChargedLine
from ipdesk.models.records.funds.charges import AwardPayment, ChargedPlace
from ipdesk.models.tables import (
    Application,
    CallCharge,
    ChargedCall,
    ChargedGrantEntry,
    ChargedLineEntry,
    FundAccount,
    FundGrant,
    FundMovement,
    FundPayment,
    FundPosting,
    FundTask,
)
from ipdesk.models.tables.dialect import total


def call_charges(session: Session, call: int) -> CallCharges:
    """Return what pays the awards of a call, by the rules that have a task of their own first."""
    entry = session.get(ChargedCall, call)
    if entry is None:
        return CallCharges()
    rows = select(CallCharge).where(CallCharge.call_id == call).order_by(CallCharge.rule.desc())
    charges = tuple(Charge(row.task_id, row.rule) for row in session.scalars(rows))
    return CallCharges(charges=charges, authority=entry.authority, revision=entry.revision)


def charged_grants(session: Session, application: int) -> tuple[ChargedGrant, ...]:
    """Return the grants that pay, or were to pay, awards of an application, the first first."""
    return charged_of(session, [application]).get(application, ())


def charged_place(session: Session, application: int) -> ChargedPlace | None:
    """Return where an application's award was charged last, None where no fund pays it."""
    charged, grant, task = ChargedGrantEntry, FundGrant, FundTask
    asked = (
        select(task.fund_id, task.id, grant.id)
        .join(grant, grant.task_id == task.id)
        .join(charged, charged.grant_id == grant.id)
        .where(charged.application_id == application)
        .order_by(grant.id.desc())
        .limit(1)
    )
    found = session.execute(asked).first()
    return ChargedPlace(*found) if found is not None else None


def charged_applications(session: Session, task: int) -> dict[int, int]:
    """Return whose awards the grants of a task pay: applications by grants, of those that pay any."""
    charged, grant = ChargedGrantEntry, FundGrant
    asked = select(charged.grant_id, charged.application_id).join(grant, grant.id == charged.grant_id)
    return {one: of for one, of in session.execute(asked.where(grant.task_id == task))}


def award_payments(session: Session, application: int) -> tuple[AwardPayment, ...]:
    """Return what the books of funds know to be paid of an application's award, the first first."""
    account, movement, posting, charged = FundAccount, FundMovement, FundPosting, ChargedGrantEntry
    back = aliased(posting)
    asked = (
        select(account.payment_id, posting.fund_id, account.task_id, posting.day, movement.fen)
        .join(movement, movement.target_id == account.id)
        .join(posting, posting.id == movement.posting_id)
        .join(charged, charged.grant_id == account.grant_id)
        .where(charged.application_id == application, account.place.in_(_PAID_TO))
        .where(posting.kind.in_(_PAYING), ~exists().where(back.reverses_id == posting.id))
        .order_by(posting.day, posting.id)
    )
    return tuple(
        AwardPayment(payment=payment or 0, fund=fund, task=task or 0, day=day, fen=fen)
        for payment, fund, task, day, fen in session.execute(asked)
    )


def paid_of_applicant(session: Session, applicant: int) -> Mapping[int, int]:
    """Return what funds paid, or passed to another budget, of each application of an applicant (fen)."""
    account, movement, posting, charged = FundAccount, FundMovement, FundPosting, ChargedGrantEntry
    back = aliased(posting)
    asked = (
        select(charged.application_id, total(movement.fen))
        .join(account, account.grant_id == charged.grant_id)
        .join(movement, movement.target_id == account.id)
        .join(posting, posting.id == movement.posting_id)
        .join(Application, Application.id == charged.application_id)
        .where(Application.applicant_id == applicant, account.place.in_(_PAID_TO))
        .where(posting.kind.in_(_PAYING), ~exists().where(back.reverses_id == posting.id))
        .group_by(charged.application_id)
    )
    return {application: fen for application, fen in session.execute(asked)}


def award_channel(session: Session, application: int) -> str:
    """Return by which channel (its value) an application's award was paid last, "" where by none yet."""
    charged, payment = ChargedGrantEntry, FundPayment
    asked = (
        select(payment.channel)
        .join(charged, charged.grant_id == payment.grant_id)
        .where(charged.application_id == application)
        .order_by(payment.id.desc())
        .limit(1)
    )
    return session.scalar(asked) or ""


_PAID_TO = (Place.PAID.value, Place.ALLOTTED.value)
_PAYING = (PostingKind.PAY.name, PostingKind.ALLOT.name)


def charged_of(session: Session, applications: Iterable[int]) -> dict[int, tuple[ChargedGrant, ...]]:
    """Return the charged grants of applications; none are left out."""
    found: dict[int, tuple[ChargedGrant, ...]] = defaultdict(tuple)
    charged, grant = ChargedGrantEntry, FundGrant
    for some in in_parts(applications):
        asked = (
            select(charged.grant_id, grant.task_id, charged.application_id)
            .join(grant, grant.id == charged.grant_id)
            .where(charged.application_id.in_(some))
            .order_by(charged.grant_id)
        )
        rows = session.execute(asked).all()
        lines = _lines(session, [row[0] for row in rows])
        standing = grants_standing(session, [row[0] for row in rows])
        for record, task, application in rows:
            kept = _charged(record, task, application, lines[record], standing[record])
            found[application] += (kept,)
    return found


def _charged(
    record: int, task: int, application: int, lines: tuple[ChargedLine, ...], standing: Mapping[Place, int]
) -> ChargedGrant:
    return ChargedGrant(
        grant=record,
        task=task,
        application=application,
        lines=lines,
        fen=sum(line.fen for line in lines),
        left=standing[Place.GRANT],
        stands=granted_of(standing),
    )


def _lines(session: Session, grants: Iterable[int]) -> dict[int, tuple[ChargedLine, ...]]:
    line = ChargedLineEntry
    found: dict[int, tuple[ChargedLine, ...]] = defaultdict(tuple)
    for some in in_parts(grants):
        asked = select(line).where(line.grant_id.in_(some)).order_by(line.grant_id, line.key, line.rule)
        for row in session.scalars(asked):
            found[row.grant_id] += (ChargedLine(row.key, row.rule, row.fen),)
    return found
