"""What is kept of the papers by which applications are forwarded."""

from __future__ import annotations

from dataclasses import dataclass, field

from ipdesk.documents.letters.data import LetterData
from ipdesk.documents.letters.document import ListSource


@dataclass(frozen=True, slots=True)
class ForwardSource(ListSource):
    """The applications that are forwarded, and the ``body`` above that decides them."""

    body: str = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class ForwardedLine:
    """A line of the table: whose, what for, by which article, and the sum that is recommended, in fen.

    The sum of an ``open`` one is left to the level above, and so it is where another ``document`` governs it,
    "" for none. ``identity`` of a person is masked. ``computed`` is what the clause comes to before limits,
    in fen, None in a list of former versions; ``reason`` says why less is recommended, "" where it is not.
    """

    application: str
    applicant: str
    identity: str
    is_person: bool
    title: str
    article: str
    amount: int
    open: bool
    document: str = ""
    computed: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ForwardedList(LetterData):
    """What letter and table say of the applications. ``notice`` is the number of the call, "" without.

    ``notice_title`` is the title of what announced it, "" where nobody knows it.
    """

    policy_title: str
    policy_number: str
    notice: str
    programme_year: int
    reviewed: bool
    lines: tuple[ForwardedLine, ...]
    notice_title: str = field(default="", kw_only=True)

    @property
    def total(self) -> int:
        """Return what is recommended, in fen."""
        return sum(line.amount for line in self.lines)

    @property
    def computed(self) -> int:
        """Return what was computed, in fen."""
        return sum(line.amount if line.computed is None else line.computed for line in self.lines)

    def applicants(self, *, persons: bool) -> int:
        """Return how many persons, or units, are recommended."""
        return len({(line.applicant, line.identity) for line in self.lines if line.is_person is persons})

    @property
    def applications(self) -> int:
        """Return how many applications have a line."""
        return len({line.application for line in self.lines})


@dataclass(frozen=True, slots=True)
class RecommendationLetter(ForwardedList):
    """The letter 推荐函 to the body above, which is its ``addressee``; it sums up what its table lists.

    ``originals``, ``copies`` and ``unsaid`` are the materials that were received, by name, as they came;
    ``missing`` those that are still to come. What was received is ``known`` of each application, or nothing
    is said of it. ``owed`` tell what applicants have not paid back of other awards, by name.
    """

    originals: tuple[str, ...] = field(default=(), kw_only=True)
    copies: tuple[str, ...] = field(default=(), kw_only=True)
    unsaid: tuple[str, ...] = field(default=(), kw_only=True)
    missing: tuple[str, ...] = field(default=(), kw_only=True)
    known: bool = field(default=False, kw_only=True)
    owed: tuple[str, ...] = field(default=(), kw_only=True)


@dataclass(frozen=True, slots=True)
class ForwardedTable(ForwardedList):
    """The table 汇总表 that goes with it, from ``first_page`` on.

    ``letter_number`` is that of the letter, "" in a preview; ``annex`` which of its annexes the table is, ""
    where it is the only one.
    """

    letter_number: str
    annex: str = field(default="", kw_only=True)
    first_page: int = field(default=1, kw_only=True)
