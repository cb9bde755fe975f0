"""The shape of ``resources/sample/funds.yaml``: funds, which calls they pay, and what was paid of them."""

from __future__ import annotations

from functools import lru_cache

from pydantic import Field

from ipdesk.funds.core.words import Channel, Method, SourceLevel
from ipdesk.funds.payments.payment_row import PayeeKind
from ipdesk.paths import resource
from ipdesk.rules.source.read_model import read_model
from ipdesk.rules.source.strict_model import Fen, StrictModel, Words
from ipdesk.rules.source.yaml_source import Source
from ipdesk.sample.sample_dates import Moment


class TaskForm(StrictModel):
    """A task of a fund, and what it gets of it."""

    section: str
    number: int
    name: str
    method: Method
    basis: str
    budget: Fen


class ChargeForm(StrictModel):
    """Since when tasks (their numbers) pay a call (its title): that of a rule, else ``others``."""

    call: str
    at: Moment
    others: int
    rules: dict[str, int] = Field(default_factory=dict)


class BatchForm(StrictModel):
    """A batch of payments to applicants (their keys), as far as it has come.

    ``rechecked`` is when their look-ups were repeated; ``failed`` says why some could not be paid.
    """

    channel: Channel
    payees: PayeeKind
    purpose: str
    applicants: Words
    by: str
    rechecked: Moment
    prepared: Moment
    signed_by: str = ""
    signed: Moment | None = None
    sent: Moment | None = None
    answered: Moment | None = None
    failed: dict[str, str] = Field(default_factory=dict)


class FundForm(StrictModel):
    """A fund of the year in which it ``arrived`` (``{year}`` in its texts), and what was done with it.

    ``paper`` of ``issuer`` brought it, ``allotment`` of ``treasury`` passed it on on the day ``allotted``.
    """

    name: str
    short_name: str
    level: SourceLevel
    goal: str
    by: str
    paper: str
    issuer: str
    arrived: Moment
    allotment: str
    treasury: str
    allotted: Moment
    amount: Fen
    tasks: tuple[TaskForm, ...]
    charges: tuple[ChargeForm, ...]
    batches: tuple[BatchForm, ...] = ()


class Funds(StrictModel):
    """The whole file."""

    funds: tuple[FundForm, ...]


@lru_cache(maxsize=1)
def funds() -> tuple[FundForm, ...]:
    """Return the sample's funds. Raises PackError when their file is not in order."""
    return read_model(Funds, Source.read(resource("sample", "funds.yaml"))).funds
