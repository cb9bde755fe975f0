"""Passwords and recovery codes: what is accepted, how it is kept, how long a wrong one makes wait."""

from __future__ import annotations

import datetime
import hashlib
import secrets
import unicodedata
from functools import cache, cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from ipdesk.models.parsing.names.names import compared_name
from ipdesk.models.parsing.names.pinyin import initials, spellings
from ipdesk.paths import resource

if TYPE_CHECKING:
    from argon2 import PasswordHasher

LEAST = 8
"""Characters of a password."""
MOST = 200
_PAIR = 2
"""Characters that are a pattern when they are repeated, and the least that a name has."""
CODES = 8
"""How many recovery codes an office is given at a time."""

_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that is taken for another on paper
_GROUPS, _GROUP = 4, 4  # of a recovery code: 79 bits, which nobody tries out
_ONE_TIME = 10  # letters of a password for once: 49 bits, which stand for a day or two
_FREE = 3  # wrong passwords that cost nothing
_FIRST_PAUSE, _LONGEST_PAUSE = 5, 300  # seconds


class Passwords:
    """Hashes passwords by Argon2id. Takes a tenth of a second and more each time: for behind the window.

    With the parameters of the library, unless others are given along.
    """

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._given = hasher

    @cached_property
    def _hasher(self) -> PasswordHasher:
        from argon2 import PasswordHasher

        return self._given or PasswordHasher()

    def hash(self, password: str) -> str:
        """Return what may be kept of a password; it holds the parameters and a salt of its own."""
        return self._hasher.hash(_normal(password))

    def fits(self, password: str, kept: str) -> bool:
        """Say whether a password is the one of which this was kept."""
        from argon2.exceptions import InvalidHashError, VerificationError

        try:
            return self._hasher.verify(kept, _normal(password))
        except (VerificationError, InvalidHashError):
            return False


_LINE_ENDS = "\r\n\u2028\u2029"


def _normal(password: str) -> str:
    """Return a password without the widths that an input method gives its letters, and without a line end.

    One that is handed over in a message is pasted with it, and nobody sees it among dots.
    """
    return unicodedata.normalize("NFKC", password).strip(_LINE_ENDS)


def password_fault(password: str, name: str) -> str:
    """Return why a password is none for somebody of this name, "" where it is one."""
    normal = _normal(password)
    if len(normal) < LEAST:
        return f"密码至少{LEAST}个字符。"
    if len(normal) > MOST:
        return f"密码最多{MOST}个字符。"
    if len(set(normal)) == 1:
        return "密码不能是同一个字符的重复。"
    if _is_run(normal):
        return "密码不能是顺着或者倒着排的一串，也不能是一两个字符的重复，如 12345678、12121212。"
    if _has_name(normal, name):
        return "密码里不能有自己的姓名或它的拼音。"
    if _is_common(normal):
        return "这个密码太常见，别人几次就能猜中，请换一个，如把几个不相干的词连起来。"
    return ""


def _is_run(password: str) -> bool:
    """Say whether a password is a run of neighbours up or down, or a run or a pair again and again."""
    text = password.casefold()
    period = next(n for n in range(1, len(text) + 1) if text == (text[:n] * len(text))[: len(text)])
    return period <= _PAIR or _steps_alike(text[:period])


def _steps_alike(text: str) -> bool:
    steps = {(ord(after) - ord(before)) % 10 if after.isdecimal() and before.isdecimal() else
             ord(after) - ord(before) for before, after in pairwise(text)}  # fmt: skip
    return steps in ({1}, {-1}, {9})


def _has_name(password: str, name: str) -> bool:
    """Say whether the name stands in a password, or it is nothing but its initials, once or again."""
    letters = _alphanumeric(password)
    whole = (compared_name(name), *spellings(name, personal=True))
    within = any(len(one) >= _PAIR and one.casefold() in letters for one in whole)
    return within or any(one and not letters.replace(one.casefold(), "") for one in initials(name))


def _is_common(password: str) -> bool:
    """Say whether a password is one of the list, also with some figures behind it."""
    written = {password.casefold(), _alphanumeric(password)}
    without = {one.rstrip("0123456789") for one in written}
    return not _commonest().isdisjoint(written | without)


def _alphanumeric(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


@cache
def _commonest() -> frozenset[str]:
    """Return the passwords that are guessed first."""
    lines = resource("passwords", "commonest.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def pause_after(failures: int) -> datetime.timedelta:
    """Return how long nobody is let in after so many wrong passwords in a row: longer and longer."""
    if failures <= _FREE:
        return datetime.timedelta()
    doubled = min(failures - _FREE - 1, 10)
    return datetime.timedelta(seconds=min(_FIRST_PAUSE * 2**doubled, _LONGEST_PAUSE))


def one_time_password() -> str:
    """Return a password that an administrator hands over and that is changed at once."""
    return _random(_ONE_TIME)


def recovery_codes() -> tuple[str, ...]:
    """Return new codes, each of which sets an administrator's password once."""
    return tuple("-".join(_random(_GROUP) for _ in range(_GROUPS)) for _ in range(CODES))


def _random(length: int) -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(length))


def code_hash(code: str) -> str:
    """Return what is kept of a recovery code, however it was typed.

    A plain hash: the codes are random throughout, so that there is nothing to guess that a slow one would
    protect, and one that is typed is found at once.
    """
    letters = "".join(char for char in _normal(code).upper() if char.isalnum())
    return hashlib.sha256(letters.encode()).hexdigest()
