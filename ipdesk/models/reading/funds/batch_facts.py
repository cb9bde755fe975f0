"""What is known of whom a batch pays: the applicant, its account, bars, look-ups, what is on its way."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from ipdesk.funds.books.accounts import Place
from ipdesk.funds.payments.payment_row import PayeeKind
from ipdesk.funds.payments.states import PaymentState
from ipdesk.models.core.parts import in_parts
from ipdesk.models.parsing.applicant import is_personal
from ipdesk.models.parsing.guardians import needs_guardian
from ipdesk.models.payments.line_checks import (
    CheckedLine,
    FailedPayment,
    PayeeFacts,
    barred_text,
    line_findings,
)
from ipdesk.models.reading.after_award.owed import owed_returns
from ipdesk.models.reading.applicants import applicant_of
from ipdesk.models.reading.funds.batches import batch_lines, payment_batch, reasons_of
from ipdesk.models.reading.funds.payment_states import payment_standings
from ipdesk.models.reading.funds.projects import allowed_by_contract
from ipdesk.models.reading.funds.standing import grants_standing
from ipdesk.models.records import (
    ApplicantRecord,
    BatchDetails,
    CheckResult,
    PaymentFinding,
    PaymentLine,
)
from ipdesk.models.tables import (
    Application,
    ApplicationStep,
    BarEntry,
    ChargedGrantEntry,
    CheckEntry,
    ClawbackEntry,
    FundAccount,
    PassedBarEntry,
    PaymentBatchEntry,
    PaymentLineEntry,
    PaymentReasonEntry,
    RegisteredApplicant,
)
from ipdesk.models.workflow import LAST, State, Step
from ipdesk.rules.pack.vocabulary import standard_vocabulary

_DECIDED = (Step.CONFIRM.name, Step.ANSWER.name)


class Taker(NamedTuple):
    """Of which application a grant pays, and whom."""

    application: int
    number: str
    state: State
    applicant: ApplicantRecord


def batch_findings(
    session: Session, batch: int, today: datetime.date, lines: Sequence[PaymentLine] | None = None
) -> tuple[PaymentFinding, ...]:
    """Return what is wrong with the payments of a batch on a day, each with the reason that was given.

    ``lines`` are its payments where they were read before, None to read them.
    """
    details = payment_batch(session, batch)
    lines = batch_lines(session, batch) if lines is None else lines
    reasons = _reasons(session, batch)
    found = findings_of(session, details, lines, today, batch)
    return tuple(one._replace(reason=reasons.get((one.place, one.code.value), "")) for one in found)


def findings_of(
    session: Session, details: BatchDetails, lines: Sequence[PaymentLine], today: datetime.date, batch: int
) -> tuple[PaymentFinding, ...]:
    """Return what is wrong with payments of a batch (its id, 0 before it has one)."""
    grants = list(dict.fromkeys(line.grant for line in lines))
    takers = takers_of(session, grants)
    facts = _facts(session, takers, today)
    standing, allowed = grants_standing(session, grants), allowed_by_contract(session, grants)
    elsewhere = unsent_batches(session, grants, batch)
    came_back = _came_back(session, lines)
    failed = failed_payments(session, [line.reissues for line in lines])
    claimed: Counter[int] = Counter()
    for line in lines:
        claimed[line.grant] += line.fen
    parties = {line.grant: line.parties for line in lines}
    checked = [
        CheckedLine(
            line,
            standing[line.grant][Place.GRANT],
            claimed[line.grant],
            facts.get(line.grant) or PayeeFacts(holders=parties[line.grant]),
            elsewhere.get(line.grant, ""),
            line.reissues is None or (line.reissues, line.grant) in came_back,
            failed.get(line.reissues or 0),
            *allowed.get(line.grant, (None, "")),
        )
        for line in lines
    ]
    return line_findings(details, checked)


def takers_of(session: Session, grants: Iterable[int]) -> dict[int, Taker]:
    """Return whom grants of applications pay; those of no application are left out."""
    charged, found = ChargedGrantEntry, dict[int, Taker]()
    for some in in_parts(grants):
        asked = (
            select(charged.grant_id, Application, RegisteredApplicant)
            .join(Application, Application.id == charged.application_id)
            .join(RegisteredApplicant, RegisteredApplicant.id == Application.applicant_id)
            .where(charged.grant_id.in_(some))
            .options(selectinload(RegisteredApplicant.traits))
        )
        for grant, application, entry in session.execute(asked):
            of = application.id, application.number, State(application.state)
            found[grant] = Taker(*of, applicant_of(entry))
    return found


def kind_of(applicant: ApplicantRecord) -> PayeeKind:
    """Return whom a bank pays where an applicant is paid."""
    personal = is_personal(applicant.kind, standard_vocabulary())
    return PayeeKind.PERSON if personal else PayeeKind.UNIT


def _facts(session: Session, takers: Mapping[int, Taker], today: datetime.date) -> dict[int, PayeeFacts]:
    applications = {one.application: one.applicant.id for one in takers.values()}
    barred = _barred(session, applications, today)
    running = _running(session, applications)
    unchecked, bad = _looked_up(session, applications)
    found = {}
    for grant, one in takers.items():
        minor = needs_guardian(one.applicant, today)
        found[grant] = PayeeFacts(
            holders=(one.applicant.guardian if minor else one.applicant.name,),
            guardian=minor,
            kind=kind_of(one.applicant),
            told=one.state is LAST,
            barred=barred.get(one.application, ""),
            clawback=one.application in running,
            account=one.applicant.account,
            unchecked=unchecked.get(one.application, ()),
            bad=bad.get(one.application, ()),
            owes=sum(owed.owed for owed in owed_returns(session, one.applicant.id, one.application)),
        )
    return found


def _barred(session: Session, applications: Mapping[int, int], today: datetime.date) -> dict[int, str]:
    """Return the bars that hold against applications which nobody let pass."""
    bar, passed = BarEntry, PassedBarEntry
    let_pass = select(passed.bar_id).where(passed.application_id == Application.id, passed.bar_id == bar.id)
    found: dict[int, str] = {}
    for some in in_parts(applications):
        asked = (
            select(Application.id, func.max(bar.until))
            .join(bar, bar.applicant_id == Application.applicant_id)
            .where(Application.id.in_(some), bar.since <= today, bar.until >= today)
            .where(bar.lifted_at.is_(None), ~let_pass.exists())
            .group_by(Application.id)
        )
        found |= {one: barred_text(until) for one, until in session.execute(asked)}
    return found


def _running(session: Session, applications: Iterable[int]) -> frozenset[int]:
    entry = ClawbackEntry
    found: set[int] = set()
    for some in in_parts(applications):
        running = entry.decided_at.is_(None), entry.dropped_why == ""
        asked = select(entry.application_id).where(entry.application_id.in_(some), *running)
        found.update(session.scalars(asked))
    return frozenset(found)


_Subjects = dict[int, tuple[str, ...]]


def _looked_up(session: Session, applications: Iterable[int]) -> tuple[_Subjects, _Subjects]:
    """Return by application what was not looked up again since the decision, and what was found bad."""
    unchecked: _Subjects = defaultdict(tuple)
    bad: _Subjects = defaultdict(tuple)
    for some in in_parts(applications):
        decided = _decided(session, some)
        for check in _last_checks(session, some):
            one = check.application_id
            if check.result == CheckResult.NOT_APPLICABLE.value:
                continue
            if check.at <= decided.get(one, check.at):
                unchecked[one] += (check.name,)
            elif check.result == CheckResult.BAD.value:
                bad[one] += (check.name,)
    return unchecked, bad


def _decided(session: Session, applications: tuple[int, ...]) -> dict[int, datetime.datetime]:
    step = ApplicationStep
    wanted = step.application_id.in_(applications), step.step.in_(_DECIDED)
    asked = select(step.application_id, func.max(step.at)).where(*wanted).group_by(step.application_id)
    return {one: at for one, at in session.execute(asked)}


def _last_checks(session: Session, applications: tuple[int, ...]) -> Sequence[CheckEntry]:
    entry = CheckEntry
    newest = (
        select(func.max(entry.id))
        .where(entry.application_id.in_(applications))
        .group_by(entry.application_id, entry.subject)
    )
    return session.scalars(select(entry).where(entry.id.in_(newest)).order_by(entry.id)).all()


def unsent_batches(session: Session, grants: Iterable[int], batch: int = 0) -> dict[int, str]:
    """Return by grant the numbers of batches, other than one (its id), that pay it and are not sent."""
    entry, line = PaymentBatchEntry, PaymentLineEntry
    found: dict[int, str] = {}
    for some in in_parts(grants):
        waiting = entry.sent_on.is_(None), entry.dropped_why == "", entry.id != batch
        asked = select(line.grant_id, entry.number).join(entry, entry.id == line.batch_id)
        rows = session.execute(asked.where(line.grant_id.in_(some), *waiting))
        found |= {grant: number for grant, number in rows}
    return found


def _came_back(session: Session, lines: Iterable[PaymentLine]) -> frozenset[tuple[int, int]]:
    """Return which of the payments that lines repeat came back, each with the grant that it is of."""
    ids = [line.reissues for line in lines if line.reissues is not None]
    found: set[tuple[int, int]] = set()
    for some in in_parts(ids):
        standing, entry = payment_standings(session, some), FundAccount
        of = session.execute(select(entry.payment_id, entry.grant_id).where(entry.payment_id.in_(some)))
        found |= {(one, grant) for one, grant in of if one and grant and standing[one].state.repeatable}
    return frozenset(found)


_REACHED = PaymentState.RETURNED_ACTIVE, PaymentState.PARTLY_RETURNED


def failed_payments(session: Session, payments: Iterable[int | None]) -> dict[int, FailedPayment]:
    """Return to whose accounts payments went that nothing came to, and why, by their ids."""
    line, found = PaymentLineEntry, dict[int, FailedPayment]()
    for some in in_parts(one for one in payments if one is not None):
        standing = payment_standings(session, some)
        why = reasons_of(session, standing.values())
        for row in session.scalars(select(line).where(line.payment_id.in_(some))):
            payment = row.payment_id or 0
            if standing[payment].state not in _REACHED:
                found[payment] = FailedPayment(row.account_name, row.account, why.get(payment, ""))
    return found


def _reasons(session: Session, batch: int) -> dict[tuple[int, str], str]:
    entry, line = PaymentReasonEntry, PaymentLineEntry
    asked = select(line.place, entry.code, entry.reason).join(line, line.id == entry.line_id)
    found = session.execute(asked.where(line.batch_id == batch))
    return {(place, code): reason for place, code, reason in found}
