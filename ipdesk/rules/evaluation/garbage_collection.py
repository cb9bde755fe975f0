"""Large cases without passes of the garbage collector: it looks for cycles, and an evaluation makes none.

Every pass walks all that is alive, and a case of many lines keeps many of them alive until its end.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

LARGE = 500
"""From so many achievements on the passes are felt."""


@contextmanager
def without_garbage_collection() -> Iterator[None]:
    """Let the garbage collector rest meanwhile, and go on afterwards where it was at work before."""
    at_work = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if at_work:
            gc.enable()
