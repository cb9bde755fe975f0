"""What stands anywhere inside a pack's forms."""

from __future__ import annotations

from collections.abc import Iterator

from ipdesk.rules.pack.amounts import ParameterUse
from ipdesk.rules.pack.conditions import Condition
from ipdesk.rules.source.strict_model import StrictModel


def forms_in(part: object) -> Iterator[StrictModel]:
    """Yield every form in ``part`` (a form, or a tuple or dict of such), itself first."""
    if isinstance(part, StrictModel):
        yield part
        for name in type(part).model_fields:
            yield from forms_in(getattr(part, name))
    elif isinstance(part, dict):
        for inner in part.values():
            yield from forms_in(inner)
    elif isinstance(part, tuple):
        for inner in part:
            yield from forms_in(inner)


def given_in(part: object) -> frozenset[str]:
    """Return the facts of which a condition in ``part`` asks whether they are given."""
    return frozenset(form.given for form in forms_in(part) if isinstance(form, Condition) and form.given)


def parameters_in(part: object) -> tuple[ParameterUse, ...]:
    """Return every use of a parameter in ``part``."""
    return tuple(form for form in forms_in(part) if isinstance(form, ParameterUse))
