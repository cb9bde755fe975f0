"""From the files to a database: every step in the order of its day, by the commands of the desk."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from heapq import heappop, heappush
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from ipdesk.models import queries
from ipdesk.models.commands import AddPerson, Command, KeepClauseWordings, RegisterApplicant, SetUpOffice
from ipdesk.models.core.actor import NOBODY, Actor
from ipdesk.models.handlers.registry import add_handler, carry_out
from ipdesk.models.store import Store
from ipdesk.models.workflow import SHORTEST, WHOLE
from ipdesk.rules.library.policy_library import standard_library
from ipdesk.sample import after_award, forms, levels
from ipdesk.sample.awarded_file import Approvals, Notification, PlayedStep
from ipdesk.sample.chosen_steps import by_course, taken_up
from ipdesk.sample.file_course import FileCourse
from ipdesk.sample.fund_course import FundCourse
from ipdesk.sample.fund_forms import funds
from ipdesk.sample.later_forms import BarForm
from ipdesk.sample.levels import Forwarding
from ipdesk.sample.notices import MakesPapers, can_be_counted
from ipdesk.sample.published_files import PublishedFiles
from ipdesk.sample.sample_dates import SampleTime

if TYPE_CHECKING:
    from ipdesk.models.core.session import Session
    from ipdesk.models.handlers.work import Work

P = ParamSpec("P")
T = TypeVar("T")


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
    issued: those applications stay confirmed; without ``papers`` nothing is published, and all go the
    shortest course; without ``forwarding`` nothing goes to the level above; without ``approvals`` nothing is
    taken back or lapses, and nobody is told that an application came to nothing. Raises what ``office``, the
    steps and these raise.
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
    for step in player.steps():
        player.plan(step)
    player.play()
    for own in player.read(taken_up, command.office):
        player.run(own, person)
    return person


add_handler(LoadSample, load)


class _Player:
    """Knows whom and what the files' keys stand for in the database, and what comes next."""

    def __init__(self, work: Work, command: LoadSample) -> None:
        self.work, self.today, self.papers = work, command.today, command.papers
        self.notification, self.forwarding = command.notification, command.forwarding
        self.approvals, self.whole = command.approvals, command.papers is not None
        self.now = SampleTime(datetime.time(8, 30)).on(command.today)
        self.calls: dict[str, int] = {}
        self.persons: dict[str, int] = {}
        self.applicants: dict[str, int] = {}
        self.details = forms.applicants()
        self._planned = list[tuple[datetime.datetime, int, Callable[[], None]]]()
        self._numbers = count()

    def set_up(self, office: SetUpOffice | None) -> int:
        """Set the office up now, or the sample's on its day; return the id of the first person."""
        desk, course = forms.desk(), WHOLE if self.whole else SHORTEST
        if office is not None:
            carry_out(self.work, by_course(office, course))
        elif self.read(queries.office) is None:
            own = replace(desk.office.record(), procedure=course)
            self.run(SetUpOffice(office=own, person=desk.persons[0]), None)
        persons = self.read(queries.persons)
        self.persons = {person.name: person.id for person in persons}
        for name in (one for one in desk.persons if one not in self.persons):
            self.persons[name] = self.run(AddPerson(name=name), persons[0].id)
        self.type_wordings(persons[0].id)
        return persons[0].id

    def type_wordings(self, person: int) -> None:
        """Type what the clauses say that papers quote, unless somebody has typed any of that policy."""
        for policy, said in forms.desk().wordings.items():
            if self.whole and not self.read(queries.clause_wordings, policy):
                wordings = {f"{policy}/{rule}": text for rule, text in said.items()}
                kept = KeepClauseWordings(policy=standard_library().policy(policy), wordings=wordings)
                self.run(kept, person)

    def steps(self) -> Iterator[PlayedStep]:
        for year in forms.years():
            for call in year.calls:
                yield PlayedStep(call.opened.on(self.today), partial(self.open_call, year, call))
            yield from self.of_year(year)
        for bar in forms.bars():
            yield PlayedStep(bar.at.on(self.today), partial(self.bar, bar))
        yield from self.of_funds()
        yield from self.of_notices()

    def of_funds(self) -> Iterator[PlayedStep]:
        """Yield what is done with funds: who is paid was told of the award."""
        if self.whole and self.notification is not None:
            for fund in funds():
                yield from FundCourse(self, fund, forms.years()[0].policy).steps()

    def of_notices(self) -> Iterator[PlayedStep]:
        """Yield what was published beside the lists of the years, where the days around it can be counted."""
        for notice in forms.notices():
            day, days = notice.published.planned(self.today).date(), self.read(queries.working_days)
            if self.papers is not None and can_be_counted(day, days):
                listed = self.files(notice.policy, notice.year, notice.applications, listed=True)
                yield from self.published(notice, listed, self.papers, notice.objections)

    def of_year(self, year: forms.Year) -> Iterator[PlayedStep]:
        """Yield the ways of the files of a year; those that were decided were published together."""
        decided = [one for one in year.applications if one.confirmed is not None]
        alone = [one for one in year.applications if one.confirmed is None]
        for file in self.files(year.policy, year.year, alone, listed=False):
            yield from file.steps()
        listed = self.files(year.policy, year.year, decided, listed=True)
        if year.published is not None and self.papers is not None:
            yield from self.published(year.published, listed, self.papers)
        else:
            for file in listed:
                yield from file.steps()

    def files(
        self, policy: str, year: int, found: Iterable[forms.ApplicationForm], *, listed: bool
    ) -> list[FileCourse]:
        known = standard_library().policy(policy)
        return [FileCourse(self, known, year, one, listed=listed) for one in found]

    def published(
        self,
        form: forms.ListForm,
        files: list[FileCourse],
        papers: MakesPapers,
        objections: tuple[forms.ObjectionForm, ...] = (),
    ) -> Iterator[PlayedStep]:
        """Yield the ways of the files that were published together, then what was done with all of them."""
        for file in files:
            yield from file.steps()
        days = self.read(queries.working_days)
        for at, take in PublishedFiles(form, objections, self, files, papers, days).steps():
            yield PlayedStep(at, take)

    def bar(self, form: BarForm) -> None:
        by = self.persons[form.by]
        self.run(after_award.barring(form, self.applicant(form.applicant, by), self.now.date()), by)

    def open_call(self, year: forms.Year, call: forms.SampleCall) -> None:
        opening = levels.opening(year, call, self.today, self.now)
        self.calls[call.title] = self.run(opening, next(iter(self.persons.values())))

    def plan(self, step: PlayedStep) -> None:
        heappush(self._planned, (step.at, next(self._numbers), step.take))

    def play(self) -> None:
        """Take all steps in the order of their moments, those too that are planned meanwhile."""
        while self._planned:
            self.now, _, take = heappop(self._planned)
            take()

    def run(self, command: Command[T], by: int | None) -> T:
        """Carry out a command by a person; the next one finds everything as if it were read anew."""
        value = carry_out(self.work.part(self.now, Actor(by)), command)
        self.work.session.flush()
        self.work.session.expunge_all()
        self.work.forget()
        return value

    def read(self, query: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        return query(self.work.session, *args, **kwargs)

    def applicant(self, key: str, by: int) -> int:
        """Return an applicant, registered when it comes for the first time."""
        if key not in self.applicants:
            self.applicants[key] = self.run(RegisterApplicant(details=self.details[key]), by)
        return self.applicants[key]
