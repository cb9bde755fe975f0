"""When what a bank writes of a payee means what the office wrote."""

from __future__ import annotations

import re
from functools import lru_cache

from ipdesk.rules.core.characters import MIDDLE_DOTS
from ipdesk.rules.core.plain_text import compact

_BRACKETS = str.maketrans("[]{}【】〔〕〈〉《》", "()()()()()()")
_DOTS = re.compile(f"[{MIDDLE_DOTS}.]")
_PARTS = re.compile(r"[\s-]+")
_MASK = re.compile(r"[*＊×]+")


@lru_cache(maxsize=4096)
def folded_name(name: str) -> str:
    """Return a name as names are compared: of one width, without blanks, brackets and dots of one kind."""
    return _DOTS.sub("·", compact(name).translate(_BRACKETS))


@lru_cache(maxsize=4096)
def folded_account(account: str) -> str:
    """Return an account as accounts are compared: without blanks and strokes."""
    return account if account.isdigit() and account.isascii() else _PARTS.sub("", compact(account))


def same_account(told: str, known: str) -> bool:
    """Say whether an account that a bank tells, some digits perhaps hidden by stars, may be the known one."""
    if told == known:
        return True
    told, known = folded_account(told), folded_account(known)
    if not _MASK.search(told):
        return told == known
    shown = _MASK.split(told)
    head, tail = shown[0], shown[-1]
    return len(head) + len(tail) >= 4 and known.startswith(head) and known.endswith(tail)


def same_name(told: str, known: str) -> bool:
    """Say whether two writings of a name are alike, where stars hide characters as far as it is shown."""
    if told == known:
        return True
    told, known = folded_name(told), folded_name(known)
    if "*" not in told:
        return told == known
    shown = [(one, other) for one, other in zip(told, known, strict=False) if one != "*"]
    return len(told) == len(known) and bool(shown) and all(one == other for one, other in shown)
