"""What is told of the sample's files beside their course: look-ups after the review, service that failed."""

from __future__ import annotations

from ipdesk.models.records import CheckResult, CheckStage, ServiceWay
from ipdesk.rules.source.strict_model import StrictModel
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


class AttemptForm(StrictModel):
    """How it was tried in vain to serve the letter about an award; ``back`` is its return by post."""

    at: Moment
    way: ServiceWay
    outcome: str
    back: Moment | None = None
    course: str = ""
    mail: str = ""
    witness: str = ""
