"""The books of one fund: postings that are added and never changed, and what stands on each account."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from ipdesk.funds.books.accounts import Account
from ipdesk.funds.books.checks import PostingRefused, Refusal, changes_of, refusal_of, reversal_refusal
from ipdesk.funds.books.posting_days import PostingDay
from ipdesk.funds.books.postings import Movement, Posting, PostingKind
from ipdesk.funds.books.statement import Statement


class Books:
    """The postings of a fund in the order of their entry.

    On no day does an account but the source hold less than nothing, and at every day the sum over all
    accounts is nothing: what came to one left another.
    """

    def __init__(self) -> None:
        """Begin with empty books."""
        self._postings: list[Posting] = []
        self._statements: dict[Account, Statement] = {}
        self._taken_back: set[int] = set()

    @classmethod
    def replayed(cls, postings: Iterable[Posting]) -> Books:
        """Return books with these postings, each judged as when it was entered.

        Raises PostingRefused where one could not have been entered: the books were damaged.
        """
        books = cls()
        for one in postings:
            books.enter(one)
        return books

    def enter(self, posting: Posting) -> Posting:
        """Enter what was entered before, and return it as it stands now; raises PostingRefused."""
        if posting.kind is PostingKind.REVERSE:
            return self.reverse(posting.reverses or 0, posting.day, posting.basis)
        return self.post(posting.kind, posting.day, posting.movements, posting.basis)

    @property
    def postings(self) -> Sequence[Posting]:
        """Return the postings in the order of their entry."""
        return tuple(self._postings)

    @property
    def accounts(self) -> Iterable[Account]:
        """Return the accounts on which something was entered."""
        return self._statements.keys()

    def post(
        self, kind: PostingKind, day: PostingDay, movements: Iterable[Movement], basis: str = ""
    ) -> Posting:
        """Enter a posting of any kind but ``REVERSE``; raises PostingRefused with nothing entered."""
        posting = Posting(len(self._postings) + 1, kind, day, tuple(movements), basis)
        return self._enter(posting, refusal_of(posting, self._statement))

    def reverse(self, number: int, day: PostingDay, reason: str) -> Posting:
        """Take a posting back by one that goes the other way.

        Raises PostingRefused, also where what stands on the posting has to be reversed before it.
        """
        found = self._postings[number - 1] if 0 < number <= len(self._postings) else None
        back = tuple(movement.back() for movement in found.movements) if found else ()
        reversal = Posting(len(self._postings) + 1, PostingKind.REVERSE, day, back, reason, number)
        refusal = reversal_refusal(reversal, found, number in self._taken_back, self._statement)
        self._enter(reversal, refusal)
        self._taken_back.add(number)
        return reversal

    def balance(self, account: Account, day: datetime.date | None = None) -> int:
        """Return what stands on an account (fen) at the end of a day, without one at the end of all days."""
        return self._statement(account).balance(day)

    def _enter(self, posting: Posting, refusal: Refusal | None) -> Posting:
        if refusal is not None:
            raise PostingRefused(refusal)
        self._postings.append(posting)
        for account, fen in changes_of(posting.movements).items():
            self._statements.setdefault(account, Statement()).add(posting.day.date, fen)
        return posting

    def _statement(self, account: Account) -> Statement:
        return self._statements.get(account) or Statement()


def first_misfit(postings: Iterable[Posting]) -> int | None:
    """Return the number of the first posting that is not where or what it was entered as, None for none.

    Numbers run from 1 without a gap, and each posting could be entered behind those before it.
    """
    books = Books()
    for number, one in enumerate(postings, start=1):
        try:
            again = books.enter(one)
        except PostingRefused:
            return number
        if (again.number, again.movements) != (one.number, one.movements):
            return number
    return None
