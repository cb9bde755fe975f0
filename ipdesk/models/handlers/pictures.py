"""Keeping pictures, each once by its hash."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from ipdesk.models.parsing.pictures import read_picture
from ipdesk.models.tables import PictureEntry

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work


def keep_picture(work: Work, content: bytes) -> str:
    """Keep a picture that can be read, and return its hash; one that is known already stands there once."""
    sha256 = hashlib.sha256(content).hexdigest()
    if work.session.get(PictureEntry, sha256) is None:
        found = read_picture(content)
        work.session.add(PictureEntry(sha256=sha256, content=content, added_at=work.now, **found._asdict()))
        work.session.flush()
    return sha256
