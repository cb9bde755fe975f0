"""Amounts that an authority decides, within their bounds."""

from __future__ import annotations

from typing import NamedTuple

from ipdesk.rules.core.money import grouped_yuan, round_half_up
from ipdesk.rules.core.result import Line, Status, TraceStep, Warning
from ipdesk.rules.evaluation.amounts.base import facts_of
from ipdesk.rules.evaluation.amounts.forms import AmountExpression, TraceContext, compile_amount
from ipdesk.rules.evaluation.open_line import OpenLine
from ipdesk.rules.evaluation.wording import Lexicon
from ipdesk.rules.pack import model as pack


class _Bound(NamedTuple):
    """A ceiling or floor: fen, and written with what it comes from."""

    fen: int
    shown: str


def held_to_ceiling(line: OpenLine | Line) -> int:
    """Return what a line's clause itself pays (fen): its figure, or the ceiling of a decision above it."""
    bounds = [item.values["ceiling"] for item in line.warnings if item.code == "decision_above_ceiling"]
    return min([line.computed, *(fen for fen in bounds if isinstance(fen, int))])


class DecidedNode:
    """An amount left to a decision; ``facts`` are those that its bounds name."""

    def __init__(self, form: pack.Decided, lexicon: Lexicon) -> None:
        """Compile ceiling and floor, where there are such."""
        self._ceiling = compile_amount(form.ceiling, lexicon) if form.ceiling else None
        self._floor = compile_amount(form.floor, lexicon) if form.floor else None
        self.facts = facts_of(node for node in (self._ceiling, self._floor) if node is not None)
        self._phrases = lexicon.phrases

    def settle(self, line: OpenLine, decided: int | None) -> OpenLine:
        """Give ``line`` the amount decided (fen), held to its bounds; None leaves it undecided."""
        ceiling = None if self._ceiling is None else self._bound(self._ceiling, line)
        floor = None if self._floor is None else self._bound(self._floor, line)
        line.basis = self._phrases.words["basis_decided"](bounds=self._bounds(ceiling, floor))
        if decided is None:
            return self._undecided(line, ceiling, floor)
        trace = self._phrases.trace
        line.steps.append(TraceStep(trace["decided"](), trace["worth"](amount=grouped_yuan(decided))))
        line.computed = line.amount = decided
        if floor is not None and decided < floor.fen:
            self._raise(line, floor)
        elif ceiling is not None and decided > ceiling.fen:
            self._hold(line, ceiling)
        return line

    def _bound(self, node: AmountExpression, line: OpenLine) -> _Bound:
        context = TraceContext([], line.date, line.kind, line.traits)
        fen = round_half_up(node.brief(line.facts, context)[0], node.scale)
        words = self._phrases.words
        source = "" if node.looked_up else words["comes_from"](source=context.basis)
        return _Bound(fen, words["yuan"](amount=grouped_yuan(fen)) + source)

    def _bounds(self, ceiling: _Bound | None, floor: _Bound | None) -> str:
        words = self._phrases.words
        parts = [] if ceiling is None else [words["ceiling"](amount=ceiling.shown)]
        parts += [] if floor is None else [words["floor"](amount=floor.shown)]
        return "，".join(parts) or words["no_bounds"]()

    def _undecided(self, line: OpenLine, ceiling: _Bound | None, floor: _Bound | None) -> OpenLine:
        phrases, bounds = self._phrases, self._bounds(ceiling, floor)
        given = (("ceiling", ceiling), ("floor", floor))
        values = {name: bound.fen for name, bound in given if bound is not None}
        warning = Warning("needs_decision", values, phrases.warning["needs_decision"](bounds=bounds))
        step = TraceStep(phrases.trace["undecided"](bounds=bounds), phrases.trace["waiting"]())
        return line.settle(Status.UNDECIDED, warning, step)

    def _raise(self, line: OpenLine, floor: _Bound) -> None:
        phrases = self._phrases
        line.computed = line.amount = floor.fen
        text = phrases.warning["decision_below_floor"](floor=floor.shown)
        line.warnings += (Warning("decision_below_floor", {"floor": floor.fen}, text),)
        worth = phrases.trace["worth"](amount=grouped_yuan(floor.fen))
        line.steps.append(TraceStep(phrases.trace["below_floor"](floor=floor.shown), worth))

    def _hold(self, line: OpenLine, ceiling: _Bound) -> None:
        phrases = self._phrases
        text = phrases.warning["decision_above_ceiling"](ceiling=ceiling.shown)
        worth = phrases.trace["worth"](amount=grouped_yuan(ceiling.fen))
        step = TraceStep(phrases.trace["above_ceiling"](ceiling=ceiling.shown), worth)
        formal = phrases.letter["decision_above_ceiling"](ceiling=ceiling.shown)
        warning = Warning("decision_above_ceiling", {"ceiling": ceiling.fen}, text, formal=formal)
        line.reduce(ceiling.fen, warning, step)
