"""The key of each thing that a menu offers: the same in all states, whatever else can be done there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ipdesk.models.workflow import Step
from ipdesk.ui.applications.state_words import Action
from ipdesk.ui.applications.steps.offered_step import NextStep

# What is never offered together may have the same key.

_OF_STEPS: Mapping[Step, str] = {
    Step.REVIEW: "H",
    Step.PROPOSE: "Z",
    Step.CONFIRM: "S",
    Step.ASK_CORRECTION: "B",
    Step.DECLINE: "N",
    Step.WITHDRAW: "C",
    Step.LAPSE: "Y",
    Step.TAKE_BACK: "T",
    Step.RETURN_REVIEW: "T",
    Step.RETURN_PROPOSAL: "T",
    Step.RETURN_PUBLICATION: "T",
    Step.RETURN_FORWARD: "T",
    Step.RETURN_ANSWER: "T",
    Step.RETURN_DECISION: "T",
}
_OF_ACTIONS: Mapping[Action, str] = {
    "decide": "A",
    "serve": "I",
    "served": "D",
    "attempted": "W",
    "announce": "G",
    "bars": "J",
    "fund": "V",
    "inquire": "Q",
    "summary": "U",
    "carry_out": "B",
    "sign": "Q",
    "resubmit": "C",
    "drop_handling": "Z",
    "submit_paper": "X",
}
_OF_ACTS: Mapping[str, str] = {
    "TELL": "M",
    "PROPOSE": "Z",
    "DECIDE": "Q",
    "DROP": "U",
    "RETURN": "T",
    "DEMAND": "I",
    "REMIND": "C",
    "LAPSE": "B",
    "CHECK": "H",
    "RECHECK": "R",
    "RECEIVE": "L",
    "SIGN": "S",
    "ARCHIVE": "A",
    "TAKE_OUT": "A",
}
_OF_PAPERS: Mapping[str, str] = {
    "application_form": "1",
    "correction_notice": "1",
    "not_accepted_notice": "1",
    "deemed_withdrawn_notice": "1",
    "termination_notice": "1",
    "objection_notice": "1",
    "finding_notice": "1",
    "collection_reminder": "1",
    "material_list": "2",
    "missing_list": "O",
    "forfeiture_notice": "2",
    "guardian_consent": "3",
    "clawback_notice": "3",
    "acceptance_receipt": "4",
    "check_record": "5",
    "later_check_record": "6",
    "approval_form": "7",
    "handling_approval": "8",
    "service_record": "9",
    "service_attempts": "0",
    "publication_proof": "P",
    "expert_scores": "E",
    "expert_summary": "F",
    "objection_outcome": "Y",
    "archive_list": "J",
    "archive_note": "K",
    "clawback_decision": "M",
    "clawback_end_notice": "N",
    "repayment_reminder": "O",
}
_ALL = "1234567890ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def own_key(step: NextStep) -> str:
    """Return the digit or letter of what is offered, "" for what has none of its own."""
    if step.document:
        return _OF_PAPERS.get(step.document, "")
    if step.doing is not None:
        return _OF_ACTS.get(step.doing.name, "")
    if step.step is not None:
        return _OF_STEPS.get(step.step, "")
    return _OF_ACTIONS.get(step.action, "")


def keys_of(steps: Sequence[NextStep]) -> Iterator[str]:
    """Yield the key of each: its own, or where it has none one that no other of them has."""
    own = [own_key(step) for step in steps]
    free = (key for key in _ALL if key not in own)
    given: set[str] = set()
    for key in own:
        yield key if key and key not in given else next(free)
        given.add(key)
