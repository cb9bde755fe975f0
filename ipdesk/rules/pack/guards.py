"""How a guard is written: national rules that watch over any policy and change no sum."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from ipdesk.rules.core.roles import FactRole, KindRole
from ipdesk.rules.pack.conditions import Condition
from ipdesk.rules.source.strict_model import Number, StrictModel, Words


class Watched(StrictModel):
    """What a guard rule watches: lines of a kind with ``role``, or computed from a fact with it.

    ``types`` narrows it to achievements of which a patent type (fact by role) is one of these; ``where`` are
    conditions on the achievement's date.
    """

    role: KindRole | FactRole
    types: Words = ()
    where: tuple[Condition, ...] = ()


class Share(StrictModel):
    """``rate`` per cent of all amounts with the role ``of`` that are stated."""

    rate: Annotated[Number, Field(gt=0, le=100)]
    of: FactRole


class GuardRule(StrictModel):
    """One thing to point out: ``text`` is the notice, ``id`` makes its code (``guard_`` before it).

    With ``exceeds`` only where all lines of the achievement, with the amounts whose role is
    ``together_with``, come to more than that; its ``text`` may then say ``{total}`` and ``{limit}``.
    """

    id: Annotated[str, Field(pattern="[a-z_]+")]
    article: str = ""
    title: str
    about: Watched
    exceeds: Share | None = None
    together_with: FactRole | None = None
    text: str


class GuardPack(StrictModel):
    """A file of guard rules; ``document`` is what they come from."""

    format: Literal["1"]
    kind: Literal["guard"]
    id: str
    title: str
    document: str
    issuer: str
    rules: tuple[GuardRule, ...]
