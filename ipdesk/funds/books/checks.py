"""Whether a posting can be entered: what each refusal is called, and what it says."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from ipdesk.funds.books.accounts import Account, Place, is_account
from ipdesk.funds.books.postings import Movement, Posting, PostingKind, Year
from ipdesk.funds.books.statement import Statement
from ipdesk.rules.core.plain_text import blank

StatementOf = Callable[[Account], Statement]
"""Returns the statement of an account, an empty one for an account that nothing was entered on."""


class RefusalCode(StrEnum):
    """Why a posting is not entered; the sentences stand in ``resources/phrases/funds.yaml``."""

    NO_SUM = "no_sum"
    NO_BASIS = "no_basis"
    WRONG_WAY = "wrong_way"
    UNBALANCED_CORRECTION = "unbalanced_correction"
    SHORT = "short"
    PAYMENT_USED = "payment_used"
    ANOTHER_YEAR = "another_year"
    THE_SAME_YEAR = "the_same_year"
    NO_POSTING = "no_posting"
    REVERSED_BEFORE = "reversed_before"
    IS_REVERSAL = "is_reversal"
    BEFORE_REVERSED = "before_reversed"


class Refusal(NamedTuple):
    """Why a posting is not entered, at which account; ``has`` and ``wanted`` are fen where one is short."""

    code: RefusalCode
    account: Account | None = None
    has: int = 0
    wanted: int = 0


class PostingRefused(Exception):
    """A posting was not entered; the books are as they were."""

    def __init__(self, refusal: Refusal) -> None:
        self.refusal = refusal
        super().__init__(refusal.code)


def refusal_of(posting: Posting, statement_of: StatementOf) -> Refusal | None:
    """Return why a posting of any kind but ``REVERSE`` cannot be entered, None if nothing is in its way."""
    return (
        _form_refusal(posting)
        or _history_refusal(posting, statement_of)
        or _short(posting.movements, posting.day.date, statement_of)
    )


def reversal_refusal(
    reversal: Posting, reversed_one: Posting | None, taken_back: bool, statement_of: StatementOf
) -> Refusal | None:
    """Return why a posting cannot be taken back by ``reversal``; ``taken_back`` says that it was before."""
    if reversed_one is None:
        return Refusal(RefusalCode.NO_POSTING)
    hindered = {
        RefusalCode.IS_REVERSAL: reversed_one.kind is PostingKind.REVERSE,
        RefusalCode.REVERSED_BEFORE: taken_back,
        RefusalCode.BEFORE_REVERSED: reversal.day.date < reversed_one.day.date,
        RefusalCode.NO_BASIS: blank(reversal.basis),
    }
    refusal = next((Refusal(code) for code, hinders in hindered.items() if hinders), None)
    return refusal or _short(reversal.movements, reversal.day.date, statement_of)


def changes_of(movements: Iterable[Movement]) -> Counter[Account]:
    """Return what movements together bring to each account (fen), below zero for what they take."""
    changes: Counter[Account] = Counter()
    for movement in movements:
        changes[movement.source] -= movement.fen
        changes[movement.target] += movement.fen
    return changes


def _form_refusal(posting: Posting) -> Refusal | None:
    """Refuse what no books could take: no sum, no paper, a way that the kind does not go."""
    kind, movements = posting.kind, posting.movements
    if not movements or any(movement.fen <= 0 for movement in movements):
        return Refusal(RefusalCode.NO_SUM)
    if kind.needs_basis and blank(posting.basis):
        return Refusal(RefusalCode.NO_BASIS)
    for movement in movements:
        if not (is_account(movement.source) and is_account(movement.target) and kind.allows(movement)):
            return Refusal(RefusalCode.WRONG_WAY, movement.source)
    if kind is PostingKind.CORRECT_QUOTA and not _is_correction(movements):
        return Refusal(RefusalCode.UNBALANCED_CORRECTION)
    return None


def _is_correction(movements: Sequence[Movement]) -> bool:
    """Say whether each task gets back what was paid from it, and bears what is now its own."""
    by_task: Counter[str] = Counter()
    for account, fen in changes_of(movements).items():
        by_task[account.task] += fen
    return not any(by_task.values())


def _history_refusal(posting: Posting, statement_of: StatementOf) -> Refusal | None:
    for movement in posting.movements:
        source, target = movement.source, movement.target
        if target.payment and not source.payment and statement_of(target).first_year is not None:
            return Refusal(RefusalCode.PAYMENT_USED, target)
        refusal = _year_refusal(posting, source, statement_of(source).first_year)
        if refusal is not None:
            return refusal
    return None


def _year_refusal(posting: Posting, source: Account, came_in: int | None) -> Refusal | None:
    wanted, year = posting.kind.year, posting.day.date.year
    if came_in is None or wanted is Year.ANY:
        return None
    if wanted is Year.SAME and year != came_in:
        return Refusal(RefusalCode.ANOTHER_YEAR, source)
    return Refusal(RefusalCode.THE_SAME_YEAR, source) if wanted is Year.LATER and year <= came_in else None


def _short(movements: Iterable[Movement], day: datetime.date, statement_of: StatementOf) -> Refusal | None:
    """Return the first account that would hold less than nothing on the day or on any later one."""
    for account, change in changes_of(movements).items():
        if change < 0 and account.place is not Place.SOURCE:
            has = statement_of(account).lowest_from(day)
            if has + change < 0:
                return Refusal(RefusalCode.SHORT, account, has, -change)
    return None
