"""What commands set for a process of their own is not left to the tests behind them."""

import gc
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def _collections_as_before() -> Iterator[None]:
    """A command looks for garbage as often as suits its short life, the run as often as suits its own."""
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)
