"""A fund of the sample on its way: arrived, divided into tasks, charged with calls, paid in batches."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Protocol

from ipdesk.funds.books.movements import allocation, arrival
from ipdesk.funds.books.posting_days import PostingDay
from ipdesk.funds.books.postings import Movement, PostingKind
from ipdesk.funds.core.words import PaperRole
from ipdesk.funds.payments.results import Outcome, ResultRow
from ipdesk.models import queries
from ipdesk.models.commands import (
    AddTask,
    ChargeCall,
    EnterResults,
    PostToFund,
    PrepareBatch,
    RegisterFund,
    RepeatChecks,
    SendBatch,
    SignOffBatch,
)
from ipdesk.models.payments.proposed_line import proposed_line
from ipdesk.models.records import (
    ApplicantDetails,
    BatchDetails,
    Charge,
    FundDetails,
    FundPaper,
    PayableGrant,
    PaymentLine,
    TaskDetails,
)
from ipdesk.sample import fund_forms
from ipdesk.sample.awarded_file import AwardPlayer, PlayedStep
from ipdesk.sample.reviews import looked_up


class FundPlayer(AwardPlayer, Protocol):
    """Who writes the sample, by the commands of the desk."""

    details: Mapping[str, ApplicantDetails]

    @property
    def calls(self) -> Mapping[str, int]:
        """Return the ids of calls by their titles."""


class FundCourse:
    """One fund, from its arrival to what a bank answered of its payments."""

    def __init__(self, player: FundPlayer, form: fund_forms.FundForm, policy: str) -> None:
        self.player, self.form, self.policy = player, form, policy
        self.year = form.arrived.on(player.today).year
        self.fund = 0
        self.tasks: dict[int, int] = {}
        self.batches: dict[str, int] = {}

    def steps(self) -> Iterator[PlayedStep]:
        """Yield what is done with it, each at its moment."""
        form, today = self.form, self.player.today
        yield PlayedStep(form.arrived.on(today), self.register)
        yield PlayedStep(form.allotted.on(today), self.divide)
        for charge in form.charges:
            yield PlayedStep(charge.at.on(today), partial(self.charge, charge))
        for batch in form.batches:
            yield from self.of_batch(batch)

    def of_batch(self, form: fund_forms.BatchForm) -> Iterator[PlayedStep]:
        """Yield the way of a batch."""
        whens = form.rechecked, form.prepared, form.signed, form.sent, form.answered
        takes = self.repeat_checks, self.prepare, self.sign, self.send, self.enter_results
        for when, take in zip(whens, takes, strict=True):
            if when is not None:
                yield PlayedStep(when.on(self.player.today), partial(self._unless_nothing_waits, form, take))

    def _unless_nothing_waits(
        self, form: fund_forms.BatchForm, take: Callable[[fund_forms.BatchForm], None]
    ) -> None:
        """Take a step of a batch, unless the files that it pays are not there: no notice could be counted."""
        if form.purpose in self.batches or self.waiting(form):
            take(form)

    @property
    def _by(self) -> int:
        return self.player.persons[self.form.by]

    @property
    def _day(self) -> PostingDay:
        return PostingDay(self.player.now.date())

    def _said(self, text: str) -> str:
        return text.format(year=self.year)

    def register(self) -> None:
        """Write down that it arrived, by which paper."""
        form, end = self.form, datetime.date(self.year, 12, 31)
        details = FundDetails(
            name=self._said(form.name), short_name=self._said(form.short_name), year=self.year,
            level=form.level, holder=form.issuer, goal=self._said(form.goal), deadline=end, closed_on=end,
        )  # fmt: skip
        brought = FundPaper(
            number=self._said(form.paper), issuer=form.issuer, role=PaperRole.ARRIVAL, day=self._day.date
        )
        self.fund = self.player.run(RegisterFund(details=details, papers=(brought,)), self._by)
        self._post(PostingKind.ARRIVE, arrival(form.amount), form.paper)

    def divide(self) -> None:
        """Add its tasks, each with its budget."""
        for one in self.form.tasks:
            details = TaskDetails(
                section=one.section, number=one.number, name=one.name, method=one.method, basis=one.basis
            )
            task = self.player.run(AddTask(fund=self.fund, details=details), self._by)
            self.tasks[one.number] = task
            self._post(PostingKind.ALLOCATE, allocation(one.budget, str(task)), self.form.allotment)

    def _post(self, kind: PostingKind, movement: Movement, basis: str) -> None:
        posting = PostToFund(
            fund=self.fund, kind=kind, day=self._day, movements=(movement,), basis=self._said(basis)
        )
        self.player.run(posting, self._by)

    def charge(self, form: fund_forms.ChargeForm) -> None:
        """Say which tasks pay a call."""
        by_rule = (Charge(self.tasks[task], f"{self.policy}/{rule}") for rule, task in form.rules.items())
        charges = (Charge(self.tasks[form.others]), *by_rule)
        charging = ChargeCall(call=self.player.calls[form.call], revision=0, charges=charges)
        self.player.run(charging, self._by)

    def waiting(self, form: fund_forms.BatchForm) -> list[PayableGrant]:
        """Return what waits to be paid to the applicants of a batch."""
        names = {self.player.details[key].name for key in form.applicants}
        found = self.player.read(queries.payable_grants, self.fund, self.player.now.date())
        return [one for one in found if names & {*one.parties}]

    def repeat_checks(self, form: fund_forms.BatchForm) -> None:
        """Look everything up again before it is paid."""
        for grant in self.waiting(form):
            who = self.player.read(queries.application_detail, grant.application).applicant
            checks = self.player.read(looked_up, grant.application, who, self.player.now.date())
            repeating = RepeatChecks(application=grant.application, checks=checks)
            self.player.run(repeating, self.player.persons[form.by])

    def prepare(self, form: fund_forms.BatchForm) -> None:
        """Put together what waits for its applicants, to the accounts that they told."""
        details = BatchDetails(fund=self.fund, channel=form.channel, payees=form.payees, purpose=form.purpose)
        lines = tuple(proposed_line(one, form.purpose) for one in self.waiting(form))
        preparing = PrepareBatch(details=details, lines=lines)
        self.batches[form.purpose] = self.player.run(preparing, self.player.persons[form.by])

    def sign(self, form: fund_forms.BatchForm) -> None:
        """Approve it as it was prepared."""
        batch = self.batches[form.purpose]
        revision = self.player.read(queries.payment_batch, batch).revision
        self.player.run(SignOffBatch(batch=batch, revision=revision), self.player.persons[form.signed_by])

    def send(self, form: fund_forms.BatchForm) -> None:
        """Hand it to the bank."""
        sending = SendBatch(batch=self.batches[form.purpose], day=self._day.date)
        self.player.run(sending, self.player.persons[form.by])

    def enter_results(self, form: fund_forms.BatchForm) -> None:
        """Write down what the bank answered of each payment."""
        batch = self.batches[form.purpose]
        paid = self.player.read(queries.batch_lines, batch)
        failed = {self.player.details[key].name: why for key, why in form.failed.items()}
        rows = tuple(_answered(at, one, failed) for at, one in enumerate(paid, start=2))
        entering = EnterResults(batch=batch, rows=rows, day=self._day.date)
        self.player.run(entering, self.player.persons[form.by])


def _answered(at: int, line: PaymentLine, failed: Mapping[str, str]) -> ResultRow:
    """Return what a bank says of a payment, in a row of its sheet."""
    why = next((failed[name] for name in line.parties if name in failed), "")
    outcome = Outcome.FAILURE if why else Outcome.SUCCESS
    return ResultRow(at, line.serial, line.account, line.account_name, line.net, outcome, why)
