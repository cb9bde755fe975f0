"""Desks at which something was done before: done once in a process, and the folder that it left is copied."""

from __future__ import annotations

import datetime
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from ipdesk.models.store import DATABASE_NAME, Store
from ipdesk.rules.evaluation.policy import Policy
from tests.models.desk import SETTING_UP, Clock, Desk
from tests.stores import with_office

Journey = Callable[[Desk], object]


class Left(NamedTuple):
    """What a journey left: a folder, what it returned, its last moment, and how many it registered."""

    folder: tempfile.TemporaryDirectory[str]
    value: object
    moment: datetime.datetime
    registered: int


_JOURNEYS: dict[int, Journey] = {}  # by the identity of their fixtures
_LEFT: dict[Journey, Left] = {}


def begun(journey: Journey) -> object:
    """Make a fixture that gives what a journey returned, at a ``desk`` that stands as the journey left it."""

    def value(desk: Desk) -> object:
        return _LEFT[journey].value

    value.__doc__ = journey.__doc__
    made = pytest.fixture(name=journey.__name__)(value)
    _JOURNEYS[id(made)] = journey
    return made


def left_for(request: pytest.FixtureRequest, policy: Policy) -> Left | None:
    """Return what the journey left that a test asks for, None where it asks for none."""
    fixtures = (id(getattr(request.module, name, None)) for name in request.fixturenames)
    journeys = [_JOURNEYS[fixture] for fixture in fixtures if fixture in _JOURNEYS]
    if not journeys:
        return None
    [journey] = journeys  # two would need a folder that both left
    if journey not in _LEFT:
        _LEFT[journey] = _gone(journey, policy)
    return _LEFT[journey]


def _gone(journey: Journey, policy: Policy) -> Left:
    folder, clock = tempfile.TemporaryDirectory(), Clock()
    store = Store.open(with_office(Path(folder.name), SETTING_UP, clock.moment), clock)
    desk = Desk(store, policy, clock)
    value = journey(desk)
    store.close()
    return Left(folder, value, clock.moment, desk.registered)


def with_left(folder: Path, left: Left) -> Path:
    """Lay what a journey left into a folder that has no database, and return the folder."""
    assert not (folder / DATABASE_NAME).exists()
    shutil.copytree(left.folder.name, folder, dirs_exist_ok=True)
    return folder
