"""One test over a table of rows: a test of its own for each would cost more than what it asks."""

from collections.abc import Callable, Sequence
from typing import TypeVar

import pytest

R = TypeVar("R")


def every_row(
    rows: Sequence[R], name: Callable[[R], str]
) -> Callable[[Callable[[R], None]], Callable[[], None]]:
    """Have a test asked of every row; it fails with the names of all rows that are wrong, and why."""

    def over_all(ask: Callable[[R], None]) -> Callable[[], None]:
        def test() -> None:
            assert rows, "no row is asked about"
            wrong = [f"{name(row)}: {why}" for row in rows if (why := _wrong(ask, row))]
            if wrong:
                pytest.fail(f"{len(wrong)} of {len(rows)} rows:\n" + "\n".join(wrong), pytrace=False)

        # Not by functools.wraps: pytest would look for a fixture of the row's name.
        test.__name__, test.__doc__, test.__module__ = ask.__name__, ask.__doc__, ask.__module__
        return test

    return over_all


def _wrong(ask: Callable[[R], None], row: R) -> str:
    """Return what is wrong with a row, "" for nothing."""
    try:
        ask(row)
    except (Exception, pytest.fail.Exception) as error:
        return f"{type(error).__name__} {error}"
    return ""
