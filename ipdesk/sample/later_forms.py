"""What is told of the sample's files beside their course: look-ups, failed service, answers to objections."""

from __future__ import annotations

import datetime

from ipdesk.models.records import CallMaterial, CheckResult, CheckStage, ServiceWay
from ipdesk.models.records.decisions import ViewOutcome
from ipdesk.models.records.forms import MaterialForm
from ipdesk.models.records.handlings import SheetOpinion, SheetPost
from ipdesk.models.records.reversals import Consequence
from ipdesk.rules.source.strict_model import Fen, StrictModel
from ipdesk.sample.sample_dates import Moment


class LookUpForm(StrictModel):
    """What was looked up about a file after its review, at a stage of it; a bad result has its ``reason``."""

    at: Moment
    by: str
    stage: CheckStage
    name: str
    source: str
    result: CheckResult
    remark: str
    reason: str = ""
    unpictured: str = ""


class UnmetForm(StrictModel):
    """What the review found where a clause (its id) asks for what is not there or too high, and where."""

    rule: str
    source: str
    remark: str


class ViewForm(StrictModel):
    """What an applicant stated about an objection, whether that is taken, and why."""

    gist: str
    outcome: ViewOutcome
    why: str


class AnswerForm(StrictModel):
    """How an objection was answered, when and why, and what became of the ``view`` of who is attacked."""

    at: Moment
    upheld: bool
    reason: str
    view: ViewForm | None = None


class AttemptForm(StrictModel):
    """How it was tried in vain to serve the letter about an award; ``back`` is its return by post.

    ``servers`` are those who went there, "" for who served it in the end.
    """

    at: Moment
    way: ServiceWay
    servers: str = ""
    outcome: str
    back: Moment | None = None
    course: str = ""
    mail: str = ""
    witness: str = ""


class OpinionForm(StrictModel):
    """What somebody wrote by hand at a place of an approval sheet, on which day."""

    post: SheetPost
    signer: str
    opinion: str
    day: datetime.date

    def record(self) -> SheetOpinion:
        """Return it as the desk writes it down."""
        return SheetOpinion(post=self.post, signer=self.signer, opinion=self.opinion, day=self.day)


class SheetForm(StrictModel):
    """An approval sheet of a file: when it was printed, and its opinions, recorded ``at`` a moment."""

    printed: Moment
    at: Moment
    by: str
    opinions: tuple[OpinionForm, ...]


class ReversedRow(StrictModel):
    """How much of what a row (counted from 1) was granted by a rule is taken back."""

    row: int
    rule: str
    amount: Fen


class ClawbackForm(StrictModel):
    """A clawback: told and served on one day, decided on another, to be paid back within so many days.

    It is ``demanded`` where it was not.
    """

    paid_on: datetime.date
    told: Moment
    decided: Moment
    by: str
    facts: str
    evidence: str
    ground: str
    basis: str
    derivation: str
    applied: str = ""
    follows: tuple[Consequence, ...] = ()
    minutes: str
    held: datetime.date
    heard: str
    due_days: int
    demanded: Moment | None = None
    pay_to: str
    lines: tuple[ReversedRow, ...]


class CollectionForm(StrictModel):
    """What recipients of awards do to be paid, by which article of a call's notice."""

    asks: str
    days: int
    article: str
    projects: str


class LapseForm(StrictModel):
    """An award, or a part of it, that was not taken until its last day, of which a letter reminded before."""

    reminded: Moment
    missing: str
    at: Moment
    by: str
    due_on: datetime.date
    minutes: str
    held: datetime.date
    reason: str
    basis: str
    rest: str = ""
    lines: tuple[ReversedRow, ...]


class BarForm(StrictModel):
    """A bar on an applicant (its key) for so many years from the day on which it was recorded."""

    applicant: str
    by: str
    at: Moment
    years: int
    reason: str
    basis: str


class CallMaterialForm(StrictModel):
    """A paper that a notice asks for beside the policy; ``rule`` is the full id of the clause."""

    rule: str
    name: str
    form: MaterialForm | None = None
    copies: int = 1
    article: str

    def record(self) -> CallMaterial:
        """Return it as the program keeps it."""
        return CallMaterial(**self.model_dump())
