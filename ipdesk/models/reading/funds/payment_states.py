"""How payments stand, told by the postings that moved them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from ipdesk.funds.books.accounts import Account, Place
from ipdesk.funds.books.postings import PostingKind
from ipdesk.funds.payments.states import LedgerState, LedgerStep, PaymentState, ledger_state
from ipdesk.models.core.parts import in_parts
from ipdesk.models.reading.funds.statements import account_of
from ipdesk.models.records import PaymentStanding
from ipdesk.models.tables import FundAccount, FundMovement, FundPayment, FundPosting, PaymentEventEntry
from ipdesk.models.tables.dialect import total

IN_PROCESS = "in_process"
FORFEITED = "forfeited"
ACTIVE = "active"
EVENTS = {
    IN_PROCESS: PaymentState.IN_PROCESS,
    FORFEITED: PaymentState.FORFEITED,
    ACTIVE: PaymentState.RETURNED_ACTIVE,
}
"""What a state becomes where somebody noted more than its posting says."""


class _Moved(NamedTuple):
    steps: dict[int, LedgerStep]
    sums: Counter[Place]
    changes: Counter[int]

    @property
    def returned(self) -> int:
        """Return how much of what was ordered is no more with the payment (fen)."""
        return self.changes[min(self.steps)] - self.changes.total() if self.steps else 0


def payment_standings(session: Session, payments: Iterable[int]) -> dict[int, PaymentStanding]:
    """Return how payments stand, by their ids; one that nothing moved yet is pending."""
    ids = tuple(payments)
    moved = _moved(session, ids)
    last = {one: ledger_state(moved[one].steps[key] for key in sorted(moved[one].steps)) for one in ids}
    noted = _noted(session, ids)
    repeated = _repeated(session, ids)
    found = {}
    for one in ids:
        sums = moved[one].sums
        paid = sums[Place.PAID] + sums[Place.ALLOTTED]
        state = _state(last[one], noted.get(one, {}), paid, repeated=one in repeated)
        found[one] = _standing(one, state, moved[one], last[one].posting)
    return found


def payment_standing(session: Session, payment: int) -> PaymentStanding:
    """Return how one payment stands."""
    return payment_standings(session, [payment])[payment]


def transit_accounts(session: Session, payments: Iterable[int]) -> dict[int, Account]:
    """Return the accounts on which payments stand while they are on their way, by the ids of payments."""
    entry, found = FundAccount, dict[int, Account]()
    for some in in_parts(payments):
        sent = entry.payment_id.in_(some), entry.place == Place.TRANSIT.value
        found |= {row.payment_id or 0: account_of(row) for row in session.scalars(select(entry).where(*sent))}
    return found


def came_back(session: Session, payment: int, posting: int) -> tuple[Account, int]:
    """Return where a posting brought the money of a payment, and how much (fen)."""
    source = FundAccount.id == FundMovement.source_id
    asked = select(FundMovement.target_id, FundMovement.fen).join(FundAccount, source)
    moved = asked.where(FundMovement.posting_id == posting, FundAccount.payment_id == payment)
    target, fen = session.execute(moved).one()
    return account_of(session.get_one(FundAccount, target)), fen


def held_accounts(session: Session, payment: int) -> tuple[tuple[Account, int], ...]:
    """Return the accounts of a payment on which something stands, with how much (fen)."""
    found: Counter[int] = Counter()
    for side, sign in ((FundMovement.target_id, 1), (FundMovement.source_id, -1)):
        moved = (
            select(FundAccount.id, total(FundMovement.fen))
            .join(FundMovement, side == FundAccount.id)
            .where(FundAccount.payment_id == payment)
            .group_by(FundAccount.id)
        )
        for account, fen in session.execute(moved):
            found[account] += sign * fen
    held = {account: fen for account, fen in found.items() if fen}
    return tuple((account_of(session.get_one(FundAccount, one)), fen) for one, fen in held.items())


def _moved(session: Session, payments: Iterable[int]) -> Mapping[int, _Moved]:
    found: dict[int, _Moved] = defaultdict(lambda: _Moved({}, Counter(), Counter()))
    for some in in_parts(payments):
        for payment, step, place, fen in _rows(session, some):
            found[payment].steps[step.number] = step
            found[payment].sums[place] += fen
            found[payment].changes[step.number] += fen
    return found


def _rows(session: Session, payments: tuple[int, ...]) -> Iterator[tuple[int, LedgerStep, Place, int]]:
    account, posting, movement = FundAccount, FundPosting, FundMovement
    for side, sign in ((movement.target_id, 1), (movement.source_id, -1)):
        asked = (
            select(
                account.payment_id, posting.id, posting.kind, posting.reverses_id, account.place, movement.fen
            )
            .join(movement, side == account.id)
            .join(posting, posting.id == movement.posting_id)
            .where(account.payment_id.in_(payments))
        )
        for payment, number, kind, reverses, place, fen in session.execute(asked):
            step = LedgerStep(number, PostingKind[kind], reverses)
            yield payment or 0, step, Place(place), sign * fen


def _noted(session: Session, payments: tuple[int, ...]) -> Mapping[int, Mapping[int, PaymentState]]:
    """Return what was noted of payments beside their postings, by payment and posting."""
    event, back = PaymentEventEntry, aliased(FundPosting)
    gone = select(back.id).where(back.reverses_id == event.release_id).exists()
    found: dict[int, dict[int, PaymentState]] = defaultdict(dict)
    for some in in_parts(payments):
        asked = select(event).where(event.payment_id.in_(some), ~gone).order_by(event.id)
        for row in session.scalars(asked):
            found[row.payment_id][row.posting_id] = EVENTS[row.kind]
    return found


def _repeated(session: Session, payments: tuple[int, ...]) -> frozenset[int]:
    """Return those of payments that were paid again by another that stands."""
    repeats: dict[int, int] = {}
    for some in in_parts(payments):
        asked = select(FundPayment.id, FundPayment.reissues_id).where(FundPayment.reissues_id.in_(some))
        repeats |= {new: old or 0 for new, old in session.execute(asked)}
    moved = _moved(session, repeats)
    steps = {one: moved[one].steps for one in repeats}
    stands = {one: ledger_state(steps[one][key] for key in sorted(steps[one])) for one in repeats}
    return frozenset(old for new, old in repeats.items() if stands[new].posting is not None)


def _state(
    last: LedgerState, noted: Mapping[int, PaymentState], paid: int, *, repeated: bool
) -> PaymentState:
    """Return the state; where a part came back and was settled, the rest is paid."""
    state = noted.get(last.posting or 0, last.state)
    if paid and (state.repeatable or state is PaymentState.FORFEITED):
        waits = state.repeatable and not repeated
        return PaymentState.PARTLY_RETURNED if waits else PaymentState.PAID
    return PaymentState.REISSUED if state.repeatable and repeated else state


def _standing(payment: int, state: PaymentState, moved: _Moved, posting: int | None) -> PaymentStanding:
    kept = {place.value: moved.sums[place] for place in (Place.PAID, Place.ALLOTTED)}
    sums = kept | {"in_transit": moved.sums[Place.TRANSIT], "returned": moved.returned}
    return PaymentStanding(payment=payment, state=state, posting=posting, **sums)
