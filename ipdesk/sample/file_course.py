"""One application of the sample on its way from the counter to the letter."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Protocol

from ipdesk.models import queries
from ipdesk.models.applications.approvals import ENDING, TERMINATION
from ipdesk.models.applications.superseded_papers import RECEIPT
from ipdesk.models.awards.differences import shown_lines
from ipdesk.models.awards.materials import materials_needed
from ipdesk.models.commands import (
    AcceptApplication,
    AskCorrection,
    ProposeApplication,
    ReviewApplication,
    SaveDraft,
    TakeStep,
)
from ipdesk.models.parsing.achievement_rows import JoinedRows, numbers_of, read_rows
from ipdesk.models.parsing.guardians import own_materials
from ipdesk.models.reading.application_contents import stored_achievements
from ipdesk.models.reading.evaluate_stored import evaluate_stored
from ipdesk.models.records import (
    ApplicantDetails,
    ApplicantRecord,
    ApplicationDetail,
    DecidedAmount,
    LoweredAmount,
    RawAchievement,
    SavedDraft,
    ShownLine,
)
from ipdesk.models.workflow import Step
from ipdesk.rules.core.result import Result
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.sample import after_award, forms, levels
from ipdesk.sample.awarded_file import AwardedFile, AwardPlayer, PlayedStep
from ipdesk.sample.decisions import basis_of, confirmation, decided_amounts, draft_totals, lowered_amounts
from ipdesk.sample.levels import Forwarding
from ipdesk.sample.reviews import looked_up
from ipdesk.sample.sample_dates import SampleTime, working_day

Lowered = tuple[LoweredAmount, ...]
_REVIEW_DAYS = 3
"""Working days from acceptance to review, where nothing else is said."""
_CHECKS = "check_record"
"""The kind of the paper that tells what was looked up at the review."""
_PRINTING = datetime.timedelta(minutes=4)


class CoursePlayer(AwardPlayer, Protocol):
    """Who writes the sample, by the commands of the desk."""

    whole: bool
    forwarding: Forwarding | None

    @property
    def calls(self) -> Mapping[str, int]:
        """Return the ids of calls by their titles."""

    def applicant(self, key: str, by: int) -> int:
        """Return an applicant, registered when it comes for the first time."""


class FileCourse(AwardedFile):
    """One application on its way from the counter to the letter; a ``listed`` one shares a public notice."""

    def __init__(
        self,
        player: CoursePlayer,
        policy: Policy,
        year: int,
        form: forms.ApplicationForm,
        *,
        listed: bool = False,
    ) -> None:
        super().__init__(player, policy, form)
        self.player: CoursePlayer = player
        self.year, self.listed = year, listed
        self.saved: SavedDraft | None = None

    def steps(self) -> Iterator[PlayedStep]:
        """Yield what is done with it, each at its moment."""
        yield from self.at_the_counter()
        yield from self.decided()
        yield from self.look_ups()
        yield from self.signatures()
        form = self.form
        if form.notified is not None and self.player.notification is not None:
            yield PlayedStep(form.notified.on(self.player.today), self.notify)
            yield from self.after_award()

    def at_the_counter(self) -> Iterator[PlayedStep]:
        """Yield what is done until it is accepted, or comes to nothing before."""
        form, today = self.form, self.player.today
        yield PlayedStep(form.opened.on(today), self.open)
        if form.accepted is not None:
            accepted = form.accepted.on(today)
            yield PlayedStep(accepted, self.accept)
            if self.player.notification is not None:
                yield PlayedStep(accepted + _PRINTING, partial(self.issue, RECEIPT))
        if form.correction is not None:
            yield PlayedStep(form.correction.at.on(today), self.ask_correction)
        if form.ended is not None:
            yield PlayedStep(form.ended.at.on(today), self.end)

    def decided(self) -> Iterator[PlayedStep]:
        """Yield how it is reviewed and decided, here or above."""
        form, today = self.form, self.player.today
        if self.player.whole and (reviewed := self.reviewed_at()) is not None:
            yield PlayedStep(reviewed.on(today), self.review)
        if form.forwarded is not None and self.player.forwarding is not None:
            yield PlayedStep(form.forwarded.at.on(today), self.forward)
            if form.answered is not None:
                yield PlayedStep(form.answered.at.on(today), self.answer)
        if form.proposed is not None and self.player.whole:
            yield PlayedStep(form.proposed.at.on(today), self.propose)
        if form.confirmed is not None:
            yield PlayedStep(form.confirmed.at.on(today), self.confirm)

    def reviewed_at(self) -> SampleTime | None:
        """Return when it is reviewed, None where it waits for that."""
        form = self.form
        goes_on = self.listed or form.proposed is not None or form.forwarded is not None
        if form.reviewed is not None or form.accepted is None or not goes_on:
            return form.reviewed
        day = form.accepted.planned(self.player.today).date()
        return SampleTime(form.accepted.time, working_day(day, _REVIEW_DAYS))

    @property
    def by(self) -> int:
        """Return who has it in hand."""
        return self.player.persons[self.form.by]

    @property
    def application(self) -> int:
        """Return its number in the database."""
        assert self.saved is not None, "opened first: steps are taken in the order of their moments"
        return self.saved.application

    def open(self) -> None:
        """Save its draft."""
        applicant, today = self.player.applicant(self.form.applicant, self.by), self.player.today
        rows = self.form.raw_rows()
        entry = read_rows(rows, self.policy.vocabulary, self.year, today)
        record = self.player.read(queries.applicant, applicant)
        result = self.player.read(evaluate_stored, self.policy, record, entry.achievements)
        if self.form.accepted is not None or self.form.correction is not None:
            rows = self.handed_in(rows, result, record)
        self.saved = self.player.run(self.saving(applicant, rows, entry, result), self.by)

    def saving(
        self, applicant: int, rows: tuple[RawAchievement, ...], entry: JoinedRows, result: Result
    ) -> SaveDraft:
        """Return what saves its draft, which comes to a result."""
        return SaveDraft(
            applicant=applicant,
            policy=self.policy.id,
            year=self.year,
            call=self.player.calls[self.form.call],
            rows=rows,
            totals=draft_totals(rows, entry, result),
            numbers=numbers_of(rows, self.policy.vocabulary, self.year, self.player.today),
        )

    def handed_in(
        self, rows: tuple[RawAchievement, ...], result: Result, applicant: ApplicantDetails
    ) -> tuple[RawAchievement, ...]:
        """Return rows with all materials that they need handed in."""
        own = own_materials(applicant, self.player.now.date())
        call = self.player.read(queries.call_of, self.player.calls[self.form.call])
        asked = call.materials if call is not None else ()
        needed = materials_needed(result.lines, rows, self.policy, own, asked)
        return tuple(
            replace(raw, received=frozenset(one.id for one in needed if one.row == raw.id)) for raw in rows
        )

    def accept(self) -> None:
        """Have its draft evaluated and frozen, as it was saved."""
        assert self.saved is not None, "opened first: steps are taken in the order of their moments"
        accepting = AcceptApplication(
            application=self.application, revision=self.saved.revision, policy=self.policy
        )
        self.player.run(accepting, self.by)

    def ask_correction(self) -> None:
        """Ask for what is missing."""
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

    def review(self) -> None:
        """Write down that nothing was found against it; what goes into the archive has that on paper."""
        told = self.application, self.applicant(), self.player.now.date(), self.form.unmet
        checks = self.player.read(looked_up, *told)
        self.player.run(ReviewApplication(application=self.application, checks=checks), self.by)
        if self.form.archived is not None and self.player.notification is not None:
            self.issue(_CHECKS)

    def forward(self) -> None:
        """Send it to the level above."""
        form, sending, read = self.form.forwarded, self.player.forwarding, self.player.read
        office = read(queries.office)
        assert form is not None and sending is not None and office is not None
        [call] = [one for one in read(queries.calls) if one.title == self.form.call]
        date = form.at.on(self.player.today).date()
        self.player.run(sending([self.detail()], office, self.policy, call, form.body, date), self.by)

    def answer(self) -> None:
        """Write down what the level above decided."""
        form, sent = self.form.answered, self.form.forwarded
        assert form is not None and sent is not None, "only applications that were answered have this step"
        self.player.run(levels.answering(form, sent.body, self.detail(), self.player.today), self.by)

    def end(self) -> None:
        """Write down that it came to nothing, and tell the applicant where papers are made at all."""
        form = self.form.ended
        assert form is not None, "only applications that came to nothing have this step"
        step, name = Step[form.step], self.applicant().name
        paper = after_award.withdrawing(name, self.player.now.date()) if step is Step.WITHDRAW else None
        ending = TakeStep(
            application=self.application, step=step, reason=form.reason, paper=paper, grounds=form.grounds()
        )
        kind = next((kind for kind, ends in ENDING.items() if ends is step), "")
        if kind and self.player.approvals is not None:
            self.approve(kind, ending, self.by)
            return
        self.player.run(ending, self.by)
        if step is Step.WITHDRAW and self.player.approvals is not None:
            self.approve(TERMINATION, None, self.by)

    def propose(self) -> None:
        """Propose it alone, on what experts scored."""
        form = self.form.proposed
        assert form is not None, "only applications with a proposal have this step"
        basis = basis_of(form.experts)
        decided = tuple(replace(one, basis=basis) for one in decided_amounts(self.form, form, self.policy.id))
        lowered, day = lowered_amounts(self.form, form, self.policy.id), form.at.on(self.player.today).date()
        proposing = ProposeApplication(
            application=self.application,
            policy=self.policy,
            decided=decided, lowered=lowered, shown=self.shown(decided, lowered),
            minutes_number=form.minutes.format(year=day.year), minutes_date=day,
            minutes_body=form.body, minutes_text=form.resolution,
        )  # fmt: skip
        self.player.run(proposing, self.player.persons[form.by])

    def shown(self, decided: tuple[DecidedAmount, ...], lowered: Lowered) -> tuple[ShownLine, ...]:
        """Return the lines that a person sees who decides so."""
        read = self.player.read
        chosen = [one.achievement for one in read(stored_achievements, self.application)]
        who = self.applicant()
        result = read(evaluate_stored, self.policy, who, chosen, decided, lowered, self.application)
        return shown_lines(result.lines, self.policy)

    def confirm(self) -> None:
        """Grant, lower or refuse its lines as the meeting did."""
        form = self.form.confirmed
        assert form is not None, "only applications with a confirmation have this step"
        decided = decided_amounts(self.form, form, self.policy.id)
        lowered = lowered_amounts(self.form, form, self.policy.id)
        held = form.held.on(self.player.today).date()
        proposed = self.detail().proposal if form.departing else None
        amounts = decided, lowered, self.shown(decided, lowered)
        confirming = confirmation(form, self.application, proposed, self.policy, *amounts, held)
        self.player.run(confirming, self.player.persons[form.by])

    def notify(self) -> None:
        """Tell the applicant of the decision."""
        self.issue("")

    def applicant(self) -> ApplicantRecord:
        """Return who applies."""
        return self.player.read(queries.applicant, self.player.applicant(self.form.applicant, self.by))

    def detail(self) -> ApplicationDetail:
        """Return everything about it as it stands."""
        return self.player.read(queries.application_detail, self.application)
