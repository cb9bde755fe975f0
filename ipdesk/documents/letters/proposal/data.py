"""What is kept of the papers of a proposal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ipdesk.documents.letters.application_letter import ApplicationLetter
from ipdesk.documents.letters.data import LetterData
from ipdesk.documents.letters.document import ListSource

IMPLEMENTED = "implementation"
"""By what experts judged whatever it was, on papers of former versions."""

if TYPE_CHECKING:
    from ipdesk.models.services.decision_file import DecisionFile


@dataclass(frozen=True, slots=True)
class JudgedItem:
    """An item whose amount is left to a decision, in fen; ``decided`` is None and ``average`` "" before that.

    ``ceiling`` and ``floor`` bound the amount, None where nothing does. ``matter`` says what kind of thing is
    judged (``criteria``), and so by what.
    """

    title: str
    article: str
    ceiling: int | None
    floor: int | None
    decided: int | None
    average: str
    matter: str = IMPLEMENTED


@dataclass(frozen=True, slots=True)
class ExpertScore:
    """What an expert said of the item at that place (counted from 1); ``score`` "" of one who is recused."""

    item: int
    name: str
    unit: str
    score: str
    recused: bool


Judged = tuple[tuple[JudgedItem, ...], tuple[ExpertScore, ...]]
"""What was left to a decision, and what experts said of it."""


@dataclass(frozen=True, slots=True)
class ExpertSheet(ApplicationLetter):
    """The sheet 专家评分表 of an application; without scores it is filled in by hand."""

    items: tuple[JudgedItem, ...]
    scores: tuple[ExpertScore, ...]


@dataclass(frozen=True, slots=True)
class ExpertSummary(ExpertSheet):
    """The summary 专家评分汇总表 of all experts' scores for an application."""


@dataclass(frozen=True, slots=True)
class MeetingSource(ListSource):
    """The applications that a meeting is about, each with what its decision is taken on."""

    files: tuple[DecisionFile, ...] = ()


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """Lines of one clause in an application: sums in fen, ``open`` where the amount is still to be decided.

    ``checks`` says what was found at the review, "" where there was none.
    """

    application: str
    applicant: str
    is_person: bool
    title: str
    article: str
    computed: int
    proposed: int
    open: bool
    reason: str
    checks: str


@dataclass(frozen=True, slots=True)
class ProposalSummary(LetterData):
    """The table 拟资助汇总表: of a ``call`` (its title, "" for a choice), with its budget in fen or None."""

    call: str
    notice: str
    budget: int | None
    programme_years: tuple[int, ...]
    rows: tuple[SummaryRow, ...]

    @property
    def total(self) -> int:
        """Return what is proposed, in fen."""
        return sum(row.proposed for row in self.rows)

    @property
    def applications(self) -> int:
        """Return how many applications are listed."""
        return len({row.application for row in self.rows})
