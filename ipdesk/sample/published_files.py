"""The files of the sample that were published together, and what was objected to them."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Concatenate, ParamSpec, Protocol, TypeVar

from ipdesk.models import queries
from ipdesk.models.applications.approvals import REPLY
from ipdesk.models.commands import (
    Command,
    ProposeApplication,
    RecordIncomingPaper,
    RecordObjection,
    TellObjection,
)
from ipdesk.models.commands.handlings import Doing
from ipdesk.models.parsing.guardians import who_signs
from ipdesk.models.parsing.text.first_person import told_of
from ipdesk.models.records import (
    ApplicationDetail,
    DecidedAmount,
    IncomingDetails,
    LoweredAmount,
    Matter,
    Office,
    Sheets,
    ShownLine,
)
from ipdesk.models.records.decisions import WeighedView
from ipdesk.models.records.public_notices import OBJECTION_NOTICE, OBJECTION_OUTCOME
from ipdesk.models.services.notice_lines import lines_to_publish
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.library.policy_library import standard_library
from ipdesk.sample import forms
from ipdesk.sample.awarded_file import AT_ONCE, USUAL, Pace
from ipdesk.sample.decisions import proposed_as_decided
from ipdesk.sample.notices import MakesPapers, NoticePapers, details_of, objection_of, working_moment

if TYPE_CHECKING:
    from ipdesk.models.core.session import Session
    from ipdesk.models.periods.working_days import WorkingDays

_DAYS = 2
"""Working days within which an applicant states its view of an objection."""
ANSWERED = Pace((1, datetime.time(10, 20)), (1, datetime.time(11, 30)), (1, datetime.time(14, 0)))
P = ParamSpec("P")
T = TypeVar("T")


class Player(Protocol):
    """Who writes the sample: by the commands of the desk, each at its moment (``now``)."""

    now: datetime.datetime
    today: datetime.date

    @property
    def approvals(self) -> object:
        """Return what submits papers, None where none are made."""

    @property
    def persons(self) -> Mapping[str, int]:
        """Return the ids of people by their names."""

    def run(self, command: Command[T], by: int | None) -> T:
        """Carry out a command by a person, and return its answer."""

    def read(self, query: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Ask a query."""


class PublishedFile(Protocol):
    """A file that is published, accepted by then."""

    policy: Policy
    form: forms.ApplicationForm

    @property
    def application(self) -> int:
        """Return the number of its row in the database."""

    def detail(self) -> ApplicationDetail:
        """Return everything about the application as it stands."""

    def shown(
        self, decided: tuple[DecidedAmount, ...], lowered: tuple[LoweredAmount, ...]
    ) -> tuple[ShownLine, ...]:
        """Return the lines that a person sees who proposes so."""

    def approve(
        self,
        kind: str,
        doing: Doing | None,
        by: int,
        pace: Pace = USUAL,
        then: Callable[[], None] | None = None,
    ) -> None:
        """Submit what is to be done for a paper; have it signed, do it, and hand the paper over."""


class PublishedFiles:
    """Files that are proposed and published together, and what was objected to them."""

    def __init__(
        self,
        form: forms.ListForm,
        objections: Sequence[forms.ObjectionForm],
        player: Player,
        files: Sequence[PublishedFile],
        papers: MakesPapers,
        days: WorkingDays,
    ) -> None:
        self.form, self.player, self.files, self.make, self.days = form, player, files, papers, days
        self.notice, self.objecting = 0, objections
        self.objections: dict[str, int] = {}
        self.granted = list[int]()

    def steps(self) -> Iterator[tuple[datetime.datetime, Callable[[], None]]]:
        """Yield what is done with all of them, each at its moment."""
        today = self.player.today
        yield self.form.proposed.on(today), self._propose
        yield self._published, self._publish
        for form in self.objecting:
            yield form.at.on(today), partial(self._object, form)
            if form.stated is not None:
                yield form.stated.on(today), partial(self._state, form)
            if form.answered is not None:
                yield form.answered.at.on(today), partial(self._answer, form)
        if self.form.closed is not None:
            yield self.form.closed.on(today), self._close

    @property
    def _published(self) -> datetime.datetime:
        return working_moment(self.form.published.on(self.player.today), self.days)

    @property
    def _by(self) -> int:
        return self.player.persons[self.form.by]

    def _propose(self) -> None:
        for file in self.files:
            proposing = self._proposing(file)
            self.player.run(proposing, self._by)
            if any(line.amount for line in proposing.shown):
                self.granted.append(file.application)

    def _proposing(self, file: PublishedFile) -> ProposeApplication:
        decided, lowered = proposed_as_decided(file.form, file.policy.id)
        day = self.player.now.date()
        return ProposeApplication(
            application=file.application,
            policy=file.policy,
            decided=decided,
            lowered=lowered,
            shown=file.shown(decided, lowered),
            minutes_number=self.form.minutes.format(year=day.year),
            minutes_date=day,
        )

    def _publish(self) -> None:
        """Publish those that are to be granted something."""
        ids = tuple(self.granted)
        lines = lines_to_publish(self.player.read(queries.candidates, ids), standard_library())
        details = details_of(self.form, self._office(), self.player.now.date())
        self.notice = self.player.run(self._papers().publish(details, ids, lines), self._by).id

    def _close(self) -> None:
        self.player.run(self._papers().close(self.notice, self.form.shown), self._by)

    def _office(self) -> Office:
        office = self.player.read(queries.office)
        assert office is not None, "set up first"
        return office

    def _papers(self) -> NoticePapers:
        return self.make(self._office(), self.player.now.date())

    def _object(self, form: forms.ObjectionForm) -> None:
        file = self._file(form)
        notice = self.player.read(queries.public_notice, self.notice)
        details = objection_of(form, file.application, notice, self.player.now)
        recording = RecordObjection(notice=self.notice, details=details)
        found = self.objections[form.applicant] = self.player.run(recording, self._by).id
        telling = TellObjection(objection=found, gist=told_of(form.text, form.name, "异议人"), days=_DAYS)
        if self.player.approvals is None:
            self.player.run(telling, self._by)
        else:
            file.approve(OBJECTION_NOTICE, telling, self._by, AT_ONCE)

    def _file(self, form: forms.ObjectionForm) -> PublishedFile:
        return next(file for file in self.files if file.form.applicant == form.applicant)

    def _state(self, form: forms.ObjectionForm) -> None:
        """Write down what the applicant says of the objection."""
        file, day = self._file(form), self.player.now.date()
        sender = who_signs(file.detail().applicant, day)
        paper = IncomingDetails(
            matter=Matter.OBJECTION_STATEMENT, sender=sender, day=day, sheets=Sheets(pages=1)
        )
        self.player.run(RecordIncomingPaper(application=file.application, paper=paper), self._by)

    def _answer(self, form: forms.ObjectionForm) -> None:
        assert form.answered is not None, "only objections with an answer have this step"
        objection, said = self.objections[form.applicant], form.answered
        view = WeighedView(said.view.gist, said.view.outcome, said.view.why) if said.view else None
        answering = self._papers().answer(objection, said.reason, upheld=said.upheld, view=view)
        file = self._file(form)
        if self.player.approvals is None:
            self.player.run(answering, self._by)
            return
        outcome = (
            nothing if said.upheld else partial(file.approve, OBJECTION_OUTCOME, None, self._by, AT_ONCE)
        )
        file.approve(REPLY, answering, self._by, ANSWERED, outcome)


def nothing() -> None:
    """Do nothing: what is proposed anew tells its applicant of the outcome."""
