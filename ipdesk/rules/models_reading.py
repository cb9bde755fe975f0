"""From plain YAML data to strict models, with every fault as a finding that an office can act on."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from ipdesk.rules.findings import Finding, PackError, Severity
from ipdesk.rules.yaml_source import Position, Source

Model = TypeVar("Model", bound=BaseModel)

_MESSAGES = {
    "missing": "缺少{key}，请补上。",
    "bad_bool": "{key}只能写 true 或 false。",
    "bad_money": "{key}应为不带负号的金额（元，最多两位小数），现为“{value}”。",
    "enum": "{key}不能写“{value}”，可用：{allowed}。",
    "literal_error": "{key}不能写“{value}”，可用：{allowed}。",
    "one_form": "{key}里只能写其中一种，现在写了多种：{allowed}。",
    "no_form": "{key}里缺少内容，请写其中一种：{allowed}。",
    "one_test": "{key}里只能对一个事实写一种判断（is、in、at_least 等）。",
    "model_type": "{key}应写成“名称: 值”的形式，请检查缩进。",
    "tuple_type": "{key}应写成列表，每项前加“-”，或写在方括号里。",
    "date_from_datetime_parsing": "{key}应写成 2022-03-01 这样的日期，并且确有这一天，现为“{value}”。",
    "greater_than_equal": "{key}太小，现为“{value}”。",
    "less_than_equal": "{key}太大，现为“{value}”。",
}
_OTHERWISE = "{key}的值“{value}”写法不对，请对照说明改正。"


def read_model(model: type[Model], source: Source) -> Model:
    """Check the whole of ``source`` against ``model``; raises PackError with every fault and its line."""
    try:
        return model.model_validate(source.data)
    except ValidationError as error:
        raise PackError([_finding(model, source, fault) for fault in error.errors()]) from None


def _finding(model: type[BaseModel], source: Source, fault: Mapping[str, Any]) -> Finding:
    position = _in_data(source.data, tuple(fault["loc"]), missing=fault["type"] == "missing")
    code = str(fault["type"])
    key = _spoken(position)
    if code == "extra_forbidden":
        message = _unknown_key(str(position[-1]), _known_keys(model, position))
    else:
        message = _MESSAGES.get(code, _OTHERWISE).format(
            key=key, value=_short(fault.get("input")), allowed=_allowed(fault)
        )
    return Finding(source.name, source.line(position), source.clause(position), Severity.ERROR, code, message)


def _spoken(position: Position) -> str:
    """Name the value at ``position``: by its key, or by its place in a list."""
    if not position:
        return "文件"
    last = position[-1]
    return f"第 {last + 1} 项" if isinstance(last, int) else f"“{last}”"


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


def _unknown_key(key: str, known: list[str]) -> str:
    nearest = difflib.get_close_matches(key, known, n=1)
    cure = f"是否应为“{nearest[0]}”？" if nearest else f"可用：{'、'.join(known)}。"
    return f"不认识“{key}”，{cure}"


def _known_keys(model: type[BaseModel], position: Position) -> list[str]:
    found: type[BaseModel] = model
    for part in position[:-1]:
        if isinstance(part, str) and part in found.model_fields:
            inner = _model_in(found.model_fields[part].annotation)
            found = inner or found
    return sorted(field.alias or name for name, field in found.model_fields.items())


def _model_in(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in get_args(annotation):
        found = _model_in(inner)
        if found is not None:
            return found
    return None


def _allowed(fault: Mapping[str, Any]) -> str:
    return str(fault.get("ctx", {}).get("expected", "")).replace(" or ", "、").replace("'", "")


def _short(value: object) -> str:
    text = "" if value is None else str(value)
    return text if len(text) <= 40 else text[:39] + "…"
