"""The course of an application 办理程序: which optional stages its office uses, and who decides it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ipdesk.models.workflow.states import COURSES, STAGES, Level, State
from ipdesk.models.workflow.steps import Step


@dataclass(frozen=True, slots=True)
class Procedure:
    """The optional stages that an office uses, none is the shortest course; and the level that decides.

    A step to a state that only the course of the other level has is refused. A step forward leads to a stage
    only where it is used, and past none that is. What stands in a stage that was given up meanwhile goes on
    from there. Making one raises ValueError for a state that is no stage.
    """

    stages: frozenset[State] = frozenset()
    level: Level = Level.OWN

    def __post_init__(self) -> None:
        if not self.stages <= set(STAGES):
            raise ValueError(f"no stages: {sorted(self.stages - set(STAGES))}")

    def refusal(self, step: Step, state: State) -> str:
        """Return why the step cannot be taken in a state, without an end mark; "" where it can."""
        if fault := step.refusal(state):
            return fault
        if self._is_of_the_other_level(step):
            return f"{self.level.label}的申请不办理“{step.label}”"
        passed = self._stages_on_the_way(state, step.target)
        if step.target in passed and step.target not in self.stages:
            return f"本单位的办理程序没有“{step.target.label}”这一步"
        missing = next((stage for stage in passed if stage in self.stages and stage is not step.target), None)
        return f"还没有{_leading_to(missing)}，请先{_leading_to(missing)}，再{step.label}" if missing else ""

    def with_proposed(self, proposed: int | None) -> Procedure:
        """Return the course of an application for which a sum (fen, None for none yet) is proposed.

        Where nothing is to be granted there is nothing to publish.
        """
        return self if proposed != 0 else replace(self, stages=self.stages - {Step.PUBLISH.target})

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
        """Return the states that the procedure brings after a state, the next first, none of them twice.

        None follows an ending, from which one only comes back.
        """
        found = [state]
        while not state.ended and (usual := next(self.steps_from(found[-1]), None)) is not None:
            if usual.target in found or self._leads_back(usual, found[-1]):
                break
            found.append(usual.target)
        return tuple(found[1:])

    def _leads_back(self, step: Step, state: State) -> bool:
        course = COURSES[self.level]
        passed = course[: course.index(state)] if state in course else ()
        return any(target in passed for target in step.targets)

    def _is_of_the_other_level(self, step: Step) -> bool:
        own = COURSES[self.level]
        others = {state for course in COURSES.values() for state in course} - {*own}
        return {*step.targets} <= others

    def _stages_on_the_way(self, state: State, target: State) -> tuple[State, ...]:
        """Return the stages that a step comes to or passes; none back, or beside the course."""
        course = COURSES[self.level]
        if state not in course or target not in course:
            return ()
        passed = course[course.index(state) + 1 : course.index(target) + 1]
        return tuple(stage for stage in passed if stage.optional)


def _leading_to(stage: State) -> str:
    """Return what the step to a stage is called."""
    return next(step.label for step in Step if step.target is stage)


SHORTEST = Procedure()
"""The procedure without any optional stage, with which an office begins."""

WHOLE = Procedure(frozenset(STAGES))
"""The procedure with all stages."""
