"""Whether a 联行号 can be that of a bank: its shape, and the code of the bank at its beginning.

The rule of its check digit is not public, so that nothing is said of it.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from ipdesk.paths import resource
from ipdesk.rules.core.plain_text import compact
from ipdesk.rules.source.read_model import read_model
from ipdesk.rules.source.strict_model import StrictModel, Words, YesNo
from ipdesk.rules.source.yaml_source import Source

_SHAPE = re.compile("[0-9]{12}")


class BankCode(StrictModel):
    """A code and what its banks are called; many banks of names of their own share a ``shared`` one."""

    code: str
    names: Words = ()
    shared: YesNo = False


class BankCodes(StrictModel):
    """The whole file ``resources/banks/codes.yaml``."""

    codes: tuple[BankCode, ...]


@cache
def bank_codes() -> tuple[BankCode, ...]:
    """Return the codes that are known. Raises PackError for a file that cannot be read."""
    return read_model(BankCodes, Source.read(resource("banks", "codes.yaml"))).codes


def is_bank_number(text: str) -> bool:
    """Say whether a text has the shape of a 联行号."""
    return _SHAPE.fullmatch(text) is not None


def bank_kind_of(bank: str) -> str:
    """Return the bank itself (行别) of a branch, as far as its name tells, "" where it does not."""
    named = compact(bank)
    names = [name for one in bank_codes() for name in one.names if name in named]
    return max(names, key=len, default="")


@lru_cache(1024)  # the payments of a batch go to few branches
def contradicted_by(number: str, bank: str) -> str:
    """Return the name, as it stands in a bank's, that does not go with the code of a number, "" for none."""
    own = next((one for one in bank_codes() if number.startswith(one.code)), None)
    named = compact(bank)
    if own is None or not named or any(name in named for name in own.names):
        return ""
    others = [name for one in bank_codes() if one is not own and not one.shared for name in one.names]
    found = max((name for name in others if name in named), key=len, default="")
    return found or ("" if own.shared else bank)
