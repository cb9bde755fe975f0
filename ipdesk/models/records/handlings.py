"""What is decided inside before a paper against somebody goes out 处理事项, and what was signed on sheets."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

from ipdesk.models.records.checks import KeptPicture
from ipdesk.models.workflow import HandlingState


class ApprovalOrder(StrEnum):
    """When papers against somebody are approved inside; the values are those of the database."""

    FIRST = "first"
    ALONG = "along"
    NONE = "none"

    @property
    def label(self) -> str:
        """Return what the choice is called in Chinese."""
        return {
            "first": "先送审、签批，再办理",
            "along": "办理后随文书印审批表",
            "none": "不用处理事项审批表",
        }[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """What was signed on paper 签批: on which day, by whom, whether they agreed, on how many pages.

    ``number`` is that of a form which was made outside the program 纸质审批, "" for the program's own sheet;
    ``opinion`` what they wrote, "" where they just signed.
    """

    agreed: bool
    day: datetime.date
    signers: str
    pages: int = 1
    number: str = ""
    opinion: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedSheet(Signature):
    """A signature as it was written down: by whom, when, with the pictures of the signed pages."""

    by: str
    at: datetime.datetime
    pictures: tuple[KeptPicture, ...] = ()


ANEW = "送审内容有改动，另行填表"
"""Why the sheet is void of what was submitted anew; what was changed follows behind a colon."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resubmission:
    """That what was ``submitted`` at a moment by somebody was changed ``at`` another; ``said`` names what."""

    submitted: datetime.datetime
    submitted_by: str
    at: datetime.datetime
    by: str
    said: str


class SheetPost(StrEnum):
    """Who writes an opinion on a sheet 审批表, in the order of its places; the values are the database's."""

    HANDLER = "handler"
    SECTION = "section"
    LEGAL = "legal"
    DEPUTY = "deputy"
    HEAD = "head"

    @property
    def label(self) -> str:
        """Return whose opinion it is, as the sheets have it."""
        return {
            "handler": "经办人",
            "section": "股室负责人",
            "legal": "法制审核",
            "deputy": "分管领导",
            "head": "主要领导",
        }[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetOpinion:
    """What somebody wrote by hand at a place of a sheet: ``signer`` is the name with the post held."""

    post: SheetPost
    signer: str
    opinion: str
    day: datetime.date


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedOpinions:
    """What was written down of a sheet (its letter) at one time 纸质补录: all opinions that it bears by then.

    ``reason`` says why what was written down before was not right, "" where there was nothing, or only less.
    """

    letter: int
    opinions: tuple[SheetOpinion, ...]
    by: str
    at: datetime.datetime
    reason: str = ""
    pictures: tuple[KeptPicture, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Handling:
    """A handling of an application: for a paper of a ``kind``, what is to be done as a ``text``.

    ``commands.handlings`` reads the text. ``sheet`` is the letter by which it was submitted last, at its
    ``revision``; ``paper`` the one that went out, None before. ``ended_why`` says why it was dropped.
    ``changes`` are those after which it was submitted anew, the first first.
    """

    id: int
    application: int
    kind: str
    text: str
    revision: int
    state: HandlingState
    sheet: int
    by: str
    at: datetime.datetime
    signature: SignedSheet | None = None
    paper: int | None = None
    ended_why: str = ""
    ended_by: str = ""
    ended_at: datetime.datetime | None = None
    changes: tuple[Resubmission, ...] = ()
