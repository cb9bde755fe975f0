"""Keeping pictures, each once by its hash."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ipdesk.models.parsing.pictures import read_picture
from ipdesk.models.parsing.reasons import said_fault
from ipdesk.models.parsing.text.lines import stored_line
from ipdesk.models.tables import PictureEntry
from ipdesk.rules.core.plain_text import blank

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


def captioned(pictures: Sequence[bytes], captions: Sequence[str]) -> Iterator[tuple[bytes, str]]:
    """Yield pictures with what they are said to show, as it is kept; "" where nobody said."""
    for place, content in enumerate(pictures):
        yield content, stored_line(captions[place]) if place < len(captions) else ""


def caption_faults(pictures: Sequence[bytes], captions: Sequence[str]) -> Iterator[str]:
    """Yield what is wrong with what pictures are said to show, as sentences."""
    if len(captions) > len(pictures):
        yield "图片说明多于图片，请重新附图。"
    for number, caption in enumerate(captions, start=1):
        if not blank(caption) and (fault := said_fault(caption, "图片说明")):
            yield f"第{number}张图片：{fault}"
