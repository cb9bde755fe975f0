"""A fund as data entered into books: the postings that an office would make, in the order of the year."""

from __future__ import annotations

from collections.abc import Iterator

from ipdesk.funds.books.accounts import (
    FUND,
    SOURCE,
    Place,
    grant_account,
    payment_account,
    task_account,
)
from ipdesk.funds.books.books import Books
from ipdesk.funds.books.posting_days import PostingDay
from ipdesk.funds.books.postings import Movement, PostingKind
from ipdesk.funds.case.form import FundForm, Grant, PaymentForm, PaymentStatus, Task
from ipdesk.funds.core.words import PaperRole

_ANSWER = {PaymentStatus.PAID: PostingKind.PAY, PaymentStatus.FAILED: PostingKind.FAIL}


def entered(form: FundForm) -> Books:
    """Return the books of a fund. Raises PostingRefused where its sums cannot have been so."""
    books = Books()
    brought, passed_on = ("、".join(form.papers_of(role)) for role in PaperRole)
    books.post(
        PostingKind.ARRIVE, PostingDay(form.received_on), [Movement(form.amount, SOURCE, FUND)], brought
    )
    budgets = [Movement(task.budget, FUND, task_account(task.id)) for task in form.tasks]
    books.post(PostingKind.ALLOCATE, PostingDay(form.allotted_on), budgets, passed_on)
    for task, grant, payments in _by_payment(form):
        granted = Movement(grant.amount, task_account(task.id), grant_account(task.id, grant.id))
        books.post(PostingKind.GRANT, payments[0].day, [granted], task.basis or passed_on)
    for task, grant, payments in _by_payment(form):
        for payment in payments:
            _pay(books, task, grant, payment)
    return books


def _by_payment(form: FundForm) -> Iterator[tuple[Task, Grant, list[PaymentForm]]]:
    """Yield every grant that was paid, or that somebody tried to pay, with its payments in their order."""
    for task in form.tasks:
        for grant in task.grants:
            payments = [payment for payment in form.payments if payment.grant == grant.id]
            if payments:
                yield task, grant, payments


def _pay(books: Books, task: Task, grant: Grant, payment: PaymentForm) -> None:
    held = grant_account(task.id, grant.id)
    if payment.channel.passes_on:
        allotted = payment_account(Place.ALLOTTED, task.id, grant.id, payment.id)
        books.post(
            PostingKind.ALLOT, payment.day, [Movement(grant.amount, held, allotted)], payment.channel.label
        )
        return
    sent = payment_account(Place.TRANSIT, task.id, grant.id, payment.id)
    books.post(PostingKind.SEND, payment.day, [Movement(grant.amount, held, sent)], payment.remark)
    paid = payment_account(Place.PAID, task.id, grant.id, payment.id)
    target = paid if payment.status is PaymentStatus.PAID else held
    books.post(_ANSWER[payment.status], payment.day, [Movement(grant.amount, sent, target)], payment.reason)
