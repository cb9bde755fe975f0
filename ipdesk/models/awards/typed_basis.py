"""The basis of a decided amount between text and record: as it is typed, and as it would have been."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from ipdesk.models.parsing.text.texts import Unreadable
from ipdesk.models.parsing.values.numbers import read_score
from ipdesk.models.records import Basis, BasisKind, Expert, Proposal, RawDecision, RawExpert
from ipdesk.rules.core.money import grouped_yuan
from ipdesk.rules.core.plain_text import blank


def basis_typed(raw: RawDecision) -> Basis | None:
    """Return the basis that was typed at a line, None while none was chosen."""
    if not raw.basis:
        return None
    kind = BasisKind(raw.basis)
    return Basis(kind, experts_typed(raw.experts) if kind is BasisKind.EXPERTS else ())


def experts_typed(typed: Iterable[RawExpert]) -> tuple[Expert, ...]:
    """Return experts with the scores that can be read; rows in which nothing stands are left out."""
    return tuple(
        Expert(raw.name.strip(), raw.unit.strip(), score_typed(raw.score), raw.recused)
        for raw in typed
        if not blank(raw.name + raw.unit + raw.score)
    )


def score_typed(text: str) -> Decimal | None:
    """Return a score, None for none or one that cannot be read."""
    try:
        return None if blank(text) else read_score(text)
    except Unreadable:
        return None


def score_text(score: Decimal | None) -> str:
    """Return a score as it is written, without zeros behind the point; "" for none."""
    return "" if score is None else format(score.normalize(), "f")


def as_typed(proposal: Proposal) -> Iterator[RawDecision]:
    """Yield what was proposed as it would have been typed."""
    for item in proposal.lines:
        decided = "" if item.decided is None else grouped_yuan(item.decided)
        granted = grouped_yuan(item.proposed) if item.proposed < item.line.amount else ""
        if decided or granted:
            kind, experts = basis_as_typed(item.basis)
            typed = RawDecision(*item.pair, decided, granted, item.reason, kind, experts)
            yield replace(typed, lowered_by=item.lowered_by, ground=item.ground)


def experts_basis(experts: tuple[Expert, ...]) -> Basis | None:
    """Return the basis of an amount that experts judged, None where none did."""
    return Basis(BasisKind.EXPERTS, experts) if experts else None


def basis_as_typed(basis: Basis | None) -> tuple[str, tuple[RawExpert, ...]]:
    """Return a basis as it would have been typed: the value of its kind, and the sheet of experts."""
    if basis is None:
        return "", ()
    experts = (RawExpert(one.name, one.unit, score_text(one.score), one.recused) for one in basis.experts)
    return basis.kind.value, tuple(experts)
