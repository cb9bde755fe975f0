"""The register of documents: every kind that can be issued, in the order in which pages offer them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from ipdesk.documents.letters.after_award.archive_papers import archive_list, archive_note
from ipdesk.documents.letters.after_award.clawback_decision import CLAWBACK_DECISION
from ipdesk.documents.letters.after_award.clawback_end import CLAWBACK_END_NOTICE
from ipdesk.documents.letters.after_award.clawback_notice import CLAWBACK_NOTICE
from ipdesk.documents.letters.after_award.collection_reminder import COLLECTION_REMINDER
from ipdesk.documents.letters.after_award.forfeiture_notice import FORFEITURE_NOTICE
from ipdesk.documents.letters.after_award.publication_proof import PUBLICATION_PROOF
from ipdesk.documents.letters.after_award.repayment_reminder import REPAYMENT_REMINDER
from ipdesk.documents.letters.after_award.service_announcement import SERVICE_ANNOUNCEMENT
from ipdesk.documents.letters.after_award.service_attempts import SERVICE_ATTEMPTS
from ipdesk.documents.letters.award.approval_form import APPROVAL_FORM
from ipdesk.documents.letters.award.document import AWARD
from ipdesk.documents.letters.counter.application_form import APPLICATION_FORM
from ipdesk.documents.letters.counter.correction import CORRECTION
from ipdesk.documents.letters.counter.deemed_withdrawn import DEEMED_WITHDRAWN
from ipdesk.documents.letters.counter.guardian_consent import GUARDIAN_CONSENT
from ipdesk.documents.letters.counter.material_list import MATERIAL_LIST
from ipdesk.documents.letters.counter.missing_list import MISSING_LIST
from ipdesk.documents.letters.counter.not_accepted import NOT_ACCEPTED
from ipdesk.documents.letters.counter.receipt import RECEIPT
from ipdesk.documents.letters.counter.termination import TERMINATION_NOTICE
from ipdesk.documents.letters.document import Layout, RegisteredDocument
from ipdesk.documents.letters.forwarding.papers import FORWARDED_TABLE, RECOMMENDATION
from ipdesk.documents.letters.handling.approval import HANDLING_APPROVAL
from ipdesk.documents.letters.notices.finding import FINDING_NOTICE
from ipdesk.documents.letters.notices.hearing import OBJECTION_NOTICE
from ipdesk.documents.letters.notices.inquiry import INQUIRY
from ipdesk.documents.letters.notices.outcome import OBJECTION_OUTCOME
from ipdesk.documents.letters.notices.public_list import PUBLIC_LIST
from ipdesk.documents.letters.notices.reply import OBJECTION_REPLY
from ipdesk.documents.letters.notices.report import NOTICE_REPORT
from ipdesk.documents.letters.proposal.check_record import CHECK_RECORD, LATER_RECORD
from ipdesk.documents.letters.proposal.expert_scores import EXPERT_SCORES, EXPERT_SUMMARY
from ipdesk.documents.letters.proposal.summary import PROPOSAL_SUMMARY
from ipdesk.documents.letters.refusal import REFUSAL
from ipdesk.documents.letters.service import ON_ITS_WAY, service_record
from ipdesk.models.records import LetterRow, Mark
from ipdesk.models.workflow import State

_LETTERS = (
    AWARD, REFUSAL, CORRECTION, NOT_ACCEPTED, DEEMED_WITHDRAWN, TERMINATION_NOTICE, RECOMMENDATION,
)  # fmt: skip
_AFTER_AWARD = (
    CLAWBACK_NOTICE,
    CLAWBACK_DECISION,
    CLAWBACK_END_NOTICE,
    REPAYMENT_REMINDER,
    COLLECTION_REMINDER,
    FORFEITURE_NOTICE,
    SERVICE_ANNOUNCEMENT,
)
_ARCHIVE = (
    archive_list(lambda letter: name_of_letter(letter)),
    archive_note(lambda letter: name_of_letter(letter)),
)
_FORMS = (
    APPLICATION_FORM,
    MATERIAL_LIST,
    MISSING_LIST,
    GUARDIAN_CONSENT,
    RECEIPT,
    CHECK_RECORD,
    LATER_RECORD,
    APPROVAL_FORM,
    HANDLING_APPROVAL,
    EXPERT_SCORES,
    EXPERT_SUMMARY,
    PROPOSAL_SUMMARY,
    FORWARDED_TABLE,
    service_record(lambda: DOCUMENTS),
    SERVICE_ATTEMPTS,
    PUBLICATION_PROOF,
)

_OF_NOTICES = (
    PUBLIC_LIST,
    OBJECTION_NOTICE,
    OBJECTION_REPLY,
    OBJECTION_OUTCOME,
    FINDING_NOTICE,
    NOTICE_REPORT,
    INQUIRY,
)

DOCUMENTS: dict[str, RegisteredDocument[Any]] = {
    one.kind.id: one for one in (*_LETTERS, *_AFTER_AWARD, *_FORMS, *_ARCHIVE, *_OF_NOTICES)
}
"""By the id of the kind, which is what the database keeps with each letter."""

ANY = "文书"
"""What letters of several kinds are called together, and those of a kind that only a newer program knows."""


def awaited() -> tuple[RegisteredDocument[Any], ...]:
    """Return the kinds for which applications can wait."""
    return tuple(document for document in DOCUMENTS.values() if document.wanted is not None)


def name_of(kind: str) -> str:
    """Name a document for the clerk by its kind's id; one that is registered no more has a general name."""
    found = DOCUMENTS.get(kind)
    return found.kind.name if found is not None else ANY


