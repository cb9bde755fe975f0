"""What can be entered into the books: kinds of postings, and between which accounts each moves money."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from ipdesk.funds.books.accounts import Account, Place
from ipdesk.funds.books.posting_days import PostingDay


class Movement(NamedTuple):
    """A sum (fen, above 0) that leaves one account and comes to another."""

    fen: int
    source: Account
    target: Account

    def back(self) -> Movement:
        """Return the same sum the other way."""
        return Movement(self.fen, self.target, self.source)


class Year(Enum):
    """In which year a sum may leave an account again, seen from the year in which it came there."""

    ANY = "any"
    SAME = "same"
    LATER = "later"


_HELD = (Place.FUND, Place.TASK, Place.GRANT)
_NO_WAYS: tuple[tuple[Place, Place], ...] = ()
_OUT = (Place.TRANSIT, Place.PAID, Place.ALLOTTED)


class PostingKind(Enum):
    """The kinds: what each is called, its ways from place to place, and in which year it may be.

    A way keeps the owners that both of its places have: what is granted stays with its task, what is paid
    with its grant. Only ``REALLOCATE`` and ``CORRECT_QUOTA`` lead from one task to another. The name of a
    member stands with each posting in the database.
    """

    ARRIVE = ("到位", [(Place.SOURCE, Place.FUND)])
    ALLOCATE = ("分配", [(Place.FUND, Place.TASK)])
    WITHDRAW_ALLOCATION = ("收回分配", [(Place.TASK, Place.FUND)])
    REALLOCATE = ("调剂", [(Place.TASK, Place.TASK)])
    GRANT = ("核定", [(Place.TASK, Place.GRANT)])
    RELEASE = ("核减", [(Place.GRANT, Place.TASK)])
    SEND = ("提交支付", [(Place.GRANT, Place.TRANSIT)])
    PAY = ("支付", [(Place.TRANSIT, Place.PAID)])
    FAIL = ("支付失败", [(Place.TRANSIT, Place.GRANT)], Year.SAME)
    ALLOT = ("指标下达", [(Place.GRANT, Place.ALLOTTED)])
    RETURN_IN_YEAR = ("退回（当年）", [(Place.PAID, Place.GRANT), (Place.ALLOTTED, Place.GRANT)], Year.SAME)
    RETURN_LATER = ("退回（跨年）", [(place, Place.TREASURY) for place in _OUT], Year.LATER)
    SURRENDER = ("交回国库", [(place, Place.TREASURY) for place in _HELD])
    RENEW = ("重新下达指标", [(Place.TREASURY, place) for place in _HELD])
    CORRECT_QUOTA = ("付款更正", [(Place.PAID, Place.PAID), (Place.TASK, Place.TASK)])
    REVERSE = ("冲销", _NO_WAYS)

    def __init__(self, label: str, ways: Sequence[tuple[Place, Place]], year: Year = Year.ANY) -> None:
        self.label, self.ways, self.year = label, frozenset(ways), year

    @property
    def needs_basis(self) -> bool:
        """Say whether it cannot be entered without the paper or the reason on which it rests."""
        return self not in _FOLLOWING

    def allows(self, movement: Movement) -> bool:
        """Say whether money may go this way by a posting of the kind; ``REVERSE`` says so of none."""
        source, target = movement.source, movement.target
        if (source.place, target.place) not in self.ways:
            return False
        if self is PostingKind.REALLOCATE or self is PostingKind.CORRECT_QUOTA:
            return source.task != target.task
        return keeps_owners(source, target)


_FOLLOWING = frozenset({PostingKind.SEND, PostingKind.PAY})
"""What follows from a decision entered before it, and may have no paper of its own yet."""


def keeps_owners(source: Account, target: Account) -> bool:
    """Say whether two accounts have the same owners as far as both have one."""
    pairs = zip(source[1:], target[1:], strict=True)
    return all(not one or not other or one == other for one, other in pairs)


class Posting(NamedTuple):
    """One entry of the books, never changed afterwards.

    ``number`` counts them from 1. ``basis`` is the paper or the reason on which it rests; ``reverses`` the
    number of the posting that it takes back.
    """

    number: int
    kind: PostingKind
    day: PostingDay
    movements: tuple[Movement, ...]
    basis: str
    reverses: int | None = None
