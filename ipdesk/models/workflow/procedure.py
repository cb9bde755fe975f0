"""The course of an office 办理程序: which of the optional stages its applications pass."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ipdesk.models.workflow.states import COURSE, STAGES, State
from ipdesk.models.workflow.steps import Step


@dataclass(frozen=True, slots=True)
class Procedure:
    """The optional stages that an office uses; none is the shortest course.

    A step forward leads to a stage only where it is used, and past none that is. What stands in a stage that
    was given up meanwhile goes on from there. Making one raises ValueError for a state that is no stage.
    """

    stages: frozenset[State] = frozenset()

    def __post_init__(self) -> None:
        if not self.stages <= set(STAGES):
            raise ValueError(f"no stages: {sorted(self.stages - set(STAGES))}")

    def refusal(self, step: Step, state: State) -> str:
        """Return why the step cannot be taken in a state, without an end mark; "" where it can."""
        if fault := step.refusal(state):
            return fault
        passed = _stages_on_the_way(state, step.target)
        if step.target in passed and step.target not in self.stages:
            return f"本单位的办理程序没有“{step.target.label}”这一步"
        missing = next((stage for stage in passed if stage in self.stages and stage is not step.target), None)
        return f"还没有经过“{missing.label}”，不能办理“{step.label}”" if missing else ""

    def allows(self, step: Step, state: State) -> bool:
        """Say whether a step can be taken in a state."""
        return not self.refusal(step, state)

    def steps_from(self, state: State) -> Iterator[Step]:
        """Yield the steps that can be taken from a state, in the order of the procedure."""
        return (step for step in Step if self.allows(step, state))

    def step_between(self, source: State, target: State) -> Step | None:
        """Return the step that leads from one state to another, None where none does."""
        return next((step for step in self.steps_from(source) if target in step.targets), None)

    def states_after(self, state: State) -> tuple[State, ...]:
        """Return the states that the procedure brings after a state, the next first, none of them twice."""
        found = [state]
        while (usual := next(self.steps_from(found[-1]), None)) is not None and usual.target not in found:
            found.append(usual.target)
        return tuple(found[1:])


SHORTEST = Procedure()
"""The procedure without any optional stage, with which an office begins."""

WHOLE = Procedure(frozenset(STAGES))
"""The procedure with all stages."""


def _stages_on_the_way(state: State, target: State) -> tuple[State, ...]:
    """Return the stages that a step comes to or passes; none where it leads back, or beside the course."""
    if state not in COURSE or target not in COURSE:
        return ()
    passed = COURSE[COURSE.index(state) + 1 : COURSE.index(target) + 1]
    return tuple(stage for stage in passed if stage.optional)
