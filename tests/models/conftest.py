"""Fixtures: an open store, a clock that is set by hand, and a desk whose office has been set up."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ipdesk.models.store import Store
from ipdesk.rules.library import standard_library
from ipdesk.rules.policy import Policy
from tests.models.desk import Clock, Desk


@pytest.fixture
def clock() -> Clock:
    """Return the desk's clock: 20 June 2024, nine in the morning."""
    return Clock()


@pytest.fixture
def policy() -> Policy:
    """Return the policy of the desk."""
    return standard_library().policy("shaoguan-2021")


@pytest.fixture
def store(data_dir: Path, clock: Clock) -> Iterator[Store]:
    """Return an open store on an empty data folder."""
    opened = Store.open(data_dir, clock)
    yield opened
    opened.close()


@pytest.fixture
def desk(store: Store, policy: Policy, clock: Clock) -> Desk:
    """Return a desk whose office has been set up."""
    return Desk(store, policy, clock)
