"""From the files to a database: every step in the order of its day, by the commands of the desk."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from ipdesk.models import queries
from ipdesk.models.applications.approvals import ENDING, TERMINATION
from ipdesk.models.awards.differences import shown_lines
from ipdesk.models.commands import (
    AcceptApplication,
    AddPerson,
    AskCorrection,
    ChangeOffice,
    Command,
    ProposeApplication,
    RegisterApplicant,
    SaveDraft,
    SetUpOffice,
    TakeStep,
)
from ipdesk.models.core.actor import NOBODY, Actor
from ipdesk.models.handlers.registry import add_handler, carry_out
from ipdesk.models.parsing.achievement_rows import numbers_of, read_rows
from ipdesk.models.reading.evaluate_stored import evaluate_stored
from ipdesk.models.records import (
    ApplicationDetail,
    Basis,
    BasisKind,
    DecidedAmount,
    DraftTotals,
    LoweredAmount,
    RawAchievement,
    SavedDraft,
    ShownLine,
)
from ipdesk.models.store import Store
from ipdesk.models.workflow import State, Step
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.library.policy_library import standard_library
from ipdesk.sample import after_award, forms, levels
from ipdesk.sample.awarded_file import Approvals, AwardedFile, Notification, PlayedStep
from ipdesk.sample.chosen_steps import by_the_shortest_course, taken_up
from ipdesk.sample.decisions import confirmation, decided_amounts, draft_totals, lowered_amounts
from ipdesk.sample.levels import Forwarding
from ipdesk.sample.notices import MakesPapers, can_be_counted
from ipdesk.sample.published_files import PublishedFiles
from ipdesk.sample.sample_dates import SampleTime

if TYPE_CHECKING:
    from ipdesk.models.core.session import Session
    from ipdesk.models.handlers.work import Work
    from ipdesk.models.periods.working_days import WorkingDays

P = ParamSpec("P")
T = TypeVar("T")
Lowered = tuple[LoweredAmount, ...]


def fill(
    data_dir: Path,
    today: datetime.date,
    notification: Notification | None = None,
    papers: MakesPapers | None = None,
    forwarding: Forwarding | None = None,
    approvals: Callable[[Store], Approvals] | None = None,
) -> None:
    """Put the sample into a new data folder. Raises StoreError."""
    store = Store.open(data_dir)
    try:
        loading = LoadSample(
            today=today, notification=notification, papers=papers, forwarding=forwarding,
            approvals=approvals(store) if approvals else None,
        )  # fmt: skip
        store.run(loading, NOBODY)
    finally:
        store.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadSample(Command[int]):
    """Put the sample into a store without applicants: all of it, every step on its own day, or nothing.

    ``office`` is set up with it, and answered with the person's id; without one, the sample's own is set up
    where there is none yet, and the answer is the first person's. Without ``notification`` no letters are
    issued: those applications stay confirmed; without ``papers`` nothing is published, without ``forwarding``
    nothing goes to the level above; without ``approvals`` nothing is taken back or lapses, and nobody is told
    that an application came to nothing. Raises what ``office``, the steps and these raise.
    """

    today: datetime.date
    notification: Notification | None = None
    papers: MakesPapers | None = None
    forwarding: Forwarding | None = None
    approvals: Approvals | None = None
    office: SetUpOffice | None = None


def load(work: Work, command: LoadSample) -> int:
    """Carry out LoadSample, as the desk would have day by day."""
    player = _Player(work, command)
    person = player.set_up(command.office)
    for step in sorted(player.steps(), key=attrgetter("at")):
        player.take(step)
    for own in player.read(taken_up, command.office):
        player.run(own, person)
    return person


add_handler(LoadSample, load)


class _Player:
    """Knows whom and what the files' keys stand for in the database."""

    def __init__(self, work: Work, command: LoadSample) -> None:
        self.work, self.today, self.papers = work, command.today, command.papers
        self.notification, self.forwarding = command.notification, command.forwarding
        self.approvals = command.approvals
        self.now = SampleTime(datetime.time(8, 30)).on(command.today)
        self.calls: dict[str, int] = {}
        self.persons: dict[str, int] = {}
        self.applicants: dict[str, int] = {}
        self.details = forms.applicants()

    def set_up(self, office: SetUpOffice | None) -> int:
        """Set the office up now, or the sample's on its day; return the id of the first person."""
        desk = forms.desk()
        if office is not None:
            carry_out(self.work, by_the_shortest_course(office))
        elif self.read(queries.office) is None:
            self.run(SetUpOffice(office=desk.office.record(), person=desk.persons[0]), None)
        persons = self.read(queries.persons)
        self.persons = {person.name: person.id for person in persons}
        for name in desk.persons:
            if name not in self.persons:
                self.persons[name] = self.run(AddPerson(name=name), persons[0].id)
        return persons[0].id

    def steps(self) -> Iterator[PlayedStep]:
        for year in forms.years():
            policy = standard_library().policy(year.policy)
            for call in year.calls:
                opening = partial(self.open_call, year, call)
                yield PlayedStep(call.opened.on(self.today), opening)
            for form in year.applications:
                yield from _File(self, policy, year.year, form).steps()
        for bar in forms.bars():
            yield PlayedStep(bar.at.on(self.today), partial(self.bar, bar))
        days = self.read(queries.working_days)
        if self.papers is not None and can_be_counted(self.today, days):
            for notice in forms.notices():
                yield from self.published(notice, self.papers, days)

    def published(
        self, form: forms.NoticeForm, papers: MakesPapers, days: WorkingDays
    ) -> Iterator[PlayedStep]:
        """Yield the ways of the files that were published together, then what was done with all of them."""
        policy = standard_library().policy(form.policy)
        files = [_File(self, policy, form.year, one) for one in form.applications]
        for file in files:
            yield from file.steps()
        for at, take in PublishedFiles(form, self, files, papers, days).steps():
            yield PlayedStep(at, take)

    def bar(self, form: forms.BarForm) -> None:
        by = self.persons[form.by]
        self.run(after_award.barring(form, self.applicant(form.applicant, by), self.now.date()), by)

    def open_call(self, year: forms.Year, call: forms.SampleCall) -> None:
        self.calls[call.title] = self.run(levels.opening(year, call), next(iter(self.persons.values())))

    def take(self, step: PlayedStep) -> None:
        self.now = step.at
        step.take()

    def run(self, command: Command[T], by: int | None) -> T:
        """Carry out a command by a person; the next one finds everything as if it were read anew."""
        value = carry_out(self.work.part(self.now, Actor(by)), command)
        self.work.session.flush()
        self.work.session.expunge_all()
        self.work.forget()
        return value

    def read(self, query: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        return query(self.work.session, *args, **kwargs)

    @contextmanager
    def stage(self, stage: State) -> Iterator[None]:
        """Let the office use a stage meanwhile; what stands in it goes on without it afterwards."""
        office, administrator = self.read(queries.office), self.read(queries.persons)[0].id
        assert office is not None, "set up first"
        used = replace(office.procedure, stages=office.procedure.stages | {stage})
        self.run(ChangeOffice(office=replace(office, procedure=used)), administrator)
        yield
        self.run(ChangeOffice(office=office), administrator)

    def applicant(self, key: str, by: int) -> int:
        """Return an applicant, registered when it comes for the first time."""
        if key not in self.applicants:
            self.applicants[key] = self.run(RegisterApplicant(details=self.details[key]), by)
        return self.applicants[key]


class _File(AwardedFile):
    """One application on its way from the counter to the letter."""

    def __init__(self, player: _Player, policy: Policy, year: int, form: forms.ApplicationForm) -> None:
        super().__init__(player, policy, form)
        self.player: _Player = player
        self.year = year
        self.saved: SavedDraft | None = None

    def steps(self) -> Iterator[PlayedStep]:
        form, today = self.form, self.player.today
        yield PlayedStep(form.opened.on(today), self.open)
        if form.accepted is not None:
            yield PlayedStep(form.accepted.on(today), self.accept)
        if form.correction is not None:
            yield PlayedStep(form.correction.at.on(today), self.ask_correction)
        if form.forwarded is not None and self.player.forwarding is not None:
            yield PlayedStep(form.forwarded.at.on(today), self.forward)
            if form.answered is not None:
                yield PlayedStep(form.answered.at.on(today), self.answer)
        if form.ended is not None:
            yield PlayedStep(form.ended.at.on(today), self.end)
        if form.proposed is not None:
            yield PlayedStep(form.proposed.at.on(today), self.propose)
        if form.confirmed is not None:
            yield PlayedStep(form.confirmed.at.on(today), self.confirm)
        yield from self.look_ups()
        yield from self.signatures()
        if form.notified is not None and self.player.notification is not None:
            yield PlayedStep(form.notified.on(today), self.notify)
            yield from self.after_award()

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
                applicant=applicant,
                policy=self.policy.id,
                year=self.year,
                call=self.player.calls[self.form.call] if self.form.call else 0,
                rows=rows,
                totals=self.totals(applicant, rows),
                numbers=numbers_of(rows, self.policy.vocabulary, self.year, self.player.today),
            ),
            self.by,
        )

    def totals(self, applicant: int, rows: tuple[RawAchievement, ...]) -> DraftTotals:
        entry = read_rows(rows, self.policy.vocabulary, self.year, self.player.today)
        record = self.player.read(queries.applicant, applicant)
        result = self.player.read(evaluate_stored, self.policy, record, entry.achievements)
        return draft_totals(rows, entry, result)

    def accept(self) -> None:
        assert self.saved is not None, "opened first: steps are sorted by their moment"
        self.player.run(
            AcceptApplication(
                application=self.application,
                revision=self.saved.revision,
                policy=self.policy,
            ),
            self.by,
        )

    def ask_correction(self) -> None:
        form = self.form.correction
        assert form is not None, "only applications with a correction have this step"
        asking = AskCorrection(
            application=self.application,
            policy=self.policy,
            items=form.items,
            working_days=form.working_days,
            served_on=form.at.on(self.player.today).date() if form.served else None,
        )
        self.player.run(asking, self.by)

    def forward(self) -> None:
        form, sending, read = self.form.forwarded, self.player.forwarding, self.player.read
        office = read(queries.office)
        assert form is not None and sending is not None and office is not None
        [call] = [one for one in read(queries.calls) if one.title == self.form.call]
        date = form.at.on(self.player.today).date()
        self.player.run(sending([self.detail()], office, self.policy, call, form.body, date), self.by)

    def answer(self) -> None:
        form, sent = self.form.answered, self.form.forwarded
        assert form is not None and sent is not None, "only applications that were answered have this step"
        self.player.run(levels.answering(form, sent.body, self.detail()), self.by)

    def end(self) -> None:
        form = self.form.ended
        assert form is not None, "only applications that came to nothing have this step"
        step, name = Step[form.step], self.detail().applicant.name
        paper = after_award.withdrawing(name, self.player.now.date()) if step is Step.WITHDRAW else None
        ending = TakeStep(
            application=self.application, step=step, reason=form.reason, paper=paper, grounds=form.grounds()
        )
        kind = next((kind for kind, ends in ENDING.items() if ends is step), "")
        if not kind or self.player.approvals is None:
            self.player.run(ending, self.by)
        else:
            self.approve(kind, ending, self.by)
            self.hand_over()
        if step is Step.WITHDRAW:
            self.confirm_withdrawal()

    def confirm_withdrawal(self) -> None:
        """Tell the applicant that the file is closed, where papers are made at all."""
        if self.player.approvals is not None:
            self.approve(TERMINATION, None, self.by)
            self.hand_over()

    def propose(self) -> None:
        """Propose with the stage in use for that: the sample's office begins, as any, without it."""
        form = self.form.proposed
        assert form is not None, "only applications with a proposal have this step"
        basis = Basis(BasisKind.EXPERTS, tuple(one.record() for one in form.experts))
        decided = tuple(replace(one, basis=basis) for one in decided_amounts(self.form, form, self.policy.id))
        lowered, day = lowered_amounts(self.form, form, self.policy.id), form.at.on(self.player.today).date()
        proposing = ProposeApplication(
            application=self.application,
            policy=self.policy,
            decided=decided, lowered=lowered, shown=self.shown(self.detail(), decided, lowered),
            minutes_number=form.minutes.format(year=day.year), minutes_date=day,
            minutes_body=form.body, minutes_text=form.resolution,
        )  # fmt: skip
        with self.player.stage(Step.PROPOSE.target):
            self.player.run(proposing, self.player.persons[form.by])

    def shown(
        self, detail: ApplicationDetail, decided: tuple[DecidedAmount, ...], lowered: Lowered
    ) -> tuple[ShownLine, ...]:
        chosen = [stored.achievement for stored in detail.achievements]
        result = self.player.read(
            evaluate_stored, self.policy, detail.applicant, chosen, decided, lowered, self.application
        )
        return shown_lines(result.lines, self.policy)

    def confirm(self) -> None:
        form = self.form.confirmed
        assert form is not None, "only applications with a confirmation have this step"
        decided = decided_amounts(self.form, form, self.policy.id)
        lowered, detail = lowered_amounts(self.form, form, self.policy.id), self.detail()
        confirming = confirmation(
            form, detail, self.policy, decided, lowered, self.shown(detail, decided, lowered)
        )
        self.player.run(confirming, self.player.persons[form.by])

    def notify(self) -> None:
        notification, office = self.player.notification, self.player.read(queries.office)
        assert notification is not None and office is not None and self.form.notified is not None
        date = self.form.notified.on(self.player.today).date()
        self.player.run(notification(self.detail(), office, self.policy, date), self.by)

    def detail(self) -> ApplicationDetail:
        return self.player.read(queries.application_detail, self.application)
