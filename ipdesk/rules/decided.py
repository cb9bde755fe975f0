"""Amounts that an authority decides, within their bounds."""

from __future__ import annotations

from ipdesk.rules import pack
from ipdesk.rules.amounts import Account, Node, compile_amount
from ipdesk.rules.lexicon import Lexicon
from ipdesk.rules.money import grouped_yuan, round_half_up
from ipdesk.rules.node import facts_of
from ipdesk.rules.open_line import OpenLine
from ipdesk.rules.result import Status, Step, Warning


class DecidedAmount:
    """An amount left to a decision; ``facts`` are those that its bounds name."""

    def __init__(self, form: pack.Decided, lexicon: Lexicon) -> None:
        """Compile ceiling and floor, where there are such."""
        self._ceiling = compile_amount(form.ceiling, lexicon) if form.ceiling else None
        self._floor = compile_amount(form.floor, lexicon) if form.floor else None
        self.facts = facts_of(node for node in (self._ceiling, self._floor) if node is not None)
        self._phrases = lexicon.phrases

    def settle(self, line: OpenLine, decided: int | None) -> OpenLine:
        """Give ``line`` the amount decided (fen), held to its bounds; None leaves it undecided."""
        ceiling = None if self._ceiling is None else _whole(self._ceiling, line)
        floor = None if self._floor is None else _whole(self._floor, line)
        line.basis = self._phrases.words["basis_decided"](bounds=self._bounds(ceiling, floor))
        if decided is None:
            return self._undecided(line, ceiling, floor)
        trace = self._phrases.trace
        line.steps.append(Step(trace["decided"](), trace["worth"](amount=grouped_yuan(decided))))
        line.computed = line.amount = decided
        if floor is not None and decided < floor:
            self._raise(line, floor)
        elif ceiling is not None and decided > ceiling:
            self._hold(line, ceiling)
        return line

    def _bounds(self, ceiling: int | None, floor: int | None) -> str:
        words = self._phrases.words
        parts = [] if ceiling is None else [words["ceiling"](amount=grouped_yuan(ceiling))]
        parts += [] if floor is None else [words["floor"](amount=grouped_yuan(floor))]
        return "，".join(parts) or words["no_bounds"]()

    def _undecided(self, line: OpenLine, ceiling: int | None, floor: int | None) -> OpenLine:
        phrases, bounds = self._phrases, self._bounds(ceiling, floor)
        values = {name: fen for name, fen in (("ceiling", ceiling), ("floor", floor)) if fen is not None}
        warning = Warning("needs_decision", values, phrases.warning["needs_decision"](bounds=bounds))
        step = Step(phrases.trace["undecided"](bounds=bounds), phrases.trace["waiting"]())
        return line.close(Status.UNDECIDED, warning, step)

    def _raise(self, line: OpenLine, floor: int) -> None:
        phrases, shown = self._phrases, grouped_yuan(floor)
        line.computed = line.amount = floor
        text = phrases.warning["decision_below_floor"](floor=shown)
        line.warnings += (Warning("decision_below_floor", {"floor": floor}, text),)
        worth = phrases.trace["worth"](amount=shown)
        line.steps.append(Step(phrases.trace["below_floor"](floor=shown), worth))

    def _hold(self, line: OpenLine, ceiling: int) -> None:
        phrases, shown = self._phrases, grouped_yuan(ceiling)
        text = phrases.warning["decision_above_ceiling"](ceiling=shown)
        worth = phrases.trace["worth"](amount=shown)
        step = Step(phrases.trace["above_ceiling"](ceiling=shown), worth)
        line.lower(ceiling, Warning("decision_above_ceiling", {"ceiling": ceiling}, text), step)


def _whole(node: Node, line: OpenLine) -> int:
    account = Account([], line.achievement.date, line.kind, line.traits)
    return round_half_up(node.value(line.achievement.facts, account), node.scale)
