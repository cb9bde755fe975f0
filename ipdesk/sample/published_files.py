"""The files of the sample that were published together, and what was objected to them."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import partial
from typing import TYPE_CHECKING, Concatenate, ParamSpec, Protocol, TypeVar

from ipdesk.models import queries
from ipdesk.models.applications.approvals import REPLY
from ipdesk.models.awards.differences import shown_lines
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
from ipdesk.models.reading.evaluate_stored import evaluate_stored
from ipdesk.models.records import (
    ApplicationDetail,
    IncomingDetails,
    Matter,
    Office,
    Sheets,
    ShownLine,
)
from ipdesk.models.records.public_notices import OBJECTION_NOTICE, OBJECTION_OUTCOME, WeighedView
from ipdesk.models.services.notice_lines import lines_to_publish
from ipdesk.models.workflow import State, Step
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.library.policy_library import standard_library
from ipdesk.sample import forms
from ipdesk.sample.notices import MakesPapers, NoticePapers, details_of, objection_of, working_moment

if TYPE_CHECKING:
    from ipdesk.models.core.session import Session
    from ipdesk.models.periods.working_days import WorkingDays

_DAYS = 2
"""Working days within which an applicant states its view of an objection."""
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

    def stage(self, stage: State) -> AbstractContextManager[None]:
        """Let the office use a stage meanwhile."""


class PublishedFile(Protocol):
    """A file that is published, accepted by then."""

    policy: Policy
    form: forms.ApplicationForm

    @property
    def application(self) -> int:
        """Return the number of its row in the database."""

    def detail(self) -> ApplicationDetail:
        """Return everything about the application as it stands."""

    def approve(self, kind: str, doing: Doing | None, by: int) -> None:
        """Submit what is to be done for a paper of a kind, have it signed that day, and do it."""

    def hand_over(self) -> None:
        """Write down that the newest paper was fetched at the desk."""


class PublishedFiles:
    """Files that are proposed and published together, and what was objected to them.

    The office of the sample uses neither stage; it takes them up for this one list.
    """

    def __init__(
        self,
        form: forms.NoticeForm,
        player: Player,
        files: Sequence[PublishedFile],
        papers: MakesPapers,
        days: WorkingDays,
    ) -> None:
        self.form, self.player, self.files, self.make, self.days = form, player, files, papers, days
        self.notice = 0
        self.objections: dict[str, int] = {}

    def steps(self) -> Iterator[tuple[datetime.datetime, Callable[[], None]]]:
        """Yield what is done with all of them, each at its moment."""
        today = self.player.today
        yield self.form.proposed.on(today), self._propose
        yield self._published, self._publish
        for form in self.form.objections:
            yield form.at.on(today), partial(self._object, form)
            if form.stated is not None:
                yield form.stated.on(today), partial(self._state, form)
            if form.answered is not None:
                yield form.answered.at.on(today), partial(self._answer, form)

    @property
    def _published(self) -> datetime.datetime:
        return working_moment(self.form.published.on(self.player.today), self.days)

    @property
    def _by(self) -> int:
        return self.player.persons[self.form.by]

    def _propose(self) -> None:
        with self.player.stage(Step.PROPOSE.target):
            for file in self.files:
                self._propose_one(file)

    def _propose_one(self, file: PublishedFile) -> None:
        read, detail = self.player.read, file.detail()
        chosen = [stored.achievement for stored in detail.achievements]
        result = read(evaluate_stored, file.policy, detail.applicant, chosen, (), (), file.application)
        self.player.run(self._proposing(file, shown_lines(result.lines, file.policy)), self._by)

    def _proposing(self, file: PublishedFile, shown: tuple[ShownLine, ...]) -> ProposeApplication:
        return ProposeApplication(
            application=file.application,
            policy=file.policy,
            decided=(),
            lowered=(),
            shown=shown,
            minutes_number=self.form.minutes,
            minutes_date=self.form.proposed.on(self.player.today).date(),
        )

    def _publish(self) -> None:
        ids = tuple(file.application for file in self.files)
        lines = lines_to_publish(self.player.read(queries.candidates, ids), standard_library())
        details = details_of(self.form, self._office(), self.player.now.date())
        with self.player.stage(Step.PROPOSE.target), self.player.stage(Step.PUBLISH.target):
            self.notice = self.player.run(self._papers().publish(details, ids, lines), self._by).id

    def _office(self) -> Office:
        office = self.player.read(queries.office)
        assert office is not None, "set up first"
        return office

    def _papers(self) -> NoticePapers:
        return self.make(self._office(), self.player.now.date())

    def _object(self, form: forms.ObjectionForm) -> None:
        file = self._file(form)
        details = objection_of(form, file.application, self.player.now)
        recording = RecordObjection(notice=self.notice, details=details)
        found = self.objections[form.applicant] = self.player.run(recording, self._by).id
        telling = TellObjection(objection=found, gist=told_of(form.text, form.name, "异议人"), days=_DAYS)
        if self.player.approvals is None:
            self.player.run(telling, self._by)
        else:
            file.approve(OBJECTION_NOTICE, telling, self._by)
            file.hand_over()

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
        file.approve(REPLY, answering, self._by)
        if not said.upheld:
            file.approve(OBJECTION_OUTCOME, None, self._by)
            file.hand_over()
