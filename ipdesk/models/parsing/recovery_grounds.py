"""On which grounds money is taken back 追回, and by which rule of the state, as the office has it."""

from __future__ import annotations

from functools import cache

from ipdesk.paths import resource
from ipdesk.rules.source.read_model import read_model
from ipdesk.rules.source.strict_model import StrictModel
from ipdesk.rules.source.yaml_source import Source


class RecoveryGround(StrictModel):
    """One ground: what it is called, and the rule that is proposed for it, "" for none.

    One that is ``found`` rests on what a look-up turned out.
    """

    id: str
    name: str
    basis: str
    found: bool = False


class RecoveryGrounds(StrictModel):
    """The whole file ``resources/phrases/recovery.yaml``."""

    grounds: tuple[RecoveryGround, ...]


@cache
def recovery_grounds() -> tuple[RecoveryGround, ...]:
    """Return the list in the order of the form. Raises PackError for a file that cannot be read."""
    return read_model(RecoveryGrounds, Source.read(resource("phrases", "recovery.yaml"))).grounds


def ground_name(ground: str) -> str:
    """Return what a ground is called by its id, "" for none, or one that the office took out of its list."""
    return next((one.name for one in recovery_grounds() if one.id == ground), "")


def rests_on_a_finding(ground: str) -> bool:
    """Say whether a ground (its id) rests on what a look-up turned out; not one that the office took out."""
    return any(one.found for one in recovery_grounds() if one.id == ground)
