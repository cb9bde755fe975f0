"""What was looked up about an application 核查记录: the subject, where, when, with what result."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from enum import StrEnum


class CheckResult(StrEnum):
    """What came out; the values are those of the database."""

    FINE = "fine"
    BAD = "bad"
    NOT_APPLICABLE = "not_applicable"

    @property
    def label(self) -> str:
        """Return what the result is called in Chinese."""
        return {"fine": "正常", "bad": "异常", "not_applicable": "不适用"}[self.value]


@dataclass(frozen=True, slots=True)
class Check:
    """One look-up. ``subject`` is its id in the list of the office, ``name`` what that is called.

    ``remark`` says what was found, ``reason`` why the application goes on although the result is bad,
    ``pictures`` (PNG or JPEG) show it.
    """

    subject: str
    name: str
    source: str
    day: datetime.date
    result: CheckResult
    remark: str = ""
    reason: str = ""
    pictures: tuple[bytes, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class KeptPicture:
    """A picture that is kept with a look-up or a proof: its hash, form, width and height in pixels (px)."""

    sha256: str
    form: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class CheckRecord:
    """A look-up as it was written down, by whom, when and about which application."""

    check: Check
    by: str
    at: datetime.datetime
    pictures: tuple[KeptPicture, ...] = ()
    application: int = 0


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
