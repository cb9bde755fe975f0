"""Forwarding what is chosen, and recording what was answered: what that needs is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.documents.letters.forwarding.data import ForwardSource
from ipdesk.documents.letters.forwarding.papers import FORWARDED_TABLE, RECOMMENDATION
from ipdesk.documents.letters.issue import NO_OFFICE, Sources
from ipdesk.documents.letters.list_documents import issuing_list, list_source
from ipdesk.models import queries
from ipdesk.models.awards.answer_sheet import sheet_items
from ipdesk.models.commands import RecordUpperAnswer
from ipdesk.models.core.actor import Actor
from ipdesk.models.core.changes import Outcome
from ipdesk.models.core.errors import Conflict, NotFound
from ipdesk.models.core.session import Session
from ipdesk.models.records import ApplicationDetail, ApplicationRow, IssuedLetter
from ipdesk.models.services.application_with_policy import explained
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.library.policy_library import PolicyLibrary
from ipdesk.ui.applications.forwarding.answer_dialog import AnswerDialog, EnteredAnswer
from ipdesk.ui.applications.forwarding.forward_dialog import EnteredForwarding, ForwardDialog
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.destinations import OpenLetter
from ipdesk.ui.desk.tasks import Job, Lane
from ipdesk.ui.widgets.money import fen_text

TEMPLATES = "letters"
_RECENT = 20  # letters that are looked through for one about the same policy


def forward(desk: Desk, page: QWidget, applications: Sequence[int]) -> None:
    """Ask for the letter's particulars, then send all of one call. Raises DeskError."""
    ids = tuple(applications)
    rows = desk.read(queries.application_rows, ids)
    if len({row.call for row in rows}) > 1:
        raise Conflict(_tr("所选申请不属于同一个申报批次，请按批次分别上报。"))
    office = desk.read(queries.office)
    if office is None:
        raise NotFound(NO_OFFICE, "name")
    body, referred = _body(desk, rows), desk.read(queries.count_referred, ids)
    dialog = ForwardDialog(rows, office, body, desk.today, page, referred)
    dialog.submitted.connect(lambda entered: _send(desk, dialog, rows, entered))
    dialog.ask()


def _body(desk: Desk, rows: Sequence[ApplicationRow]) -> str:
    """Return to whom applications go: whom their call names, else to whom the last of their policy went."""
    call = desk.read(queries.call_of, rows[0].call) if rows[0].call else None
    named = call.upper_body if call is not None else ""
    return named or desk.read(last_body, _title(desk, rows))


def _title(desk: Desk, rows: Sequence[ApplicationRow]) -> str:
    return desk.policies.policy(rows[0].policy).pack.title


def last_body(session: Session, title: str) -> str:
    """Return to whom the last letter about the policy of a title went, "" before the first.

    Another policy may be of another city, whose body above is another.
    """
    for row in queries.letters(session, "", _RECENT, RECOMMENDATION.kind.id):
        if queries.letter(session, row.id).data["policy_title"] == title:
            return row.applicant_name
    return ""


def _send(
    desk: Desk, dialog: ForwardDialog, rows: Sequence[ApplicationRow], entered: EnteredForwarding
) -> None:
    templates = desk.data_dir / TEMPLATES if desk.data_dir else None
    sources, actor = Sources(desk.store, desk.policies, templates), desk.actor()
    ids, call = tuple(row.id for row in rows), rows[0].call

    def work(_: Job) -> Outcome[IssuedLetter]:
        return _issued(sources, ids, call, entered, actor)

    def done(outcome: Outcome[IssuedLetter]) -> None:
        dialog.saved()
        desk.notify(outcome.changes)
        desk.open(OpenLetter(outcome.value.id))

    desk.tasks.start(Lane.SAVING, work, done, desk.error_handler(dialog, dialog.refuse))


def _issued(
    sources: Sources, ids: tuple[int, ...], call: int, entered: EnteredForwarding, actor: Actor
) -> Outcome[IssuedLetter]:
    body, day, number = entered
    found = list_source(sources, ids, call)
    source = ForwardSource(found.office, found.call, found.applications, body=body)
    command = issuing_list(
        RECOMMENDATION, source, day, body, number=number, enclosed=[FORWARDED_TABLE],
        templates_dir=sources.templates,
    )  # fmt: skip
    return sources.store.run(command, actor)


def record_answer(
    desk: Desk, page: QWidget, tell: Callable[[str], None], applications: Sequence[int]
) -> None:
    """Ask for the answer to forwarded applications, record it, and ``tell`` that. Raises DeskError."""
    found = desk.read(_explained, tuple(applications), desk.policies)
    letters = [letter for detail, _ in found for letter in detail.letters]
    sent = (letter.applicant_name for letter in letters if letter.kind == RECOMMENDATION.kind.id)
    dialog = AnswerDialog(sheet_items(found), next(sent, ""), desk.today, page)
    dialog.resume(desk.read(queries.returned_answers, tuple(applications)))
    words = _tr("已登记批复 {count} 件，共 {sum} 元，可以下达文书")
    dialog.accepted.connect(lambda: tell(words.format(count=len(found), sum=fen_text(dialog.sheet.total))))
    policies = tuple({policy.sha256: policy for _, policy in found}.values())
    dialog.submitted.connect(lambda entered: _record(desk, dialog, policies, entered))
    dialog.ask()


def _explained(
    session: Session, applications: tuple[int, ...], policies: PolicyLibrary
) -> list[tuple[ApplicationDetail, Policy]]:
    return [explained(session, one, policies) for one in applications]


def _record(desk: Desk, dialog: AnswerDialog, policies: tuple[Policy, ...], entered: EnteredAnswer) -> None:
    command = RecordUpperAnswer(
        body=dialog.body_field.text(), number=dialog.number_field.text(), day=entered.day,
        answers=entered.answers, policies=policies, sheets=dialog.paper.sheets(),
    )  # fmt: skip
    desk.run_later(dialog, command, dialog.saved, dialog.refuse)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Forwarding", text)
