"""The shape of the files in ``resources/sample/``: strict, so that a misspelt key is told and not ignored."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import TypeVar

from pydantic import Field

from ipdesk.models.records import (
    ApplicantDetails,
    Expert,
    Grounds,
    MissingItem,
    Objector,
    Office,
    RawAchievement,
    Retention,
    ServiceWay,
)
from ipdesk.models.records.decisions import LoweredGround
from ipdesk.models.workflow import Level
from ipdesk.paths import resource
from ipdesk.rules.source.read_model import read_model
from ipdesk.rules.source.strict_model import Fen, StrictModel, Words
from ipdesk.rules.source.yaml_source import Source
from ipdesk.sample.later_forms import (
    AnswerForm,
    AttemptForm,
    BarForm,
    CallMaterialForm,
    ClawbackForm,
    CollectionForm,
    LapseForm,
    LookUpForm,
    SheetForm,
    UnmetForm,
)
from ipdesk.sample.sample_dates import Moment

Form = TypeVar("Form", bound=StrictModel)


class OfficeForm(StrictModel):
    """The office, as its first start would ask for it."""

    name: str
    red_header: str
    number_prefix: str
    contact: str
    telephone: str
    address: str
    remedies: str
    fonds: str = ""
    archive_category: str = ""
    archive_section: str = ""
    postcode: str = ""
    supervision_telephone: str = ""
    payer_name: str = ""
    payer_account: str = ""
    payer_bank: str = ""
    upper_bureau: str = ""
    payment_channel: str = ""

    def record(self) -> Office:
        """Return it as the program keeps it."""
        return Office(**self.model_dump())


class SampleOffice(StrictModel):
    """``office.yaml``: the office and the names of those who sit in it, and what its notices 申报通知 say.

    ``articles`` are those that its papers quote: of calls, since an office of the user's own has other rules;
    ``materials`` are those that they ask for beside the policy, ``wordings`` what clauses of a policy say
    themselves, by its id and theirs.
    """

    office: OfficeForm
    persons: Words
    signer: str
    articles: str
    materials: tuple[CallMaterialForm, ...]
    collection: CollectionForm
    wordings: dict[str, dict[str, str]]


class Applicants(StrictModel):
    """The whole file ``applicants.yaml``: what a clerk would enter about every invented applicant.

    The keys are what the files of applications call them.
    """

    applicants: dict[str, ApplicantDetails]
    bars: tuple[BarForm, ...] = ()


class Row(StrictModel):
    """One row of the counter's table, as typed. All its materials came in once it is accepted."""

    kind: str
    ref: str = ""
    ref_last: str = ""
    count: str = ""
    date: str = ""
    year: str = ""
    name: str = ""
    owners: str = ""
    rights: str = ""
    contract: str = ""
    contract_date: str = ""
    facts: dict[str, str] = Field(default_factory=dict)


class DecidedRow(StrictModel):
    """The amount decided for a row (counted from 1) where a rule leaves it to a decision.

    A row of which another document speaks has a ``reason``: why it gets nothing, or by what its amount.
    """

    row: int
    rule: str
    amount: Fen
    reason: str = ""


class LoweredRow(StrictModel):
    """A row granted less than computed."""

    row: int
    rule: str
    granted: Fen
    reason: str
    lowered_by: str = ""
    ground: LoweredGround = LoweredGround.OTHER

    def said(self) -> tuple[int, str, str, LoweredGround]:
        """Return what is granted, why, by what, and on what kind of ground."""
        return self.granted, self.reason, self.lowered_by, self.ground


class ExpertForm(StrictModel):
    """An expert; without a score one who is recused."""

    name: str
    unit: str
    score: Decimal | None = None

    def record(self) -> Expert:
        """Return the expert; one without a score is recused."""
        return Expert(self.name, self.unit, self.score, self.score is None)


class Confirmation(StrictModel):
    """Who confirmed an application when, by which minutes of which day.

    ``{year}`` in the number of the minutes is the year of that day.
    ``departing`` says why where it is otherwise than proposed, ``unpublished`` why what changed since the
    public notice is not published anew. Sums that a rule leaves open rest on what the ``experts`` scored.
    """

    at: Moment
    by: str
    minutes: str
    held: Moment
    decided: tuple[DecidedRow, ...] = ()
    lowered: tuple[LoweredRow, ...] = ()
    departing: str = ""
    unpublished: str = ""
    experts: tuple[ExpertForm, ...] = ()


class ProposalForm(StrictModel):
    """Who proposed an application when, at a meeting of that day; decided amounts on the scores of experts.

    ``{year}`` in the number of the minutes is the year of that day.
    """

    at: Moment
    by: str
    minutes: str
    body: str
    resolution: str
    decided: tuple[DecidedRow, ...] = ()
    lowered: tuple[LoweredRow, ...] = ()
    experts: tuple[ExpertForm, ...] = ()


class CorrectionForm(StrictModel):
    """What was asked for when, with how many working days, and whether the notice was handed over at once.

    One of these days is not: its period could end in a year whose holidays nobody has announced yet.
    """

    at: Moment
    working_days: int
    served: bool = True
    items: tuple[MissingItem, ...]


class Ending(StrictModel):
    """By which step of the workflow (its name) an application came to nothing, and why."""

    at: Moment
    step: str
    reason: str = ""
    basis: str = ""
    elsewhere: str = ""

    def grounds(self) -> Grounds:
        """Return by which rule an application is not accepted, and who it belongs to."""
        return Grounds(self.basis, self.elsewhere)


