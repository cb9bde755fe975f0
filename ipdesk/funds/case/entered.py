"""A fund as data entered into books: the postings that an office would make, in the order of the year."""

from __future__ import annotations

from collections.abc import Iterator

from ipdesk.funds.books import movements
from ipdesk.funds.books.books import Books
from ipdesk.funds.books.posting_days import PostingDay
from ipdesk.funds.books.postings import PostingKind
from ipdesk.funds.case.form import FundForm, Grant, PaymentForm, PaymentStatus, Task
from ipdesk.funds.core.words import PaperRole

_ANSWERED = {
    PaymentStatus.PAID: (PostingKind.PAY, movements.success),
    PaymentStatus.FAILED: (PostingKind.FAIL, movements.failure),
}


def entered(form: FundForm) -> Books:
    """Return the books of a fund. Raises PostingRefused where its sums cannot have been so."""
    books = Books()
    brought, passed_on = ("、".join(form.papers_of(role)) for role in PaperRole)
    books.post(PostingKind.ARRIVE, PostingDay(form.received_on), [movements.arrival(form.amount)], brought)
    budgets = [movements.allocation(task.budget, task.id) for task in form.tasks]
    books.post(PostingKind.ALLOCATE, PostingDay(form.allotted_on), budgets, passed_on)
    for task, grant, payments in _by_payment(form):
        granted = movements.granting(grant.amount, task.id, grant.id)
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
    moved = (payment.paid_of(grant), task.id, grant.id, payment.id)
    if payment.channel.passes_on:
        books.post(PostingKind.ALLOT, payment.day, [movements.allotment(*moved)], payment.channel.label)
        return
    books.post(PostingKind.SEND, payment.day, [movements.sending(*moved)], payment.remark)
    kind, answered = _ANSWERED[payment.status]
    books.post(kind, payment.day, [answered(*moved)], payment.reason)
