"""How a guard is written: national rules that watch over any policy and change no sum."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from ipdesk.rules.amount_forms import Amount
from ipdesk.rules.condition_forms import Condition
from ipdesk.rules.strict import StrictModel, Words


class Watched(StrictModel):
    """What a guard rule watches: achievements of ``kind`` (all where none is named) that fit ``where``.

    ``pays_for`` narrows it to lines whose sum is computed from one of these facts.
    """

    kind: Words = ()
    where: tuple[Condition, ...] = ()
    pays_for: Words = ()


class GuardRule(StrictModel):
    """One thing to point out: ``text`` is the notice, ``id`` makes its code (``guard_`` before it).

    With ``exceeds`` only where all lines of the achievement, with the amount facts ``together_with``, come to
    more than that; its ``text`` may then say ``{total}`` and ``{limit}``.
    """

    id: Annotated[str, Field(pattern="[a-z_]+")]
    article: str = ""
    title: str
    about: Watched
    exceeds: Amount | None = None
    together_with: Words = ()
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
