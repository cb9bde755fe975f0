"""The basis of an amount that a clause leaves to a decision: whether it can stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal

from ipdesk.models.parsing.names.names import folded_name, stored_name
from ipdesk.models.parsing.reasons import person_fault, signers_named
from ipdesk.models.parsing.text.lines import stored_line
from ipdesk.models.parsing.text.texts import line_fault
from ipdesk.models.records import ApplicantDetails, Basis, BasisKind, Expert, Minutes, Recusal
from ipdesk.rules.core.plain_text import blank

MOST_EXPERTS = 30
_SHORTEST_UNIT = 4  # characters: a shorter name may begin that of another unit
_FULL = Decimal(100)
_PLACES = 2
_NO_BASIS = "核定金额要写明依据：专家评审，或者集体研究。"
_NO_MINUTES = "依据是集体研究的，请填写会议纪要编号和会议日期。"


def basis_faults(
    basis: Basis | None, minutes: Minutes, applicant: ApplicantDetails, recusals: Iterable[Recusal] = ()
) -> Iterator[str]:
    """Yield what keeps a basis from standing, as sentences.

    ``recusals`` are those that hold for the applicant.
    One of a meeting needs its minutes, one of experts at least one score, and none of who is related.
    """
    if basis is None:
        yield _NO_BASIS
    elif basis.kind is BasisKind.MEETING:
        if blank(minutes.number) or minutes.date is None:
            yield _NO_MINUTES
    else:
        yield from expert_faults(basis.experts, applicant, recusals)


def expert_faults(
    experts: tuple[Expert, ...], applicant: ApplicantDetails, recusals: Iterable[Recusal] = ()
) -> Iterator[str]:
    """Yield what is wrong with a sheet of scores, as sentences."""
    if all(expert.recused for expert in experts):
        yield "请填写专家评分，至少一位。"
    if len(experts) > MOST_EXPERTS:
        yield f"专家最多 {MOST_EXPERTS} 位，请核对。"
    holding = tuple(recusals)
    for place, expert in enumerate(experts, start=1):
        yield from _faults(place, expert, applicant, holding)
    yield from _named_again(experts)


def _named_again(experts: Iterable[Expert]) -> Iterator[str]:
    counted = Counter((folded_name(expert.name), folded_name(expert.unit)) for expert in experts)
    written = {folded_name(expert.name): stored_name(expert.name) for expert in experts}
    yield from (
        f"专家“{written[name]}”填了 {count} 次，请核对。" for (name, _), count in counted.items() if count > 1
    )


def _faults(
    place: int, expert: Expert, applicant: ApplicantDetails, recusals: tuple[Recusal, ...]
) -> Iterator[str]:
    if blank(expert.name) or blank(expert.unit):
        yield f"第 {place} 位专家要写姓名和工作单位。"
        return
    yield from filter(None, (person_fault(expert.name, f"第 {place} 位专家"), line_fault(expert.unit)))
    if expert.recused:
        if expert.score is not None:
            yield f"专家“{expert.name}”已回避，不能评分。"
        return
    if relation := relation_of(expert, applicant, recusals):
        yield f"专家“{expert.name}”{relation}，应当回避，不能评分。"
    yield from score_faults(expert)


def score_faults(expert: Expert) -> Iterator[str]:
    """Yield what is wrong with the score of somebody who is not recused."""
    score = expert.score
    if score is None:
        yield f"专家“{expert.name}”没有评分；应当回避的，请标明回避。"
    elif not score.is_finite() or not 0 <= score <= _FULL:
        yield f"专家“{expert.name}”的评分应在 0 至 100 之间。"
    elif -int(score.as_tuple().exponent) > _PLACES:
        yield f"专家“{expert.name}”的评分最多两位小数。"


def relation_of(expert: Expert, applicant: ApplicantDetails, recusals: Iterable[Recusal]) -> str:
    """Return what relates an expert to the applicant, as the program can know it; "" for nothing.

    Names are compared in whatever writing; a part of the applicant's unit is of it, too.
    """
    name, unit, own = folded_name(expert.name), folded_name(expert.unit), folded_name(applicant.name)
    if own == name:
        return "是申请人本人"
    if unit == own or (len(own) >= _SHORTEST_UNIT and unit.startswith(own)):
        return "是申请人单位的人员"
    if name == folded_name(applicant.legal_representative):
        return "是申请人的法定代表人"
    if name == folded_name(applicant.contact):
        return "是申请人的联系人"
    held = next((one for one in recusals if folded_name(one.person.name) == name), None)
    return f"与申请人有利害关系（{held.relation}）" if held else ""


def signer_fault(signers: str, recusals: Iterable[Recusal]) -> str:
    """Return that somebody who signed on paper is recused of the applicant, as a sentence, or nothing."""
    held = {folded_name(one.person.name): one for one in recusals}
    for name in signers_named(signers):
        if found := held.get(folded_name(name)):
            return f"“{name}”与申请人有利害关系（{found.relation}），应当回避，不能签批。"
    return ""


def stored_basis(basis: Basis) -> Basis:
    """Return a basis as it is kept: experts belong to their sheet alone."""
    if basis.kind is not BasisKind.EXPERTS:
        return Basis(basis.kind)
    experts = (
        Expert(stored_name(one.name), stored_line(one.unit), one.score, one.recused) for one in basis.experts
    )
    return Basis(basis.kind, tuple(experts))
