"""Letting people in. All of it computes hashes: it is for behind the window, never in its thread."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import TYPE_CHECKING

from ipdesk.models import queries
from ipdesk.models.commands import (
    ChangePassword,
    RecordSignIn,
    RecoverPassword,
    RenewRecoveryCodes,
    RequirePasswords,
    ResetPassword,
    SetUpOffice,
)
from ipdesk.models.core.actor import NOBODY, Actor
from ipdesk.models.core.errors import InvalidInput, NotPermitted, Problem
from ipdesk.models.services.passwords import (
    Passwords,
    code_hash,
    one_time_password,
    password_fault,
    pause_after,
    recovery_codes,
)

if TYPE_CHECKING:
    from ipdesk.models.core.changes import Changes
    from ipdesk.models.records import Password, Person
    from ipdesk.models.store import Store

_WRONG = "密码不对，请再试。"
_WRONG_AGAIN = "密码不对。连续输错 {count} 次，请过 {seconds} 秒再试。"
_NONE_YET = "您还没有密码，不能自己设第一个。请管理员在“设置 → 人员 → 密码…”里给您一个一次性密码。"
_WAIT = "连续输错 {count} 次密码，请过 {seconds} 秒再试。"


def with_password(
    command: SetUpOffice, password: str, passwords: Passwords
) -> tuple[SetUpOffice, tuple[str, ...]]:
    """Return a first start after which its person signs in by a password, and the recovery codes.

    Without a password the first start as it is, and no codes.
    """
    if not password:
        return command, ()
    codes = recovery_codes()
    kept = tuple(map(code_hash, codes))
    return replace(command, password_hash=passwords.hash(password), code_hashes=kept), codes


class SignIn:
    """What the window asks when somebody sits down, or changes a password."""

    def __init__(self, store: Store, passwords: Passwords) -> None:
        self._store, self._passwords = store, passwords

    def let_in(self, person: Person, password: str, new: str = "") -> bool:
        """Let a person in by its password; False where that is for once and a ``new`` one is wanted.

        Raises InvalidInput for the fields ``password`` and ``new``, NotPermitted for who has no password yet,
        as whoever comes by could set one, and while nobody is let in after wrong ones; StoreError.
        """
        kept = self._waited_for(person)
        if kept.hash is None:
            raise NotPermitted(_NONE_YET)
        if not self._passwords.fits(password, kept.hash):
            self._refuse(person, kept)
        if kept.for_once:
            if not new:
                return False
            self._check_new(person, new, kept.hash)
            self._store.run(ChangePassword(password_hash=self._passwords.hash(new)), Actor(person.id))
        self._store.run(RecordSignIn(person=person.id, succeeded=True), NOBODY)
        return True

    def let_in_by_code(self, person: Person, code: str, new: str) -> None:
        """Let an administrator in by a recovery code, with a new password. Raises as ``let_in``."""
        self._waited_for(person)
        self._check_new(person, new)
        hashed = self._passwords.hash(new)
        command = RecoverPassword(person=person.id, code_hash=code_hash(code), password_hash=hashed)
        try:
            self._store.run(command, NOBODY)
        except InvalidInput:
            self._store.run(RecordSignIn(person=person.id, succeeded=False), NOBODY)
            raise
        self._store.run(RecordSignIn(person=person.id, succeeded=True), NOBODY)

    def change(self, person: Person, old: str, new: str) -> Changes:
        """Replace a person's own password, given the old one where it has one. Raises as ``let_in``."""
        kept = self._waited_for(person)
        if kept.hash is not None and not self._passwords.fits(old, kept.hash):
            self._refuse(person, kept)
        self._check_new(person, new, kept.hash)
        command = ChangePassword(password_hash=self._passwords.hash(new))
        return self._store.run(command, Actor(person.id)).changes

    def reset(self, person: Person, actor: Actor) -> tuple[str, Changes]:
        """Return a new password for once, to be handed over. Raises NotPermitted, NotFound, StoreError."""
        password = one_time_password()
        command = ResetPassword(person=person.id, password_hash=self._passwords.hash(password))
        return password, self._store.run(command, actor).changes

    def require_passwords(self, actor: Actor) -> tuple[tuple[str, ...], Changes]:
        """Ask for passwords from now on; return the new recovery codes. Raises as RequirePasswords does."""
        codes = recovery_codes()
        command = RequirePasswords(code_hashes=tuple(map(code_hash, codes)))
        return codes, self._store.run(command, actor).changes

    def renew_codes(self, actor: Actor) -> tuple[tuple[str, ...], Changes]:
        """Return new recovery codes in place of the former ones. Raises NotPermitted, StoreError."""
        codes = recovery_codes()
        command = RenewRecoveryCodes(code_hashes=tuple(map(code_hash, codes)))
        return codes, self._store.run(command, actor).changes

    def _waited_for(self, person: Person) -> Password:
        """Return what is kept of a person's password, once the pause after wrong ones is over."""
        kept = self._store.read(queries.password, person.id)
        left = _left_to_wait(kept, self._store.moment())
        if left:
            raise NotPermitted(_WAIT.format(count=kept.failures, seconds=left))
        return kept

    def _refuse(self, person: Person, kept: Password) -> None:
        self._store.run(RecordSignIn(person=person.id, succeeded=False), NOBODY)
        count = kept.failures + 1
        seconds = round(pause_after(count).total_seconds())
        words = _WRONG_AGAIN.format(count=count, seconds=seconds) if seconds else _WRONG
        raise InvalidInput([Problem("password", words)])

    def _check_new(self, person: Person, new: str, former: str | None = None) -> None:
        if fault := password_fault(new, person.name):
            raise InvalidInput([Problem("new", fault)])
        if former is not None and self._passwords.fits(new, former):
            raise InvalidInput([Problem("new", "新密码不能与原来的相同。")])


def _left_to_wait(kept: Password, now: datetime.datetime) -> int:
    """Return for how many seconds nobody is let in; a clock that was set back makes nobody wait longer."""
    if kept.failed_at is None:
        return 0
    pause = pause_after(kept.failures)
    left = min(kept.failed_at + pause - now, pause).total_seconds()
    return max(0, -int(-left // 1))
