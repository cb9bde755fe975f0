"""Why less than the clause's figure is granted, as a letter tells it."""

from __future__ import annotations

from ipdesk.documents.letters.award.basis import decision_of, with_figures
from ipdesk.documents.letters.award.item_references import FILE_NAMED
from ipdesk.documents.text.citations import short_title, shortened
from ipdesk.documents.text.numerals import days_written
from ipdesk.documents.typesetting.printed_text import sentence
from ipdesk.models.records import AwardLine
from ipdesk.rules.core.case import HistoryEntry
from ipdesk.rules.core.money import grouped_yuan
from ipdesk.rules.core.result import Line, Status, Warning
from ipdesk.rules.evaluation.amounts.decided import held_to_ceiling
from ipdesk.rules.evaluation.policy import Policy

NOTHING_LEFT, NOTHING_DECIDED = "按规定计算，没有可资助的金额", "审批核定的金额为零"
LOWERED_BY = "{reason}（核减依据：{rule}）"
CUT_BY = "{reason}，核减{amount}元"

# What these warnings say is why less than the clause's own figure is paid, or nothing. A decision above its
# ceiling is none: more than the clause allows was never in question.
_CUTTING = frozenset({
    "not_in_force", "not_eligible", "missing_fact", "already_awarded", "count_cap", "amount_cap", "quota",
    "highest_only", "needs_decision", "refer_elsewhere", "supported_elsewhere", "other_support_deducted",
})  # fmt: skip


def reason_of(line: AwardLine, applicant: str, policy: Policy) -> str:
    """Return why another sum than the clause's figure is granted, in Chinese; "" where that is.

    The clerk's own reason for lowering stands after what limits cut, each with its sum where both cut.
    Another applicant's file (``applicant`` tells whose letter it is) is not named.
    """
    said, granted = line.line, line.granted
    if granted is not None and granted > said.amount:
        return line.reason.strip().rstrip("。；")  # only the level above grants more, and says why
    own = line.reason.strip() if granted is not None and (granted < said.amount or not said.amount) else ""
    own = lowering_text(own, line.lowered_by, policy)
    limits = _limits(line, applicant, policy)
    if not limits and not own and said.status is Status.EXCLUDED and not said.computed:
        return NOTHING_DECIDED if decision_of(line, policy) else NOTHING_LEFT
    if limits and own and granted is not None:
        limits = _cut_by(limits, held_to_ceiling(said) - said.amount)
        own = _cut_by(own.rstrip("。；"), said.amount - granted)
    return "；".join(part.rstrip("。；") for part in (limits, own) if part)


def _cut_by(reason: str, fen: int) -> str:
    """Return a reason with the sum that it cuts; where nothing was computed there is none."""
    return CUT_BY.format(reason=reason, amount=grouped_yuan(fen)) if fen else reason


def lowering_text(reason: str, lowered_by: str, policy: Policy) -> str:
    """Return why less is granted with the rule or decision by which it is, where that is said."""
    if not reason or not lowered_by:
        return reason
    title, number = policy.pack.title, policy.pack.document
    rule = shortened(sentence(lowered_by), title, number)
    if rule in shortened(reason, title, number):
        return reason
    return LOWERED_BY.format(rule=rule, reason=reason.rstrip("。；"))


def without_own_basis(reason: str, line: AwardLine, policy: Policy) -> str:
    """Return a reason as a letter tells it, whose sentence has named the clause of the line before."""
    own = f"{short_title(policy.pack.title)}{policy.cited(line.line.article)}"
    return reason.replace(LOWERED_BY.format(reason="", rule=own), "")


def _limits(line: AwardLine, applicant: str, policy: Policy) -> str:
    """Return what the policy itself cut, or why it grants nothing."""
    said = line.line
    if said.amount == held_to_ceiling(said) > 0:
        return ""
    cuts = (
        _reason_text(warning, line, applicant, policy) for warning in said.warnings if _cuts(warning, said)
    )
    return "；".join(dict.fromkeys(cut.rstrip("。；") for cut in cuts if cut))


def _cuts(warning: Warning, line: Line) -> bool:
    """Say whether a warning tells why less is paid; a deduction is in the computed figure already."""
    deducted = warning.code == "other_support_deducted"
    return warning.code in _CUTTING and (not deducted or not line.computed)


def _reason_text(warning: Warning, line: AwardLine, applicant: str, policy: Policy) -> str:
    """Return the sentence of a warning; it names a file only to whom the file belongs."""
    source, text = warning.source, warning.formal or warning.text
    if isinstance(source, HistoryEntry) and source.source and source.applicant != applicant:
        text = text.replace(FILE_NAMED.format(source=source.source), "")
    if warning.code == "other_support_deducted":
        text = with_figures(text, line, policy)
    return days_written(text)
