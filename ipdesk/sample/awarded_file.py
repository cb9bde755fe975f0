"""What became of an award once its applicant was told: served, taken back, never taken, archived."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from ipdesk.models import queries
from ipdesk.models.applications.approvals import (
    ANNOUNCEMENT,
    CLAWBACK_DECISION,
    CLAWBACK_NOTICE,
    FORFEITURE,
)
from ipdesk.models.applications.superseded_papers import APPROVAL
from ipdesk.models.commands import (
    CarryOutHandling,
    Command,
    IssueDocument,
    RecordCheck,
    RecordSignatures,
    SignHandling,
    SubmitHandling,
)
from ipdesk.models.commands.handlings import Doing
from ipdesk.models.reading.after_award.handlings import handlings
from ipdesk.models.records import (
    ApplicantRecord,
    ApplicationDetail,
    Check,
    CheckStage,
    Handling,
    ServiceWay,
    Signature,
)
from ipdesk.models.records.checks import LATER_CHECKS
from ipdesk.models.records.public_notices import FINDING_NOTICE
from ipdesk.models.records.services import COLLECTION_REMINDER, REPAYMENT_REMINDER, SERVICE_ATTEMPTS
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.sample import after_award, forms
from ipdesk.sample.later_forms import LookUpForm
from ipdesk.sample.sample_dates import SampleTime, working_day

if TYPE_CHECKING:
    from ipdesk.models.core.session import Session

T = TypeVar("T")


class Notification(Protocol):
    """Gives the command by which the applicant of an application is told something in a letter of a date.

    ``kind`` is the id of the letter's; "" tells of the decision on its award.
    """

    def __call__(
        self, session: Session, application: int, date: datetime.date, kind: str = "", /
    ) -> IssueDocument:
        """Return the command."""


class Approvals(Protocol):
    """Gives the commands by which something against somebody is submitted, and carried out once signed."""

    def submitting(
        self, application: int, approves: str, doing: Doing | None, date: datetime.date, /
    ) -> SubmitHandling:
        """Return what submits it on a day, for the paper of the kind ``approves``."""

    def carrying_out(self, handling: Handling, date: datetime.date, /) -> CarryOutHandling:
        """Return what carries it out by a paper of this date, once it is signed."""


class PlayedStep(NamedTuple):
    """Something that is done with an application, and when."""

    at: datetime.datetime
    take: Callable[[], None]


class Pace(NamedTuple):
    """When a paper is signed inside, goes out and is fetched: working days after, and the time of day."""

    signed: tuple[int, datetime.time]
    issued: tuple[int, datetime.time]
    fetched: tuple[int, datetime.time]


USUAL = Pace((1, datetime.time(10, 50)), (1, datetime.time(15, 10)), (2, datetime.time(9, 40)))
AT_ONCE = Pace((0, datetime.time(14, 40)), (0, datetime.time(15, 20)), (0, datetime.time(16, 30)))
"""Where a period runs meanwhile."""


class AwardPlayer(after_award.Reader, Protocol):
    """Who writes the sample, by the commands of the desk."""

    today: datetime.date
    notification: Notification | None
    approvals: Approvals | None

    @property
    def persons(self) -> Mapping[str, int]:
        """Return the ids of people by their names."""

    def run(self, command: Command[T], by: int | None) -> T:
        """Carry out a command by a person, and return its answer."""

    def plan(self, step: PlayedStep) -> None:
        """Take a step once its moment has come."""


class AwardedFile:
    """An application whose applicant was told of its award."""

    def __init__(self, player: AwardPlayer, policy: Policy, form: forms.ApplicationForm) -> None:
        self.awarded, self.policy, self.form = player, policy, form

    @property
    def by(self) -> int:
        """Return who has it in hand."""
        raise NotImplementedError

    @property
    def application(self) -> int:
        """Return its number in the database."""
        raise NotImplementedError

    def applicant(self) -> ApplicantRecord:
        """Return who applies."""
        raise NotImplementedError

    def detail(self) -> ApplicationDetail:
        """Return everything about it as it stands."""
        raise NotImplementedError

    def after_award(self) -> Iterator[PlayedStep]:
        """Yield what became of an award once it was told."""
        form, today = self.form, self.awarded.today
        if (at := after_award.served_at(form, today, self.awarded.now)) is not None:
            yield PlayedStep(at, self.serve)
        if form.clawed_back is not None and self.awarded.approvals is not None:
            yield PlayedStep(form.clawed_back.told.on(today), self.tell_clawback)
            yield PlayedStep(form.clawed_back.decided.on(today), self.claw_back)
            if form.clawed_back.demanded is not None:
                yield PlayedStep(form.clawed_back.demanded.on(today), self.demand)
        if form.lapsed is not None and self.awarded.approvals is not None:
            yield PlayedStep(form.lapsed.reminded.on(today), self.remind)
            yield PlayedStep(form.lapsed.at.on(today), self.lapse)
        if form.archived is not None:
            yield PlayedStep(form.archived.at.on(today), self.archive)

    def signatures(self) -> Iterator[PlayedStep]:
        """Yield that the form for the decision was printed, and that what was signed on it was recorded."""
        form, today = self.form.sheet, self.awarded.today
        if form is not None and self.awarded.notification is not None:
            yield PlayedStep(form.printed.on(today), partial(self.issue, APPROVAL))
            yield PlayedStep(form.at.on(today), self.record_signatures)

    def record_signatures(self) -> None:
        """Record what was signed by hand on the newest form."""
        form = self.form.sheet
        assert form is not None, "only applications with a signed form have this step"
        sheet = next(one.id for one in self.detail().letters if one.kind == APPROVAL)
        opinions = tuple(one.record() for one in form.opinions)
        self.awarded.run(RecordSignatures(letter=sheet, opinions=opinions), self.awarded.persons[form.by])

    def look_ups(self) -> Iterator[PlayedStep]:
        """Yield what was looked up after the review; once the applicant was told, only where it was told."""
        form, today = self.form, self.awarded.today
        told = form.notified.on(today) if form.notified is not None else None
        for one in form.looked_up:
            at = one.at.on(today)
            if told is None or at < told or self.awarded.notification is not None:
                yield PlayedStep(at, partial(self.look_up, one))

    def look_up(self, form: LookUpForm) -> None:
        """Write down what was looked up, and print the record of its stage."""
        check = Check(
            "later", form.name, form.source, form.at.on(self.awarded.today).date(), form.result, form.remark,
            form.reason, unpictured=form.unpictured,
        )  # fmt: skip
        by, after = self.awarded.persons[form.by], form.stage is CheckStage.AFTER_NOTICE
        told = after and self.awarded.approvals is not None
        stage = CheckStage.OTHER if after and not told else form.stage  # nobody can be told of it then
        self.awarded.run(RecordCheck(application=self.application, stage=stage, check=check), by)
        if self.awarded.notification is not None:
            self.issue(LATER_CHECKS)
        if told:
            self._tell_finding(by)

    def _tell_finding(self, by: int) -> None:
        """Tell the applicant of what was found after the notice, so that it may state its view."""
        self.approve(FINDING_NOTICE, None, by, AT_ONCE)

    def serve(self) -> None:
        """Write down how the letter about the award was served."""
        by = self.awarded.persons[form.by] if (form := self.form.served) else self.by
        if form is not None and form.attempts:
            self.try_in_vain(form)
        if form is not None and form.way is ServiceWay.PUBLIC:
            announcing = after_award.announcing(form, self.detail(), self.policy, self.awarded)
            served = partial(self.record_service, form, by)
            self.approve(ANNOUNCEMENT, announcing, by, AT_ONCE, served)
        else:
            self.record_service(form, by)

    def record_service(self, form: forms.ServiceForm | None, by: int) -> None:
        """Write down that the newest paper was served today: as told, else fetched at the desk."""
        letter = self.awarded.read(after_award.newest_letter, self.application)
        now = self.awarded.now
        if form is None:
            self.awarded.run(after_award.fetched(letter, self.applicant(), now), by)
        else:
            self.awarded.run(after_award.serving(form, letter, now), by)

    def try_in_vain(self, form: forms.ServiceForm) -> None:
        """Write down what was tried before the announcement, and print it for the file."""
        by, today = self.awarded.persons[form.by], self.awarded.today
        for one in form.attempts:
            letter = self.awarded.read(after_award.newest_letter, self.application)
            trying = after_award.attempting(one, letter, self.applicant(), form.by, today)
            self.awarded.run(trying, by)
        self.issue(SERVICE_ATTEMPTS)

    def tell_clawback(self) -> None:
        """Tell what is to be taken back, by a paper served that day."""
        form, detail = self.form.clawed_back, self.detail()
        assert form is not None, "only applications with a clawback have this step"
        lines = after_award.reversed_lines(self.form, form.lines, detail)
        by = self.awarded.persons[form.by]
        self.approve(CLAWBACK_NOTICE, after_award.telling(form, lines, detail), by)

    def claw_back(self) -> None:
        """Decide what was told."""
        form, detail, day = self.form.clawed_back, self.detail(), self.awarded.now.date()
        assert form is not None, "only applications with a clawback have this step"
        lines = after_award.reversed_lines(self.form, form.lines, detail)
        by = self.awarded.persons[form.by]
        self.approve(CLAWBACK_DECISION, after_award.deciding(form, lines, detail, day), by)

    def demand(self) -> None:
        """Ask for what has not come back by its day."""
        self.approve(REPAYMENT_REMINDER, None, self.by)

    def approve(
        self,
        kind: str,
        doing: Doing | None,
        by: int,
        pace: Pace = USUAL,
        then: Callable[[], None] | None = None,
    ) -> None:
        """Submit what is to be done for a paper of a kind; have it signed, do it, and hand the paper over.

        ``then`` is what follows the paper instead.
        """
        approvals, day = self.awarded.approvals, self.awarded.now.date()
        assert approvals is not None, "only played with papers against somebody"
        self.awarded.run(approvals.submitting(self.application, kind, doing, day), by)
        self._after(day, pace.signed, partial(self._sign, by))
        self._after(day, pace.issued, partial(self._carry_out, by))
        self._after(day, pace.fetched, then or self.hand_over)

    def _after(self, day: datetime.date, when: tuple[int, datetime.time], take: Callable[[], None]) -> None:
        moment = SampleTime(when[1], working_day(day, when[0])).on(self.awarded.today)
        self.awarded.plan(PlayedStep(moment, take))

    def _sign(self, by: int) -> None:
        waiting = self.awarded.read(handlings, self.application)[-1]
        signature = Signature(agreed=True, day=self.awarded.now.date(), signers=forms.desk().signer)
        signing = SignHandling(handling=waiting.id, revision=waiting.revision, signature=signature)
        self.awarded.run(signing, by)

    def _carry_out(self, by: int) -> None:
        approvals = self.awarded.approvals
        assert approvals is not None, "only played with papers against somebody"
        waiting = self.awarded.read(handlings, self.application)[-1]
        self.awarded.run(approvals.carrying_out(waiting, self.awarded.now.date()), by)

    def issue(self, kind: str) -> None:
        """Issue a paper of a kind about what was just done."""
        notification, day = self.awarded.notification, self.awarded.now.date()
        assert notification is not None, "only told of an award with it"
        issuing = self.awarded.read(notification, self.application, day, kind)
        self.awarded.run(issuing, self.by)

    def hand_over(self) -> None:
        """Write down that the newest paper was fetched at the desk."""
        self.record_service(None, self.by)

    def remind(self) -> None:
        """Ask the recipient to take its award."""
        form = self.form.lapsed
        assert form is not None, "only applications whose award lapsed have this step"
        self.approve(COLLECTION_REMINDER, after_award.reminding(form, self.application), self.by)

    def lapse(self) -> None:
        """Record that it was not taken."""
        form, detail = self.form.lapsed, self.detail()
        assert form is not None, "only applications whose award lapsed have this step"
        lines = after_award.reversed_lines(self.form, form.lines, detail)
        by = self.awarded.persons[form.by]
        self.approve(FORFEITURE, after_award.lapsing(form, lines, detail), by)

    def archive(self) -> None:
        """Put the file into the archive."""
        form, office = self.form.archived, self.awarded.read(queries.office)
        assert form is not None, "only applications in the archive have this step"
        if office is not None and office.fonds:  # an office of the user's own need not keep one
            by, detail = self.awarded.persons[form.by], self.detail()
            for filing in after_award.filing_minutes(detail, office):
                self.awarded.run(filing, by)
            self.awarded.run(after_award.archiving(form, self.application), by)
