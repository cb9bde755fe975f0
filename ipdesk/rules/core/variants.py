"""Characters that are written in several ways, each in one: the simplified one of mainland China."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from ipdesk.paths import resource


def one_writing(text: str) -> str:
    """Return ``text`` with each character in its simplified writing, in which it is looked for, not kept."""
    return text.translate(_variants())


@cache
def _variants() -> Mapping[int, str]:
    """Return the bundled table: the simplified character by the code of each other writing of it."""
    lines = resource("characters", "variants.txt").read_text(encoding="utf-8").splitlines()
    entries = (line.split() for line in lines if line and not line.startswith("#"))
    return {ord(variant): char for char, variants in entries for variant in variants}
