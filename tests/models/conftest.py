"""Fixtures: an open store, a clock that is set by hand, and a desk whose office has been set up."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ipdesk.models.commands import SetUpOffice
from ipdesk.models.store import DATABASE_NAME, Store
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.library.policy_library import standard_library
from tests.models.begun import Left, left_for, with_left
from tests.models.desk import OFFICE, SETTING_UP, Clock, Desk
from tests.stores import with_database, with_office


@pytest.fixture
def clock() -> Clock:
    """Return the desk's clock: 20 June 2024, nine in the morning."""
    return Clock()


@pytest.fixture
def policy() -> Policy:
    """Return the policy of the desk."""
    return standard_library().policy("shaoguan-2021")


@pytest.fixture(scope="session")
def new_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a database as the first start makes it, for copying without what lies beside it."""
    return with_database(tmp_path_factory.mktemp("new")) / DATABASE_NAME


@pytest.fixture(scope="session")
def office_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a database in which an office was set up, for copying like the new one."""
    setting_up = SetUpOffice(office=OFFICE, person="王建国")
    return with_office(tmp_path_factory.mktemp("office"), setting_up, Clock().moment) / DATABASE_NAME


@pytest.fixture
def left(request: pytest.FixtureRequest, policy: Policy) -> Left | None:
    """Return what was done before the test begins, see ``begun``."""
    return left_for(request, policy)


@pytest.fixture
def store(request: pytest.FixtureRequest, data_dir: Path, clock: Clock, left: Left | None) -> Iterator[Store]:
    """Return an open store that holds nothing yet, or for a test at the ``desk`` what lies there."""
    if left is not None:
        clock.moment = left.moment
        folder = with_left(data_dir, left)
    elif "desk" in request.fixturenames:
        folder = with_office(data_dir, SETTING_UP, clock.moment)
    else:
        folder = with_database(data_dir)
    opened = Store.open(folder, clock)
    yield opened
    opened.close()


@pytest.fixture
def desk(store: Store, policy: Policy, clock: Clock, left: Left | None) -> Desk:
    """Return a desk whose office has been set up."""
    desk = Desk(store, policy, clock)
    desk.registered = left.registered if left is not None else 0
    return desk
