"""What the books refuse, and that they are then as they were."""

import datetime
from collections.abc import Callable

import pytest

from ipdesk.funds.books.accounts import FUND, SOURCE, Place, grant_account, task_account, treasury_account
from ipdesk.funds.books.books import Books
from ipdesk.funds.books.checks import PostingRefused, RefusalCode
from ipdesk.funds.books.figures import figures_at
from ipdesk.funds.books.posting_days import PostingDay
from ipdesk.funds.books.postings import Movement, PostingKind
from ipdesk.funds.books.refusal_sentences import SHORT_TASK, refusal_sentence
from ipdesk.funds.core.phrases import fund_phrases
from tests.funds.books.small_books import GRANT, PAID, TRANSIT, YUAN, A, B, on, payment, small_books
from tests.rows import every_row

Act = Callable[[Books], object]
Row = tuple[str, RefusalCode, Act]
"""What is tried, why it is refused, and what tries it."""


def posts(kind: PostingKind, day: PostingDay, *movements: Movement, basis: str = "纪要") -> Act:
    """Return what enters a posting."""
    return lambda books: books.post(kind, day, movements, basis)


def reverses(number: int, day: PostingDay, reason: str = "记错") -> Act:
    """Return what reverses a posting."""
    return lambda books: books.reverse(number, day, reason)


def reversed_twice(books: Books) -> None:
    """Reverse the payment, and once more."""
    books.reverse(5, on(6, 13), "记错")
    books.reverse(5, on(6, 14), "记错")


def reversed_back(books: Books) -> None:
    """Reverse a reversal."""
    books.reverse(6, on(6, 14), "记错")


def row(name: str, code: RefusalCode, kind: PostingKind, day: PostingDay, *movements: Movement) -> Row:
    """Return a row for a posting that rests on a paper."""
    return name, code, posts(kind, day, *movements)


OTHER_GRANT, OTHER_TASK_PAID = grant_account("a", "h"), payment(Place.PAID, "p", "h", "b")
OTHER_PAYMENT, BACK = payment(Place.TRANSIT, "q", "other"), treasury_account("a", "g")
JULY, LATE, NEW_YEAR = on(7, 1), on(12, 31), on(1, 1, 2022)
Code, Kind = RefusalCode, PostingKind
ROWS = [
    row("nothing", Code.NO_SUM, Kind.ARRIVE, JULY),
    row("zero", Code.NO_SUM, Kind.ARRIVE, JULY, Movement(0, SOURCE, FUND)),
    row("below zero", Code.NO_SUM, Kind.ARRIVE, JULY, Movement(-1, SOURCE, FUND)),
    ("no paper", Code.NO_BASIS, posts(Kind.ARRIVE, JULY, Movement(1, SOURCE, FUND), basis=" ")),
    ("no reason", Code.NO_BASIS, reverses(5, JULY, "　")),
    row("paid without being granted", Code.WRONG_WAY, Kind.PAY, JULY, Movement(1, A, PAID)),
    row("granted by another task", Code.WRONG_WAY, Kind.GRANT, JULY, Movement(1, B, GRANT)),
    row("the payment of another grant", Code.WRONG_WAY, Kind.SEND, JULY, Movement(1, GRANT, OTHER_PAYMENT)),
    row("a task reallocated to itself", Code.WRONG_WAY, Kind.REALLOCATE, JULY, Movement(1, A, A)),
    row("a task without an id", Code.WRONG_WAY, Kind.ALLOCATE, JULY, Movement(1, FUND, task_account(""))),
    row("a reversal by hand", Code.WRONG_WAY, Kind.REVERSE, JULY, Movement(1, FUND, GRANT)),
    row("beyond what arrived", Code.SHORT, Kind.ALLOCATE, JULY, Movement(10 * YUAN + 1, FUND, A)),
    row("beyond a task's budget", Code.SHORT, Kind.GRANT, JULY, Movement(10 * YUAN + 1, A, GRANT)),
    row("beyond it by two grants", Code.SHORT, Kind.GRANT, JULY,
        Movement(6 * YUAN, A, GRANT), Movement(5 * YUAN, A, OTHER_GRANT)),
    row("before the task had it", Code.SHORT, Kind.GRANT, on(2, 3), Movement(YUAN, A, GRANT)),
    row("enough that day, not later", Code.SHORT, Kind.GRANT, on(5, 31),
        Movement(10 * YUAN + 1, A, OTHER_GRANT)),
    row("paid a second time", Code.SHORT, Kind.PAY, JULY, Movement(50 * YUAN, TRANSIT, PAID)),
    row("failed after it was paid", Code.SHORT, Kind.FAIL, JULY, Movement(50 * YUAN, TRANSIT, GRANT)),
    row("more back than was paid", Code.SHORT, Kind.RETURN_IN_YEAR, JULY,
        Movement(50 * YUAN + 1, PAID, GRANT)),
    row("sent anew as the same payment", Code.PAYMENT_USED, Kind.SEND, JULY, Movement(YUAN, GRANT, TRANSIT)),
    row("back in the year, a year later", Code.ANOTHER_YEAR, Kind.RETURN_IN_YEAR, NEW_YEAR,
        Movement(YUAN, PAID, GRANT)),
    row("to the treasury in the year", Code.THE_SAME_YEAR, Kind.RETURN_LATER, LATE,
        Movement(YUAN, PAID, BACK)),
    row("a correction of one side", Code.UNBALANCED_CORRECTION, Kind.CORRECT_QUOTA, JULY,
        Movement(YUAN, PAID, OTHER_TASK_PAID)),
    row("a correction beyond a task", Code.SHORT, Kind.CORRECT_QUOTA, JULY,
        Movement(31 * YUAN, PAID, OTHER_TASK_PAID), Movement(31 * YUAN, B, A)),
    ("no such posting", Code.NO_POSTING, reverses(99, JULY)),
    ("posting 0", Code.NO_POSTING, reverses(0, JULY)),
    ("reversed before it was", Code.BEFORE_REVERSED, reverses(5, on(6, 11))),
    ("what stands on it comes first", Code.SHORT, reverses(4, JULY)),
    ("also for the paper that brought the money", Code.SHORT, reverses(1, JULY)),
]  # fmt: skip


