"""The steps from the counter to the review, and those that write nothing but themselves."""

from __future__ import annotations

from dataclasses import dataclass, field

from ipdesk.models.commands.base import Command
from ipdesk.models.core.actor import Permission
from ipdesk.models.records import Check, CheckStage, Grounds, IncomingDetails
from ipdesk.models.workflow import Act, Step
from ipdesk.rules.core.result import Result
from ipdesk.rules.evaluation.policy import Policy

ONLY_A_DRAFT = "这项政策还是征求意见稿，没有施行日期，只能试算，不能受理。"


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptApplication(Command[Result]):
    """draft → accepted. Works from the saved draft: save it first and give its ``revision``.

    Reads and checks the whole text, writes the achievements, evaluates with the history of the database and
    keeps the lines with trace and pack. Answers the result. Raises InvalidInput with the problems of the
    rows, or for a policy that is only a draft for comment; Conflict when the draft is not the one shown.
    """

    permission = Step.ACCEPT.permission

    application: int
    revision: int
    policy: Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewApplication(Command[None]):
    """accepted → reviewed: everything on the list of the office was looked up, and is written down for good.

    A bad result stops the step unless it says what was found and why the application goes on. Raises
    InvalidInput with the problems by subject; Conflict for other states, or where the office has no review.
    """

    permission = Step.REVIEW.permission

    application: int
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordCheck(Command[None]):
    """Write down what was looked up after the review, at a ``stage`` of the file, archived ones too.

    Its pictures show what ``captions`` say, each at its place. Raises InvalidInput with every problem: what
    is missing, a day before acceptance, after today or a year ago, a bad result without what is done about
    it, a stage that does not fit the state; Conflict where nothing was reviewed yet.
    """

    permission = Act.CHECK.permission

    application: int
    stage: CheckStage
    check: Check
    captions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeStep(Command[None]):
    """Take a ``simple`` step of the workflow, with the permission that the step needs.

    ``reason`` is kept with the step where it is asked for; ``paper`` is that by which an applicant withdraws,
    ``grounds`` are those on which an application is not accepted, or counts as withdrawn.
    Making one raises ValueError for a step that another command takes, or that no paper leads to; running it
    InvalidInput for a missing or empty reason, and Conflict where the application is in another state by
    now.
    """

    application: int
    step: Step
    reason: str = ""
    paper: IncomingDetails | None = None
    grounds: Grounds = field(default_factory=Grounds)

    def __post_init__(self) -> None:
        if self.paper is not None and self.step is not Step.WITHDRAW:
            raise ValueError(f"no paper leads to {self.step.name}")
        if not self.step.simple:
            raise ValueError(f"{self.step.name} is taken by a command of its own")

    @property
    def permission(self) -> Permission:
        """Return what the step needs."""
        return self.step.permission
