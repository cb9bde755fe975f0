"""The movements of money by what they are called: between which accounts each goes. Sums are fen."""

from __future__ import annotations

from ipdesk.funds.books.accounts import (
    FUND,
    SOURCE,
    Account,
    Place,
    grant_account,
    payment_account,
    task_account,
    treasury_account,
)
from ipdesk.funds.books.postings import Movement


def arrival(fen: int) -> Movement:
    """Return what the superior level gives."""
    return Movement(fen, SOURCE, FUND)


def allocation(fen: int, task: str) -> Movement:
    """Return what a task gets of what has arrived."""
    return Movement(fen, FUND, task_account(task))


def withdrawal(fen: int, task: str) -> Movement:
    """Return what a task gives back to the fund."""
    return Movement(fen, task_account(task), FUND)


def reallocation(fen: int, task: str, other: str) -> Movement:
    """Return what one task gives to another."""
    return Movement(fen, task_account(task), task_account(other))


def granting(fen: int, task: str, grant: str) -> Movement:
    """Return what a task promises to a grant."""
    return Movement(fen, task_account(task), grant_account(task, grant))


def release(fen: int, task: str, grant: str) -> Movement:
    """Return what a grant is lowered by."""
    return Movement(fen, grant_account(task, grant), task_account(task))


def sending(fen: int, task: str, grant: str, payment: str) -> Movement:
    """Return what is sent to be paid."""
    sent = payment_account(Place.TRANSIT, task, grant, payment)
    return Movement(fen, grant_account(task, grant), sent)


def allotment(fen: int, task: str, grant: str, payment: str) -> Movement:
    """Return what is passed to another budget."""
    passed_on = payment_account(Place.ALLOTTED, task, grant, payment)
    return Movement(fen, grant_account(task, grant), passed_on)


def success(fen: int, task: str, grant: str, payment: str) -> Movement:
    """Return what was sent and came to its recipient."""
    sent, paid = (payment_account(one, task, grant, payment) for one in (Place.TRANSIT, Place.PAID))
    return Movement(fen, sent, paid)


def failure(fen: int, task: str, grant: str, payment: str) -> Movement:
    """Return what was sent and could not be paid: the grant has it again."""
    return Movement(fen, payment_account(Place.TRANSIT, task, grant, payment), grant_account(task, grant))


def return_in_year(fen: int, task: str, grant: str, payment: str, place: Place = Place.PAID) -> Movement:
    """Return what came back in its year: the grant has it again. ``place`` is where it stood."""
    return Movement(fen, payment_account(place, task, grant, payment), grant_account(task, grant))


def return_later(fen: int, task: str, grant: str, payment: str, place: Place = Place.PAID) -> Movement:
    """Return what came back in a later year: it goes to the treasury. ``place`` is where it stood."""
    return Movement(fen, payment_account(place, task, grant, payment), treasury_account(task, grant))


def surrender(fen: int, task: str = "", grant: str = "") -> Movement:
    """Return what the fund, a task or a grant hands back to the treasury."""
    return Movement(fen, _held(task, grant), treasury_account(task, grant))


def renewal(fen: int, task: str = "", grant: str = "") -> Movement:
    """Return what the treasury gives again, to whom it was taken from."""
    return Movement(fen, treasury_account(task, grant), _held(task, grant))


def _held(task: str, grant: str) -> Account:
    if grant:
        return grant_account(task, grant)
    return task_account(task) if task else FUND
