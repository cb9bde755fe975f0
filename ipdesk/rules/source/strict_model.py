"""The base of every model that reads YAML: no unknown key passes, nothing changes afterwards."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict
from pydantic_core import PydanticCustomError

from ipdesk.rules.core.fact_types import sensible
from ipdesk.rules.core.money import parse_yuan


class StrictModel(BaseModel):
    """Unknown keys are errors; instances are frozen."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def one_form(model: StrictModel, forms: tuple[str, ...]) -> None:
    """Raise a validation error unless exactly one of the fields ``forms`` is given."""
    given = [name for name in forms if getattr(model, name) is not None]
    if len(given) != 1:
        fields = type(model).model_fields
        expected = "、".join(fields[name].alias or name for name in given or forms)
        raise PydanticCustomError(
            "one_form" if given else "no_form", "one of {expected}", {"expected": expected}
        )


def is_number(value: object) -> bool:
    """Say whether a scalar of a pack is meant as a number, not as a word."""
    return isinstance(value, str) and (value[:1].isdigit() or value[:1] in ("-", "."))


def _read_bool(value: object) -> bool:
    if isinstance(value, bool):
        return value
    if value in ("true", "false"):
        return value == "true"
    raise PydanticCustomError("bad_bool", "true or false")


def _check_length(value: Decimal) -> Decimal:
    if not sensible(value):
        raise PydanticCustomError("number_length", "a number of a sensible length")
    return value


def _read_fen(value: object) -> int:
    try:
        return parse_yuan(str(value).replace("_", ""))
    except ValueError as error:
        raise PydanticCustomError("bad_money", "a sum in yuan") from error


def _read_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


YesNo = Annotated[bool, BeforeValidator(_read_bool)]
"""``true`` or ``false``, written out."""

Number = Annotated[Decimal, AfterValidator(_check_length)]
"""An exact number of a length that can be computed with and shown."""

Fen = Annotated[int, BeforeValidator(_read_fen)]
"""Written in yuan (``50000`` or ``0.50``; ``50_000`` may be grouped), held in fen."""

Words = Annotated[tuple[str, ...], BeforeValidator(_read_list)]
"""One word or a list of words."""
