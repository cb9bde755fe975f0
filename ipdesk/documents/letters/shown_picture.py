"""A picture on a paper, as the paper's data have it: by its hash, while it is drawn with its bytes."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """A picture of the database: its hash, width and height in pixels (px).

    ``content`` are its bytes while the paper is first drawn. They are not kept with the data of the paper,
    which has them in its file, as the database has them by their hash: b"" afterwards.
    """

    sha256: str
    width: int
    height: int
    content: bytes = field(default=b"", repr=False, compare=False)
