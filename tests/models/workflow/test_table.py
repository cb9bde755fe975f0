"""The table of the workflow: every state can be reached, is spoken of, and is left by steps that exist."""

import ast
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

import ipdesk
from ipdesk.documents.letters.registry import DOCUMENTS
from ipdesk.models.commands import (
    AcceptApplication,
    AnswerObjection,
    AskCorrection,
    ConfirmApplication,
    ProposeApplication,
    RecordObjection,
    RecordUpperAnswer,
    ReviewApplication,
    TakeBackAcceptance,
    TakeBackAnswer,
    TakeBackDecision,
    VoidLetter,
)
from ipdesk.models.workflow import (
    DECIDED,
    EVALUATED,
    FIRST,
    OPEN,
    SHORTEST,
    STAGES,
    STANDING,
    WHOLE,
    Level,
    Procedure,
    State,
    Step,
)
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


# Every action, with the states in which it can be taken: by every office (x), or by those that review (R),
# propose (P), do both and publish (B) or nothing of that (N); o and u where only what is decided here, or
# above, takes it. It is refused in all other states. Behind a stage that was given up everything goes on.
ALLOWED = """
ACCEPT           DRAFT x  CORRECTION x
REVIEW           ACCEPTED RB
PROPOSE          ACCEPTED oP  REVIEWED oPB
PUBLISH          PROPOSED oB
CONFIRM          ACCEPTED oN  REVIEWED oRN  PROPOSED oNRP  PUBLISHED o
FORWARD          ACCEPTED uPN  REVIEWED u
ANSWER           FORWARDED u
NOTIFY           CONFIRMED x  ANSWERED x
REFUSE           CONFIRMED x  ANSWERED x
ASK_CORRECTION   DRAFT x  ACCEPTED x
TAKE_BACK        ACCEPTED x
RETURN_REVIEW    REVIEWED x
RETURN_PROPOSAL  PROPOSED x
RETURN_FORWARD   FORWARDED x
RETURN_ANSWER    ANSWERED u
RETURN_DECISION  CONFIRMED x
OBJECT           PUBLISHED x
DISMISS_OBJECTION  OBJECTED o
UPHOLD_OBJECTION   OBJECTED o
RETURN_PUBLICATION PUBLISHED o
DECLINE          DRAFT x  CORRECTION x
WITHDRAW         CORRECTION x  ACCEPTED x  REVIEWED x  PROPOSED x  PUBLISHED x  OBJECTED x  FORWARDED x
LAPSE            CORRECTION x
VOID_LETTER      NOTIFIED x  REFUSED x
"""
ROWS = [line.split() for line in ALLOWED.strip().splitlines()]
TAKEN = {(row[0], state): mark for row in ROWS for state, mark in zip(row[1::2], row[2::2], strict=True)}
REVIEWING = Procedure(frozenset({State.REVIEWED}))
PROPOSING = Procedure(frozenset({State.PROPOSED}))
OFFICES = {"N": SHORTEST, "R": REVIEWING, "P": PROPOSING, "B": WHOLE}
ABOVE = {office: replace(procedure, level=Level.UPPER) for office, procedure in OFFICES.items()}


def takes(office: str, level: str, mark: str) -> bool:
    """Say whether an office takes a step in a state of this mark."""
    stages = {*mark} & {*OFFICES}
    levels = {*mark} & {*"ou"}
    return bool(mark) and (not stages or office in stages) and (not levels or level in levels)


@pytest.mark.parametrize(
    ("procedure", "office", "level"),
    [(OFFICES[one], one, "o") for one in OFFICES] + [(ABOVE[one], one, "u") for one in ABOVE],
)
def test_every_action_is_allowed_or_refused_with_a_sentence_in_every_state(
    procedure: Procedure, office: str, level: str
) -> None:
    assert [row[0] for row in ROWS] == [step.name for step in Step]
    for state, step in product(State, Step):
        refusal = procedure.refusal(step, state)
        mark = TAKEN.get((step.name, state.name), "")
        assert bool(refusal) is not takes(office, level, mark), (state, step)
        assert not refusal or step.label in refusal


def test_what_another_level_decides_is_said() -> None:
    assert SHORTEST.refusal(Step.FORWARD, State.ACCEPTED) == "本级审定的申请不办理“上报”"
    assert ABOVE["N"].refusal(Step.CONFIRM, State.ACCEPTED) == "上级审定的申请不办理“审定”"
    assert ABOVE["R"].refusal(Step.FORWARD, State.ACCEPTED) == "还没有初审，请先初审，再上报"
    assert ABOVE["R"].states_after(State.ACCEPTED) == (
        State.REVIEWED, State.FORWARDED, State.ANSWERED, State.NOTIFIED,
    )  # fmt: skip
    assert ABOVE["N"].states_after(FIRST) == (
        State.ACCEPTED, State.FORWARDED, State.ANSWERED, State.NOTIFIED,
    )  # fmt: skip


