"""Forms as typed: nothing in them need be valid."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

_SIGNED = ("签字", "签名", "申请表", "承诺书", "声明", "说明", "清单", "同意书")
"""What is written for this application is handed in as it was signed."""


class MaterialForm(StrEnum):
    """In which form a material came; the values are those of the database."""

    ORIGINAL = "original"
    COPY = "copy"

    @property
    def label(self) -> str:
        """Return what it is called in Chinese."""
        return "原件" if self is MaterialForm.ORIGINAL else "复印件"


def told_form(paper: str) -> MaterialForm | None:
    """Return in which form a paper is handed in by its name, None where that does not tell."""
    if MaterialForm.COPY.label in paper:
        return MaterialForm.COPY
    return MaterialForm.ORIGINAL if any(word in paper for word in _SIGNED) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class RawAchievement:
    """One row of the counter's table exactly as typed; nothing in it need be valid.

    ``id`` is the row's own, stable as long as the row lives. A range of consecutive numbers has its first
    number in ``ref`` and either the last in ``ref_last`` or how many in ``count``. ``year`` empty means the
    application's. ``name``, ``rights`` and ``owners`` (parted by any usual mark), ``filing_date``,
    ``contract`` and ``contract_date`` are what the certificate says besides. ``facts`` maps fact ids to text;
    a yes/no is ``"true"`` or ``"false"``, a choice its id or its Chinese name. ``in_wan`` names the sums that
    were typed with the field on 万元. ``confirmed`` names the fields whose unusual value the clerk confirmed,
    ``received`` the materials (ids of the vocabulary) that were handed in for the row; one that the whole
    application needs once may stand in any row. ``originals`` and ``copies`` are those of which was said in
    which form they came.
    """

    id: str
    kind: str
    ref: str = ""
    ref_last: str = ""
    count: str = ""
    date: str = ""
    year: str = ""
    name: str = ""
    owners: str = ""
    filing_date: str = ""
    rights: str = ""
    contract: str = ""
    contract_date: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    in_wan: frozenset[str] = frozenset()
    confirmed: frozenset[str] = frozenset()
    received: frozenset[str] = frozenset()
    originals: frozenset[str] = frozenset()
    copies: frozenset[str] = frozenset()

    def form(self, material: str) -> MaterialForm | None:
        """Return in which form a material came, None where nobody said."""
        if material in self.originals & self.received:
            return MaterialForm.ORIGINAL
        return MaterialForm.COPY if material in self.copies & self.received else None


CERTIFICATE_FIELDS: Mapping[str, str] = {
    "certificate.name": "name",
    "certificate.owners": "owners",
    "certificate.filing_date": "filing_date",
    "certificate.rights": "rights",
    "certificate.contract": "contract",
    "certificate.contract_date": "contract_date",
}
"""What the certificate says: attribute by field of the row. No fact of an office's own is called so."""

NAME, OWNERS, FILED, RIGHTS, CONTRACT, SIGNED = CERTIFICATE_FIELDS


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a certificate says beside number and day, as it was read; what is not known is empty.

    ``owners`` are those at the day of the certificate, in its order. ``rights`` are the numbers of what a
    contract or a policy is about, and ``contract`` is what a contract is called that was signed on
    ``contract_date``. Nothing of it decides an award.
    """

    name: str = ""
    owners: tuple[str, ...] = ()
    filing_date: datetime.date | None = None
    rights: tuple[str, ...] = ()
    contract: str = ""
    contract_date: datetime.date | None = None


NOTHING_SAID = Certificate()
"""Of what was entered before certificates were, or while nobody has typed anything."""


class HeldNumber(NamedTuple):
    """A number in a row: the kind of what it identifies, as it was read, and its normal form (``item``)."""

    kind: str
    ref: str
    item: str


@dataclass(frozen=True, slots=True)
class DraftTotals:
    """What lists show of a draft, as the counter last computed it: items, fen, undecided lines."""

    achievements: int = 0
    computed: int = 0
    amount: int = 0
    undecided: int = 0


@dataclass(frozen=True, slots=True)
class Draft:
    """The saved text of a form. ``revision`` grows with every save; the next save gives it back."""

    application: int
    rows: tuple[RawAchievement, ...]
    saved_at: datetime.datetime
    revision: int


@dataclass(frozen=True, slots=True)
class SavedDraft:
    """The answer to a saved draft: its application, the number, and the revision to save from next."""

    application: int
    number: str
    revision: int
    saved_at: datetime.datetime


@dataclass(frozen=True, slots=True)
class RawExpert:
    """An expert as typed: name, unit, score, and whether it is recused 回避."""

    name: str = ""
    unit: str = ""
    score: str = ""
    recused: bool = False


@dataclass(frozen=True, slots=True)
class RawDecision:
    """What a reviewer typed at one line: the decided amount, the lowered amount and its reason.

    ``basis`` is the value of a BasisKind, or "" while none was chosen; ``lowered_by`` by what it is less,
    ``ground`` the value of a LoweredGround, "" while none was chosen.
    """

    achievement: str
    rule: str
    decided: str = ""
    granted: str = ""
    reason: str = ""
    basis: str = ""
    experts: tuple[RawExpert, ...] = ()
    lowered_by: str = ""
    ground: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionForm:
    """What was typed for a decision; ``answers`` are by a notice's code.

    ``departure_reason`` says why something is granted otherwise than proposed, ``unpublished_reason`` why it
    is not published anew. ``view_gist`` is what was stated of a finding, ``view_outcome`` the value of a
    ViewOutcome, ``view_why`` why.
    """

    lines: tuple[RawDecision, ...]
    minutes_number: str = ""
    minutes_date: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    minutes_body: str = ""
    minutes_text: str = ""
    departure_reason: str = ""
    unpublished_reason: str = ""
    view_gist: str = ""
    view_outcome: str = ""
    view_why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionDraft(DecisionForm):
    """The saved text of the decision form of an application that awaits its decision."""

    application: int
    saved_at: datetime.datetime
    revision: int = 0


@dataclass(frozen=True, slots=True)
class SavedText:
    """The text of a decision or review as saved: how often it was, and when this time."""

    revision: int
    saved_at: datetime.datetime
