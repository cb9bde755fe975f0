"""Paper in tests is the same on every machine: only the bundled fonts."""

from collections.abc import Iterator

import pytest

from ipdesk.documents.fonts.faces import SETTING


@pytest.fixture(scope="module", autouse=True)
def _bundled_fonts() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(SETTING, "bundled")
        yield
