"""With what the form of somebody new begins, and what is asked where code and kind do not agree."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ipdesk.models.parsing.identifiers.identity_numbers import birth_date
from ipdesk.models.parsing.names.applicant_kinds import KindProposal
from ipdesk.models.parsing.names.pasted_applicant import name_and_number
from ipdesk.models.parsing.names.pasted_licence import Licence
from ipdesk.models.records import ApplicantDetails
from ipdesk.rules.pack.vocabulary import Vocabulary


def begun_with(asked: str | Licence) -> tuple[ApplicantDetails, str]:
    """Return what was searched for tells of somebody new, and the field to be filled in first.

    It is a name, a code or both, or what a licence says.
    """
    if isinstance(asked, Licence):
        number, name, head, address = asked
    else:
        (name, number), head, address = name_and_number(asked), "", ""
    kind = "individual" if birth_date(number) else "enterprise"
    details = ApplicantDetails(
        kind=kind, name=name, identity=number, legal_representative=head, address=address
    )
    return details, _first_open(details)


def _first_open(known: ApplicantDetails) -> str:
    """Return which field is still to be filled in, of those that a search or a licence tells."""
    if not known.name:
        return "name"
    led = bool(known.legal_representative) or known.kind == "individual"  # nobody stands for a person
    return "identity" if not known.identity else "contact" if led else "legal_representative"


def kind_question(found: KindProposal, chosen: str, words: Vocabulary) -> str:
    """Say that a code speaks for other kinds than the chosen one (its id), and how to go on."""
    said = QCoreApplication.translate(
        "ApplicantForm",
        "{reason}，一般是{proposed}，现在选的是{chosen}。选错的按 Alt+U 改；没有错的，再按一次 Ctrl+Enter。",
    )
    kinds = words.applicant_kinds
    proposed = "、".join(kinds[kind].name for kind in found.kinds)
    return said.format(reason=found.reason, proposed=proposed, chosen=kinds[chosen].name)
