"""The workflow as a page for the guide: a drawing, and every step with what it needs.

Written anew by ``python -m ipdesk.models.workflow.drawing docs/workflow.md``; a test holds it to the table.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from ipdesk.models.workflow.acts import Act, OfArchived
from ipdesk.models.workflow.demands import DEMANDS
from ipdesk.models.workflow.handlings import HandlingMove
from ipdesk.models.workflow.states import FIRST, State
from ipdesk.models.workflow.steps import Given, Step

_HEAD = """\
# The workflow of an application

Drawn from the table in `ipdesk/models/workflow/`; do not edit by hand.
"""
_OF_ARCHIVED = {OfArchived.NEVER: "", OfArchived.TOO: "yes", OfArchived.ALONE: "only"}
_GIVEN = {
    Given.DATA: "data of its own",
    Given.REASON: "a reason",
    Given.NOTHING: "nothing",
    Given.RULE: "a rule",
}


_DEMANDS = """\
Every step writes the state, the step itself and an audit entry; none is taken of an archived file, or by
who is recused.
"""


_ACTS = """\
Beside the states, with entries of their own: what stands is no state, so that the archive follows any ending.
"""


_HANDLINGS = """\
What goes out against or about somebody is approved first, where the office wants that: 不予受理, 逾期未补正,
拟追回, 追回, 催告退回, 催领, 逾期未领, 告知异议, 答复异议, 告知异议处理结果, 告知终止办理, 公告送达 and
限制资助 are submitted, signed on paper and then carried out; the application waits. A bar has no paper.
"""


def page() -> str:
    """Return the whole page as Markdown, with the drawing in Mermaid's language."""
    return "\n".join(
        [
            _HEAD,
            "```mermaid",
            *_drawing(),
            "```",
            "",
            *_states(),
            "",
            *_steps(),
            "",
            _DEMANDS,
            *_demands(),
            "",
            _ACTS,
            *_acts(),
            "",
            _HANDLINGS,
            *_moves(),
            "",
        ]
    )


def _drawing() -> Iterator[str]:
    yield "stateDiagram-v2"
    yield from (f'    state "{state.label}" as {state.value}' for state in State)
    yield f"    [*] --> {FIRST.value}"
    for step in Step:
        ends = ((source, target) for source in step.sources for target in step.targets)
        yield from (f"    {source.value} --> {target.value}: {step.label}" for source, target in ends)
    yield from (f"    {state.value} --> [*]" for state in State if state.ended)


def _states() -> Iterator[str]:
    heads = ("may be typed in", "awaits its decision", "counts as history", "has come to nothing", "optional")
    yield f"| state | 状态 | {' | '.join(heads)} |"
    yield "|---|---|---|---|---|---|---|"
    for state in State:
        meaning = (state.editable, state.decidable, state.stands, state.ended, state.optional)
        marks = " | ".join("yes" if holds else "" for holds in meaning)
        yield f"| `{state.value}` | {state.label} | {marks} |"


def _steps() -> Iterator[str]:
    yield "| step | 步骤 | from | to | permission | given along |"
    yield "|---|---|---|---|---|---|"
    for step in Step:
        sources = ", ".join(source.label for source in step.sources)
        ends = f"{sources} | {', '.join(target.label for target in step.targets)}"
        yield f"| `{step.name}` | {step.label} | {ends} | {step.permission.value} | {_GIVEN[step.given]} |"


def _demands() -> Iterator[str]:
    yield "| step | requires | leaves |"
    yield "|---|---|---|"
    for step, demand in DEMANDS.items():
        leaves = ", ".join(f"`{table}`" for table in sorted(demand.leaves))
        yield f"| {step.label} | {demand.requires} | {leaves} |"


def _acts() -> Iterator[str]:
    yield "| act | 办理 | in | permission | of an archived file |"
    yield "|---|---|---|---|---|"
    for act in Act:
        states = ", ".join(state.label for state in act.states)
        after = _OF_ARCHIVED[act.of_archived]
        yield f"| `{act.name}` | {act.label} | {states} | {act.permission.value} | {after} |"


def _moves() -> Iterator[str]:
    yield "| move | 办理 | from | to | permission |"
    yield "|---|---|---|---|---|"
    for move in HandlingMove:
        sources = ", ".join(state.label for state in move.sources)
        ends = f"{sources} | {move.target.label}"
        yield f"| `{move.name}` | {move.label} | {ends} | {move.permission.value} |"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), encoding="utf-8")
