"""The accounts on which the money of a fund stands, and whose each of them is."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Place(StrEnum):
    """Where a sum of a fund stands, in the order in which it travels."""

    SOURCE = "source"
    """The level that gives: the only account below zero, by what has arrived."""
    FUND = "fund"
    """Arrived and not allocated to a task yet."""
    TASK = "task"
    """Allocated to a task and not granted to anybody yet."""
    GRANT = "grant"
    """Granted and not sent yet, or come back."""
    TRANSIT = "transit"
    """Sent to the treasury or the bank, whose answer is awaited."""
    PAID = "paid"
    """On the recipient's account."""
    ALLOTTED = "allotted"
    """Passed to another budget, which pays it: nothing of it is paid by the bureau."""
    TREASURY = "treasury"
    """Handed back: to be had again by a new quota alone."""


class Account(NamedTuple):
    """One account: its place and whose it is, as far as the place tells owners apart.

    A fund, a source and the treasury stand for the whole fund; ``task``, ``grant`` and ``payment`` are the
    ids of what it belongs to, "" where it belongs to no single one.
    """

    place: Place
    task: str = ""
    grant: str = ""
    payment: str = ""


SOURCE = Account(Place.SOURCE)
FUND = Account(Place.FUND)


def task_account(task: str) -> Account:
    """Return what a task may still grant."""
    return Account(Place.TASK, task)


def grant_account(task: str, grant: str) -> Account:
    """Return what of a grant is still to be paid."""
    return Account(Place.GRANT, task, grant)


def payment_account(place: Place, task: str, grant: str, payment: str) -> Account:
    """Return where the sum of one payment stands: in transit, paid, or allotted."""
    return Account(place, task, grant, payment)


def treasury_account(task: str = "", grant: str = "") -> Account:
    """Return what was handed back of a grant, of a task, or of the fund."""
    return Account(Place.TREASURY, task, grant)


OWNERS = {
    Place.SOURCE: {(False, False, False)},
    Place.FUND: {(False, False, False)},
    Place.TASK: {(True, False, False)},
    Place.GRANT: {(True, True, False)},
    Place.TRANSIT: {(True, True, True)},
    Place.PAID: {(True, True, True)},
    Place.ALLOTTED: {(True, True, True)},
    Place.TREASURY: {(False, False, False), (True, False, False), (True, True, False)},
}
"""Of each place, which of task, grant and payment its accounts are told apart by."""


def is_account(account: Account) -> bool:
    """Say whether an account has exactly the owners that its place has."""
    place, *owners = account
    return tuple(bool(owner) for owner in owners) in OWNERS[place]
