"""Whatever sequence of postings: the books balance to the fen, and no payment is made twice."""

import datetime
from collections import Counter

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

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
from ipdesk.funds.books.books import Books
from ipdesk.funds.books.checks import PostingRefused
from ipdesk.funds.books.figures import figures_at
from ipdesk.funds.books.posting_days import PostingDay
from ipdesk.funds.books.postings import Movement, Posting, PostingKind

Owners = tuple[str, str, str]
TASKS, GRANTS, PAYMENTS = ("a", "b"), ("g", "h"), ("p", "q", "r")
_OTHER = {"a": "b", "b": "a"}
FIRST = datetime.date(2021, 11, 1)
_days = st.integers(0, 120).map(lambda after: PostingDay(FIRST + datetime.timedelta(after)))
_sums = st.integers(0, 60)
_owners = st.tuples(st.sampled_from(TASKS), st.sampled_from(GRANTS), st.sampled_from(PAYMENTS))
_accounts = st.one_of(
    st.sampled_from([SOURCE, FUND, treasury_account()]),
    _owners.map(lambda of: task_account(of[0])),
    _owners.map(lambda of: grant_account(*of[:2])),
    _owners.map(lambda of: treasury_account(*of[:2])),
    st.tuples(st.sampled_from([Place.TRANSIT, Place.PAID, Place.ALLOTTED]), _owners).map(
        lambda found: payment_account(found[0], *found[1])
    ),
)
_kinds = st.sampled_from([kind for kind in PostingKind if kind is not PostingKind.REVERSE])


class AnyPostings(RuleBasedStateMachine):
    """Enters what makes sense and what does not; what is refused must leave nothing behind."""

    def __init__(self) -> None:
        super().__init__()
        self.books = Books()
        self._post(PostingKind.ARRIVE, PostingDay(FIRST), Movement(100, SOURCE, FUND))
        self._post(PostingKind.ALLOCATE, PostingDay(FIRST), Movement(50, FUND, task_account("a")))

    def _post(self, kind: PostingKind, day: PostingDay, *movements: Movement) -> None:
        before = self.books.postings
        try:
            self.books.post(kind, day, movements, "纪要")
        except PostingRefused:
            assert self.books.postings == before

    @rule(kind=_kinds, day=_days, fen=_sums, way=st.tuples(_accounts, _accounts))
    def anything(self, kind: PostingKind, day: PostingDay, fen: int, way: tuple[Account, Account]) -> None:
        self._post(kind, day, Movement(fen, *way))

    @rule(kind=_kinds, day=_days, fen=_sums, owners=_owners, way=st.integers(0, 5))
    def a_way_of_the_kind(
        self, kind: PostingKind, day: PostingDay, fen: int, owners: Owners, way: int
    ) -> None:
        own, other = owners, (_OTHER[owners[0]], *owners[1:])
        if kind is PostingKind.CORRECT_QUOTA:
            paid = (payment_account(Place.PAID, *who) for who in (own, other))
            back = Movement(fen, task_account(other[0]), task_account(own[0]))
            self._post(kind, day, Movement(fen, *paid), back)
            return
        places = sorted(kind.ways)[way % len(kind.ways)]
        ends = (own, other) if kind is PostingKind.REALLOCATE else (own, own)
        self._post(kind, day, Movement(fen, *map(_account_of, places, ends)))

    @rule(day=_days, number=st.integers(1, 30))
    def reverse(self, day: PostingDay, number: int) -> None:
        before = self.books.postings
        try:
            self.books.reverse(number, day, "记错")
        except PostingRefused:
            assert self.books.postings == before

    @invariant()
    def no_account_is_short_on_any_day(self) -> None:
        """Counted again from the postings, day by day, without the books' own statements."""
        standing: Counter[Account] = Counter()
        for day, postings in _by_day(self.books):
            for posting in postings:
                for fen, source, target in posting.movements:
                    standing[source] -= fen
                    standing[target] += fen
            assert not [account for account, fen in standing.items() if fen < 0 and account != SOURCE]
            assert {account: self.books.balance(account, day) for account in standing} == standing
            assert figures_at(self.books, day).budget == -standing[SOURCE]

    @invariant()
    def no_payment_is_made_twice(self) -> None:
        sent, paid = self._moved(PostingKind.SEND), self._moved(PostingKind.PAY)
        assert not [owners for owners, fen in paid.items() if fen > sent[owners]]

    def _moved(self, kind: PostingKind) -> Counter[tuple[str, ...]]:
        """Count what was moved to each payment by postings that were not reversed."""
        taken_back = {one.reverses for one in self.books.postings}
        found: Counter[tuple[str, ...]] = Counter()
        for one in self.books.postings:
            if one.kind is kind and one.number not in taken_back:
                for movement in one.movements:
                    found[movement.target[1:]] += movement.fen
        return found


def _account_of(place: Place, owners: Owners) -> Account:
    task, grant, _ = owners
    return {
        Place.SOURCE: SOURCE,
        Place.FUND: FUND,
        Place.TASK: task_account(task),
        Place.GRANT: grant_account(task, grant),
        Place.TREASURY: treasury_account(task, grant),
    }.get(place) or payment_account(place, *owners)


def _by_day(books: Books) -> list[tuple[datetime.date, list[Posting]]]:
    days = sorted({one.day.date for one in books.postings})
    return [(day, [one for one in books.postings if one.day.date == day]) for day in days]


TestAnyPostings = AnyPostings.TestCase
TestAnyPostings.settings = settings(max_examples=60, stateful_step_count=40)
