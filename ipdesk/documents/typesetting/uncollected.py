"""Work that makes many objects, all of them in use until it is done, without looking for garbage meanwhile.

A table of thousands of rows is a quarter of a million objects. Python's collector goes through all of them
again and again while they are made, which took as long as making them.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_lock = Lock()
_working = 0
_to_enable = False


@contextmanager
def uncollected() -> Iterator[None]:
    """Collect no garbage until the last thread in here is out, which takes a second or two."""
    _begin()
    try:
        yield
    finally:
        _end()


def _begin() -> None:
    global _working, _to_enable
    with _lock:
        _working += 1
        if gc.isenabled():
            _to_enable = True
            gc.disable()


def _end() -> None:
    global _working, _to_enable
    with _lock:
        _working -= 1
        if not _working and _to_enable:
            _to_enable = False
            gc.enable()
