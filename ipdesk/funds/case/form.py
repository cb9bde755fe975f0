"""The shape of the files in ``resources/samples/``: strict, so that no misspelt key is ignored."""

from __future__ import annotations

import datetime
from enum import StrEnum

from ipdesk.funds.books.figures import Rounding
from ipdesk.funds.books.posting_days import PostingDay, Precision
from ipdesk.funds.case.fact_form import Facts
from ipdesk.funds.case.facts import KindAwards
from ipdesk.funds.case.indicator_form import IndicatorForm
from ipdesk.funds.case.project_form import ContractForm, FundingForm
from ipdesk.funds.core.words import Channel, Method, PaperRole, SourceLevel
from ipdesk.paths import resource
from ipdesk.rules.source.read_model import read_model
from ipdesk.rules.source.strict_model import Fen, Number, StrictModel, Words, YesNo
from ipdesk.rules.source.yaml_source import Source


class Paper(StrictModel):
    """A document of the treasury or the superior office."""

    number: str
    issuer: str
    role: PaperRole
    title: str = ""
    day: datetime.date | None = None


class Section(StrictModel):
    """A responsible section 责任股室; the word is an office's own."""

    id: str
    name: str


class Grant(StrictModel):
    """One sum for one recipient, or for several parties of which none has a part that anybody wrote down.

    Without parties the recipients are unnamed: ``count`` says how many there are, ``items`` how many things
    it pays for at ``unit_amount`` (fen) each. ``retained`` is what the bureau keeps and spends itself.
    A project has a ``contract``; ``funding`` says who else pays.
    """

    id: str
    amount: Fen
    parties: Words = ()
    count: int | None = None
    items: int | None = None
    item: str = ""
    unit_amount: Fen | None = None
    purpose: str = ""
    retained: YesNo = False
    remark: str = ""
    contract: ContractForm | None = None
    funding: tuple[FundingForm, ...] = ()


class Task(StrictModel):
    """A task 任务 of a section: its budget (fen), how it is allocated, and its grants.

    ``number`` counts within the section, ``order`` over the whole fund. ``worded`` is what the office's text
    calls the method where that differs. ``earmarked`` money is named by the superior office and passes by the
    section.
    """

    id: str
    order: int
    number: int
    section: str
    name: str
    budget: Fen
    method: Method
    worded: str = ""
    basis: str = ""
    earmarked: YesNo = False
    remark: str = ""
    grants: tuple[Grant, ...]


class PaymentStatus(StrEnum):
    """What became of a payment that was sent."""

    PAID = "paid"
    FAILED = "failed"


class PaymentForm(StrictModel):
    """What was paid of a grant (fen): all of it, where no ``amount`` says less.

    ``reissues`` is the id of the failed payment that it repeats.
    """

    grant: str
    id: str
    amount: Fen | None = None
    channel: Channel = Channel.TREASURY
    date: datetime.date
    precision: Precision = Precision.ON
    status: PaymentStatus = PaymentStatus.PAID
    reason: str = ""
    reissues: str = ""
    remark: str = ""

    @property
    def day(self) -> PostingDay:
        """Return the day, as exactly as it is known."""
        return PostingDay(self.date, self.precision)

    def paid_of(self, grant: Grant) -> int:
        """Return what was paid (fen) of its grant."""
        return grant.amount if self.amount is None else self.amount


class Remark(StrictModel):
    """Where the office's text says something against itself; ``money`` marks what touches a sum."""

    id: str
    money: YesNo = False
    text: str


class FundForm(StrictModel):
    """A whole fund of one year. Sums are written in yuan and held in fen.

    ``printed_score`` is the score that the office's own report prints; ``unsupported`` is what its text
    states once and nothing bears out.
    """

    id: str
    name: str
    short_name: str
    year: int
    level: SourceLevel
    holder: str
    amount: Fen
    received_on: datetime.date
    plan_submitted_on: datetime.date | None = None
    allotted_on: datetime.date
    in_place_by: datetime.date | None = None
    closed_on: datetime.date
    deadline: datetime.date
    rounding: Rounding = Rounding.CUT
    goal: str = ""
    papers: tuple[Paper, ...]
    sections: tuple[Section, ...]
    tasks: tuple[Task, ...]
    payments: tuple[PaymentForm, ...]
    indicators: tuple[IndicatorForm, ...] = ()
    facts: Facts = ()
    awards: tuple[KindAwards, ...] = ()
    printed_score: Number | None = None
    problems: Words = ()
    improvements: Words = ()
    remarks: tuple[Remark, ...] = ()
    unsupported: Words = ()

    def papers_of(self, role: PaperRole) -> tuple[str, ...]:
        """Return the numbers of the papers that did the same."""
        return tuple(paper.number for paper in self.papers if paper.role is role)


def sample_funds() -> tuple[str, ...]:
    """Return the ids of the bundled funds."""
    return tuple(sorted(path.stem for path in resource("samples").glob("*.yaml")))


def sample_fund(name: str) -> FundForm:
    """Return a bundled fund. Raises PackError for a file with faults, OSError for a name that is none."""
    return read_model(FundForm, Source.read(resource("samples", f"{name}.yaml")))
