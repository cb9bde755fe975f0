"""What is kept of an approval form, beside what every letter about an application has."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field

from ipdesk.documents.letters.applicant_fields import ApplicantFields
from ipdesk.documents.letters.application_letter import ApplicationLetter


@dataclass(frozen=True, slots=True)
class ApprovalLine:
    """Lines of one clause about one row. Sums are fen; ``granted`` is None before the decision.

    ``reason`` says why less than computed is proposed or granted. The sum of an ``open`` one is
    still to be decided; ``document`` governs one that the policy leaves to it, "" for none. Of one that was
    ``left`` to the level above no sum was recommended, whatever it answered.
    """

    title: str
    article: str
    basis: str
    computed: int
    proposed: int
    granted: int | None
    reason: str
    open: bool = False
    document: str = ""
    left: bool = False

    @property
    def recommended(self) -> int:
        """Return what was proposed or recommended, in fen: nothing where that was left to the level above."""
        return 0 if self.left else self.proposed


@dataclass(frozen=True, slots=True)
class ApprovalCheck:
    """The newest look-up of a subject: its name, what came out, on which day, by whom.

    Of one that is still due ``day`` is None, and what came out is left to the hand.
    """

    check: str
    result: str
    day: datetime.date | None
    person: str


@dataclass(frozen=True, slots=True)
class ApprovalForm(ApplicationLetter):
    """An approval form; ``limits`` say in Chinese which limits cut something.

    ``received_on`` is when what was corrected before its acceptance came in, None of any other.
    ``alone`` says that who accepted the application decided it, too. ``checks`` are those of the
    review; without any, they are written in by hand. ``proposed_number`` and ``proposed_date`` are the
    minutes of the proposal that a decision followed, "" and None where there was none. ``unpublished`` says
    what differs from the public notice, ``unpublished_why`` why that is not published anew; "" for nothing.
    ``refused`` says that it was decided that nothing is granted. What the level above decides is ``upper``;
    ``upper_answer`` names its answer, "" before there is one; ``recommendation`` the letter by which it was
    forwarded. ``published`` tells in Chinese of each public notice in which it stood, and of the objections
    to it. ``stage`` names what it was printed for, "" on a form of former versions. Who made the checks are
    ``checked_by``; ``proposed_by`` and ``decided_by`` took these steps, "" where nobody did. Since the day of
    ``returned_on`` nothing is proposed, as an objection was upheld then; None for none. ``since`` tells what
    of the sum that was decided has been taken back or was not taken, "" for nothing. ``recused`` names who is
    recused of the applicant, and since when that is recorded, "" for nobody. ``missing`` are materials that
    have not come yet. Of what was decided ``unchecked`` says that no look-up is recorded, ``unannounced``
    that it was granted without a public notice. ``owed`` tell what the
    applicant has not paid back of other awards. ``unreviewed`` says that the review is still to come, so
    that no sum stands proposed. ``upheld`` tell what was found on objections that were upheld.
    """

    applicant: ApplicantFields
    accepted_on: datetime.date | None
    accepted_by: str
    lines: tuple[ApprovalLine, ...]
    limits: tuple[str, ...]
    minutes_number: str
    minutes_date: datetime.date | None
    alone: bool = field(default=False, kw_only=True)
    received_on: datetime.date | None = field(default=None, kw_only=True)
    checks: tuple[ApprovalCheck, ...] = field(default=(), kw_only=True)
    proposed_number: str = field(default="", kw_only=True)
    proposed_date: datetime.date | None = field(default=None, kw_only=True)
    unpublished: str = field(default="", kw_only=True)
    unpublished_why: str = field(default="", kw_only=True)
    refused: bool = field(default=False, kw_only=True)
    upper: bool = field(default=False, kw_only=True)
    upper_answer: str = field(default="", kw_only=True)
    published: tuple[str, ...] = field(default=(), kw_only=True)
    stage: str = field(default="", kw_only=True)
    recommendation: str = field(default="", kw_only=True)
    checked_by: tuple[str, ...] = field(default=(), kw_only=True)
    proposed_by: str = field(default="", kw_only=True)
    decided_by: str = field(default="", kw_only=True)
    authority: str = ""
    returned_on: datetime.date | None = field(default=None, kw_only=True)
    since: str = field(default="", kw_only=True)
    owed: tuple[str, ...] = field(default=(), kw_only=True)
    recused: str = field(default="", kw_only=True)
    missing: tuple[str, ...] = field(default=(), kw_only=True)
    unchecked: bool = field(default=False, kw_only=True)
    unannounced: bool = field(default=False, kw_only=True)
    unreviewed: bool = field(default=False, kw_only=True)
    upheld: tuple[str, ...] = field(default=(), kw_only=True)
    late_grants: tuple[int, ...] = field(default=(), kw_only=True)

    @property
    def decided(self) -> bool:
        """Say whether the sums granted are known."""
        return all(line.granted is not None for line in self.lines)

    @property
    def total(self) -> int:
        """Return what is granted, in fen; before the decision what is proposed."""
        return sum(line.proposed if line.granted is None else line.granted for line in self.lines)

    @property
    def proposed_total(self) -> int:
        """Return what is proposed or recommended, in fen."""
        return sum(line.recommended for line in self.lines)

    @property
    def open_lines(self) -> int:
        """Return of how many lines the sum is still to be decided: the total is without them."""
        return sum(line.open for line in self.lines)

    @property
    def left_lines(self) -> int:
        """Return of how many lines the level above alone said the sum, in its answer."""
        return sum(line.left for line in self.lines)

    @property
    def elsewhere(self) -> tuple[str, ...]:
        """Return the documents that govern a file of which this policy can grant nothing, () of any other."""
        waiting = any(line.open for line in self.lines)
        return () if waiting or self.total else tuple(dict.fromkeys(filter(None, self._documents())))

    def _documents(self) -> Iterator[str]:
        return (line.document for line in self.lines)

    @property
    def to_nothing(self) -> bool:
        """Say that nothing is proposed, or granted, and nothing is left to be decided."""
        waiting = any(line.open or line.document for line in self.lines)
        return not waiting and not self.total
