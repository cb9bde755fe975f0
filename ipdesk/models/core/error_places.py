"""Where an error nobody expected happened, for whoever maintains the program, without what was worked on."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from pathlib import Path


def places(error: BaseException) -> Iterator[str]:
    """Yield the kinds of an error and its causes and their places in the code, line by line.

    Messages may quote what was typed and are left out.
    """
    seen: BaseException | None = error
    while seen is not None:
        yield f"{type(seen).__module__}.{type(seen).__qualname__}"
        for frame in traceback.extract_tb(seen.__traceback__):
            yield f"  {_place(frame.filename)}:{frame.lineno} {frame.name}"
        seen = seen.__cause__ or seen.__context__


def _place(filename: str) -> str:
    """Return the end of a path: the folders before it may bear somebody's name."""
    return "/".join(Path(filename).parts[-3:])
