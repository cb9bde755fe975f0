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
class CheckPicture:
    """A picture that is kept with a look-up: its hash, form, width and height in pixels (px)."""

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
    pictures: tuple[CheckPicture, ...] = ()
    application: int = 0
