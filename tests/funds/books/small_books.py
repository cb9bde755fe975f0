"""Books of one fund: 100 yuan came, two tasks have 60 and 30, one grant of 50 was sent and paid."""

import datetime

from ipdesk.funds.books.accounts import (
    FUND,
    SOURCE,
    Account,
    Place,
    grant_account,
    payment_account,
    task_account,
)
from ipdesk.funds.books.books import Books
from ipdesk.funds.books.posting_days import PostingDay
from ipdesk.funds.books.postings import Movement, PostingKind

YUAN = 100
A, B = task_account("a"), task_account("b")
GRANT = grant_account("a", "g")


def on(month: int, day: int, year: int = 2021) -> PostingDay:
    """Return a day that is known."""
    return PostingDay(datetime.date(year, month, day))


def payment(place: Place, number: str = "p", grant: str = "g", task: str = "a") -> Account:
    """Return where the sum of a payment stands."""
    return payment_account(place, task, grant, number)


TRANSIT, PAID = payment(Place.TRANSIT), payment(Place.PAID)


def small_books() -> Books:
    """Return the books; postings 1 to 5."""
    books = Books()
    books.post(PostingKind.ARRIVE, on(1, 5), [Movement(100 * YUAN, SOURCE, FUND)], "某财工〔2021〕1号")
    allocated = [Movement(60 * YUAN, FUND, A), Movement(30 * YUAN, FUND, B)]
    books.post(PostingKind.ALLOCATE, on(2, 4), allocated, "局务会纪要〔2021〕2号")
    books.post(PostingKind.GRANT, on(6, 1), [Movement(50 * YUAN, A, GRANT)], "局务会纪要〔2021〕6号")
    books.post(PostingKind.SEND, on(6, 10), [Movement(50 * YUAN, GRANT, TRANSIT)])
    books.post(PostingKind.PAY, on(6, 12), [Movement(50 * YUAN, TRANSIT, PAID)])
    return books
