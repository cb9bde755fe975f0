"""On which grounds money is taken back 追回, and by which rule of the state, as the office has it."""

from __future__ import annotations

import re
from functools import cache

from ipdesk.paths import resource
from ipdesk.rules.source.read_model import read_model
from ipdesk.rules.source.strict_model import StrictModel
from ipdesk.rules.source.yaml_source import Source

_DENIED = re.compile("(?:没有|未发现|未查到|不存在|不构成|不属于)[^，。；]{0,12}违法")
_CONTRADICTED = (
    "追回的情形是“{name}”，本身就是财政违法行为（财政违法行为处罚处分条例第十四条），与这里写的“{said}”矛盾，"
    "请核对后改写。"
)


class RecoveryGround(StrictModel):
    """One ground: what it is called, and the rule that is proposed for it, "" for none.

    One that is ``found`` rests on what a look-up turned out; one that is an ``offence`` is itself a breach
    of the law on public money.
    """

    id: str
    name: str
    basis: str
    found: bool = False
    offence: bool = False


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


def denial_doubt(ground: str, why: str) -> str:
    """Return that a reason denies the offence that a ground (its id) is; "" where it does not."""
    name = next((one.name for one in recovery_grounds() if one.id == ground and one.offence), "")
    said = _DENIED.search(why)
    return _CONTRADICTED.format(name=name, said=said[0]) if name and said else ""
