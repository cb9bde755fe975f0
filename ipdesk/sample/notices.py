"""The sample's public notice: files that are proposed and published, objections and their answers."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from typing import Protocol

from ipdesk.models.commands import AnnounceService, AnswerObjection, CloseNotice, PublishNotice
from ipdesk.models.periods.working_days import WorkingDays
from ipdesk.models.public_notices.named_things import named_things
from ipdesk.models.public_notices.objections import PAPERS
from ipdesk.models.records import (
    ApplicationDetail,
    LetterDocument,
    LineToPublish,
    NoticeContact,
    NoticeDetails,
    NoticePeriod,
    ObjectionDetails,
    Office,
    PublicNotice,
)
from ipdesk.models.records.decisions import WeighedView
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.sample import forms

_ONE = datetime.timedelta(days=1)
_MONTH = datetime.timedelta(days=31)


class NoticePapers(Protocol):
    """Gives the commands that publish a list and answer an objection, with the papers of a day."""

    def publish(
        self,
        details: NoticeDetails,
        applications: Sequence[int],
        lines: Sequence[LineToPublish],
        number: str | None = None,
    ) -> PublishNotice:
        """Return the command that publishes a list; ``number`` is None where one is drawn."""

    def answer(
        self,
        objection: int,
        reason: str,
        number: str | None = None,
        *,
        upheld: bool,
        view: WeighedView | None = None,
    ) -> AnswerObjection:
        """Return the command that answers an objection; ``number`` is None where one is drawn."""

    def close(self, notice: int, shown: str) -> CloseNotice:
        """Return the command that closes a notice, which was ``shown`` there, with its report."""

    def announce(
        self,
        detail: ApplicationDetail,
        policy: Policy,
        letter: LetterDocument,
        tried: str,
        collect_at: str,
        number: str | None = None,
    ) -> AnnounceService:
        """Return the command that announces a letter that could not be served otherwise."""


MakesPapers = Callable[[Office, datetime.date], NoticePapers]


def can_be_counted(day: datetime.date, days: WorkingDays) -> bool:
    """Say whether the holidays around a day are known: without them no notice has a last day."""
    return days.knows((day - _MONTH).year) and days.knows((day + _MONTH).year)


def working_moment(moment: datetime.datetime, days: WorkingDays) -> datetime.datetime:
    """Return the moment, on the last working day before it where it lies on none. Raises UnknownYear."""
    while not days.is_working(moment.date()):
        moment -= _ONE
    return moment


def details_of(form: forms.ListForm, office: Office, begins: datetime.date) -> NoticeDetails:
    """Return what the notice says of itself, with the contact of the office."""
    contact = NoticeContact(
        contact=office.contact, telephone=office.telephone, address=office.address, postcode=office.postcode
    )
    return NoticeDetails(
        title=form.title, basis=form.basis, period=NoticePeriod(begins=begins), contact=contact
    )


def objection_of(
    form: forms.ObjectionForm, application: int, notice: PublicNotice, received: datetime.datetime
) -> ObjectionDetails:
    """Return an objection to what a notice says of an application, with all that it must bring along."""
    lines = [line for line in notice.lines if line.application == application]
    return ObjectionDetails(
        application=application,
        objector=form.objector,
        name=form.name,
        contact=form.contact,
        received_at=received,
        text=form.text,
        papers=frozenset(PAPERS[form.objector]),
        lines=named_things(form.which, lines),
    )
