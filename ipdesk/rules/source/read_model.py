"""From plain YAML data to strict models, with every fault as a finding that an office can act on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from ipdesk.rules.source.fault_messages import EMPTY, message
from ipdesk.rules.source.findings import Finding, PackError, Severity
from ipdesk.rules.source.key_hints import instead_of_key
from ipdesk.rules.source.suggestions import cure
from ipdesk.rules.source.value_hints import marks_slip
from ipdesk.rules.source.yaml_source import Position, Source

Model = TypeVar("Model", bound=BaseModel)
_ALL = 100
_MAPPINGS = ("model_type", "model_attributes_type")


def read_model(model: type[Model], source: Source) -> Model:
    """Check the whole of ``source`` against ``model``; raises PackError with every fault and its line."""
    try:
        return model.model_validate(source.data)
    except ValidationError as error:
        raise PackError([_finding(model, source, fault) for fault in error.errors()]) from None


def _finding(model: type[BaseModel], source: Source, fault: Mapping[str, Any]) -> Finding:
    position = _in_data(source.data, tuple(fault["loc"]), missing=fault["type"] == "missing")
    code = str(fault["type"])
    empty = _empty(source.data, position, fault) if code == "no_form" else None
    if empty is not None:
        position = (*position, empty)
        text = EMPTY.format(key=f"“{empty}”")
    elif code == "extra_forbidden":
        text = _unknown_key(str(position[-1]), model, position)
    else:
        text = message(_spoken(position), fault)
        text += _what_to_write(model, position) if code in _MAPPINGS else ""
    return Finding(source.name, source.line(position), source.clause(position), Severity.ERROR, code, text)


def _empty(data: Any, position: Position, fault: Mapping[str, Any]) -> str | None:  # noqa: ANN401
    """Return the key of a form that stands at ``position`` with nothing behind it, None where none does."""
    for part in position:
        data = data[part]
    expected = str(fault["ctx"]["expected"]).split("、")
    return next((key for key in expected if isinstance(data, dict) and data.get(key, "") is None), None)


def _what_to_write(model: type[BaseModel], position: Position) -> str:
    """Return a sentence that lists the keys of what should stand at ``position``."""
    holder = _models_along(model, (*position, ""))[-1][1]
    return f"里面可以写：{'、'.join(_keys(holder))}。"


def _spoken(position: Position) -> str:
    """Name the value at ``position``: by its key, or by its place in a list."""
    if not position:
        return "文件"
    last = position[-1]
    if not isinstance(last, int):
        return f"“{last}”"
    holder = next((part for part in reversed(position) if isinstance(part, str)), "")
    return f"“{holder}”第 {last + 1} 项"


def _in_data(data: object, location: tuple[str | int, ...], *, missing: bool) -> Position:
    """Keep the parts of a pydantic location that name something in the file, not union branches."""
    position: list[str | int] = []
    found: Any = data
    for index, part in enumerate(location):
        if _holds(found, part):
            found = found[part]
        elif not missing or index < len(location) - 1:
            continue
        position.append(part)
    return tuple(position)


def _holds(data: object, part: str | int) -> bool:
    if isinstance(data, list):
        return isinstance(part, int) and part < len(data)
    return isinstance(data, Mapping) and part in data


# ------------------------------------------------------------ keys


def _unknown_key(key: str, model: type[BaseModel], position: Position) -> str:
    """Say what an unknown key should be: rightly punctuated, one level further out, or spelt so."""
    slip = marks_slip(key)
    if slip:
        return f"不认识“{key}”：{slip}"
    *outer, inner = _models_along(model, position)
    instead = instead_of_key(inner[1].__name__, key)
    if instead:
        return instead
    holder = next((place for place, found in reversed(outer) if key in _keys(found)), None)
    if holder is not None:
        return f"“{key}”不能写在这一层，应与{holder}里的其他名称左对齐，请检查缩进。"
    return f"不认识“{key}”，{cure(key, _keys(inner[1]), _ALL)}"


def _keys(model: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


def _models_along(model: type[BaseModel], position: Position) -> list[tuple[str, type[BaseModel]]]:
    """Return the models on the way to ``position``, outermost first, each with what holds it in words."""
    found = [("文件最外层", model)]
    for part in position[:-1]:
        field = _field(found[-1][1], part)
        inner = None if field is None else _model_in(field)
        if inner is not None:
            found.append((f"“{part}”", inner))
    return found


def _field(model: type[BaseModel], key: str | int) -> object:
    for name, field in model.model_fields.items():
        if key == (field.alias or name):
            return field.annotation
    return None


def _model_in(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in get_args(annotation):
        found = _model_in(inner)
        if found is not None:
            return found
    return None