def name_of_letter(letter: LetterRow) -> str:
    """Return what an issued paper is called: a letter as it calls itself, a form by its kind.

    The title of a form begins with the office, and one of before has none.
    """
    found = DOCUMENTS.get(letter.kind)
    entitled = found is not None and found.layout is Layout.LETTER and letter.title
    return letter.title if entitled else name_of(letter.kind)


def named_to(document: RegisteredDocument[Any], marks: Collection[Mark]) -> str:
    """Return what a document is called that goes to applicants with all of these marks."""
    to_authority = document.to_authority if Mark.AUTHORITY in marks else ""
    return to_authority or document.kind.name


def says_sum(kind: str) -> bool:
    """Tell whether a document of a kind is about a sum of money, by the kind's id."""
    found = DOCUMENTS.get(kind)
    return found is None or found.says_sum


def issued_without_step(
    state: State, marks: Collection[Mark] = frozenset(Mark)
) -> tuple[RegisteredDocument[Any], ...]:
    """Return the kinds that an application in a state, with these marks, may get beside the usual course."""
    kinds = (one for one in DOCUMENTS.values() if one.kind.step is None and not one.lists)
    found = (one for one in kinds if state in one.kind.issued_in)
    return tuple(one for one in found if _is_wanted(one, state, marks))


def _is_wanted(document: RegisteredDocument[Any], state: State, marks: Collection[Mark]) -> bool:
    """Say whether a file in a state, with these marks, has anything for a document to tell."""
    wanted = document.wanted
    if wanted is None:
        return True
    if wanted.numbered_letter and state in ON_ITS_WAY and Mark.UNSERVED not in marks:
        return False
    return wanted.mark in (None, *marks)


def name_of_all(kinds: Collection[str]) -> str:
    """Return what letters of these kinds are called together."""
    one, *others = {*kinds} or {""}
    return ANY if others else name_of(one)


def heading(letter: LetterRow) -> str:
    """Return what an issued letter is called: its number, after its name where that is not the only kind."""
    if letter.number and len(DOCUMENTS) == 1:
        return letter.number
    return f"{name_of_letter(letter)} {letter.number}".strip()
