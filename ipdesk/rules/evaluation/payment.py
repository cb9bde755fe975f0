"""What follows when something is granted: what the recipient adds, who pays which part, who is paid."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from ipdesk.rules.core.money import grouped_yuan, pro_rata
from ipdesk.rules.core.result import Status, TraceStep, Warning, remembered
from ipdesk.rules.evaluation.conditions.scope import Scope
from ipdesk.rules.evaluation.open_line import OpenLine
from ipdesk.rules.evaluation.wording import Lexicon
from ipdesk.rules.pack import model as pack
from ipdesk.rules.source.sentences import prefilled

if TYPE_CHECKING:
    from ipdesk.rules.evaluation.limits.scaled_pool import Pool


class Payment:
    """The end of a rule's line; ``facts`` are those it names, ``given`` those it can do without.

    ``pools`` are the sums for all claims together that it shares, attached by the policy.
    """

    def __init__(self, rule: pack.Rule, splits: Sequence[pack.Split], lexicon: Lexicon) -> None:
        """Compile the rule's payee and the splits that are for it."""
        self._phrases = lexicon.phrases
        self._matching = rule.matching
        self._payee = rule.payee
        own = [form for form in splits if not form.rules or rule.id in form.rules]
        self._splits = [(Scope(form.who, form.when, lexicon), form.shares) for form in own]
        self.pools: tuple[Pool, ...] = ()
        trace = self._phrases.trace
        granted, most = trace["granted"](), trace["granted_at_most"]()
        amount = prefilled(trace["amount"], "amount")
        self._granted = remembered(lambda fen: TraceStep(granted, amount(grouped_yuan(fen))))
        self._at_most = remembered(lambda fen: TraceStep(most, amount(grouped_yuan(fen))))
        named = [fact for scope, _ in self._splits for fact in scope.facts]
        self.facts = (*named, *([rule.payee.fact] if rule.payee and rule.payee.fact else []))
        self.given = frozenset(fact for scope, _ in self._splits for fact in scope.given)

    def grant(self, line: OpenLine) -> None:
        """End the trace of a line with something granted."""
        if line.amount < line.computed:
            line.status = Status.REDUCED
        pools = self.pools_of(line) if self.pools else ()
        if pools:
            self._tell_pools(line, pools)
        if self._matching is not None:
            self._match(line, matching_due(line.amount, self._matching), "_at_most" if pools else "")
        if self._payee is not None:
            self._name_payee(line, self._payee)
        if self._splits:
            self._split(line)
        line.steps.append((self._at_most if pools else self._granted)(line.amount))

    def pools_of(self, line: OpenLine) -> tuple[Pool, ...]:
        """Return the pools that a line shares with all other claims: they are settled when all are known."""
        return tuple(pool for pool in self.pools if pool.may_hold(line))

    def _tell_pools(self, line: OpenLine, pools: Sequence[Pool]) -> None:
        names = "、".join(self._phrases.words["quoted"](text=pool.name) for pool in pools)
        line.steps.append(TraceStep(self._phrases.trace["in_pool"](names=names)))
        line.basis = self._phrases.words["basis_pool"](basis=line.basis or line.clause.basis)

    def _match(self, line: OpenLine, matching: int, of_most: str) -> None:
        if not matching:
            return
        shown = grouped_yuan(matching)
        text = self._phrases.warning[f"matching_required{of_most}"](amount=shown)
        line.warnings += (Warning("matching_required", {"amount": matching}, text),)
        line.steps.append(TraceStep(self._phrases.trace["matching"](amount=shown)))

    def _name_payee(self, line: OpenLine, payee: pack.PayeeForm) -> None:
        line.payee = payee.name or str(line.facts[payee.fact or ""])
        line.steps.append(TraceStep(self._phrases.trace["payee"](payee=line.payee)))

    def _split(self, line: OpenLine) -> None:
        shares = next((shares for scope, shares in self._splits if line.is_within(scope)), None)
        if shares is None:
            line.steps.append(TraceStep(self._phrases.trace["shares_none"]()))
            return
        parts = pro_rata(line.amount, [Fraction(share) for share in shares.values()])
        line.shares = dict(zip(shares, parts, strict=True))
        say = self._phrases.trace["share"]
        items = "、".join(say(name=name, amount=grouped_yuan(part)) for name, part in line.shares.items())
        line.steps.append(TraceStep(self._phrases.trace["shares"](items=items)))


def matching_due(amount: int, share: Decimal) -> int:
    """Return the own funds in fen that an award of ``amount`` fen asks for; less than a fen is not asked."""
    return int(amount * share)
