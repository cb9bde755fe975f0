"""What was looked up about an application 核查记录: the subject, where, when, with what result."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
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

    ``remark`` says what was found, ``reason`` why the application goes on although the result is bad.
    """

    subject: str
    name: str
    source: str
    day: datetime.date
    result: CheckResult
    remark: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CheckRecord:
    """A look-up as it was written down, by whom and when."""

    check: Check
    by: str
    at: datetime.datetime
