"""How a pack writes what binds several awards together."""

from __future__ import annotations

from typing import Annotated, ClassVar, Self

from pydantic import Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from ipdesk.rules.pack.amounts import Amount, AmountForm
from ipdesk.rules.pack.conditions import Condition, WhoList
from ipdesk.rules.source.strict_model import Fen, StrictModel, Words, YesNo, is_number, one_form

Year = Annotated[int, Field(ge=1900, le=2999)]
Places = Annotated[int, Field(ge=1)]


def _shape(value: object) -> str:
    if isinstance(value, AmountForm):
        return "amount"
    if isinstance(value, dict):
        return "by_year" if all(isinstance(key, int) or is_number(key) for key in value) else "amount"
    return "amount" if isinstance(value, str) and value and not is_number(value) else "plain"


def _shape_of_number(value: object) -> str:
    return "by_year" if isinstance(value, dict) else "plain"


Ceiling = Annotated[
    Annotated[Fen, Tag("plain")]
    | Annotated[dict[Year, Fen], Tag("by_year")]
    | Annotated[Amount, Tag("amount")],
    Discriminator(_shape),
]
"""A sum; sums by the programme year from which they hold; or an amount of the line's own facts."""

Count = Annotated[
    Annotated[Places, Tag("plain")] | Annotated[dict[Year, Places], Tag("by_year")],
    Discriminator(_shape_of_number),
]
"""A count, or counts by the programme year from which they hold."""


class Limit(StrictModel):
    """A limit over rules (ids within the pack, or ``all``).

    ``per`` keeps its windows apart: ``applicant``, ``year``, ``item`` or facts.
    Exactly one of: ``count`` items, or different values of ``distinct`` where that is given; ``sum``, in
    yuan; ``highest`` (only the highest of the window stands); ``top_up`` (what was paid before is taken off);
    ``after`` (nothing before a rule named here has paid in the window). ``highest`` and ``top_up`` go by a
    line's own figure, or by the amount ``compare``, such as the whole title of which a line pays a part.
    A ``sum`` may run over several ``years``: then any so many programme years in a row hold it together.
    ``scaled`` marks a pool: it cuts nothing at once, but what goes beyond its ``sum``, or beyond a budget
    that the document does not name, is scaled down for all together.
    ``who`` and ``where`` narrow whom and which achievements it binds; ``measure`` is the measure word of what
    is counted, where it is not the kind's own.
    ``forms`` are the keys that say what a limit allows. Each is known by its name (``form``) to the
    evaluation, the checks and the text of a policy.
    """

    forms: ClassVar[tuple[str, ...]] = ("count", "sum", "highest", "top_up", "after")

    id: str
    name: str
    rules: Words
    per: Words
    who: WhoList | None = None
    where: tuple[Condition, ...] = ()
    distinct: str | None = None
    count: Count | None = None
    sum: Ceiling | None = None
    years: Annotated[int, Field(ge=2, le=20)] | None = None
    highest: YesNo | None = None
    compare: Amount | None = None
    top_up: YesNo | None = None
    after: Words | None = None
    scaled: YesNo = False
    measure: str = ""
    article: str = ""

    @model_validator(mode="after")
    def _check_form(self) -> Self:
        used = [name for name in self.forms if getattr(self, name) is not None]
        if used or not self.scaled:
            one_form(self, self.forms)
        if any(getattr(self, name) is False for name in used):
            raise _needed("、".join(self.forms))
        if self.scaled and used not in ([], ["sum"]):
            raise PydanticCustomError("scaled_alone", "sum or nothing beside scaled")
        if self.scaled and isinstance(self.sum, AmountForm):
            raise _needed("sum")
        if self.years is not None and (self.sum is None or self.scaled):
            raise _needed("sum")
        if self.compare is not None and not (self.highest or self.top_up):
            raise _needed("highest、top_up")
        return self

    def form(self) -> str:
        """Return the name of the form that is used, ``scaled`` for a pool."""
        given = (name for name in self.forms if getattr(self, name) is not None)
        return "scaled" if self.scaled else next(given)

    def watched(self) -> Words:
        """Return the rules that the limit is not over, but whose awards it goes by."""
        return self.after or ()


def _needed(form: str) -> PydanticCustomError:
    return PydanticCustomError("no_form", "one of {expected}", {"expected": form})


def in_year(steps: dict[int, int], year: int) -> int:
    """Return the step that holds in ``year``: the last that begins by then, else the first of all."""
    begun = [first for first in steps if first <= year]
    return steps[max(begun) if begun else min(steps)]
