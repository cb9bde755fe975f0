"""What is kept of an approval of a paper against somebody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ipdesk.documents.letters.application_letter import ApplicationLetter
from ipdesk.documents.text.numerals import chinese_date
from ipdesk.models.applications.approvals import APPROVAL
from ipdesk.models.records import DocumentKind, Recusal
from ipdesk.models.workflow import State

KIND = DocumentKind(
    APPROVAL,
    "处理事项审批表",
    states=(*State,),
    series=None,
    shows=frozenset({"identity"}),
)


@dataclass(frozen=True, slots=True)
class HandlingApproval(ApplicationLetter):
    """An approval of the paper of the kind ``approves``, before that goes out.

    ``party`` is who it goes to, with its code ("" where nobody knows it, as of who objected); ``requested``
    what was applied for. ``total`` (fen) is the sum that it is about, None where it is about none.
    ``decision`` says what is to be done, but for the sum; ``minutes`` name the meeting, "" without one;
    ``recused`` who is recused of the applicant, and since when that is recorded, "" for nobody.
    """

    approves: str
    party: str
    party_is_person: bool
    party_code: str
    requested: str
    facts: str
    basis: str
    decision: str
    total: int | None
    minutes: str = field(default="", kw_only=True)
    recused: str = field(default="", kw_only=True)


def recused_from(recusals: Iterable[Recusal]) -> str:
    """Return who is recused of an applicant, with the days of the records; "" for nobody."""
    return "、".join(f"{one.person.name}（{chinese_date(one.recorded_on)}登记）" for one in recusals)


PARTY = "当事人"
_SPOKEN_TO = ("贵单位", "你单位", "你们", "您", "你")
"""How letters speak to whom they go to, the longer word before that which it holds."""


def of_party(text: str, party: str = PARTY) -> str:
    """Return what a letter says to somebody as it is said of a party: an approval goes to the leaders."""
    for word in _SPOKEN_TO:
        text = text.replace(word, party)
    return text