def test_what_an_office_does_otherwise_is_said_as_it_does_it() -> None:
    assert REVIEWING.refusal(Step.CONFIRM, State.ACCEPTED) == "还没有初审，请先初审，再审定"
    assert SHORTEST.refusal(Step.REVIEW, State.ACCEPTED) == "本单位的办理程序没有“已初审”这一步"
    assert PROPOSING.refusal(Step.CONFIRM, State.ACCEPTED) == "还没有拟资助，请先拟资助，再审定"
    assert SHORTEST.refusal(Step.CONFIRM, State.DRAFT) == "现在是“草稿”，不能办理“审定”"


def test_only_what_is_optional_can_be_left_out() -> None:
    assert STAGES == (State.REVIEWED, State.PROPOSED, State.PUBLISHED)
    with pytest.raises(ValueError, match="no stages"):
        Procedure(frozenset({State.ACCEPTED}))


def test_every_state_is_reached_and_its_usual_course_is_that_of_the_procedure() -> None:
    assert {FIRST, *(target for step in Step for target in step.targets)} == set(State)
    decided = (State.CONFIRMED, State.NOTIFIED)
    assert SHORTEST.states_after(FIRST) == (State.ACCEPTED, *decided)
    assert REVIEWING.states_after(FIRST) == (State.ACCEPTED, State.REVIEWED, *decided)
    assert PROPOSING.states_after(FIRST) == (State.ACCEPTED, State.PROPOSED, *decided)
    listed = (State.PROPOSED, State.PUBLISHED, *decided)
    assert WHOLE.states_after(FIRST) == (State.ACCEPTED, State.REVIEWED, *listed)
    for procedure in (SHORTEST, REVIEWING, PROPOSING, WHOLE):
        assert procedure.states_after(State.CORRECTION) == procedure.states_after(FIRST)
        assert procedure.states_after(State.PUBLISHED) == decided
        assert procedure.with_proposed(0).states_after(State.PROPOSED) == decided
        assert procedure.states_after(State.WITHDRAWN) == procedure.states_after(State.REFUSED) == ()
        assert procedure.states_after(State.CONFIRMED) == (State.NOTIFIED,)
        assert procedure.states_after(State.NOTIFIED) == ()
    assert REVIEWING.states_after(State.REVIEWED) == decided
    assert WHOLE.states_after(State.REVIEWED) == listed
    assert PROPOSING.states_after(State.PROPOSED) == decided


def test_each_step_is_taken_by_a_command_or_a_document_with_its_permission() -> None:
    commands = {
        Step.ACCEPT: AcceptApplication,
        Step.REVIEW: ReviewApplication,
        Step.PROPOSE: ProposeApplication,
        Step.CONFIRM: ConfirmApplication,
        Step.ASK_CORRECTION: AskCorrection,
        Step.TAKE_BACK: TakeBackAcceptance,
        Step.ANSWER: RecordUpperAnswer,
        Step.RETURN_ANSWER: TakeBackAnswer,
        Step.RETURN_DECISION: TakeBackDecision,
        Step.OBJECT: RecordObjection,
        Step.DISMISS_OBJECTION: AnswerObjection,
        Step.UPHOLD_OBJECTION: AnswerObjection,
        Step.VOID_LETTER: VoidLetter,
    }
    taken = {step: command.permission for step, command in commands.items()}
    kinds = [document.kind for document in DOCUMENTS.values()]
    taken |= {kind.step: kind.permission for kind in kinds if kind.step is not None}
    assert taken == {step: step.permission for step in Step if not step.simple}


def test_a_state_is_open_or_stands_or_has_ended_and_what_is_open_for_typing_keeps_no_lines() -> None:
    ended = [state for state in State if state.ended]
    assert sorted((*OPEN, *STANDING, *ended)) == sorted(State)
    assert ended == [State.REFUSED, State.NOT_ACCEPTED, State.WITHDRAWN, State.UNCORRECTED]
    assert [state.label for state in State] == [
        "草稿", "待补正", "已受理", "已初审", "拟资助", "公示中", "异议处理中", "已上报", "上级已批复",
        "已审定", "已下达", "不予资助", "不予受理", "申请人撤回", "逾期未补正",
    ]  # fmt: skip
    assert [state for state in State if state.editable] == [State.DRAFT, State.CORRECTION]
    waiting = [State.ACCEPTED, State.REVIEWED, State.PROPOSED, State.PUBLISHED]
    stand = (State.ANSWERED, State.CONFIRMED, State.NOTIFIED)
    assert (*waiting, State.OBJECTED, State.FORWARDED, *stand, State.REFUSED) == EVALUATED
    assert (*stand, State.REFUSED) == DECIDED
    assert [state for state in State if state.decidable] == waiting
    assert stand == STANDING


@pytest.mark.parametrize("state", State)
def test_every_state_has_a_chip_and_words(state: State) -> None:
    assert theme.CHIPS[state.value].word == state.label
    words = state_words(state)
    assert words.entering and words.act and words.open
    assert bool(words.awaited) is (state is not FIRST)
    assert {*WHOLE.steps_from(state)} <= {Step.VOID_LETTER} or words.action != "reprint"


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
