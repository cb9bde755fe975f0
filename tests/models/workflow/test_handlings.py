"""How a handling is led on: every state and every move, allowed or refused with a sentence."""

from itertools import product

import pytest

from ipdesk.models.workflow import HandlingMove, HandlingState

WAITING, SIGNED = HandlingState.PENDING, HandlingState.APPROVED
LEADS = {
    (WAITING, HandlingMove.SUBMIT_ANEW): WAITING,
    (WAITING, HandlingMove.AGREE): SIGNED,
    (WAITING, HandlingMove.DISAGREE): HandlingState.REFUSED,
    (WAITING, HandlingMove.DROP): HandlingState.DROPPED,
    (SIGNED, HandlingMove.SUBMIT_ANEW): WAITING,
    (SIGNED, HandlingMove.AGREE): SIGNED,
    (SIGNED, HandlingMove.DISAGREE): HandlingState.REFUSED,
    (SIGNED, HandlingMove.DROP): HandlingState.DROPPED,
    (SIGNED, HandlingMove.CARRY_OUT): HandlingState.DONE,
}


@pytest.mark.parametrize(("state", "move"), [*product(HandlingState, HandlingMove)])
def test_only_what_is_signed_is_carried_out_and_what_ended_stays(
    state: HandlingState, move: HandlingMove
) -> None:
    refusal = move.refusal(state)
    assert (not refusal) is ((state, move) in LEADS), refusal
    if refusal:
        assert refusal.endswith("。")
    else:
        assert move.target is LEADS[state, move]
