"""What the tests of a folder share: made with the first of them, closed before one of another folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Generic, Protocol, TypeVar

import pytest
from pytestqt.qtbot import QtBot


class Kept(Protocol):
    """What is kept; ``closed`` after a test that failed, since every later one has its own."""

    @property
    def closed(self) -> bool:
        """Whether there is nothing to be kept any more."""

    def close(self) -> None:
        """Let go of it for good."""


K = TypeVar("K", bound=Kept)


class KeptForFolder(Generic[K]):
    """Keeps one thing for the tests below the folder of a ``conftest.py`` (its ``__file__``)."""

    def __init__(self, conftest: str, made: Callable[[QtBot, Path], K]) -> None:
        """Take what makes it: with a bot, in a folder that nobody else has."""
        self._folder, self._made = Path(conftest).parent, made
        self._kept: K | None = None

    def fixture(self) -> object:
        """Return the fixture that gives it; whatever needs it has it before a test begins."""

        @pytest.fixture(scope="module")
        def kept(
            _dressed: object, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
        ) -> K:
            if self._kept is None or self._kept.closed:
                self._kept = self._made(QtBot(request), tmp_path_factory.mktemp(self._folder.name))
            return self._kept

        return kept

    def hook(self) -> Callable[..., object]:
        """Return the hook ``pytest_runtest_teardown`` of the folder: no other sees what is kept for this."""

        @pytest.hookimpl(wrapper=True)
        def pytest_runtest_teardown(nextitem: pytest.Item | None) -> Iterator[None]:
            yield
            if self._kept is not None and (nextitem is None or self._folder not in nextitem.path.parents):
                self._kept.close()
                self._kept = None

        return pytest_runtest_teardown
