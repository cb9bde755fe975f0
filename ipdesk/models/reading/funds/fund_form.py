"""A fund of the ledger as the data that its report is made from, with its books."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sqlalchemy.orm import Session

from ipdesk.funds.books.books import Books
from ipdesk.funds.books.figures import figures_at, posted
from ipdesk.funds.books.postings import Movement, Posting, PostingKind
from ipdesk.funds.case.form import FundForm, Grant, Paper, PaymentForm, PaymentStatus, Remark, Section, Task
from ipdesk.funds.case.indicator_form import indicator_form
from ipdesk.models.reading.funds.books import fund_books
from ipdesk.models.reading.funds.funds import fund, fund_grants, fund_papers, fund_payments, fund_tasks
from ipdesk.models.reading.funds.kind_awards import kind_awards
from ipdesk.models.reading.funds.project_form import contract_form, funding_forms
from ipdesk.models.reading.funds.projects import fund_projects
from ipdesk.models.reading.funds.years import fund_year_entries
from ipdesk.models.records import (
    Fund,
    FundGrantRecord,
    FundPaymentRecord,
    FundTaskRecord,
    FundYearEntries,
)
from ipdesk.rules.core.money import format_yuan


class FundData(NamedTuple):
    """A fund with its books; ids in both are those of the database as text."""

    form: FundForm
    books: Books


def fund_data(session: Session, record: int) -> FundData:
    """Return a fund as data with its books.

    Raises NotFound, and DamagedDatabase where the books do not hold.
    """
    books = fund_books(session, record)
    reader = _Reader(session, fund(session, record), books)
    return FundData(reader.form(), books)


class _Reader:
    """What is gathered of one fund: sums of its tasks and grants stand in the books."""

    def __init__(self, session: Session, found: Fund, books: Books) -> None:
        self._fund, self._books = found, books
        self._tasks = fund_tasks(session, found.id)
        self._grants: dict[int, list[FundGrantRecord]] = defaultdict(list)
        for grant in fund_grants(session, found.id):
            self._grants[grant.task].append(grant)
        self._payments = fund_payments(session, found.id)
        self._papers = fund_papers(session, found.id)
        self._entries = fund_year_entries(session, found.id)
        self._contracts = {one.grant: contract_form(one) for one in fund_projects(session, found.id)}
        self._funding = funding_forms(session, found.id)
        self._awards = kind_awards(session, found.year)
        self._history = _history(books.postings)
        self._granted = _granted(books)

    def form(self) -> FundForm:
        """Return the whole fund."""
        own, entries = self._fund, self._entries
        found = {name: getattr(own, name) for name in _OWN} | {
            "id": str(own.id),
            # Sums as files write them: there is one reader of a fund's data.
            "amount": format_yuan(posted(self._books, PostingKind.ARRIVE)),
            "received_on": self._first(PostingKind.ARRIVE),
            "allotted_on": self._first(PostingKind.ALLOCATE),
            "papers": [Paper(**{name: getattr(one, name) for name in _PAPER}) for one in self._papers],
            "sections": [Section(id=name, name=name) for name in self._sections()],
            "tasks": [self._task(task) for task in self._tasks],
            "payments": [self._payment(one) for one in self._payments if self._counts(one)],
            "awards": self._awards,
        }
        return FundForm.model_validate(found | _written(entries))

    def _sections(self) -> Iterable[str]:
        return dict.fromkeys(task.section for task in self._tasks)

    def _first(self, kind: PostingKind) -> datetime.date:
        """Return the first day of a kind that stands; of a fund without one, the day of its account."""
        taken_back = {one.reverses for one in self._books.postings}
        standing = (one for one in self._books.postings if one.number not in taken_back)
        return min((one.day.date for one in standing if one.kind is kind), default=self._fund.closed_on)

    def _task(self, task: FundTaskRecord) -> Task:
        grants = tuple(self._grant(task, one) for one in self._grants[task.id])
        budget = figures_at(self._books, tasks=(str(task.id),)).budget
        names = ("number", "section", "name", "method", "worded", "basis", "earmarked", "remark")
        plain = {name: getattr(task, name) for name in names}
        plain |= {"id": str(task.id), "order": task.place, "budget": format_yuan(budget)}
        return Task.model_validate(plain | {"grants": grants})

    def _grant(self, task: FundTaskRecord, grant: FundGrantRecord) -> Grant:
        """Return a grant with what was promised and not taken back."""
        amount = self._granted[str(task.id), str(grant.id)]
        plain = {name: getattr(grant, name) for name in _GRANT}
        each = None if grant.unit_amount is None else format_yuan(grant.unit_amount)
        plain |= {"id": str(grant.id), "amount": format_yuan(amount), "unit_amount": each}
        plain |= {"contract": self._contracts.get(grant.id), "funding": self._funding.get(grant.id, ())}
        return Grant.model_validate(plain)

    def _counts(self, payment: FundPaymentRecord) -> bool:
        """Say whether a payment was answered: what is under way, or was taken back, is none of a report."""
        return self._history[str(payment.id)] is not None

    def _part(self, payment: FundPaymentRecord, answer: Posting) -> str | None:
        """Return what a payment was of, None where it was all of its grant."""
        own = [one for one in answer.movements if _of_payment(payment, one)]
        fen = sum(one.fen for one in own)
        return None if fen == self._granted[own[0].source.task, str(payment.grant)] else format_yuan(fen)

    def _payment(self, payment: FundPaymentRecord) -> PaymentForm:
        answer = self._history[str(payment.id)]
        assert answer is not None, "only payments that count"
        failed = answer.kind is PostingKind.FAIL
        return PaymentForm(
            grant=str(payment.grant),
            id=str(payment.id),
            amount=self._part(payment, answer),
            channel=payment.channel,
            date=answer.day.date,
            precision=answer.day.precision,
            status=PaymentStatus.FAILED if failed else PaymentStatus.PAID,
            reason=answer.basis if failed else "",
            reissues="" if payment.reissues is None else str(payment.reissues),
            remark=payment.remark,
        )


def _granted(books: Books) -> Counter[tuple[str, str]]:
    """Return what tasks promised to grants and did not take back (fen), by the ids of both."""
    found: Counter[tuple[str, str]] = Counter()
    for account in books.accounts:
        if account.grant:
            found[account.task, account.grant] += books.balance(account)
    return found


def _of_payment(payment: FundPaymentRecord, movement: Movement) -> bool:
    return str(payment.id) in (movement.source.payment, movement.target.payment)


_OWN = (
    "name", "short_name", "year", "level", "holder", "goal", "plan_submitted_on", "in_place_by", "deadline",
    "closed_on", "rounding",
)  # fmt: skip
_PAPER = ("number", "issuer", "role", "title", "day")
_GRANT = ("parties", "count", "items", "item", "purpose", "retained", "remark")
_ANSWERS = (PostingKind.PAY, PostingKind.FAIL, PostingKind.ALLOT)


def _history(postings: Iterable[Posting]) -> Mapping[str, Posting | None]:
    """Return the posting that answered each payment, None for one that waits or was taken back."""
    taken_back = {one.reverses for one in postings}
    found: dict[str, Posting | None] = defaultdict(lambda: None)
    for one in postings:
        if one.kind in _ANSWERS and one.number not in taken_back:
            for movement in one.movements:
                found[movement.source.payment or movement.target.payment] = one
    return found


def _written(entries: FundYearEntries) -> dict[str, object]:
    texts = entries.texts
    return {
        "indicators": tuple(map(indicator_form, entries.indicators)),
        "printed_score": texts.printed_score,
        "facts": texts.facts,
        "problems": texts.problems,
        "improvements": texts.improvements,
        "remarks": tuple(Remark(id=str(at), text=one) for at, one in enumerate(texts.remarks, start=1)),
    }
