"""What the papers of a fund's year are made from."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from ipdesk.documents.letters.data import Issuer, LetterData
from ipdesk.funds.account.contradictions import Contradiction, account_score, contradictions
from ipdesk.funds.account.overview import Overview, overview
from ipdesk.funds.books.books import Books
from ipdesk.funds.case.form import FundForm
from ipdesk.funds.indicators.score import Score


@dataclass(frozen=True, slots=True)
class FundSource:
    """A fund and its books, at the day of its account."""

    form: FundForm
    books: Books
    issuer: Issuer


@dataclass(frozen=True, slots=True)
class FundYear(LetterData):
    """The account of a fund's year: what was entered, its figures, its score, what does not go together."""

    form: FundForm
    account: Overview
    score: Score
    contradictions: tuple[Contradiction, ...]


def fund_year(source: FundSource, date: datetime.date, number: str | None) -> FundYear:
    """Return what the papers of a fund's year say; ``date`` is the day that they bear."""
    account = overview(source.form, source.books, source.form.closed_on)
    found = contradictions(source.form, account)
    score = account_score(source.form, account)
    return FundYear(source.issuer, number, date, "", source.form, account, score, found)
