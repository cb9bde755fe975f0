"""Papers that came in 来文 while an application was dealt with: what came, from whom, with which number."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum


class Matter(StrEnum):
    """Why a paper came; the values are those of the database."""

    WITHDRAWAL = "withdrawal"
    OBJECTION = "objection"
    INQUIRY_ANSWER = "inquiry_answer"
    UPPER_ANSWER = "upper_answer"
    STATEMENT = "statement"
    GUARDIAN = "guardian"
    LATE = "late"
    OTHER = "other"

    @property
    def label(self) -> str:
        """Return what such a paper is usually called; it may be called otherwise."""
        return _TITLES[self]

    @property
    def of_applicant(self) -> bool:
        """Say whether it usually comes from the applicant."""
        return self in (Matter.WITHDRAWAL, Matter.STATEMENT, Matter.GUARDIAN, Matter.LATE)


_TITLES = {
    Matter.WITHDRAWAL: "撤回申请",
    Matter.OBJECTION: "异议书",
    Matter.INQUIRY_ANSWER: "关于征求意见的复函",
    Matter.UPPER_ANSWER: "批复",
    Matter.STATEMENT: "陈述申辩意见",
    Matter.GUARDIAN: "监护关系证明",
    Matter.LATE: "补充材料",
    Matter.OTHER: "其他来文",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheets:
    """What is known of a paper by looking at it alone: its title, how many pages, original or copy.

    ``title`` "" is the usual one of its matter; ``pages`` 0 says that nobody has counted them.
    """

    title: str = ""
    pages: int = 0
    is_copy: bool = False


UNSEEN = Sheets()
"""Of a paper that nobody has looked at: called as usual, an original, of how many pages nobody knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingDetails:
    """A paper that came in: who wrote it 责任者, its number 文号 ("" for none), and the day that it bears."""

    matter: Matter
    sender: str
    day: datetime.date
    number: str = ""
    sheets: Sheets = UNSEEN

    @property
    def title(self) -> str:
        """Return what it is called."""
        return self.sheets.title or self.matter.label


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingPaper:
    """A paper as it was written down, by whom and when."""

    id: int
    details: IncomingDetails
    by: str
    at: datetime.datetime