class ServiceForm(StrictModel):
    """How the letter that notified of an award was served, on that day, and what was tried before."""

    at: Moment
    by: str
    way: ServiceWay
    receiver: str = ""
    place: str = ""
    reason: str = ""
    posted: str = ""
    proof: str = ""
    proof_pages: int = 1
    attempts: tuple[AttemptForm, ...] = ()


class ArchiveForm(StrictModel):
    """When a file went into the archive, and for how long it is kept."""

    at: Moment
    by: str
    retention: Retention


class Forwarding(StrictModel):
    """To whom above an application was forwarded, and when."""

    at: Moment
    body: str


class Answer(StrictModel):
    """What the level above answered: its number and day; it grants what was forwarded."""

    at: Moment
    number: str
    day: Moment


class SampleCall(StrictModel):
    """A call of a year; ``opened`` is when it was written down, between ``begins`` and ``ends`` it is open.

    ``{year}`` in the number of the ``notice`` is the year in which it was written down.
    """

    title: str
    notice: str
    notice_title: str
    level: Level
    delegation: str = ""
    upper_body: str = ""
    opened: Moment
    begins: Moment
    ends: Moment
    budget: Fen


class ApplicationForm(StrictModel):
    """One application, as far as it has come; ``call`` is the title of its call.

    Where nothing is said of its review that is three working days after its acceptance, for what goes on.
    """

    applicant: str
    by: str
    opened: Moment
    accepted: Moment | None = None
    reviewed: Moment | None = None
    proposed: ProposalForm | None = None
    confirmed: Confirmation | None = None
    sheet: SheetForm | None = None
    notified: Moment | None = None
    served: ServiceForm | None = None
    correction: CorrectionForm | None = None
    ended: Ending | None = None
    clawed_back: ClawbackForm | None = None
    looked_up: tuple[LookUpForm, ...] = ()
    unmet: tuple[UnmetForm, ...] = ()
    lapsed: LapseForm | None = None
    archived: ArchiveForm | None = None
    call: str
    forwarded: Forwarding | None = None
    answered: Answer | None = None
    rows: tuple[Row, ...]

    def row_id(self, number: int) -> str:
        """Return the id of a row (counted from 1), which no row of another application has."""
        return f"{self.applicant}-{self.opened.stamp()}-{number}"

    def raw_rows(self) -> tuple[RawAchievement, ...]:
        """Return the rows as the counter would save them."""
        rows = enumerate(self.rows, start=1)
        return tuple(RawAchievement(id=self.row_id(number), **row.model_dump()) for number, row in rows)


class ObjectionForm(StrictModel):
    """An objection to the file of an applicant (its key), and its answer where there is one yet.

    ``which`` names the things that it is about, as a clerk would (``named_things``); "" are all of the file.
    ``stated`` is when the applicant handed in its view of it.
    """

    at: Moment
    applicant: str
    objector: Objector
    name: str
    contact: str
    text: str
    which: str = ""
    stated: Moment | None = None
    answered: AnswerForm | None = None


class ListForm(StrictModel):
    """When a list was proposed, published and, after its end, ``closed``, ``shown`` in these places.

    ``{year}`` in the number of the ``minutes`` is the year of the meeting.
    """

    proposed: Moment
    published: Moment
    closed: Moment | None = None
    shown: str = ""
    by: str
    minutes: str
    title: str
    basis: str


class NoticeForm(ListForm):
    """``notice-….yaml``: a public notice of files of one policy and year, with the objections to it."""

    policy: str
    year: int
    applications: tuple[ApplicationForm, ...]
    objections: tuple[ObjectionForm, ...] = ()


class Year(StrictModel):
    """``applications-….yaml``: the applications of one policy and programme year, and its calls.

    Those that were decided were published by the list of the year.
    """

    policy: str
    year: int
    calls: tuple[SampleCall, ...] = ()
    published: ListForm | None = None
    applications: tuple[ApplicationForm, ...]


@lru_cache(maxsize=1)
def desk() -> SampleOffice:
    """Return the sample's office. Raises PackError when its file is not in order."""
    return _read(SampleOffice, "office.yaml")


@lru_cache(maxsize=1)
def applicants() -> Mapping[str, ApplicantDetails]:
    """Return the sample's applicants by their keys. Raises PackError when their file is not in order."""
    return _read(Applicants, "applicants.yaml").applicants


@lru_cache(maxsize=1)
def bars() -> tuple[BarForm, ...]:
    """Return the bars on the sample's applicants. Raises PackError when their file is not in order."""
    return _read(Applicants, "applicants.yaml").bars


@lru_cache(maxsize=1)
def years() -> tuple[Year, ...]:
    """Return the sample's applications by year. Raises PackError when a file is not in order."""
    files = sorted(resource("sample").glob("applications-*.yaml"))
    return tuple(_read(Year, path.name) for path in files)


@lru_cache(maxsize=1)
def notices() -> tuple[NoticeForm, ...]:
    """Return the sample's public notices. Raises PackError when a file is not in order."""
    files = sorted(resource("sample").glob("notice-*.yaml"))
    return tuple(_read(NoticeForm, path.name) for path in files)


def _read(form: type[Form], name: str) -> Form:
    return read_model(form, Source.read(resource("sample", name)))
