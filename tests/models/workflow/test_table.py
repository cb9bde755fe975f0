"""The table of the workflow: every state can be reached, is spoken of, and is left by steps that exist."""

import ast
from pathlib import Path

import pytest

import ipdesk
from ipdesk.documents.letters.registry import DOCUMENTS
from ipdesk.models.commands import AcceptApplication, AskCorrection, ConfirmApplication, TakeBackAcceptance
from ipdesk.models.workflow import EVALUATED, FIRST, OPEN, STANDING, State, Step, states_after, steps_from
from ipdesk.ui import theme
from ipdesk.ui.applications.state_words import state_words

PACKAGE = Path(ipdesk.__file__).parent
# The table itself, its words, and the pictures of the guide, which show one application of each state.
MAY_NAME_STATES = {
    "models/workflow/states.py",
    "models/workflow/steps.py",
    "ui/applications/state_words.py",
    "demo/pictures.py",
}


# Every state and every action: a mark where it can be taken there.
ALLOWED = """
              ACCEPT CONFIRM NOTIFY ASK_CORRECTION TAKE_BACK DECLINE WITHDRAW LAPSE
DRAFT         x      .       .      x              .         x       .        .
CORRECTION    x      .       .      .              .         x       x        x
ACCEPTED      .      x       .      x              x         .       x        .
CONFIRMED     .      .       x      .              .         .       .        .
NOTIFIED      .      .       .      .              .         .       .        .
NOT_ACCEPTED  .      .       .      .              .         .       .        .
WITHDRAWN     .      .       .      .              .         .       .        .
UNCORRECTED   .      .       .      .              .         .       .        .
"""
HEAD, *ROWS = (line.split() for line in ALLOWED.strip().splitlines())


def test_every_action_is_allowed_or_refused_with_a_sentence_in_every_state() -> None:
    assert (HEAD, [row[0] for row in ROWS]) == ([step.name for step in Step], [state.name for state in State])
    for name, *marks in ROWS:
        for action, mark in zip(HEAD, marks, strict=True):
            state, step = State[name], Step[action]
            refusal = step.refusal(state)
            assert bool(refusal) is (mark == "."), (name, action)
            assert not refusal or (state.label in refusal and step.label in refusal)


def test_every_state_is_reached_and_its_usual_course_is_that_of_the_procedure() -> None:
    assert {FIRST, *(step.target for step in Step)} == set(State)
    assert states_after(FIRST) == (State.ACCEPTED, State.CONFIRMED, State.NOTIFIED)
    assert states_after(State.CORRECTION) == states_after(FIRST)
    assert states_after(State.WITHDRAWN) == ()
    assert states_after(State.CONFIRMED) == (State.NOTIFIED,)
    assert states_after(State.NOTIFIED) == ()


def test_each_step_is_taken_by_a_command_or_a_document_with_its_permission() -> None:
    commands = {
        Step.ACCEPT: AcceptApplication,
        Step.CONFIRM: ConfirmApplication,
        Step.ASK_CORRECTION: AskCorrection,
        Step.TAKE_BACK: TakeBackAcceptance,
    }
    taken = {step: command.permission for step, command in commands.items()}
    kinds = [document.kind for document in DOCUMENTS.values()]
    taken |= {kind.step: kind.permission for kind in kinds if kind.step is not None}
    assert taken == {step: step.permission for step in Step if not step.simple}


def test_a_state_is_open_or_stands_or_has_ended_and_what_is_open_for_typing_keeps_no_lines() -> None:
    ended = [state for state in State if state.ended]
    assert sorted((*OPEN, *STANDING, *ended)) == sorted(State)
    assert ended == [State.NOT_ACCEPTED, State.WITHDRAWN, State.UNCORRECTED]
    assert [state.label for state in State] == [
        "草稿", "待补正", "已受理", "已审定", "已下达", "不予受理", "申请人撤回", "逾期未补正",
    ]  # fmt: skip
    assert [state for state in State if state.editable] == [State.DRAFT, State.CORRECTION]
    assert EVALUATED == (State.ACCEPTED, State.CONFIRMED, State.NOTIFIED)
    assert [state for state in State if state.decidable] == [State.ACCEPTED]
    assert STANDING == (State.CONFIRMED, State.NOTIFIED)


@pytest.mark.parametrize("state", State)
def test_every_state_has_a_chip_and_words(state: State) -> None:
    assert theme.CHIPS[state.value].word == state.label
    words = state_words(state)
    assert words.entering and words.act and words.open
    assert bool(words.awaited) is (state is not FIRST)
    assert list(steps_from(state)) == [] or words.action != "reprint"


def named_states(source: str) -> list[str]:
    """Return the states that a module names one by one."""
    found = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Attribute))
    return [
        node.attr
        for node in found
        if isinstance(node.value, ast.Name) and node.value.id == "State" and node.attr in State.__members__
    ]


def test_states_are_named_in_the_table_and_in_its_words_alone() -> None:
    others = (path for path in PACKAGE.rglob("*.py") if "_resources" not in path.parts)
    named = {path.relative_to(PACKAGE).as_posix() for path in others if named_states(path.read_text("utf-8"))}
    # A kind of document says in which states it is issued.
    assert {name for name in named if not name.startswith("documents/letters/")} == MAY_NAME_STATES
    assert named_states("def f(state):\n    return state is State.DRAFT") == ["DRAFT"]
