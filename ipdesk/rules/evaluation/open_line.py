"""A line while it is being worked out: it collects steps and warnings until it is settled."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ipdesk.rules.core.case import Achievement
from ipdesk.rules.core.result import NO_SHARES, LimitUse, Line, Status, TraceStep, Warning
from ipdesk.rules.evaluation.conditions.scope import Scope
from ipdesk.rules.evaluation.line_title import LineTitle
from ipdesk.rules.evaluation.windows import Key

_AT_FIRST = Status.AWARDED
_new_line = tuple.__new__
"""What a named tuple does when it is called, without the call."""


class ClauseHead:
    """What a line says of the clause that it is of: its full id, its article and title, how it begins.

    ``label`` names the line where another one speaks of it; ``basis`` is what its sum rests on in a few
    words, until it is computed.
    """

    id: str
    article: str
    title: str
    label: LineTitle
    opening: TraceStep
    basis: str


class Savepoint(NamedTuple):
    """How far a line has come: the number of steps it has told, and what limits have made of it (in fen)."""

    steps: int
    warnings: tuple[Warning, ...]
    limits: tuple[LimitUse, ...]
    status: Status
    amount: int


class OpenLine:
    """One clause's line for one achievement, before it is frozen into a ``Line``.

    ``taken`` is what it uses up of its limits (fen): its amount, or less where a person ``granted`` less.
    ``once_key`` is the window in which it is the only one to be paid, known when its turn comes. ``parts``
    is what windows are told apart by: the applicant, the year, the number and the facts. It and the
    achievement's ``date`` and ``facts`` are at hand here, since every limit asks for them. ``compared`` is
    the figure (fen) by which it is higher or lower than others, known while only the highest may stand.
    """

    __slots__ = (
        "achievement",
        "amount",
        "applicant",
        "basis",
        "clause",
        "compared",
        "computed",
        "date",
        "facts",
        "granted",
        "kind",
        "limits",
        "once_key",
        "parts",
        "payee",
        "settled",
        "shares",
        "status",
        "steps",
        "taken",
        "traits",
        "warnings",
    )

    compared: int

    def __init__(
        self, clause: ClauseHead, achievement: Achievement, applicant: str, kind: str, traits: frozenset[str]
    ) -> None:
        """Start with the clause's opening step and nothing granted."""
        self.clause = clause
        self.achievement = achievement
        self.applicant = applicant
        self.kind = kind
        self.traits = traits
        _, _, self.date, year, ref, self.facts, _ = achievement
        self.parts = (applicant, year, ref, self.facts)
        self.status = _AT_FIRST
        self.computed = self.amount = self.taken = 0
        self.granted: int | None = None
        self.once_key: Key | None = None
        self.basis = ""
        self.warnings: tuple[Warning, ...] = ()
        self.steps: list[TraceStep] = [clause.opening]
        self.limits: tuple[LimitUse, ...] = ()
        self.settled = False
        self.payee = ""
        self.shares: Mapping[str, int] = NO_SHARES

    def record_use(self, step: TraceStep, use: LimitUse) -> None:
        """Note a limit that the line has met, and how far it is used."""
        self.steps.append(step)
        self.limits += (use,)

    def settle(self, status: Status, warning: Warning | None, step: TraceStep) -> OpenLine:
        """Settle the line at nothing, with its reason."""
        self.status = status
        self.amount = 0
        self.settled = True
        if warning is not None:
            self.warnings += (warning,)
        self.steps.append(step)
        return self

    def is_within(self, scope: Scope) -> bool:
        """Say whether the line is surely within a scope."""
        return scope.fits(self.kind, self.traits, self.facts, self.date)

    def savepoint(self) -> Savepoint:
        """Return how far the line has come."""
        return Savepoint(len(self.steps), self.warnings, self.limits, self.status, self.amount)

    def roll_back(self, savepoint: Savepoint) -> None:
        """Let the line take its turn again from where its ``savepoint`` was taken."""
        del self.steps[savepoint.steps :]
        _, self.warnings, self.limits, self.status, self.amount = savepoint
        self.settled = False

    def exclude(self, warning: Warning, step: TraceStep) -> None:
        """Settle the line at nothing because a limit excludes it."""
        self.settle(Status.EXCLUDED, warning, step)

    def reduce(self, amount: int, warning: Warning, step: TraceStep) -> None:
        """Reduce the amount because a limit cuts it; nothing left excludes."""
        self.amount = amount
        self.status = Status.REDUCED if amount else Status.EXCLUDED
        self.warnings += (warning,)
        self.steps.append(step)

    def frozen(self) -> Line:
        """Return the finished line."""
        clause = self.clause
        parts = (
            self.achievement.id,
            clause.id,
            clause.article,
            self.status,
            self.computed,
            self.amount,
            self.warnings,
            tuple(self.steps),
            self.limits,
            self.basis or clause.basis,
            self.payee,
            self.shares,
        )
        return _new_line(Line, parts)
