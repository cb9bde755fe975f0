"""What each step requires before it is taken, and which records it leaves: the other half of the table.

Beside these every step writes the state of the application, the step itself and an audit entry. What holds
for all of them is not repeated: the state, the permission, nobody who is recused, and no archived file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ipdesk.models.workflow.steps import Given, Step


class Demand(NamedTuple):
    """What must be there before a step (English, for the guide), and the tables of the records it leaves."""

    requires: str
    leaves: frozenset[str] = frozenset()


_LINES = frozenset({"award_line"})
_ACHIEVEMENTS = frozenset(
    {
        "achievement",
        "application_achievement",
        "registered_achievement",
        "registered_entry",
        "achievement_holder",
    }
)
_PAPER = frozenset({"letter", "letter_content", "letter_application"})
_LETTER = frozenset({"letter", "letter_content"})
_REASON = "a reason"

DEMANDS: Mapping[Step, Demand] = {
    Step.ACCEPT: Demand(
        "achievements without faults, a policy in force, its open call or a reason outside it, the materials "
        "or the word that some are missing, a guardian for a minor, no bar on the applicant",
        _LINES | _ACHIEVEMENTS | {"received_material", "policy_pack"},
    ),
    Step.REVIEW: Demand(
        "a result with its source and day for each check of the office, pictures or why there are none",
        frozenset({"application_check", "picture", "check_picture"}),
    ),
    Step.PROPOSE: Demand(
        "an amount for each line, a reason and its rule for each lowered or refused, minutes or experts "
        "where the office asks for them, a meeting after the objection that was upheld",
        frozenset({"proposal", "proposal_line", "expert_score"}),
    ),
    Step.PUBLISH: Demand(
        "the notice's days and number, and each list that has somebody on it",
        _PAPER | {"public_notice", "published_line"},
    ),
    Step.CONFIRM: Demand(
        "a notice that has ended where the office publishes, every line granted, lowered or refused, "
        "minutes, a reason for each departure from what was shown or published, somebody else than who "
        "accepted where the office separates them, and room in quota, budget and fund",
        _LINES | {"decision", "departure"},
    ),
    Step.FORWARD: Demand("a policy that is decided above, and the letter that recommends", _PAPER),
    Step.ANSWER: Demand(
        "the answer's number and day, and what was decided on each line",
        frozenset({"upper_answer", "decision", "incoming_paper", "award_line"}),
    ),
    Step.NOTIFY: Demand("something granted, and the letter's number from the bureau or the series", _LETTER),
    Step.REFUSE: Demand("nothing granted, and the letter's number from the bureau or the series", _LETTER),
    Step.ASK_CORRECTION: Demand("what is to be put right, and until when", frozenset({"correction"})),
    Step.TAKE_BACK: Demand(_REASON),
    Step.RETURN_REVIEW: Demand(_REASON),
    Step.RETURN_PROPOSAL: Demand(_REASON),
    Step.RETURN_FORWARD: Demand(_REASON),
    Step.RETURN_ANSWER: Demand(_REASON, frozenset({"returned_answer", "award_line", "incoming_paper"})),
    Step.RETURN_DECISION: Demand(
        "a reason, no letter and no payment since, and no later decision that counts it",
        frozenset({"award_line", "decision_draft"}),
    ),
    Step.OBJECT: Demand(
        "who objects, to which lines, and what is said, in the notice's days or said to be late",
        frozenset({"objection", "objection_scope", "incoming_paper"}),
    ),
    Step.DISMISS_OBJECTION: Demand("what was found and why, and who was attacked told and heard", _PAPER),
    Step.UPHOLD_OBJECTION: Demand("what was found and why, and who was attacked told and heard", _PAPER),
    Step.RETURN_PUBLICATION: Demand(_REASON),
    Step.DECLINE: Demand(
        "a reason and the clause that it rests on; signed first where the office wants that"
    ),
    Step.WITHDRAW: Demand(_REASON),
    Step.LAPSE: Demand(
        "the rule by which it counts as withdrawn, and a served 通知 whose days are over; signed first where"
        " the office wants that"
    ),
    Step.VOID_LETTER: Demand(_REASON, frozenset({"voided_letter"})),
}
"""By step. A simple one leaves nothing but itself."""


def _check() -> None:
    if DEMANDS.keys() != set(Step):
        raise ValueError(f"without demands: {set(Step) - DEMANDS.keys()}")
    wrong = [step for step in Step if step.simple and DEMANDS[step].leaves]
    if wrong or any(step.given is Given.REASON and "reason" not in DEMANDS[step].requires for step in Step):
        raise ValueError(f"a simple step leaves nothing, and one with a reason asks for it: {wrong}")


_check()
