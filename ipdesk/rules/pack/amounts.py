"""How a pack writes amounts: a closed set of forms that nest in each other."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from ipdesk.rules.pack.conditions import Condition, WhoList
from ipdesk.rules.source.strict_model import Fen, Number, StrictModel, Words, YesNo, is_number, one_form


class ParameterUse(StrictModel):
    """A parameter by ``name``; its value is that of the achievement's day, or of the date fact ``on``."""

    name: str
    on: str = "date"


def _read_parameter(value: object) -> object:
    return {"name": value} if isinstance(value, str) else value


UsedParameter = Annotated[ParameterUse, BeforeValidator(_read_parameter)]
"""A parameter's bare name, or a ``ParameterUse``."""


class QuantityForm(StrictModel):
    """A number that is no sum: written out, a number or count fact, or a parameter; ``at_most`` caps it."""

    number: Annotated[Number, Field(ge=0)] | None = None
    fact: str | None = None
    parameter: UsedParameter | None = None
    at_most: Annotated[Number, Field(ge=0)] | None = None

    @model_validator(mode="after")
    def _check_form(self) -> Self:
        one_form(self, ("number", "fact", "parameter"))
        return self


def _read_quantity(value: object) -> object:
    if isinstance(value, str):
        return {"number": value} if is_number(value) else {"fact": value}
    return value


Quantity = Annotated[QuantityForm, BeforeValidator(_read_quantity)]
"""A bare number, a bare fact, or a ``QuantityForm``."""


def _check_rate(value: QuantityForm) -> QuantityForm:
    if value.number is not None and not 0 <= value.number <= 1000:
        raise PydanticCustomError(
            "greater_than_equal" if value.number < 0 else "less_than_equal", "0 to 1000"
        )
    return value


Rate = Annotated[Quantity, AfterValidator(_check_rate)]
"""A quantity in per cent; one that is written out lies between 0 and 1000."""


def _read_list(value: object) -> object:
    return value if isinstance(value, list) else [value]


class Step(StrictModel):
    """One step and its ``amount``.

    It begins at its border (``at_least``) or beyond it (``above``), or ends at it (``at_most``) or short of
    it (``below``); the last may be ``otherwise``.
    """

    at_least: Number | None = None
    above: Number | None = None
    at_most: Number | None = None
    below: Number | None = None
    otherwise: Amount | None = None
    amount: Amount | None = None

    @model_validator(mode="after")
    def _check_form(self) -> Self:
        one_form(self, ("at_least", "above", "at_most", "below", "otherwise"))
        if (self.amount is None) == (self.otherwise is None):
            raise PydanticCustomError("no_form", "one of {expected}", {"expected": "amount、otherwise"})
        return self

    def test(self) -> str:
        """Return how the step says its border; ``otherwise`` for the last one, which has none."""
        names = ("at_least", "above", "at_most", "below")
        return next((name for name in names if getattr(self, name) is not None), "otherwise")

    def bound(self) -> Decimal:
        """Return the border of the step; raises ValueError for the last one, which has none."""
        border: Decimal | None = getattr(self, self.test()) if self.otherwise is None else None
        if border is None:
            raise ValueError("no_form")
        return border

    def pays(self) -> AmountForm:
        """Return what the step pays; raises ValueError when the step is not whole."""
        paid = self.amount or self.otherwise
        if paid is None:
            raise ValueError("no_form")
        return paid


class Tiers(StrictModel):
    """The amount of the first step that the fact ``by`` fits; 0 where it fits none.

    Steps from a border up stand highest first, steps up to a border (ranks) lowest first.
    """

    by: str
    steps: tuple[Step, ...]


class Band(StrictModel):
    """The part of a number ``above`` a border, up to the next: at ``rate`` per cent, or ``each`` in yuan."""

    above: Annotated[Number, Field(ge=0)]
    rate: Annotated[Number, Field(ge=0, le=1000)] | None = None
    each: Fen | None = None

    @model_validator(mode="after")
    def _check_form(self) -> Self:
        one_form(self, ("rate", "each"))
        return self


class Bands(StrictModel):
    """A sum that grows band by band of the fact ``by``, lowest first."""

    by: str
    steps: tuple[Band, ...]


class Table(StrictModel):
    """One amount for each value of the choice or region ``by``; ``otherwise`` for all that are not listed."""

    by: str
    values: dict[str, Amount]
    otherwise: Amount | None = None


