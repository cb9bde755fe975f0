"""Batches of payments as tests prepare, sign, send and answer them."""

import datetime
from collections.abc import Iterable
from typing import Any

from ipdesk.funds.books.posting_days import PostingDay
from ipdesk.funds.core.words import Channel
from ipdesk.funds.payments.payment_row import PayeeKind
from ipdesk.funds.payments.results import Outcome, ResultRow
from ipdesk.funds.payments.states import PaymentState
from ipdesk.funds.projects.contract import Contract, Stage
from ipdesk.funds.projects.funding import Bearer, FundingPart
from ipdesk.funds.projects.progress import CheckOutcome, ProjectCheck
from ipdesk.models import commands, queries
from ipdesk.models.core.actor import Actor
from ipdesk.models.records import BatchDetails, FindingReason, GrantDetails, LineDetails, PaymentLine
from tests.actors import CLERK
from tests.models.desk import Desk

ACCOUNT = "44050162000100000001"
NAME = "示例甲有限公司"


def grant(desk: Desk, task: int, fen: int, *parties: str) -> int:
    """Grant a sum of a task to a firm."""
    granting = commands.GrantFromTask(
        task=task,
        details=GrantDetails(parties=parties or (NAME,)),
        fen=fen,
        day=PostingDay(desk.clock.today),
        basis="局务会纪要",
    )
    return desk.store.run(granting, CLERK).value


def line(grant: int, fen: int, **changed: object) -> LineDetails:
    """Return a payment to the firm's account."""
    usual: dict[str, object] = {"account_name": NAME, "account": ACCOUNT, "bank": "中国建设银行示例支行"}
    return LineDetails(grant=grant, fen=fen, **usual | changed)  # type: ignore[arg-type]


def preparing(fund: int, *lines: LineDetails, **changed: object) -> commands.PrepareBatch:
    """Return the request for a batch of payments to firms through their bank."""
    usual: dict[str, object] = {"fund": fund, "channel": Channel.BANK_UNITS, "payees": PayeeKind.UNIT}
    return commands.PrepareBatch(details=BatchDetails(**usual | changed), lines=lines)  # type: ignore[arg-type]


def prepare(desk: Desk, fund: int, *lines: LineDetails, **changed: object) -> int:
    """Prepare a batch and return its id."""
    return desk.store.run(preparing(fund, *lines, **changed), CLERK).value


def sign(desk: Desk, batch: int, *reasons: FindingReason, actor: Actor = CLERK) -> None:
    """Sign a batch off as it is."""
    shown = desk.store.read(queries.payment_batch, batch).revision
    desk.store.run(commands.SignOffBatch(batch=batch, revision=shown, reasons=reasons), actor)


def send(desk: Desk, batch: int) -> None:
    """Send a batch today."""
    desk.store.run(commands.SendBatch(batch=batch, day=desk.clock.today), CLERK)


def sent(desk: Desk, fund: int, *lines: LineDetails, **changed: object) -> int:
    """Prepare, sign and send a batch; return its id."""
    batch = prepare(desk, fund, *lines, **changed)
    sign(desk, batch)
    send(desk, batch)
    return batch


def rows(desk: Desk, batch: int, *outcomes: Outcome | None, reason: str = "") -> tuple[ResultRow, ...]:
    """Return what a bank answers of the first payments of a batch, by their serials."""
    paid = desk.store.read(queries.batch_lines, batch)
    return tuple(
        ResultRow(at, one.serial, one.account, one.account_name, one.net, outcome, reason)
        for at, (one, outcome) in enumerate(zip(paid, outcomes, strict=False), start=2)
    )


def enter(
    desk: Desk, batch: int, answer: Iterable[ResultRow], day: datetime.date | None = None, **changed: object
) -> None:
    """Enter a bank's answer of today; what it does not mention goes on waiting."""
    waiting = frozenset(one.serial for one in lines(desk, batch))
    usual: dict[str, object] = {"day": day or desk.clock.today, "still_waiting": waiting}
    entering = commands.EnterResults(batch=batch, rows=tuple(answer), **usual | changed)  # type: ignore[arg-type]
    desk.store.run(entering, CLERK)


def lines(desk: Desk, batch: int) -> tuple[PaymentLine, ...]:
    """Return the payments of a batch."""
    return desk.store.read(queries.batch_lines, batch)


def states(desk: Desk, batch: int) -> list[PaymentState]:
    """Return how the payments of a batch stand."""
    return [one.state for one in lines(desk, batch)]


def project_entries(grant: int, fen: int) -> tuple[commands.Command[Any], ...]:
    """Return the contract of a grant of a sum, which is paid at once, and the check of its middle."""
    first, last = datetime.date(2021, 2, 1), datetime.date(2021, 12, 31)
    contract = Contract(
        number="澄科合〔2021〕1号", signed_on=first, begins_on=first, ends_on=last, acceptance_by=last,
        mid_term_by=datetime.date(2021, 6, 30), signing_fen=fen,
    )  # fmt: skip
    check = ProjectCheck(
        stage=Stage.MID_TERM,
        outcome=CheckOutcome.PASSED,
        held_on=datetime.date(2021, 6, 20),
        paper="意见表",
    )
    return (
        commands.KeepContract(grant=grant, revision=0, contract=contract),
        commands.RecordProjectCheck(grant=grant, check=check),
        commands.KeepFunding(grant=grant, shown=(), parts=(FundingPart(bearer=Bearer.RECIPIENT, fen=fen),)),
    )
