"""The decision on one application, without its window: what is typed, what it comes to, what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from ipdesk.models.awards.decision_basis import expert_faults
from ipdesk.models.awards.departures import departures_from
from ipdesk.models.awards.differences import differences, shown_lines
from ipdesk.models.awards.found_facts import unfounded
from ipdesk.models.awards.line_groups import LineGroup, line_groups
from ipdesk.models.awards.open_amounts import Bounds, bounds_of
from ipdesk.models.awards.typed_basis import basis_typed
from ipdesk.models.core.errors import Difference
from ipdesk.models.evaluation.evaluate import (
    build_case,
    evaluate,
    granted_amounts,
)
from ipdesk.models.evaluation.granted import as_granted
from ipdesk.models.evaluation.retired_rules import without_retired
from ipdesk.models.parsing.reasons import reason_fault
from ipdesk.models.parsing.text.texts import Unreadable
from ipdesk.models.parsing.values.amounts import read_amount
from ipdesk.models.records import (
    ApplicationDetail,
    BasisKind,
    DecidedAmount,
    Departure,
    LoweredAmount,
    NoticeAnswer,
    RawDecision,
    RawExpert,
    ShownLine,
)
from ipdesk.models.records.decisions import LoweredGround, ground_of
from ipdesk.models.workflow import Act, Step
from ipdesk.rules.analysis.national_guards import Guard, by_code
from ipdesk.rules.core.case import Case, HistoryEntry
from ipdesk.rules.core.plain_text import blank
from ipdesk.rules.core.result import Line, Result, Status
from ipdesk.rules.evaluation.policy import Policy

Pair = tuple[str, str]
"""An achievement's key and a rule's full id."""


COSTLY = 2000  # lowered lines times achievements: about 30 ms


class DecisionSheet:
    """What a reviewer decides about the lines of an accepted application.

    Everything typed is kept as text, readable or not; ``result`` is the evaluation with what can be read,
    under the history given last, watched by ``guards``. Lines that the clause computes can only be lowered,
    with a reason; lines that it leaves to a decision take the amount decided.
    """

    def __init__(
        self,
        detail: ApplicationDetail,
        policy: Policy,
        history: Sequence[HistoryEntry],
        typed: Iterable[RawDecision] = (),
        guards: Sequence[Guard] = (),
    ) -> None:
        self.detail, self.policy = detail, policy
        self._guards = tuple(guards)
        self._history = tuple(history)
        self._typed: dict[Pair, RawDecision] = {(raw.achievement, raw.rule): raw for raw in typed}
        self._achievements = tuple(stored.achievement for stored in detail.achievements)
        self._evaluate()

    # --- what it comes to ---

    def _evaluate(self) -> None:
        for name in ("result", "granted", "plain"):
            self.__dict__.pop(name, None)

    @cached_property
    def plain(self) -> Result:
        """The evaluation under the present history with nothing decided and nothing lowered."""
        return self._evaluated((), ())

    @cached_property
    def result(self) -> Result:
        """The evaluation with what was typed."""
        return self._evaluated(self.decided(), self.lowered())

    @cached_property
    def granted(self) -> Mapping[Pair, int]:
        """What each line comes to, in fen."""
        return granted_amounts(self.result, self.lowered())

    def _evaluated(self, decided: Sequence[DecidedAmount], lowered: Sequence[LoweredAmount]) -> Result:
        return evaluate(
            self.policy, self.detail.applicant, self._achievements, decided, self._history, lowered,
            self.detail.application.number, self._guards,
        )  # fmt: skip

    def case(self) -> Case | None:
        """Return what is evaluated before anything is lowered, None once it stands as decided."""
        applicant, chosen = self.detail.applicant, self._achievements
        case = build_case(self.policy, applicant, chosen, self.decided(), self._history)
        return without_retired(self.policy, case)[0]

    def costly(self) -> bool:
        """Say whether the evaluation takes longer than a key may: every lowered line evaluates the rest."""
        return len(self.lowered()) * len(self._achievements) > COSTLY

    def computation(self) -> Callable[[], Result]:
        """Return the evaluation of what is typed now, to be done elsewhere and given back to ``take``."""
        decided, lowered = self.decided(), self.lowered()
        return lambda: self._evaluated(decided, lowered)

    def take(self, result: Result) -> None:
        """Show this result until something else is typed."""
        self.__dict__.pop("granted", None)
        self.__dict__["result"] = result

    def total(self) -> int:
        """Return the fen granted in all."""
        return sum(self.granted.values())

    def groups(self, apart: Container[Pair] = frozenset()) -> tuple[LineGroup, ...]:
        """Return the lines as they are decided together: what was typed otherwise stands apart.

        Those of a row and rule in ``apart`` stand one by one.
        """
        return line_groups(self.result.lines, decided=self._typed_at, apart=apart)

    def _typed_at(self, line: Line) -> tuple[str, ...]:
        raw = self.typed((line.achievement, line.rule))
        return raw.decided, raw.granted, raw.reason, raw.ground

    def as_granted(self, group: LineGroup) -> LineGroup:
        """Return a group with its lines as they are granted by what was typed."""
        pairs = ((line, (line.achievement, line.rule)) for line in group.lines)
        word = Step.PROPOSE.label if self.proposing else Step.CONFIRM.label
        lines = (as_granted(line, self.granted[pair], self.typed(pair).reason, word) for line, pair in pairs)
        return group._replace(lines=tuple(lines))

    def shown(self) -> tuple[ShownLine, ...]:
        """Return what the person who confirms has before them."""
        return shown_lines(self.result.lines, self.policy)

    def answers(self, texts: Mapping[str, str]) -> tuple[NoticeAnswer, ...]:
        """Return the answers (by code) with the national notices that they are given to."""
        found = by_code(self.result.notices)
        return tuple(NoticeAnswer(code, told, texts.get(code, "")) for code, told in found.items())

    def take_history(self, history: Sequence[HistoryEntry], guards: Sequence[Guard] = ()) -> None:
        """Evaluate again under a newer history, with the national rules that watch now."""
        self._history, self._guards = tuple(history), tuple(guards)
        self._evaluate()

    # --- what is typed ---

    def typed(self, pair: Pair) -> RawDecision:
        """Return what was typed at a line."""
        return self._typed.get(pair, RawDecision(*pair))

    def all_typed(self) -> tuple[RawDecision, ...]:
        """Return what was typed at all lines, to be saved as it stands."""
        return tuple(raw for raw in self._typed.values() if raw != RawDecision(raw.achievement, raw.rule))

    def type_amount(self, pairs: Iterable[Pair], text: str) -> None:
        """Take an amount in yuan as typed: decided where the clause leaves it open, else lowered."""
        for pair in pairs:
            raw = self.typed(pair)
            decides = self.decides(pair[1])
            typed = text.strip()
            self._typed[pair] = replace(raw, decided=typed) if decides else replace(raw, granted=typed)
        self._evaluate()

    def type_reason(self, pairs: Iterable[Pair], text: str) -> None:
        """Note for each line the reason that the reviewer typed, valid or not."""
        for pair in pairs:
            self._typed[pair] = replace(self.typed(pair), reason=text)

    def type_lowered_by(self, pairs: Iterable[Pair], text: str) -> None:
        """Note by which rule or decision the lines are granted less."""
        for pair in pairs:
            self._typed[pair] = replace(self.typed(pair), lowered_by=text)

    def type_ground(self, pairs: Iterable[Pair], ground: str) -> None:
        """Note the value of the kind of ground on which the lines are granted less, or nothing."""
        for pair in pairs:
            self._typed[pair] = replace(self.typed(pair), ground=ground)

    def usual_lowered_by(self, rule: str) -> str:
        """Return by what a line is usually granted less: the clause that it was computed by."""
        pack, article = self.policy.pack, self.policy.cited(self.policy.rule(rule).article)
        return f"《{pack.title}》（{pack.document}）{article}"

    def type_basis(self, pairs: Iterable[Pair], kind: str, experts: tuple[RawExpert, ...]) -> None:
        """Note the basis of a decided amount: the value of its kind, and the sheet of experts."""
        for pair in pairs:
            self._typed[pair] = replace(self.typed(pair), basis=kind, experts=experts)

    def amount_text(self, pair: Pair) -> str:
        """Return what was typed as a line's amount: decided where the office decides, else granted."""
        raw = self.typed(pair)
        return raw.decided if self.decides(pair[1]) else raw.granted

    def decides(self, rule: str) -> bool:
        """Say whether the office gives the sum: the clause leaves it to a decision or to another document."""
        return self.policy.may_decide(rule) or self.policy.refers(rule)

    def decided(self) -> tuple[DecidedAmount, ...]:
        """Return the decided amounts that can be read."""
        found = ((raw, readable_amount(raw.decided)) for raw in self._typed.values())
        return tuple(
            DecidedAmount(raw.achievement, raw.rule, fen, raw.reason.strip(), basis_typed(raw), _ground(raw))
            for raw, fen in found
            if fen is not None
        )

    def lowered(self) -> tuple[LoweredAmount, ...]:
        """Return the lowered amounts that can be read."""
        found = ((raw, readable_amount(raw.granted)) for raw in self._typed.values())
        return tuple(
            LoweredAmount(
                raw.achievement, raw.rule, fen, raw.reason.strip(), raw.lowered_by.strip(), _ground(raw)
            )
            for raw, fen in found
            if fen is not None
        )

    def final_lowered(self) -> tuple[LoweredAmount, ...]:
        """Return the lowered amounts that lie below what their line comes to: those to be confirmed."""
        amounts = {(line.achievement, line.rule): line.amount for line in self.result.lines}
        return tuple(
            item for item in self.lowered() if item.granted < amounts.get((item.achievement, item.rule), 0)
        )

    # --- what bounds it, what differs, what is wrong ---

    @property
    def proposing(self) -> bool:
        """Whether it is proposed next: then decided amounts have a basis."""
        return self.detail.application.may(Step.PROPOSE)

    @property
    def judged(self) -> bool:
        """Whether a basis may be said of amounts: of what is proposed, or decided without a proposal."""
        return self.proposing or (self.detail.proposal is None and not self.decided_already())

    def rests_on_meeting(self) -> bool:
        """Say whether some amount has a meeting as its basis, whose minutes are then needed."""
        given = [one for one in self.decided() if one.amount and not self.policy.refers(one.rule)]
        if self.proposing:
            return any(one.basis is not None and one.basis.kind is BasisKind.MEETING for one in given)
        return bool(given) and self.detail.proposal is None and not self.decided_already()

    def departures(self) -> tuple[Departure, ...]:
        """Return where it is no longer what was proposed."""
        return departures_from(self.detail.proposal, self.granted)

    def decided_already(self) -> bool:
        """Say whether the decision has been taken: then there is nothing to decide."""
        return False

    def bounds(self, pair: Pair) -> Bounds:
        """Return ceiling and floor of an amount left to a decision."""
        for line in self.plain.lines:
            if (line.achievement, line.rule) == pair:
                return bounds_of(line)
        return Bounds()

    def differences(self) -> tuple[Difference, ...]:
        """Return where the evaluation is no longer what it was at acceptance, or for the proposal."""
        if self.detail.proposal is not None:
            return self._differences_from_proposal()
        accepted = shown_lines((kept.line for kept in self.detail.lines), self.policy)
        return differences(accepted, shown_lines(self.plain.lines, self.policy))

    def _differences_from_proposal(self) -> tuple[Difference, ...]:
        """Compare the lines of the proposal with what its own amounts come to by now."""
        assert self.detail.proposal is not None
        lines = self.detail.proposal.lines
        decided = [
            DecidedAmount(*one.pair, one.decided, one.reason) for one in lines if one.decided is not None
        ]
        lowered = [
            LoweredAmount(*one.pair, one.proposed, one.reason)
            for one in lines
            if one.proposed < one.line.amount
        ]
        now = self._evaluated(decided, lowered)
        before = shown_lines((one.line for one in lines), self.policy)
        return differences(before, shown_lines(now.lines, self.policy))

    def problem(self, line: Line) -> str:
        """Return the code of what must be put right at a line before it can be confirmed, or nothing.

        unreadable, needs_amount, too_much, needs_reason, unfit_reason, needs_ground, unfounded_reason,
        needs_basis or unfit_basis.
        """
        pair = (line.achievement, line.rule)
        text = self.amount_text(pair)
        fen = readable_amount(text)
        if text and fen is None:
            return "unreadable"
        if line.status is Status.UNDECIDED or (line.status is Status.REFERRED and fen is None):
            return "needs_amount"
        if fen is None:
            return ""
        if self.policy.refers(line.rule):
            return self._reason_problem(pair)
        if self.policy.may_decide(line.rule):
            return self._reason_problem(pair) if is_refused(line, fen) else self._given_problem(pair, fen)
        return self._lowering_problem(pair, fen, line.amount)

    def _lowering_problem(self, pair: Pair, fen: int, amount: int) -> str:
        if fen > amount:
            return "too_much"
        return "" if fen == amount else self._reason_problem(pair)

    def _given_problem(self, pair: Pair, fen: int) -> str:
        """Return what is wrong with a sum that was decided: why it is no more may be left out."""
        reason = self.typed(pair).reason.strip()
        unfit = reason and reason_fault(reason, "低于最高额的理由")
        return "unfit_reason" if unfit else self._basis_problem(pair, fen)

    def below_ceiling(self, pair: Pair) -> bool:
        """Say whether a sum is decided that its clause would let be more."""
        fen, ceiling = readable_amount(self.typed(pair).decided), self.bounds(pair).ceiling
        return bool(fen) and fen is not None and ceiling is not None and fen < ceiling

    def _basis_problem(self, pair: Pair, fen: int) -> str:
        if not fen or not self.judged:
            return ""
        basis = basis_typed(self.typed(pair))
        if basis is None:
            return "needs_basis" if self.proposing else ""
        return "unfit_basis" if basis.kind is BasisKind.EXPERTS and self.expert_faults(pair) else ""

    def expert_faults(self, pair: Pair) -> tuple[str, ...]:
        """Return what is wrong with the sheet of scores of a line, as sentences."""
        basis = basis_typed(self.typed(pair))
        experts = basis.experts if basis else ()
        return tuple(expert_faults(experts, self.detail.applicant, self.detail.recusals))

    def _reason_problem(self, pair: Pair) -> str:
        reason = self.typed(pair).reason.strip()
        if not reason:
            return "needs_reason"
        return "unfit_reason" if reason_fault(reason, "核减理由") else self._ground_problem(pair)

    def _ground_problem(self, pair: Pair) -> str:
        """Return that nobody said on what kind of ground less is granted, or by what that was found."""
        if self.policy.refers(pair[1]) and readable_amount(self.amount_text(pair)):
            return ""
        if not self.typed(pair).ground:
            return "needs_ground"
        return "unfounded_reason" if self.finding_fault(pair, "") else ""

    def finding_fault(self, pair: Pair, called: str) -> str:
        """Return that the reason ``called`` so goes by what a check found and names none, as a sentence."""
        row, typed = self.detail.application, self.typed(pair)
        if ground_of(typed.ground) is not LoweredGround.FINDING:
            return ""
        return unfounded(typed.reason, called, self.detail.checks, recorded=row.state in Act.CHECK.states)

    def problems(self) -> dict[Pair, str]:
        """Return the codes of all problems by line."""
        found = {(line.achievement, line.rule): self.problem(line) for line in self.result.lines}
        return {pair: code for pair, code in found.items() if code}


def _ground(raw: RawDecision) -> LoweredGround:
    return ground_of(raw.ground) or LoweredGround.OTHER


def is_refused(line: Line, decided: int) -> bool:
    """Say whether a line left to a decision was refused by deciding nothing (in fen): that wants a reason."""
    return not decided and not line.computed


def readable_amount(text: str) -> int | None:
    """Return the fen of a text in yuan, None for none or one that cannot be read."""
    try:
        return None if blank(text) else read_amount(text)
    except Unreadable:
        return None
