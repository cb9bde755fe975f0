"""Files in the archive 归档, under which number and for how long; papers that came in 来文 for them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class Retention(StrEnum):
    """For how long a file is kept 保管期限; the values are the codes of DA/T 22-2015, and of the database.

    Source: 国家档案局令第8号 knows these three.
    """

    PERMANENT = "Y"
    THIRTY_YEARS = "D30"
    TEN_YEARS = "D10"

    @property
    def label(self) -> str:
        """Return what it is called in Chinese."""
        return {"Y": "永久", "D30": "30年", "D10": "10年"}[self.value]


class ArchiveTrial(NamedTuple):
    """What would come of an application (its id) in the archive: under which number, or why not."""

    application: int
    number: str
    applicant_name: str
    kept_as: str
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class PageCount:
    """How many pages something in the file of an application (its id) has, as counted by hand.

    ``item`` is that of ``counted_material``, ``counted_paper`` or ``counted_proof``.
    """

    application: int
    item: str
    pages: int


_MATERIAL, _PAPER, _PROOF = "material:", "paper:", "proof:"


def counted_material(material: str) -> str:
    """Return the item that a material is counted as, by its id in the vocabulary."""
    return _MATERIAL + material


def counted_paper(paper: int) -> str:
    """Return the item that a paper which came in is counted as, by its id."""
    return f"{_PAPER}{paper}"


def counted_proof(letter: int) -> str:
    """Return the item that what proves the service of a letter is counted as, by the letter's id."""
    return f"{_PROOF}{letter}"


def is_counted(item: str) -> bool:
    """Say whether a text names something whose pages are counted by hand."""
    named = item.removeprefix(_MATERIAL) if item.startswith(_MATERIAL) else ""
    return bool(named) or any(item.removeprefix(kind).isdecimal() for kind in (_PAPER, _PROOF))


@dataclass(frozen=True, slots=True)
class TakenOut:
    """That a file was taken out of the archive again: why, on which day, and by whom."""

    reason: str
    at: datetime.datetime
    by: str

    @property
    def day(self) -> datetime.date:
        """Return the day on which it was taken out."""
        return self.at.date()


@dataclass(frozen=True, slots=True)
class ArchiveRecord:
    """A file in the archive: its number 档号, how long it is kept, since when, and who put it there.

    ``unserved`` says why a paper of it was not served, "" where all were; ``pages`` how many pages things
    have that the program did not print, by their items, where somebody counted them. With ``taken_out`` it
    lies there no more; its number is never given out again.
    """

    number: str
    retention: Retention
    at: datetime.datetime
    by: str
    remark: str = ""
    taken_out: TakenOut | None = None
    unserved: str = ""
    pages: Mapping[str, int] = field(default_factory=dict)

    @property
    def day(self) -> datetime.date:
        """Return the day on which it came into the archive."""
        return self.at.date()


# --- papers that came in 来文 ---


class Matter(StrEnum):
    """Why a paper came; the values are those of the database."""

    WITHDRAWAL = "withdrawal"
    OBJECTION = "objection"
    INQUIRY_ANSWER = "inquiry_answer"
    UPPER_ANSWER = "upper_answer"
    STATEMENT = "statement"
    OBJECTION_STATEMENT = "objection_statement"
    FINDING_STATEMENT = "finding_statement"
    GUARDIAN = "guardian"
    LATE = "late"
    MINUTES = "minutes"
    EVIDENCE = "evidence"
    REMINDER = "reminder"
    TRANSFER = "transfer"
    RETURN_SLIP = "return_slip"
    OTHER = "other"

    @property
    def label(self) -> str:
        """Return what such a paper is usually called; it may be called otherwise."""
        return _TITLES[self]

    @property
    def of_office(self) -> bool:
        """Say whether it is a letter of this office that was written outside the program."""
        return self in (Matter.REMINDER, Matter.TRANSFER)

    @property
    def of_anybody(self) -> bool:
        """Say whether its papers come from whoever has them, so that an author tells none apart."""
        return self.of_applicant or self is Matter.EVIDENCE

    @property
    def of_applicant(self) -> bool:
        """Say whether it usually comes from the applicant."""
        return self in _OF_APPLICANT


_TITLES = {
    Matter.WITHDRAWAL: "撤回申请",
    Matter.OBJECTION: "异议书",
    Matter.INQUIRY_ANSWER: "关于征求意见的复函",
    Matter.UPPER_ANSWER: "批复",
    Matter.STATEMENT: "陈述申辩意见",
    Matter.OBJECTION_STATEMENT: "对异议的陈述意见",
    Matter.FINDING_STATEMENT: "对公示复核情况的陈述意见",
    Matter.GUARDIAN: "监护关系证明",
    Matter.LATE: "补充材料",
    Matter.MINUTES: "会议纪要",
    Matter.EVIDENCE: "追回的证据材料",
    Matter.REMINDER: "催告函",
    Matter.TRANSFER: "移送函",
    Matter.RETURN_SLIP: "退回追回款的银行回单",
    Matter.OTHER: "其他入卷文件",
}

_OF_APPLICANT = (
    Matter.WITHDRAWAL, Matter.STATEMENT, Matter.OBJECTION_STATEMENT, Matter.FINDING_STATEMENT,
    Matter.GUARDIAN, Matter.LATE,
)  # fmt: skip

WAIVER = "放弃陈述申辩的声明"
"""What a statement is called by which a recipient gives up being heard."""


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
    """A paper that came in: who wrote it 责任者, its number 文号 ("" for none), and the day that it bears.

    ``brings`` are the materials that were missing and came with it, by row of entry and id.
    """

    matter: Matter
    sender: str
    day: datetime.date
    number: str = ""
    sheets: Sheets = UNSEEN
    brings: tuple[tuple[str, str], ...] = ()

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
