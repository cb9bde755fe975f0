"""What is entered of funds, as it is stored, and refused where it cannot be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from enum import Enum
from typing import Any

from ipdesk.models.core.errors import InvalidInput, Problem
from ipdesk.models.parsing.reasons import said_fault
from ipdesk.models.parsing.text.lines import stored_line
from ipdesk.rules.core.plain_text import blank


def columns_of(details: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return what was entered as it is stored: texts on one line, words by their ids."""
    return {name: _value(value) for name, value in asdict(details).items()}


def needed_text(field: str, text: str, label: str) -> Iterator[Problem]:
    """Yield that a text that has to be there is missing, or says nothing."""
    if blank(text):
        yield Problem(field, f"请填写{label}。")
    elif fault := said_fault(text, label):
        yield Problem(field, fault)


def refuse(problems: Iterable[Problem]) -> None:
    """Raise InvalidInput where there is any problem."""
    if found := list(problems):
        raise InvalidInput(found)


def _value(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    return stored_line(value) if isinstance(value, str) else value
