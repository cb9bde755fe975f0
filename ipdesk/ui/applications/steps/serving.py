"""Where a step of one file is asked for: the record of service wherever its kind keeps it, other pages."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ipdesk.models import queries
from ipdesk.models.core.errors import Conflict
from ipdesk.models.records.services import WITH_A_PERIOD
from ipdesk.ui.applications.after_award.acts import Doing, do
from ipdesk.ui.applications.after_award.announcement_dialog import announce_letter_service
from ipdesk.ui.applications.after_award.attempt_dialog import record_attempt
from ipdesk.ui.applications.after_award.service_dialog import record_letter_service
from ipdesk.ui.applications.steps.offered_step import NextStep
from ipdesk.ui.applications.steps.taking import ask_bars, record_service
from ipdesk.ui.applications.steps.waiting_handlings import WAITING
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.destinations import (
    AskAbout,
    ContinueDraft,
    Destination,
    IssueLetters,
    OpenGrant,
    OpenObjections,
    PublishApplications,
    ServeLetter,
    SignSheet,
)


def open_grant(desk: Desk, page: QWidget, tell: Callable[[str], None], application: int) -> None:
    """Lead to the books of the fund that pays an application's award. Raises DeskError."""
    place = desk.read(queries.charged_place, application)
    if place is not None:
        desk.open(OpenGrant(place.fund, place.task, place.grant))


RECORDS = {
    "serve": record_service,
    "served": record_letter_service,
    "attempted": record_attempt,
    "announce": announce_letter_service,
    "bars": ask_bars,
    "fund": open_grant,
    **WAITING,
}
"""What is asked of one application beside its steps, by the action of the button."""


def refuse_foreseen(desk: Desk, _: QWidget, wanted: NextStep) -> None:
    """Raise Conflict where a form would be refused whatever is typed: it is not opened."""
    asks = (wanted.action in RECORDS and wanted.action != "fund") or wanted.doing or wanted.step
    if asks and len(wanted.ids) == 1:
        here, file = desk.person().id, wanted.ids[0]
        why = desk.read(queries.foreseen_refusal, file, here, wanted.step)
        if not why and wanted.doing is not None:
            why = desk.read(queries.untaken_refusal, file, wanted.doing.act)
        if why:
            raise Conflict(why)


def write_down(
    desk: Desk, page: QWidget, tell: Callable[[str], None], wanted: ServeLetter | SignSheet
) -> None:
    """Ask what became of a paper that went out: how it was served, or what was signed. Raises DeskError."""
    if isinstance(wanted, SignSheet):
        do(desk, page, tell, (wanted.application,), Doing.SIGN)
    else:
        serve_letter(desk, page, tell, wanted)


def serve_letter(desk: Desk, page: QWidget, tell: Callable[[str], None], wanted: ServeLetter) -> None:
    """Ask how a letter was served, or only when, where that begins a period. Raises DeskError.

    Of one that was announced, or whose service is recorded with its way, all is asked. Once it is recorded
    the next of several is asked about.
    """
    application, letter, others = wanted.application, wanted.letter, wanted.others

    def told(sentence: str) -> None:
        tell(sentence)
        if others:
            desk.open(ServeLetter(*others[0], others[1:]))

    detail = desk.read(queries.application_detail, application)
    known = {one.letter for one in detail.services}
    known |= {one.letter for one in desk.read(queries.announcements, application)}
    if any(one.id == letter and one.kind in WITH_A_PERIOD for one in detail.letters) and letter not in known:
        record_service(desk, page, told, application)
    else:
        record_letter_service(desk, page, told, application, letter, len(others))


def page_for(step: NextStep) -> Destination:
    """Return where another page goes on with a step."""
    match step.action:
        case "open":
            return ContinueDraft(step.ids[0])
        case "publish":
            return PublishApplications(step.ids)
        case "inquire":
            return AskAbout(step.ids)
        case "objections":
            return OpenObjections(step.ids[0])
        case _:
            return IssueLetters(step.ids, step.document)
