"""What was looked up about an application 核查记录: the subject, where, when, with what result."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from enum import StrEnum

from ipdesk.models.workflow import State, Step


class CheckResult(StrEnum):
    """What came out; the values are those of the database.

    ``UNMET`` is what a clause asks for and does not find, so that it grants nothing: that stops no review.
    """

    FINE = "fine"
    BAD = "bad"
    UNMET = "unmet"
    NOT_APPLICABLE = "not_applicable"

    @property
    def label(self) -> str:
        """Return what the result is called in Chinese."""
        return {"fine": "正常", "bad": "异常", "unmet": "不符合", "not_applicable": "不适用"}[self.value]


class CheckStage(StrEnum):
    """For what something was looked up; the values are those of the database."""

    REVIEW = "review"
    AFTER_NOTICE = "after_notice"
    OBJECTION = "objection"
    BEFORE_PAYMENT = "before_payment"
    CLAWBACK = "clawback"
    OTHER = "other"

    @property
    def label(self) -> str:
        """Return what the stage is called in Chinese."""
        return _STAGES[self]

    @classmethod
    def later(cls) -> tuple[CheckStage, ...]:
        """Return the stages after the review."""
        return tuple(one for one in cls if one is not cls.REVIEW)

    def refusal(self, state: State) -> str:
        """Return why nothing is looked up for it in a state, without an end mark; "" where something is."""
        fits = self is CheckStage.OTHER or state in _CHECKED_IN.get(self, ())
        return "" if fits else f"现在是“{state.label}”，不登记“{self.label}”"


INQUIRY = "inquiry"
"""The subject under which the answer of another office that was asked is kept."""
CONDITION = "condition:"
"""How the ids of those subjects begin that are conditions of clauses; the clause and its place follow."""
_ANSWERED = {CheckResult.FINE: "无异议", CheckResult.BAD: "有异议"}
MET = "符合"
"""What a condition is called that is met."""
LATER_CHECKS = "later_check_record"
"""The kind of the paper that tells what was looked up at a later stage."""
_STAGES = {
    CheckStage.REVIEW: "初审",
    CheckStage.AFTER_NOTICE: "公示复核",
    CheckStage.OBJECTION: "异议核查",
    CheckStage.BEFORE_PAYMENT: "拨付前复查",
    CheckStage.CLAWBACK: "追回核查",
    CheckStage.OTHER: "补充核查",
}
_SHOWN = (Step.PROPOSE.target, Step.PUBLISH.target, Step.OBJECT.target)
_CHECKED_IN = {
    CheckStage.AFTER_NOTICE: (*_SHOWN, Step.CONFIRM.target),
    CheckStage.OBJECTION: _SHOWN,
    CheckStage.BEFORE_PAYMENT: (Step.CONFIRM.target, Step.ANSWER.target, Step.NOTIFY.target),
    CheckStage.CLAWBACK: (Step.NOTIFY.target,),
}
"""In which states something is looked up for a stage; for any other purpose in all."""


def called(subject: str, result: CheckResult) -> str:
    """Return what a result is called: who was asked has objections or none, a condition is met."""
    if subject == INQUIRY:
        return _ANSWERED.get(result, result.label)
    return MET if subject.startswith(CONDITION) and result is CheckResult.FINE else result.label


@dataclass(frozen=True, slots=True)
class Check:
    """One look-up. ``subject`` is its id in the list of the office, ``name`` what that is called.

    ``remark`` says what was found, ``reason`` why the application goes on although the result is bad,
    ``pictures`` (PNG or JPEG) show it; where there are none ``unpictured`` says why.
    """

    subject: str
    name: str
    source: str
    day: datetime.date
    result: CheckResult
    remark: str = ""
    reason: str = ""
    pictures: tuple[bytes, ...] = field(default=(), repr=False)
    unpictured: str = ""

    @property
    def outcome(self) -> str:
        """Return what the result is called, as ``called`` says."""
        return called(self.subject, self.result)


@dataclass(frozen=True, slots=True)
class Taken:
    """Where and when a picture was taken: ``place`` is an address 网址 or a place, "" for unknown.

    ``minutes`` are those after the midnight of ``day``; None is unknown.
    """

    place: str = ""
    day: datetime.date | None = None
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class KeptPicture:
    """A picture that is kept with a look-up or a proof: its hash, form, width and height in pixels (px).

    ``caption`` says what it shows, "" where nobody said.
    """

    sha256: str
    form: str
    width: int
    height: int
    caption: str = ""
    taken: Taken = Taken()


@dataclass(frozen=True, slots=True)
class CheckRecord:
    """A look-up as it was written down, by whom, when, about which application and at which stage of it.

    Of one after the review the ``reason`` of its check says what is done about a bad result.
    """

    check: Check
    by: str
    at: datetime.datetime
    pictures: tuple[KeptPicture, ...] = ()
    application: int = 0
    stage: CheckStage = CheckStage.REVIEW

    @property
    def about(self) -> tuple[str, str, str]:
        """Return what it is about: a newer one of the same takes its place where only the newest counts."""
        later = self.stage is not CheckStage.REVIEW
        return self.stage.value, self.check.subject, self.check.name if later else ""


@dataclass(frozen=True, slots=True)
class RawCheck:
    """One line of the review form as typed, nothing of which need be readable; ``result`` is "" for none."""

    subject: str
    result: str = ""
    remark: str = ""
    source: str = ""
    day: str = ""
    reason: str = ""
    pictures: tuple[bytes, ...] = field(default=(), repr=False)
    unpictured: str = ""


@dataclass(frozen=True, slots=True)
class DraftMark:
    """That a review was begun and not taken: who typed last, and when."""

    by: str
    at: datetime.datetime


@dataclass(frozen=True, slots=True)
class ReviewDraft:
    """The saved text of the review form of an accepted application, how often it was saved, and by whom."""

    checks: tuple[RawCheck, ...]
    mark: DraftMark
    revision: int
