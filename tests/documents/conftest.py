"""Paper in tests is the same on every machine: only the bundled fonts."""

import pytest

from ipdesk.documents.fonts.faces import SETTING


@pytest.fixture(autouse=True)
def _bundled_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SETTING, "bundled")
