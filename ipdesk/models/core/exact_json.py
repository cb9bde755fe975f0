"""JSON with exact numbers, always written the same way: equal facts give equal text.

Decimals are JSON numbers and come back as Decimal; nothing passes through a float.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from json.encoder import encode_basestring
from typing import Any

from ipdesk.rules.core.case import Facts


def dumps(value: object) -> str:
    """Write a value of dicts, sequences, text, int, bool, None and Decimal; raises TypeError for others."""
    if isinstance(value, str):
        return encode_basestring(value)
    if isinstance(value, dict):
        named = [f"{encode_basestring(key)}:{dumps(value[key])}" for key in sorted(value)]
        return "{" + ",".join(named) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ",".join([dumps(item) for item in value]) + "]"
    if value is None or isinstance(value, bool):
        return _NAMES[value]
    if isinstance(value, int):
        return int.__repr__(value)
    if isinstance(value, Decimal):
        return _decimal(value)
    if isinstance(value, Mapping):
        return dumps(dict(value))
    raise TypeError(f"not exact in JSON: {value!r}")


def loads(text: str) -> Any:  # noqa: ANN401
    """Read what ``dumps`` wrote; numbers with a point are Decimal."""
    return json.loads(text, parse_float=Decimal)


def read_facts(text: str) -> Facts:
    """Read the facts of an achievement from stored JSON; sums are whole fen, quantities exact."""
    found: Facts = loads(text)
    return found


_NAMES = {None: "null", True: "true", False: "false"}


def _decimal(value: Decimal) -> str:
    if not value.is_finite():
        raise TypeError(f"not exact in JSON: {value}")
    text = format(value, "f")
    # A whole one keeps its point, or it would come back as an int.
    return text if "." in text else f"{text}.0"
