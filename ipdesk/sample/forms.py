"""The shape of the files in ``resources/sample/``: strict, so that a misspelt key is told and not ignored."""

from __future__ import annotations

import datetime
from functools import lru_cache
from typing import TypeVar

from pydantic import Field

from ipdesk.models.records import ApplicantDetails, Office, RawAchievement, TraitPeriod
from ipdesk.paths import resource
from ipdesk.rules.source.read_model import read_model
from ipdesk.rules.source.strict_model import Fen, StrictModel, Words
from ipdesk.rules.source.yaml_source import Source
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

    def record(self) -> Office:
        """Return it as the program keeps it."""
        return Office(**self.model_dump())


class Desk(StrictModel):
    """``office.yaml``: the office and the names of those who sit in it."""

    office: OfficeForm
    persons: Words


class Trait(StrictModel):
    """A trait and the days it is held."""

    trait: str
    since: datetime.date | None = None
    until: datetime.date | None = None


class ApplicantForm(StrictModel):
    """One applicant; ``key`` is what the files of applications call it."""

    key: str
    kind: str
    name: str
    identity: str
    legal_representative: str = ""
    contact: str = ""
    telephone: str = ""
    address: str = ""
    account_name: str = ""
    bank: str = ""
    account: str = ""
    traits: tuple[Trait, ...] = ()

    def details(self) -> ApplicantDetails:
        """Return what a clerk would enter."""
        traits = tuple(TraitPeriod(form.trait, form.since, form.until) for form in self.traits)
        return ApplicantDetails(**self.model_dump(exclude={"key", "traits"}), traits=traits)


class Applicants(StrictModel):
    """The whole file ``applicants.yaml``: every invented applicant of the sample office."""

    applicants: tuple[ApplicantForm, ...]


class Row(StrictModel):
    """One row of the counter's table, as typed, with the materials handed in for it."""

    kind: str
    ref: str = ""
    ref_last: str = ""
    count: str = ""
    date: str = ""
    year: str = ""
    facts: dict[str, str] = Field(default_factory=dict)
    received: frozenset[str] = frozenset()


class Decided(StrictModel):
    """The amount decided for a row (counted from 1) where a rule leaves it to a decision."""

    row: int
    rule: str
    amount: Fen


class Lowered(StrictModel):
    """A row granted less than computed."""

    row: int
    rule: str
    granted: Fen
    reason: str


class Confirmation(StrictModel):
    """Who confirmed an application when, by which minutes of which day."""

    at: Moment
    by: str
    minutes: str
    held: datetime.date
    decided: tuple[Decided, ...] = ()
    lowered: tuple[Lowered, ...] = ()


class ApplicationForm(StrictModel):
    """One application, as far as it has come."""

    applicant: str
    by: str
    opened: Moment
    accepted: Moment | None = None
    confirmed: Confirmation | None = None
    notified: Moment | None = None
    rows: tuple[Row, ...]

    def row_id(self, number: int) -> str:
        """Return the id of a row (counted from 1), which no row of another application has."""
        return f"{self.applicant}-{self.opened.stamp()}-{number}"

    def raw_rows(self) -> tuple[RawAchievement, ...]:
        """Return the rows as the counter would save them."""
        return tuple(
            RawAchievement(id=self.row_id(number), **row.model_dump())
            for number, row in enumerate(self.rows, start=1)
        )


class Year(StrictModel):
    """``applications-….yaml``: the applications of one policy and programme year."""

    policy: str
    year: int
    applications: tuple[ApplicationForm, ...]


@lru_cache(maxsize=1)
def desk() -> Desk:
    """Return the sample's office. Raises PackError when its file is not in order."""
    return _read(Desk, "office.yaml")


@lru_cache(maxsize=1)
def applicants() -> tuple[ApplicantForm, ...]:
    """Return the sample's applicants. Raises PackError when their file is not in order."""
    return _read(Applicants, "applicants.yaml").applicants


@lru_cache(maxsize=1)
def years() -> tuple[Year, ...]:
    """Return the sample's applications by year. Raises PackError when a file is not in order."""
    files = sorted(resource("sample").glob("applications-*.yaml"))
    return tuple(_read(Year, path.name) for path in files)


def _read(form: type[Form], name: str) -> Form:
    return read_model(form, Source.read(resource("sample", name)))
