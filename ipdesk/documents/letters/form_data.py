"""What is kept of forms filled from the counter: who applies, what is declared, asked for, handed in."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from ipdesk.documents.letters.applicant_fields import ApplicantFields
from ipdesk.documents.letters.application_letter import ApplicationLetter
from ipdesk.documents.letters.content import Member
from ipdesk.documents.typesetting.printed_text import phrase
from ipdesk.models.records.forms import MaterialForm, told_form
from ipdesk.rules.core.money import grouped_yuan

OPEN = "待核定"
COPY = MaterialForm.COPY.label
EITHER = "□原件 □复印件"
"""To be ticked by hand: in which of both forms a paper was handed in nobody wrote down."""


def form_of(paper: str, said: str = "") -> str:
    """Return in which form a paper is handed in, ``EITHER`` where neither is known.

    What was ``said`` of it at the counter goes before what its name tells.
    """
    told = told_form(paper)
    return said or (told.label if told is not None else EITHER)


def printed_name(paper: str, said: str) -> str:
    """Return what a paper is called beside the form that ``form_of`` tells: no copy a second time."""
    return paper if form_of(paper, said) == EITHER else paper.removesuffix(COPY)


@dataclass(frozen=True, slots=True)
class DeclaredAchievement:
    """What is declared in one row: its name with its numbers, how many, and the first and the last day."""

    name: str
    count: int
    measure: str
    first: datetime.date
    last: datetime.date


@dataclass(frozen=True, slots=True)
class RequestedLine:
    """What is asked for under one clause. ``amount`` (fen) is None while it waits for a decision or facts.

    ``why`` says why nothing is computed, "" where something is.
    """

    title: str
    article: str
    amount: int | None
    why: str = ""


REQUESTED = {
    "title": "申请事项",
    "article": "依据条款",
    "amount": "测算金额",
    "why": "没有测算金额的原因，有金额的为空",
}
"""What a template may name of each item that is asked for, and what a clerk calls it."""


def requested_member(line: RequestedLine) -> Member:
    """Return a line of a form: its item, article and sum, which may be left to a decision."""
    amount = OPEN if line.amount is None else grouped_yuan(line.amount)
    values = {"title": phrase(line.title), "article": phrase(line.article), "amount": amount}
    values["why"] = phrase(line.why)
    return Member(values, amounts={"sum": line.amount or 0})


@dataclass(frozen=True, slots=True)
class ApplicationForm(ApplicationLetter):
    """An application with what its applicant declares and asks for, as it will be signed."""

    applicant: ApplicantFields
    achievements: tuple[DeclaredAchievement, ...]
    lines: tuple[RequestedLine, ...]


@dataclass(frozen=True, slots=True)
class ListedMaterial:
    """A paper, the achievements it is about ("" for the whole application), how many copies are handed in.

    ``form`` is that in which it came, "" where nobody said; ``asked`` says that it is to be put right, or to
    come, by the correction that runs.
    """

    name: str
    about: str
    count: int
    received: bool
    form: str = ""
    asked: bool = False

    @property
    def is_copy(self) -> bool:
        """Say whether a copy is handed in, which has to be compared with its original."""
        return form_of(self.name, self.form) == MaterialForm.COPY.label


@dataclass(frozen=True, slots=True)
class MaterialList(ApplicationLetter):
    """The papers that belong to an application, in the order in which clauses ask for them.

    ``asked`` is what the correction that runs asks for, nothing where none does.
    """

    materials: tuple[ListedMaterial, ...]
    asked: tuple[str, ...] = field(default=(), kw_only=True)
