"""Lines of the rules as text for the database and back, equal to what they were."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ipdesk.models.core import exact_json
from ipdesk.rules.core.case import HistoryEntry
from ipdesk.rules.core.result import LimitUse, Line, Notice, Status, TraceStep, Warning

_COLUMNS = frozenset({"achievement", "rule", "article", "status", "computed", "amount"})


def explanation_of(line: Line) -> str:
    """Return what of a line has no column of its own: warnings, trace, limits and the like."""
    return exact_json.dumps(
        {name: _plain(value) for name, value in line._asdict().items() if name not in _COLUMNS}
    )


def columns_of(line: Line) -> dict[str, object]:
    """Return what the rules said of a line as rows keep it; ``key`` is the achievement's id there."""
    return dict(
        key=line.achievement,
        rule=line.rule,
        article=line.article,
        status=line.status.value,
        computed=line.computed,
        amount=line.amount,
        explanation=explanation_of(line),
    )


def line_of(columns: Mapping[str, Any], explanation: str) -> Line:
    """Put a line together from its columns and its explanation."""
    found = exact_json.loads(explanation)
    found["warnings"] = tuple(_warning(item) for item in found["warnings"])
    found["trace"] = tuple(TraceStep(**item) for item in found["trace"])
    found["limits"] = tuple(LimitUse(**item) for item in found["limits"])
    return Line(**{**columns, "status": Status(columns["status"])}, **found)


def notices_of(text: str) -> tuple[Notice, ...]:
    """Return the notices that an answer was given to, from their JSON."""
    return tuple(Notice(**{**item, "rules": tuple(item["rules"])}) for item in exact_json.loads(text))


def _plain(value: object) -> object:
    if value is None or isinstance(value, (str, int)):
        return value
    if isinstance(value, (list, tuple)):
        names: tuple[str, ...] = getattr(value, "_fields", ())
        plain = [_plain(item) for item in value]
        return dict(zip(names, plain, strict=True)) if names else plain
    if isinstance(value, Mapping):
        return {name: _plain(item) for name, item in value.items()}
    return value


def _warning(item: dict[str, Any]) -> Warning:
    values = {
        name: tuple(value) if isinstance(value, list) else value for name, value in item["values"].items()
    }
    source = HistoryEntry(**item["source"]) if isinstance(item["source"], dict) else item["source"]
    return Warning(item["code"], values, item["text"], source, item.get("formal", ""))
