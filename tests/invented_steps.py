"""A state and two simple steps that no office has, put into the table of the workflow for one test."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple, TypeVar

import pytest

from ipdesk.models.core.actor import Permission
from ipdesk.models.workflow import Given, State, Step, states
from ipdesk.ui import theme
from ipdesk.ui.applications import state_words
from ipdesk.ui.applications.state_words import StateWords, StepWords
from ipdesk.ui.theme.status_chips import ChipSpec

M = TypeVar("M", bound=Enum)


class Suspension(NamedTuple):
    """What was put in: 中止, and the steps to it and back."""

    state: State
    suspend: Step
    resume: Step


def add_suspension(patch: pytest.MonkeyPatch) -> Suspension:
    """Let what was accepted be suspended for a reason, and gone on with.

    These are the rows of one more step: in the table, of its words, of its chip.
    """
    state = _member(patch, State, "SUSPENDED", str.__new__(State, "suspended"), "suspended")
    patch.setitem(states._MEANING, state, states._Meaning("已中止"))
    suspend = add_step(patch, "SUSPEND", ("中止", (State.ACCEPTED,), state, Permission.DECIDE, Given.REASON))
    resume = add_step(patch, "RESUME", ("恢复", (state,), State.ACCEPTED, Permission.ENTER, Given.NOTHING))
    words = StateWords("中止", "", "", "", "", "", "", "", "打开申请件")
    patch.setitem(state_words._WORDS, state, lambda: words)
    patch.setitem(state_words._STEPS, suspend, lambda: StepWords("中止", "中止办理", "中止 {count} 件"))
    patch.setitem(state_words._STEPS, resume, lambda: StepWords("恢复", "恢复办理", "恢复 {count} 件"))
    patch.setitem(theme.CHIPS, "suspended", ChipSpec("已中止", "clock", "waiting"))
    return Suspension(state, suspend, resume)


def add_step(patch: pytest.MonkeyPatch, name: str, row: tuple[object, ...]) -> Step:
    """Add a row to the table of steps, behind the others."""
    step = _member(patch, Step, name, object.__new__(Step), row)
    step.__init__(*row)  # type: ignore[misc]
    return step


def _member(patch: pytest.MonkeyPatch, kind: type[Enum], name: str, member: M, value: object) -> M:
    for attribute, given in (("_name_", name), ("_value_", value), ("__objclass__", kind)):
        setattr(member, attribute, given)
    patch.setitem(kind._member_map_, name, member)
    patch.setitem(kind._value2member_map_, value, member)
    patch.setattr(kind, "_member_names_", [*kind._member_names_, name])
    return member
