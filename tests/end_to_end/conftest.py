"""The whole program, started as a user starts it, on a data folder of its own."""

import multiprocessing
from collections.abc import Callable
from contextlib import AbstractContextManager
from multiprocessing.context import BaseContext
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from ipdesk.app import launch
from ipdesk.demo.clerk import Clerk
from ipdesk.demo.stage import RunningDesk, running
from ipdesk.ui import theme

Sitting = AbstractContextManager[tuple[RunningDesk, Clerk]]
Start = Callable[[], Sitting]

LOADED = (
    "ipdesk.models.store.opening",
    "ipdesk.ui.applications.page",
    "ipdesk.ui.counter",
    "ipdesk.ui.settings",
    *(f"ipdesk.ui.shell.{part}" for part in ("first_start", "start_checks", "waiting_counts", "window")),
)
"""What a start loads when it comes to it, and the pages that are typed into."""


def pytest_itemcollected(item: pytest.Item) -> None:
    # What the platform without a screen says of itself, whatever the program does.
    item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


@pytest.fixture(scope="session")
def _dressed(qapp: QApplication) -> None:
    theme.apply(qapp)


@pytest.fixture
def start(_dressed: None, data_dir: Path) -> Start:
    """Start the program on the test's data folder: ``with start() as (program, clerk):``."""
    return lambda: running(launch, data_dir)


@pytest.fixture(scope="session")
def processes() -> BaseContext:
    """Return what makes processes: forks, where there are any, of one that has loaded the whole program.

    Each would load it for a second. None of them has begun anything before it is forked.
    """
    forks = "forkserver" in multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if forks else "spawn")
    context.set_forkserver_preload(["tests.end_to_end.typing_until_told", *LOADED])
    return context
