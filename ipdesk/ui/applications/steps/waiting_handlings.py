"""What is done with something that was submitted: signed, carried out, submitted anew, given up."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.models import queries
from ipdesk.models.applications.approvals import (
    ANNOUNCEMENT,
    APPROVAL,
    APPROVED,
    BAR,
    BROUGHT,
    ENDING,
    HANDLED,
    REPLY,
    approved_next,
    lacks_approval,
    running_handling,
    without_approval,
)
from ipdesk.models.core.actor import Permission
from ipdesk.models.core.errors import Conflict
from ipdesk.models.records import ApplicationDetail, Handling, IssuedLetter
from ipdesk.ui.applications.after_award.acts import submit_again
from ipdesk.ui.applications.after_award.announcement_dialog import announce_letter_service
from ipdesk.ui.applications.handling.carry_out_dialog import CarryOutDialog
from ipdesk.ui.applications.handling.sign_dialog import DropHandlingDialog, SignDialog
from ipdesk.ui.applications.steps.taking import ask_bars, submit_step_again
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.destinations import IssueLetters, OpenLetter, OpenObjections
from ipdesk.ui.desk.submission import Submission

Tell = Callable[[str], None]
_GONE = "这件申请没有送审的处理事项，可能已在另一处办完，请刷新后再看。"


def _in_hand(desk: Desk, application: int) -> tuple[ApplicationDetail, Handling]:
    detail = desk.read(queries.application_detail, application)
    found = running_handling(detail)
    if found is None:
        raise Conflict(_GONE)
    return detail, found


def sign(desk: Desk, page: QWidget, tell: Tell, application: int) -> None:
    """Ask what was signed; where it was agreed to, go on to doing it. Raises DeskError."""
    detail, handling = _in_hand(desk, application)

    def signed(_: object) -> None:
        words = _tr("{number} 已登记签批") if dialog.agreed else _tr("{number} 不同意，申请件照旧往下办")
        tell(words.format(number=detail.application.number))
        if dialog.agreed and not desk.refusal(Permission.ISSUE):
            carry_out(desk, page, tell, application)

    dialog = SignDialog(desk, detail, handling, signed, page)
    dialog.open_once()


def carry_out(desk: Desk, page: QWidget, tell: Tell, application: int) -> None:
    """Do what was signed, and lead on to its paper. Raises DeskError."""
    detail, handling = _in_hand(desk, application)

    def done(paper: IssuedLetter | None) -> None:
        tell(_done_text(detail, handling, paper))
        if paper is not None:
            desk.open(OpenLetter(paper.id, application if handling.kind in BROUGHT else 0))

    CarryOutDialog(desk, detail, handling, done, page).open_once()


def _done_text(detail: ApplicationDetail, handling: Handling, paper: IssuedLetter | None) -> str:
    """Say what was done, and which paper went out of it."""
    told = {"number": detail.application.number, "act": HANDLED[handling.kind]}
    if paper is None:
        return _tr("{number} 已办理“{act}”").format(**told)
    words = _tr("{number} 已办理“{act}”，{paper}{letter}已印发，请打印、盖章、送达")
    named = f"（{paper.number}）" if paper.number else ""
    return words.format(letter=named, paper=APPROVED[handling.kind], **told)


def resubmit(desk: Desk, page: QWidget, tell: Tell, application: int) -> None:
    """Show what was submitted once more, to be changed and submitted anew. Raises DeskError."""
    detail, handling = _in_hand(desk, application)
    if not handling.text:
        _ask_paper(desk, page, tell, detail, handling.kind, handling)
        return
    if handling.kind == REPLY:  # what was found stands on the page of the notice
        desk.open(OpenObjections(application))
    elif handling.kind in _AGAIN:
        _AGAIN[handling.kind](desk, page, tell, application, handling)
    else:
        again = submit_step_again if handling.kind in ENDING else submit_again
        again(desk, page, tell, detail, handling)


_AGAIN = {ANNOUNCEMENT: announce_letter_service, BAR: ask_bars}
"""What shows once more what was submitted neither of a step nor of an act."""


def drop(desk: Desk, page: QWidget, tell: Tell, application: int) -> None:
    """Ask why it is given up. Raises DeskError."""
    detail, handling = _in_hand(desk, application)
    said = _tr("{number} 已撤销送审").format(number=detail.application.number)
    dialog = DropHandlingDialog(desk, detail, handling, lambda _: None, page)
    dialog.accepted.connect(partial(tell, said))
    dialog.open_once()


def submit_paper(desk: Desk, page: QWidget, tell: Tell, application: int, wanted: str = "") -> None:
    """Submit a paper of what was done before, or print the sheet of one that went out. Raises DeskError.

    ``wanted`` is the kind of one that is chosen; where it is approved already, it is issued.
    """
    detail = desk.read(queries.application_detail, application)
    kind = wanted or approved_next(detail)
    if wanted and not lacks_approval(detail, wanted):
        desk.open(IssueLetters((application,), wanted))
        return
    if not kind or kind in without_approval(detail):
        desk.open(IssueLetters((application,), APPROVAL))
        return
    _ask_paper(desk, page, tell, detail, kind)


def _ask_paper(
    desk: Desk,
    page: QWidget,
    tell: Tell,
    detail: ApplicationDetail,
    kind: str,
    former: Handling | None = None,
) -> None:
    """Ask whether a paper is submitted that needs nothing to be done before."""
    row = detail.application
    Submission.of(desk, page, tell, detail, kind, former).ask(None, f"{row.number}　{row.applicant_name}")


WAITING = {
    "sign": sign,
    "carry_out": carry_out,
    "resubmit": resubmit,
    "drop_handling": drop,
    "submit_paper": submit_paper,
}
"""What is done with a handling that waits, by the action of the button."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("WaitingHandling", text)