@every_row(ROWS, lambda case: case[0])
def test_what_cannot_be_entered(case: Row) -> None:
    _, code, act = case
    books = small_books()
    before = books.postings, figures_at(books)
    with pytest.raises(PostingRefused) as refused:
        act(books)
    assert refused.value.refusal.code is code
    assert (books.postings, figures_at(books)) == before


@pytest.mark.parametrize(
    ("act", "code"),
    [(reversed_twice, RefusalCode.REVERSED_BEFORE), (reversed_back, RefusalCode.IS_REVERSAL)],
)
def test_a_posting_is_reversed_once(act: Act, code: RefusalCode) -> None:
    books = small_books()
    books.reverse(5, on(6, 13), "记错")
    with pytest.raises(PostingRefused) as refused:
        act(books)
    assert refused.value.refusal.code is code


def test_a_refusal_says_what_is_short_in_yuan() -> None:
    with pytest.raises(PostingRefused) as refused:
        small_books().post(PostingKind.GRANT, on(7, 1), [Movement(12 * YUAN, A, GRANT)], "纪要")
    names = {"a": "贯标推进项目"}
    sentence = refusal_sentence(refused.value.refusal, lambda owner: names.get(owner, owner))
    assert (
        sentence
        == "任务“贯标推进项目”的可用额度只有 10.00 元，不足 12.00 元，请先在“资金”页给它分配或者调剂额度。"
    )


def test_every_refusal_has_a_sentence_and_every_place_a_name() -> None:
    phrases = fund_phrases()
    assert set(phrases.refusals) == {*RefusalCode, SHORT_TASK}
    assert set(phrases.accounts) == set(Place)


def test_what_was_entered_for_an_earlier_day_may_not_leave_a_later_one_short() -> None:
    """A paper of March, entered in summer, may not take what was granted in between."""
    books = small_books()
    back = [Movement(11 * YUAN, A, FUND)]
    with pytest.raises(PostingRefused) as refused:
        books.post(PostingKind.WITHDRAW_ALLOCATION, on(3, 1), back, "纪要")
    assert refused.value.refusal == (RefusalCode.SHORT, A, 10 * YUAN, 11 * YUAN)
    assert books.balance(A, datetime.date(2021, 3, 1)) == 60 * YUAN
