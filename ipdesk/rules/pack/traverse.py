"""What stands anywhere inside a pack's forms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ipdesk.rules.pack.amounts import ParameterUse
from ipdesk.rules.pack.conditions import Condition
from ipdesk.rules.source.strict_model import StrictModel


def forms_in(part: object) -> Iterator[StrictModel]:
    """Yield every form in ``part`` (a form, or a tuple or dict of such), itself first.

    Every rule is walked several times when its policy is compiled: most of a form are fields left out and
    words, which are passed over before anything is asked of them.
    """
    waiting = [part]
    while waiting:
        found = waiting.pop()
        if isinstance(found, tuple):
            inner: Iterable[object] = found
        elif isinstance(found, dict):
            inner = found.values()
        elif isinstance(found, StrictModel):
            yield found
            inner = vars(found).values()
        else:
            continue
        waiting += [one for one in inner if one is not None and type(one) is not str][::-1]


def given_in(part: object) -> frozenset[str]:
    """Return the facts of which a condition in ``part`` asks whether they are given."""
    return frozenset(form.given for form in forms_in(part) if isinstance(form, Condition) and form.given)


def parameters_in(part: object) -> tuple[ParameterUse, ...]:
    """Return every use of a parameter in ``part``."""
    return tuple(form for form in forms_in(part) if isinstance(form, ParameterUse))
