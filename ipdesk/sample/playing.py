"""From the files to a database: every step in the order of its day, by the commands of the desk."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple, TypeVar

from ipdesk.models import queries
from ipdesk.models.commands import (
    AcceptApplication,
    AddPerson,
    Command,
    ConfirmApplication,
    IssueLetter,
    RegisterApplicant,
    SaveDraft,
    SetUpOffice,
)
from ipdesk.models.entry import numbers_of, read_rows
from ipdesk.models.evaluation import evaluate_stored, shown_lines, undecided
from ipdesk.models.records import (
    ApplicationDetail,
    DecidedAmount,
    DraftTotals,
    LoweredAmount,
    Office,
    RawAchievement,
    RenderedLetter,
    SavedDraft,
)
from ipdesk.models.store import Store
from ipdesk.rules.library import standard_library
from ipdesk.rules.policy import Policy
from ipdesk.sample import forms
from ipdesk.sample.moments import When

T = TypeVar("T")

WriteLetter = Callable[[ApplicationDetail, Office, Policy, datetime.date, str], RenderedLetter]
"""Makes the letter of a confirmed application, dated and numbered."""


class Clock:
    """The moment at the desk of a store that is opened with it; the sample moves it from step to step."""

    def __init__(self, moment: datetime.datetime) -> None:
        self.moment = moment

    def __call__(self) -> datetime.datetime:
        """Return the moment."""
        return self.moment


def fill(data_dir: Path, today: datetime.date, write_letter: WriteLetter | None = None) -> None:
    """Put the sample into a new data folder, every step on its own day. Raises StoreError."""
    clock = Clock(When(datetime.time(8, 30)).on(today))
    store = Store.open(data_dir, clock)
    try:
        load(store, today, write_letter, clock)
    finally:
        store.close()


def load(
    store: Store,
    today: datetime.date,
    write_letter: WriteLetter | None = None,
    clock: Clock | None = None,
) -> None:
    """Put the sample into a store without applicants; an office that is set up already stays as it is.

    Without ``write_letter`` no letters are issued: those applications stay confirmed. ``clock`` is the one
    that the store was opened with; without it every step bears the present moment. Raises StoreError.
    """
    player = _Player(store, today, write_letter, clock)
    player.set_up()
    for step in sorted(player.steps(), key=attrgetter("at")):
        player.take(step)


class _Step(NamedTuple):
    at: datetime.datetime
    take: Callable[[], None]


class _Player:
    """Knows whom and what the files' keys stand for in the database."""

    def __init__(
        self, store: Store, today: datetime.date, write_letter: WriteLetter | None, clock: Clock | None
    ) -> None:
        self.store, self.today, self.write_letter, self.clock = store, today, write_letter, clock
        self.persons: dict[str, int] = {}
        self.applicants: dict[str, int] = {}
        self.forms = {form.key: form for form in forms.applicants()}

    def set_up(self) -> None:
        desk = forms.desk()
        first, *_ = desk.persons
        if self.store.read(queries.office) is None:
            self.run(SetUpOffice(office=desk.office.record(), person=first))
        self.persons = {person.name: person.id for person in self.store.read(queries.persons)}
        for name in desk.persons:
            if name not in self.persons:
                self.persons[name] = self.run(AddPerson(by=None, name=name))

    def steps(self) -> Iterator[_Step]:
        for year in forms.years():
            policy = standard_library().policy(year.policy)
            for form in year.applications:
                yield from _File(self, policy, year.year, form).steps()

    def take(self, step: _Step) -> None:
        if self.clock is not None:
            self.clock.moment = step.at
        step.take()

    def run(self, command: Command[T]) -> T:
        return self.store.run(command).value

    def applicant(self, key: str, by: int) -> int:
        """Return an applicant, registered when it comes for the first time."""
        if key not in self.applicants:
            self.applicants[key] = self.run(RegisterApplicant(by=by, details=self.forms[key].details()))
        return self.applicants[key]


class _File:
    """One application on its way from the counter to the letter."""

    def __init__(self, player: _Player, policy: Policy, year: int, form: forms.ApplicationForm) -> None:
        self.player, self.policy, self.year, self.form = player, policy, year, form
        self.saved: SavedDraft | None = None

    def steps(self) -> Iterator[_Step]:
        form, today = self.form, self.player.today
        yield _Step(form.opened.on(today), self.open)
        if form.accepted is not None:
            yield _Step(form.accepted.on(today), self.accept)
        if form.confirmed is not None:
            yield _Step(form.confirmed.at.on(today), self.confirm)
        if form.notified is not None and self.player.write_letter is not None:
            yield _Step(form.notified.on(today), self.notify)

    @property
    def by(self) -> int:
        return self.player.persons[self.form.by]

    @property
    def application(self) -> int:
        assert self.saved is not None, "opened first: steps are sorted by their moment"
        return self.saved.application

    def open(self) -> None:
        applicant = self.player.applicant(self.form.applicant, self.by)
        rows = self.form.raw_rows()
        self.saved = self.player.run(
            SaveDraft(
                by=self.by,
                applicant=applicant,
                policy=self.policy.id,
                year=self.year,
                rows=rows,
                totals=self.totals(applicant, rows),
                numbers=numbers_of(rows, self.policy.vocabulary, self.year, self.player.today),
            )
        )

    def totals(self, applicant: int, rows: tuple[RawAchievement, ...]) -> DraftTotals:
        entry = read_rows(rows, self.policy.vocabulary, self.year, self.player.today)
        read = self.player.store.read
        record = read(queries.applicant, applicant)
        result = read(evaluate_stored, self.policy, record, entry.achievements)
        computed = sum(line.computed for line in result.lines)
        return DraftTotals(len(entry.achievements), computed, result.total, undecided(result))

    def accept(self) -> None:
        assert self.saved is not None, "opened first: steps are sorted by their moment"
        self.player.run(
            AcceptApplication(
                by=self.by,
                application=self.application,
                revision=self.saved.revision,
                policy=self.policy,
            )
        )

    def confirm(self) -> None:
        form = self.form.confirmed
        assert form is not None, "only applications with a confirmation have this step"
        decided = tuple(
            DecidedAmount(self.form.row_id(d.row), self.rule(d.rule), d.amount) for d in form.decided
        )
        lowered = tuple(
            LoweredAmount(self.form.row_id(item.row), self.rule(item.rule), item.granted, item.reason)
            for item in form.lowered
        )
        read, detail = self.player.store.read, self.detail()
        chosen = [stored.achievement for stored in detail.achievements]
        result = read(
            evaluate_stored, self.policy, detail.applicant, chosen, decided, lowered, self.application
        )
        self.player.run(
            ConfirmApplication(
                by=self.player.persons[form.by],
                application=self.application,
                policy=self.policy,
                decided=decided,
                lowered=lowered,
                minutes_number=form.minutes,
                # Without a clock everything is accepted today, and no meeting decides before that.
                minutes_date=max(form.held, detail.application.accepted_on or form.held),
                shown=shown_lines(result),
            )
        )

    def notify(self) -> None:
        write, office = self.player.write_letter, self.player.store.read(queries.office)
        assert write is not None and office is not None and self.form.notified is not None
        date = self.form.notified.on(self.player.today).date()
        detail = self.detail()
        self.player.run(
            IssueLetter(
                by=self.by,
                application=self.application,
                date=date,
                render=lambda number: write(detail, office, self.policy, date, number),
            )
        )

    def rule(self, short: str) -> str:
        return f"{self.policy.id}/{short}"

    def detail(self) -> ApplicationDetail:
        return self.player.store.read(queries.application_detail, self.application)