class Choice(StrictModel):
    """One alternative: for ``who``, ``when`` all hold, this ``amount``; the last may be ``otherwise``."""

    who: WhoList | None = None
    when: tuple[Condition, ...] = ()
    amount: Amount | None = None
    otherwise: Amount | None = None

    @model_validator(mode="after")
    def _check_form(self) -> Self:
        one_form(self, ("amount", "otherwise"))
        if (self.amount is not None) != (self.who is not None or bool(self.when)):
            raise PydanticCustomError("no_form", "one of {expected}", {"expected": "who、when、otherwise"})
        return self

    def pays(self) -> AmountForm:
        """Return what the alternative pays; raises ValueError when it is not whole."""
        paid = self.amount or self.otherwise
        if paid is None:
            raise ValueError("no_form")
        return paid


class Percent(StrictModel):
    """``rate`` per cent of an amount; the rate may be a number fact or a parameter."""

    rate: Rate
    of: Amount


class Unit(StrictModel):
    """A count and the price of each, in yuan."""

    count: str
    price: Fen


class Times(StrictModel):
    """An amount times one number or several, such as a price, a quantity and months."""

    amount: Amount
    by: Annotated[tuple[Quantity, ...], BeforeValidator(_read_list)]


class Ratio(StrictModel):
    """An amount scaled as ``of`` is to ``to``, such as a reference rate to the rate paid.

    ``at_most_whole`` never lets it grow. Where ``to`` is 0 there is nothing to scale, and the amount is 0.
    """

    amount: Amount
    of: Quantity
    to: Quantity
    at_most_whole: YesNo = False


class Less(StrictModel):
    """An amount less the support received elsewhere (the amount fact ``deduct``), never below 0."""

    amount: Amount
    deduct: str


class AtMost(StrictModel):
    """An amount, but no more than ``ceiling`` for the single item."""

    amount: Amount
    ceiling: Amount


class Decided(StrictModel):
    """An amount that an authority decides, with a ceiling, a floor, or neither."""

    ceiling: Amount | None = None
    floor: Amount | None = None


class MilestoneStep(StrictModel):
    """From ``at_least`` so many counted awards on, this ``amount`` (yuan)."""

    at_least: Annotated[int, Field(ge=1)]
    amount: Fen


class Milestone(StrictModel):
    """A sum for reaching a number of awards under ``rules``, counted in the window ``per``.

    Steps stand highest first; what the rule has already paid in the window is taken off, so that rising from
    one step to the next pays the difference.
    """

    rules: Words
    per: Words
    steps: Annotated[tuple[MilestoneStep, ...], Field(min_length=1)]


def _read_amount(value: object) -> object:
    if isinstance(value, str):
        return {"fixed": value} if is_number(value) else {"fact": value}
    return value


class AmountForm(StrictModel):
    """What a rule pays: exactly one of these forms.

    A bare number is ``fixed``, a bare word a ``fact``. ``decided`` and ``milestone`` are a whole rule's
    amount and stand inside no other form.
    """

    fixed: Fen | None = None
    fact: str | None = None
    parameter: UsedParameter | None = None
    percent: Percent | None = None
    table: Table | None = None
    tiers: Tiers | None = None
    bands: Bands | None = None
    choose: tuple[Choice, ...] | None = None
    units: tuple[Unit, ...] | None = None
    times: Times | None = None
    ratio: Ratio | None = None
    sum: tuple[Amount, ...] | None = None
    smaller: tuple[Amount, ...] | None = None
    larger: tuple[Amount, ...] | None = None
    less: Less | None = None
    at_most: AtMost | None = None
    decided: Decided | None = None
    milestone: Milestone | None = None

    @model_validator(mode="after")
    def _check_form(self) -> Self:
        one_form(self, tuple(type(self).model_fields))
        return self

    def form(self) -> str:
        """Return the name of the form that is used; raises ValueError where there is none."""
        name = next((name for name, value in vars(self).items() if value is not None), None)
        if name is None:
            raise ValueError("no_form")
        return name

    def inner(self) -> Iterator[tuple[tuple[str | int, ...], AmountForm]]:
        """Yield the amounts directly inside this one, each with its place below it."""
        name = self.form()
        part = getattr(self, name)
        for place, found in _amounts_in(part):
            yield (name, *place), found


def _amounts_in(part: object) -> Iterator[tuple[tuple[str | int, ...], AmountForm]]:
    if isinstance(part, AmountForm):
        yield (), part
    elif isinstance(part, StrictModel):
        for key, value in vars(part).items():
            yield from (((key, *place), found) for place, found in _amounts_in(value))
    elif isinstance(part, dict):
        for key, value in part.items():
            yield from (((key, *place), found) for place, found in _amounts_in(value))
    elif isinstance(part, tuple):
        for number, value in enumerate(part):
            yield from (((number, *place), found) for place, found in _amounts_in(value))


Amount = Annotated[AmountForm, BeforeValidator(_read_amount)]

for _model in (Step, Tiers, Table, Choice, Percent, Times, Ratio, Less, AtMost, Decided, AmountForm):
    _model.model_rebuild()
