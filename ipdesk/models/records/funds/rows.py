"""What lists of a fund show of its books."""

from __future__ import annotations

from dataclasses import dataclass

from ipdesk.funds.books.posting_days import PostingDay
from ipdesk.funds.books.postings import PostingKind


@dataclass(frozen=True, slots=True, kw_only=True)
class PostingRow:
    """A sum (fen) that a posting moved: its number in the fund, its day, and on what it rests.

    ``grant`` is the id of the grant that it is about, None where it is about the task alone; ``person`` who
    entered it; ``reversed`` says that another posting took it back.
    """

    number: int
    kind: PostingKind
    day: PostingDay
    fen: int
    basis: str
    grant: int | None
    person: str
    reversed: bool
