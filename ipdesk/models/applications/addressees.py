"""Who is served with a paper of a file: its applicant, or who objected to it."""

from __future__ import annotations

from dataclasses import dataclass

from ipdesk.models.records import ApplicationDetail, LetterRow
from ipdesk.models.records.services import SERVED_ON_OTHERS


@dataclass(frozen=True, slots=True)
class Addressee:
    """Who a paper is addressed to; ``address`` is "" where none is known.

    ``contact`` says how who objected is reached, as it was entered; "" for an applicant.
    """

    name: str
    address: str
    contact: str = ""


def addressee_of(detail: ApplicationDetail, letter: LetterRow) -> Addressee:
    """Return to whom a letter of a file is addressed."""
    if letter.kind not in SERVED_ON_OTHERS:
        return Addressee(detail.application.applicant_name, detail.applicant.address)
    answered = (one.objection for one in detail.objections if one.objection.letter == letter.id)
    details = next((one.details for one in answered), None)
    contact = details.contact if details is not None else ""
    return Addressee(details.name if details is not None else letter.applicant_name, "", contact)
