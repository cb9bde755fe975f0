"""How a line is settled at nothing before any limit: its status, its warning, its last step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ipdesk.rules.core.result import Status, TraceStep, Warning
from ipdesk.rules.evaluation.open_line import OpenLine
from ipdesk.rules.source.sentences import Phrases


def out_of_term(line: OpenLine, phrases: Phrases, words: Mapping[str, object]) -> OpenLine:
    """Refuse a line whose date lies outside the policy's term; ``words`` name the date and the term."""
    step = TraceStep(phrases.trace["not_in_force"](**words), phrases.trace["not_granted"]())
    text = phrases.warning["not_in_force"](**words)
    formal = phrases.letter["not_in_force"](**words)
    return line.settle(Status.INELIGIBLE, Warning("not_in_force", {}, text, formal=formal), step)


def barred(line: OpenLine, phrases: Phrases, reason: str) -> OpenLine:
    """Refuse a line because another policy supports the same."""
    step = TraceStep(phrases.trace["barred"](text=reason), phrases.trace["not_granted"]())
    warning = Warning("supported_elsewhere", {}, phrases.warning["supported_elsewhere"](text=reason))
    return line.settle(Status.INELIGIBLE, warning, step)


class Refusal(NamedTuple):
    """A requirement that is not met, and how it is said with what the facts are instead.

    ``formal`` says the same as a letter does; "" where ``reason`` serves there too.
    """

    requirement: str
    reason: str
    formal: str = ""


def not_eligible(
    line: OpenLine, phrases: Phrases, refused: Sequence[Refusal], key: str = "not_eligible"
) -> OpenLine:
    """Refuse a line because of requirements that are not met, each with its own warning.

    ``key`` is the sentence for them: ``not_eligible``, or ``barred_for`` what must not be.
    """
    say = phrases.trace[key]
    for requirement, reason, formal in refused:
        words = phrases.warning["not_eligible"](reason=say(requirement=reason))
        line.warnings += (Warning("not_eligible", {"requirement": requirement}, words, formal=formal),)
    reason = say(requirement="；".join(refusal.reason for refusal in refused))
    line.computed = 0
    return line.settle(Status.INELIGIBLE, None, TraceStep(reason, phrases.trace["not_granted"]()))


def referred(line: OpenLine, phrases: Phrases, document: str) -> OpenLine:
    """Point to the document that governs instead."""
    text = phrases.warning["refer_elsewhere"](document=document)
    step = TraceStep(phrases.trace["referred"](document=document), phrases.trace["see_document"]())
    formal = phrases.letter["refer_elsewhere"](document=document)
    warning = Warning("refer_elsewhere", {"document": document}, text, formal=formal)
    return line.settle(Status.REFERRED, warning, step)


def incomplete(line: OpenLine, phrases: Phrases, missing: Mapping[str, str]) -> OpenLine:
    """Ask for the facts that are missing: their ids and names."""
    shown = "、".join(missing.values())
    warning = Warning("missing_fact", {"facts": tuple(missing)}, phrases.warning["missing_fact"](facts=shown))
    step = TraceStep(phrases.trace["incomplete"](facts=shown), phrases.trace["complete_first"]())
    return line.settle(Status.INCOMPLETE, warning, step)


def nothing(line: OpenLine, phrases: Phrases) -> OpenLine:
    """Settle a line whose own figure is 0."""
    step = TraceStep(phrases.trace["nothing_left"](), phrases.trace["not_granted"]())
    return line.settle(Status.EXCLUDED, None, step)


def waiting(line: OpenLine, phrases: Phrases) -> OpenLine:
    """Settle a line that has not reached a milestone yet: nothing was asked for, nothing is refused."""
    return line.settle(Status.EXCLUDED, None, TraceStep(phrases.trace["milestone_waits"]()))
