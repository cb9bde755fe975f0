"""What is typed of an answer of the level above: a sum and a reason for each item that was forwarded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from ipdesk.models.applications.forwarded_lines import OPEN, forwarded_lines
from ipdesk.models.parsing.pasted_answers import ForwardedKey, PastedAnswers
from ipdesk.models.records import (
    AnsweredLine,
    ApplicationDetail,
    ApplicationRow,
    AwardLine,
    ForwardedAnswer,
    ReturnedAnswer,
)
from ipdesk.rules.core.money import pro_rata
from ipdesk.rules.core.plain_text import blank
from ipdesk.rules.core.result import Status
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.pack.model import Rule


@dataclass(frozen=True, slots=True)
class SheetItem:
    """What was forwarded as one: the lines of a clause about one row of entry, with the fen of each part.

    The level above decides the sum of an ``open`` one: by what its clause leaves to it, or by another
    ``document``, "" for none.
    """

    application: int
    number: str
    applicant: str
    rule: str
    title: str
    ref: str
    parts: tuple[tuple[str, int], ...]
    open: bool
    document: str = ""

    @property
    def amount(self) -> int:
        """Return what was forwarded, in fen."""
        return sum(fen for _, fen in self.parts)

    @property
    def key(self) -> ForwardedKey:
        """Return what the item is known by in a pasted sheet."""
        return ForwardedKey(self.number, self.ref, 0 if self.open else self.amount)

    def lines(self, granted: int, reason: str) -> Iterator[AnsweredLine]:
        """Yield the answer line by line; a sum for several is divided as they were forwarded."""
        claims = [fen for _, fen in self.parts]
        divided = pro_rata(granted, claims if any(claims) else [1 for _ in claims])
        for (achievement, claim), share in zip(self.parts, divided, strict=True):
            yield AnsweredLine(achievement, self.rule, share, reason if self.open or share != claim else "")


def sheet_items(found: Iterable[tuple[ApplicationDetail, Policy]]) -> tuple[SheetItem, ...]:
    """Return the forwarded items of applications, each with its policy, in their order."""
    return tuple(item for detail, policy in found for item in _items(detail, policy))


def _items(detail: ApplicationDetail, policy: Policy) -> Iterator[SheetItem]:
    rows = {stored.key: stored.row for stored in detail.achievements}

    def together(line: AwardLine) -> tuple[str, str, bool]:
        open_line = line.line.status in OPEN
        return rows.get(line.line.achievement, line.line.achievement), line.line.rule, open_line

    lines = sorted(forwarded_lines(detail.lines), key=together)
    for (_, rule, open_line), group in groupby(lines, together):
        yield _item(detail.application, policy.rule(rule), [*group], open_line=open_line)


def _item(row: ApplicationRow, rule: Rule, lines: Sequence[AwardLine], *, open_line: bool) -> SheetItem:
    return SheetItem(
        row.id,
        row.number,
        row.applicant_name,
        lines[0].line.rule,
        rule.title,
        lines[0].ref or "",
        tuple((one.line.achievement, one.line.amount) for one in lines),
        open_line,
        rule.refer or "" if lines[0].line.status is Status.REFERRED else "",
    )


@dataclass(slots=True)
class AnswerSheet:
    """The items with what is typed: ``sums`` in fen and ``reasons``, by the place of the item."""

    items: Sequence[SheetItem]
    sums: dict[int, int] = field(default_factory=dict)
    reasons: dict[int, str] = field(default_factory=dict)

    def take(self, pasted: PastedAnswers) -> None:
        """Take over what was found in a pasted sheet."""
        for answer in pasted.found:
            self.sums[answer.line] = answer.granted
            if answer.reason:
                self.reasons[answer.line] = answer.reason

    def resume(self, returned: Mapping[int, ReturnedAnswer]) -> None:
        """Begin with what was recorded before and taken back, by application."""
        for at, item in enumerate(self.items):
            if (before := returned.get(item.application)) is None:
                continue
            given = {(line.achievement, line.rule): line for line in before.lines}
            lines = [given[key] for part, _ in item.parts if (key := (part, item.rule)) in given]
            if len(lines) == len(item.parts):
                self.sums[at] = sum(line.granted for line in lines)
                self.reasons[at] = next((line.reason for line in lines if line.reason), "")

    def fill(self) -> None:
        """Let every item without a sum have the one that was forwarded; open ones stay blank."""
        for at, item in enumerate(self.items):
            if not item.open:
                self.sums.setdefault(at, item.amount)

    def differs(self, at: int) -> bool:
        """Say whether an item needs a reason: for another sum than forwarded, or for refusing an open one."""
        item, granted = self.items[at], self.sums.get(at)
        return granted is not None and (not granted if item.open else granted != item.amount)

    def missing(self) -> int | None:
        """Return the place of the first item without a sum, None where all have one."""
        return next((at for at in range(len(self.items)) if at not in self.sums), None)

    def unexplained(self, usual: str) -> int | None:
        """Return the place of the first item that needs a reason and has none, nor the usual one."""
        places = range(len(self.items)) if blank(usual) else ()
        return next((at for at in places if self.differs(at) and blank(self.reasons.get(at, ""))), None)

    @property
    def total(self) -> int:
        """Return what is granted by what is typed so far, in fen."""
        return sum(self.sums.values())

    def answers(self, usual: str) -> tuple[ForwardedAnswer, ...]:
        """Return the answers of all applications; ``usual`` is the reason of items without an own one.

        By what another document's sum was worked out is said item by item.
        """
        found: dict[int, list[AnsweredLine]] = {}
        for at, item in enumerate(self.items):
            own = self.reasons.get(at, "").strip()
            reason = own or usual.strip() if self.differs(at) else own if item.document else ""
            found.setdefault(item.application, []).extend(item.lines(self.sums[at], reason))
        return tuple(ForwardedAnswer(application, tuple(lines)) for application, lines in found.items())
